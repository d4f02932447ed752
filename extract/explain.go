package extract

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/extract/text"
)

// ExplainOptions say what Explain writes.
type ExplainOptions struct {
	Rule string // say only what this claim rule did in each sentence, and what kept it from a claim
}

// Explain writes how a document is read, as plain text for people who write rules: for each sentence its tokens, what
// it names, its times, cues and chunks, then each rule that woke and what became of it, and at the end the claims.
// The error is the text's, w's, or that there is no rule of that id.
func (x *Extractor) Explain(w io.Writer, d source.Document, opt ExplainOptions) error {
	if err := x.explains(opt.Rule); err != nil {
		return err
	}
	r, err := x.read(d)
	if err != nil {
		return err
	}
	r.identify()
	e := &explainer{reading: r, rule: opt.Rule}
	r.joining = e.joined
	e.document()
	r.holdings()
	e.claimLines()
	_, err = w.Write(e.out.Bytes())
	return err
}

// explains returns an error unless Explain can follow the rule.
func (x *Extractor) explains(rule string) error {
	if rule == "" {
		return nil
	}
	nearest, same := "", 1
	for i := range x.set.Claims {
		id := x.set.Claims[i].ID
		if id == rule {
			return nil
		}
		if n := sharedPrefix(id, rule); n > same {
			nearest, same = id, n
		}
	}
	for i := range x.set.Mentions {
		if x.set.Mentions[i].ID == rule {
			return fmt.Errorf("rule %q finds names, not claims: explain without a rule shows the names of each sentence", rule)
		}
	}
	if nearest == "" {
		return fmt.Errorf("no rule %q: the claim files of the rules list the ids", rule)
	}
	return fmt.Errorf("no rule %q; did you mean %q?", rule, nearest)
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// An explainer goes the way of Extract through a document and writes down what it sees.
type explainer struct {
	*reading
	rule string // the only rule to write of, or empty
	out  bytes.Buffer
}

func (e *explainer) line(depth int, format string, args ...any) {
	e.out.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&e.out, format, args...)
	e.out.WriteByte('\n')
}

// document follows frames from sentence to sentence.
func (e *explainer) document() {
	at := "date unknown"
	switch {
	case e.src.Date != "":
		at = "date " + e.date + " (given)"
	case e.date != "":
		at = "date " + e.date + " (read in the text)"
	case e.year != "":
		at += ", the text is about " + e.year
	}
	e.line(0, "document %s: %s", cmp.Or(e.src.ID, "without id"), at)
	next := 0
	for i := range e.doc.Sentences {
		if next == len(e.sentences) || e.sentences[next].index != i {
			e.line(0, "\n%s: not read\n  %s", e.heading(i), e.sentenceText(i))
			continue
		}
		s := e.sentences[next]
		next++
		e.line(0, "\n%s\n  %s", e.heading(i), e.sentenceText(i))
		if e.rule == "" {
			e.contents(s)
		}
		e.rules(s)
	}
}

var lineKinds = [...]string{text.Body: "body", text.Title: "title", text.Heading: "heading", text.Caption: "caption",
	text.ListItem: "list item", text.Question: "question", text.Answer: "answer", text.Capitals: "capitals",
	text.Dateline: "dateline", text.Byline: "byline", text.Furniture: "furniture", text.AltText: "alternative text"}

// heading gives the number, the kind and the source offsets of a sentence, in code points.
func (r *reading) heading(i int) string {
	s := r.doc.Sentences[i]
	from, to := r.doc.Source(int(r.doc.Tokens[s.First].Start), int(r.doc.Tokens[s.End-1].End))
	return fmt.Sprintf("sentence %d: %s, %d-%d", i+1, lineKinds[s.Kind], from, to)
}

func (r *reading) sentenceText(i int) string {
	s := r.doc.Sentences[i]
	return r.label(int(s.First), int(s.End))
}

// contents writes what the sentence holds before any rule looks at it.
func (e *explainer) contents(s *sentence) {
	var tokens []string
	for i := s.span.First; i < s.span.End; i++ {
		tokens = append(tokens, e.doc.Word(int(i)))
	}
	e.line(1, "tokens: %s", strings.Join(tokens, "|"))
	for k := range s.Mentions {
		e.line(1, "names: %s", e.mentionLine(&s.Mentions[k]))
	}
	for k := range s.Dates {
		e.line(1, "time: %s", e.timeLine(&s.Dates[k]))
	}
	for _, c := range s.Cues {
		e.line(1, "cue: %s reads %s%s", e.label(c.First, c.End), c.Reads, cueReach(c))
	}
	e.line(1, "chunks: %s", e.chunks(s))
}

func cueReach(c clause.Cue) string {
	out := ""
	if c.Wide {
		out += ", for the whole sentence behind it"
	}
	if c.Behind {
		out += ", also behind a noun"
	}
	if c.Near > 0 {
		out += fmt.Sprintf(", for %d chunks", c.Near)
	}
	return out
}

