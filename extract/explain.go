package extract

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
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
	e.document()
	r.trace = e
	r.frames()
	e.unread(len(r.doc.Sentences))
	r.holdings()
	e.told()
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

// An explainer follows a reading and writes down what it sees. The reading calls it as it goes; a nil one sees nothing.
type explainer struct {
	*reading
	rule string // the only rule to write of, or empty
	next int    // sentence of the document to write of
	out  bytes.Buffer

	count  *tally // of what the rule makes, when that is only counted and nothing is written
	before *tally // what the rule makes of the document as it is, once it is known
}

// writes reports whether the explainer writes of a rule.
func (e *explainer) writes(rule string) bool {
	return e != nil && e.count == nil && (e.rule == "" || e.rule == rule)
}

func (e *explainer) line(depth int, format string, args ...any) {
	e.out.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&e.out, format, args...)
	e.out.WriteByte('\n')
}

// document writes what is known of the document as a whole.
func (e *explainer) document() {
	at := "date unknown"
	switch {
	case e.dating.Origin == date.Given:
		at = "date " + e.date + " (given)"
	case e.date != "":
		at = "date " + e.date + " (read in " + e.dating.Origin.String() + ")"
	case e.year != "":
		at += ", the text is about " + e.year
	}
	if e.dating.Doubt != "" {
		at += "; " + e.dating.Doubt + " contradicts the text"
	}
	e.line(0, "document %s: %s", cmp.Or(e.src.ID, "without id"), at)
	if e.rule != "" && !slices.ContainsFunc(e.x.frames, func(f *frame) bool { return f.rule.ID == e.rule }) {
		e.line(0, "rule %s has no trigger: the engine makes its claims of names, offices and documents", e.rule)
	}
}

// unread writes the sentences before sentence i that carry no facts.
func (e *explainer) unread(i int) {
	for ; e.next < i; e.next++ {
		why := "not read"
		for _, again := range e.repeats {
			if again.again.First == e.doc.Sentences[e.next].First {
				why = fmt.Sprintf("says again what is said before: %q", e.label(int(again.of.First), int(again.of.End)))
			}
		}
		e.line(0, "\n%s: %s\n  %s", e.heading(e.next), why, e.sentenceText(e.next))
	}
}

// sentence writes what a sentence holds, and which triggers stand in it and are not taken.
func (e *explainer) sentence(s *sentence, ws []woken) {
	if e == nil {
		return
	}
	if e.count != nil {
		e.next = s.index + 1
		return
	}
	e.unread(s.index)
	e.next = s.index + 1
	e.line(0, "\n%s\n  %s", e.heading(s.index), e.sentenceText(s.index))
	if e.rule == "" {
		e.contents(s)
	}
	e.dropped(s, ws)
	if e.rule != "" && !slices.ContainsFunc(ws, func(w woken) bool { return w.rule.ID == e.rule }) {
		e.missed(s)
	}
}

var lineKinds = [...]string{text.Body: "body", text.Title: "title", text.Heading: "heading", text.Caption: "caption",
	text.ListItem: "list item", text.Question: "question", text.Answer: "answer", text.Capitals: "capitals",
	text.Dateline: "dateline", text.Byline: "byline", text.Furniture: "furniture", text.AltText: "alternative text"}

// wordFor returns the word of a constant, or its number when there is none yet.
func wordFor[K ~uint8](words []string, k K) string {
	if int(k) < len(words) {
		return words[k]
	}
	return fmt.Sprintf(" %d", k)
}

// heading gives the number, the kind and the source offsets of a sentence, in code points.
func (r *reading) heading(i int) string {
	s := r.doc.Sentences[i]
	from, to := r.doc.Source(int(r.doc.Tokens[s.First].Start), int(r.doc.Tokens[s.End-1].End))
	return fmt.Sprintf("sentence %d: %s, %d-%d", i+1, wordFor(lineKinds[:], s.Kind), from, to)
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
		e.line(1, "time: %s", e.timeLine(s, k))
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
	mention.Leader: " by country", mention.Peer: " by peer", mention.Troupe: " delegation", mention.Self: " who speaks"}

// mentionLine gives the kind of a mention, its words, whom it stands for and the offices it gives.
func (r *reading) mentionLine(m *mention.Mention) string {
	var b strings.Builder
	b.WriteString(wordFor(mentionKinds[:], m.Kind))
	if m.Figure != nil {
		b.WriteString(wordFor(points[:], m.Figure.Point))
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

// timeLine gives a time expression of a sentence and the date it has where the past is told.
func (r *reading) timeLine(s *sentence, k int) string {
	t := &s.Dates[k]
	out := fmt.Sprintf("%s [%s]", t.Kind, r.label(t.First, t.End))
	if !t.Dates() {
		return out + " dates no event"
	}
	if t.Bracketed {
		out += " in brackets"
	}
	day := t.Resolve(s.contextOf(t))
	out += " = " + cmp.Or(day, "unknown")
	if t.Mismatch(day) {
		out += ", another weekday than told"
	}
	return out
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
		return fmt.Sprintf("[%s: %s]", wordFor(mentionKinds[:], s.Mentions[c.Index].Kind), e.label(c.First, c.End))
	case clause.Time:
		return fmt.Sprintf("[time: %s]", e.label(c.First, c.End))
	}
	return e.label(c.First, c.End) + wordFor(classes[:], c.Class)
}

// told writes the claims of the document, with the sentences that tell them and the rules that read them.
func (e *explainer) told() {
	e.line(0, "\nclaims")
	for _, c := range e.facts().Claims {
		var from []string
		shown := e.rule == ""
		for _, p := range c.Evidence {
			from = append(from, fmt.Sprintf("%d-%d by %s", p.Start, p.End, p.Rule))
			shown = shown || p.Rule == e.rule
		}
		if shown {
			e.line(1, "%s\n    told at %s", c, strings.Join(from, ", "))
		}
	}
}
