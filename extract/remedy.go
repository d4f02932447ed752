package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/extract/text"
)

// A change is what could be done to a sentence so that a rule makes a claim of it. It is made of edits that do not
// overlap, in the order of the text.
type change struct {
	say   string // completes "it would match if"
	edits []edit
}

// An edit puts words in the place of tokens [first, end): an insertion when there are none, a deletion when words is
// empty.
type edit struct {
	first, end int
	words      string
}

// size is how many words a change takes away and adds.
func (c change) size() int {
	n := 0
	for _, e := range c.edits {
		n += e.end - e.first + len(strings.Fields(e.words))
	}
	return n
}

// A tally counts what a rule makes of each sentence: the triggers that are read, and the claims, those told before
// included.
type tally struct{ woke, made map[int]int }

// tally reads a text and counts what a rule makes of it.
func (x *Extractor) tally(d source.Document, rule string) *tally {
	t := &tally{map[int]int{}, map[int]int{}}
	r, err := x.read(d)
	if err != nil {
		return t // the change made no text of it
	}
	r.identify()
	r.trace = &explainer{reading: r, rule: rule, count: t}
	r.frames()
	return t
}

// maxTried is how many changes are tried at most, and wordings of one pattern: each costs a reading of the document.
const maxTried = 24

// remedy writes the smallest of the changes with which the rule tells more of the sentence than it does, or else with
// which it wakes. Each is tried: the document is read again with the sentence changed.
func (e *explainer) remedy(s *sentence, depth int, changes []change) {
	if e.rule == "" || len(changes) == 0 {
		return
	}
	d := source.Document{Date: e.date, Text: []byte(e.doc.Text)}
	if e.before == nil {
		e.before = e.x.tally(d, e.rule)
	}
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(a.size(), b.size()) })
	wakes := ""
	for _, c := range changes[:min(len(changes), maxTried)] {
		d.Text = []byte(e.changed(c.edits))
		after := e.x.tally(d, e.rule)
		switch {
		case after.made[s.index] > e.before.made[s.index]:
			e.line(depth, "it would match if %s", c.say)
			return
		case wakes == "" && after.woke[s.index] > e.before.woke[s.index]:
			wakes = c.say
		}
	}
	if wakes != "" {
		e.line(depth, "it would wake if %s", wakes)
		return
	}
	e.line(depth, "no small change of the sentence was found that makes it match")
}

// changed returns the text of the document after edits. A space too many is no matter: reading folds them.
func (e *explainer) changed(edits []edit) string {
	var b strings.Builder
	at := 0
	for _, c := range edits {
		from := e.offset(c.first)
		b.WriteString(e.doc.Text[at:from] + " " + c.words)
		at = from
		if c.end > c.first {
			at = int(e.doc.Tokens[c.end-1].End)
		}
		if at < len(e.doc.Text) && (c.end >= len(e.doc.Tokens) || e.doc.Tokens[c.end].Kind != text.Punct) {
			b.WriteByte(' ')
		}
	}
	return b.String() + e.doc.Text[at:]
}

// offset returns the byte where a token starts, the end of the text behind the last one.
func (e *explainer) offset(token int) int {
	if token >= len(e.doc.Tokens) {
		return len(e.doc.Text)
	}
	return int(e.doc.Tokens[token].Start)
}

// wordings returns the examples of a pattern, shortest first.
func (e *explainer) wordings(source string) []string {
	expr, err := pattern.Parse(source)
	if err != nil {
		return nil // New would have refused it
	}
	return expr.Examples(func(item string) []string {
		if name, ok := strings.CutPrefix(item, "@"); ok {
			var forms []string
			for _, entry := range e.x.set.Lexicons[e.x.lexicon[name]].Entries {
				forms = append(forms, entry.Forms...)
			}
			return forms
		}
		if s, ok := shapeExamples[item]; ok {
			return []string{s}
		}
		return []string{standIn(text.Lower(strings.Trim(item, "<>")), 0).words}
	})
}

var shapeExamples = map[string]string{"[Cap]": "Xuân", "[Num]": "2", "[Abbr]": "ABC"}