var mentionKinds = [...]string{mention.Person: "person", mention.Body: "organization", mention.Party: "party", mention.Country: "country",
	mention.Place: "place", mention.Document: "document", mention.Award: "award", mention.Blocked: "no name"}

var points = [...]string{mention.Named: "", mention.Titled: " by office", mention.Pronoun: " by pronoun", mention.Group: " group",
	mention.Leader: " by country", mention.Peer: " by peer", mention.Troupe: " delegation"}

// mentionLine gives the kind of a mention, its words, whom it stands for and the offices it gives.
func (r *reading) mentionLine(m *mention.Mention) string {
	var b strings.Builder
	b.WriteString(mentionKinds[m.Kind])
	if m.Figure != nil {
		b.WriteString(points[m.Figure.Point])
	}
	fmt.Fprintf(&b, " [%s]", r.label(m.First, m.End))
	if m.Kind == mention.Blocked {
		return b.String()
	}
	b.WriteString(" is " + r.whoLine(r.resolve(m, nil)))
	if m.Figure == nil {
		return b.String()
	}
	if m.Figure.Spouse {
		b.WriteString(" (wife of the one named before)")
	}
	for _, o := range append(append([]mention.Office{}, m.Figure.Groups...), m.Figure.Offices...) {
		b.WriteString("; " + officeLine(o))
	}
	return b.String()
}

func (r *reading) whoLine(ws []who) string {
	var names []string
	for _, w := range ws {
		if w.person != nil {
			w.name = w.person.name
		}
		names = append(names, w.name)
	}
	return cmp.Or(strings.Join(names, " and "), "nobody the text names")
}

func officeLine(o mention.Office) string {
	out := o.Title
	if o.OwnerName != "" {
		out += " of " + o.OwnerName
	}
	if o.Accredited != "" {
		out += ", accredited to " + o.Accredited
	}
	if o.Status != "" {
		out += ", " + o.Status
	}
	if o.Bare {
		out += ", its body is not told"
	}
	if o.Rank {
		out += ", a rank"
	}
	return out
}

// timeLine gives a time expression and the date it has in a sentence that tells of the past.
func (r *reading) timeLine(t *date.Expr) string {
	out := fmt.Sprintf("%s [%s]", t.Kind, r.label(t.First, t.End))
	if !t.Dates() {
		return out + " dates no event"
	}
	d := t.Resolve(date.Context{Document: r.date, Last: r.last.date, Tense: date.Past, Year: r.year})
	if t.Bracketed {
		out += " in brackets"
	}
	return out + " = " + cmp.Or(d, "unknown")
}

var classes = [...]string{clause.Other: "", clause.Light: "/light", clause.Prep: "/prep", clause.And: "/and", clause.Saying: "/saying",
	clause.Closing: "/closing", clause.Linking: "/linking"}

func (e *explainer) chunks(s *sentence) string {
	var out []string
	for i := range s.Chunks {
		out = append(out, e.chunk(s, i))
	}
	return strings.Join(out, " ")
}

func (e *explainer) chunk(s *sentence, i int) string {
	if i < 0 || i >= len(s.Chunks) {
		return "nothing"
	}
	c := s.Chunks[i]
	switch c.Kind {
	case clause.Noun:
		return fmt.Sprintf("[%s: %s]", mentionKinds[s.Mentions[c.Index].Kind], e.label(c.First, c.End))
	case clause.Time:
		return fmt.Sprintf("[time: %s]", e.label(c.First, c.End))
	}
	return e.label(c.First, c.End) + classes[c.Class]
}

// claimLines writes the claims of the document, with the sentences that tell them and the rules that read them.
func (e *explainer) claimLines() {
	e.line(0, "\nclaims")
	for _, c := range e.facts().Claims {
		var from []string
		told := e.rule == ""
		for _, p := range c.Evidence {
			from = append(from, fmt.Sprintf("%d-%d by %s", p.Start, p.End, p.Rule))
			told = told || p.Rule == e.rule
		}
		if told {
			e.line(1, "%s\n    told at %s", c, strings.Join(from, ", "))
		}
	}
}

// rules wakes the rules of a sentence and applies them, and writes what became of each.
func (e *explainer) rules(s *sentence) {
	var m pattern.Match
	ws := e.wake(s, &m)
	e.dropped(s, ws)
	silent := true
	for i := range ws {
		if e.rule == "" || e.rule == ws[i].rule.ID {
			e.trigger(s, ws, i)
			silent = false
			continue
		}
		e.joining = nil
		e.apply(s, ws, i)
		e.joining = e.joined
	}
	if silent && e.rule != "" {
		e.missed(s)
	}
	e.after(s, ws)
}
