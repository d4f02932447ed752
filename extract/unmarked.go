package extract

import (
	"strings"
	"unicode"

	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// Vietnamese without its diacritics is ambiguous in nearly every syllable, and yet its offices are not: "thu tuong" can only
// be Thủ tướng (prime minister). So of a text that has none, the words of the lexicons are given theirs back, and it is
// read as any other; names stay as they are written. Verbs and small words of one syllable stay too, so that nothing but
// persons and the offices they hold is told of such a text.

// marked returns the document that is read in place of one without diacritics, as the parser finds it: the document itself unless it
// is such a one.
func (x *Extractor) marked(raw []byte, doc *text.Document, by *text.Parser) *text.Document {
	if !doc.Unmarked() {
		return doc
	}
	marked, err := by.Parse(x.marker().mark(raw, doc))
	if err != nil || len(marked.Tokens) != len(doc.Tokens) {
		return doc // what cannot be followed back to the source is not told
	}
	return marked
}

// unmarked reports whether the document has no diacritics, so that only persons and their offices are told of it.
func (r *reading) unmarked() bool { return r.given != r.doc }

// countryLed returns the ISO code of the country that a person is known to lead, empty when there is none.
func (r *reading) countryLed(p *person) string {
	if r.unmarked() {
		return r.x.marker().leaders[text.Fold(p.name)]
	}
	return r.x.roster[r.people.spelling(p.name).key]
}

// asGiven gives the persons of a sentence their names as the document writes them. Such a name is foreign by its spelling
// alone: Đức is no syllable without its tone.
func (r *reading) asGiven(ms []mention.Mention) {
	for k := range ms {
		f := ms[k].Figure
		if f == nil || f.NameFirst == f.NameEnd {
			continue
		}
		from, to := r.given.Tokens[f.NameFirst].Start, r.given.Tokens[f.NameEnd-1].End
		name := letters(f.Name, r.given.Text[from:to])
		f.Name, ms[k].Name = name, name
		f.Foreign = false
		for _, tok := range r.given.Tokens[f.NameFirst:f.NameEnd] {
			f.Foreign = f.Foreign || tok.Kind != text.Word || !text.BareSyllable(r.given.Text[tok.Start:tok.End])
		}
	}
}

// letters returns a name with the letters of another writing of it, which may differ in blanks and capitals.
func letters(name, as string) string {
	given := []rune(strings.Join(strings.Fields(as), ""))
	out := []rune(name)
	k := 0
	for i, c := range out {
		if c == ' ' || k == len(given) {
			continue
		}
		if out[i] = given[k]; unicode.IsLower(c) {
			out[i] = unicode.ToLower(given[k])
		}
		k++
	}
	return string(out)
}