// completed are the changes that complete a trigger of which the words of tokens [first, end) stand in the sentence.
func (e *explainer) completed(source string, first, end int) []change {
	have := e.label(first, end)
	var out []change
	for _, w := range e.wordings(source) {
		// A wording goes on from the words that stand there, whatever their case and tone placement.
		rest, ok := strings.CutPrefix(text.Key(w)+" ", text.Key(have)+" ")
		if !ok || rest == "" || len(out) == maxTried {
			continue
		}
		words := strings.Fields(w)
		missing := strings.Join(words[len(words)-len(strings.Fields(rest)):], " ")
		out = append(out, change{fmt.Sprintf("%q were followed by %q", have, missing), []edit{{end, end, missing}}})
	}
	return out
}

// withoutUnless are the changes that take away the words of an unless pattern, those of the trigger kept.
func (e *explainer) withoutUnless(s *sentence, w *woken, p *pattern.Prog) []change {
	var m pattern.Match
	first, end := int(s.span.First), int(s.span.End)
	for i := max(first, w.first-4); i <= w.end && i < end; i++ {
		if !p.Match(e.in, i, end, &m) || m.End < w.first || s.splits(m.End, w.end) {
			continue
		}
		var c change
		if i < w.first {
			c.edits = append(c.edits, edit{i, min(m.End, w.first), ""})
		}
		if m.End > w.end {
			c.edits = append(c.edits, edit{max(i, w.end), m.End, ""})
		}
		var gone []string
		for _, d := range c.edits {
			gone = append(gone, fmt.Sprintf("%q", e.label(d.first, d.end)))
		}
		if len(gone) > 0 {
			c.say = strings.Join(gone, " and ") + " did not stand there"
			return []change{c}
		}
	}
	return nil
}

// withWhen are the changes that add what a when pattern asks for at the end of the sentence.
func (e *explainer) withWhen(s *sentence, source string) []change {
	at := int(s.span.End)
	for at > int(s.span.First) && e.doc.Tokens[at-1].Kind == text.Punct {
		at--
	}
	var out []change
	for _, w := range e.wordings(source) {
		if len(out) < maxTried {
			out = append(out, change{fmt.Sprintf("%q stood in the sentence too", w), []edit{{at, at, w}}})
		}
	}
	return out
}

// affirmed are the changes that make a clause tell of an event: the cue left out that says it does not.
func (e *explainer) affirmed(a *application) []change {
	var out []change
	for _, c := range a.s.Cues {
		out = append(out, change{fmt.Sprintf("the clause stood without %q", e.label(c.First, c.End)), []edit{{c.First, c.End, ""}}})
	}
	if i := a.t.First - 1; i >= 0 && a.s.Chunks[i].Kind == clause.Word && len(out) == 0 {
		k := a.s.Chunks[i]
		out = append(out, change{fmt.Sprintf("%q did not stand before the trigger", e.label(k.First, k.End)), []edit{{k.First, k.End, ""}}})
	}
	return out
}

// stated are the changes that make a statement of a question.
func (e *explainer) stated(s *sentence) []change {
	for t := int(s.span.End) - 1; t >= int(s.span.First); t-- {
		if e.doc.Word(t) == "?" {
			return []change{{"the sentence did not ask", []edit{{t, t + 1, "."}}}}
		}
	}
	return nil
}

// A stand is what stands in for a name of some type, and how to call it.
type stand struct{ words, say string }

// standIn returns the n-th name of a type for changes to try.
func standIn(typ string, n int) stand {
	names, ok := standIns[typ]
	if !ok {
		names = standIns["person"]
	}
	return names[n%len(names)]
}

var standIns = map[string][]stand{
	"person":       {{"ông Nguyễn Văn An", "a person"}, {"ông Trần Văn Bình", "another person"}},
	"organization": {{"Bộ Tài chính", "a body"}, {"Bộ Y tế", "another body"}},
	"body":         {{"Bộ Tài chính", "a body"}, {"Bộ Y tế", "another body"}},
	"party":        {{"Đảng Cộng sản Cuba", "a party"}},
	"country":      {{"Pháp", "a country"}, {"Lào", "another country"}},
	"place":        {{"Đà Nẵng", "a place"}},
	"document":     {{"Nghị quyết số 1/NQ-CP", "a document"}},
	"award":        {{"Huân chương Hữu nghị", "an award"}},
	"office":       {{"Bộ trưởng Bộ Tài chính", "an office"}},
}

// sortEdits puts the edits of a change in the order of the text.
func (c change) sortEdits() change {
	slices.SortStableFunc(c.edits, func(a, b edit) int { return cmp.Compare(a.first, b.first) })
	return c
}
