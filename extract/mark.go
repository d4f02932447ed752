package extract

import (
	"unicode"

	"quanhe/extract/text"
)

// mark returns the text of a document with the diacritics that are certain, as a source to parse again. It puts nothing
// else into it, so that its tokens are those of the document.
func (m *marker) mark(raw []byte, doc *text.Document) []byte {
	w := markedWords{m: m, doc: doc, bare: make([]string, len(doc.Tokens)), marked: make([]string, len(doc.Tokens))}
	for i := range doc.Tokens {
		w.bare[i] = text.Fold(doc.Word(i))
	}
	for _, s := range doc.Sentences {
		w.sentence(int(s.First), int(s.End))
	}
	out := make([]byte, 0, len(raw)+len(raw)/4)
	last := 0
	for i, word := range w.marked {
		if word != "" {
			from, to := doc.SourceBytes(int(doc.Tokens[i].Start), int(doc.Tokens[i].End))
			out = append(append(out, raw[last:from]...), word...)
			last = to
		}
	}
	return append(out, raw[last:]...)
}

// markedWords are the tokens of a document with their diacritics; empty for those that stay as they are.
type markedWords struct {
	m      *marker
	doc    *text.Document
	bare   []string // the words without diacritics, in small letters
	marked []string
	inside []bool // by token of the sentence: a phrase holds it, or a word that goes with one
	key    []byte
}

func (w *markedWords) sentence(first, end int) {
	w.inside = append(w.inside[:0], make([]bool, end-first)...)
	for i := first; i < end; {
		n, form := w.phrase(first, i, end)
		if n > 0 && i+1 < end && w.m.words[w.bare[i]] != "" {
			if next, _ := w.phrase(first, i+1, end); 1+next > n {
				n = 0 // quyền | Chủ tịch nước (acting president), not Quyền Chủ tịch | nước
			}
		}
		if n == 0 {
			i++
			continue
		}
		w.put(i, form)
		for ; n > 0; n-- {
			w.inside[i-first] = true
			i++
		}
	}
	for i := first; i < end; i++ {
		if !w.inside[i-first] {
			w.word(first, i, end)
		}
	}
}

// phrase returns the longest phrase at token i and how many tokens it has, 0 when there is none.
func (w *markedWords) phrase(first, i, end int) (int, string) {
	most := min(w.m.longest[w.bare[i]], end-i)
	if most < 2 {
		return 0, ""
	}
	key := w.key[:0]
	n, form := 0, ""
	for k := range most {
		if k > 0 {
			key = append(key, ' ')
		}
		key = append(key, w.bare[i+k]...)
		if f := w.m.phrases[string(key)]; f != "" && !w.named(first, i, f) {
			n, form = k+1, f
		}
	}
	w.key = key
	return n, form
}

// named reports whether what looks like a phrase is the rest of a name: Lê Quốc Hội, not Quốc hội (parliament). In a name
// each word has a capital and a surname stands before.
func (w *markedWords) named(first, i int, form string) bool {
	for k, tok := range text.Tokens(form) {
		if capital := w.capital(i + k); !capital || k > 0 && capitalised(form[tok.Start:]) {
			return false
		}
	}
	for k := i - 1; k >= first && k >= i-3 && w.capital(k) && !w.inside[k-first]; k-- {
		if w.m.surnames[w.bare[k]] != "" {
			return true
		}
	}
	return false
}

// address are the forms of address that are read before a name; others, as chú (uncle), are surnames too.
var address = map[string]string{"ong": "ông", "ba": "bà", "ngai": "ngài"}

// word marks a word that no phrase holds: one beside a phrase, a country behind one, a form of address or a surname before
// another capital.
func (w *markedWords) word(first, i, end int) {
	bare, capital := w.bare[i], w.capital(i)
	behind, before := i > first && w.inside[i-1-first], i+1 < end && w.inside[i+1-first]
	next := i+1 < end && w.capital(i+1)
	surname := ""
	if capital && next {
		surname = w.m.surnames[bare]
	}
	form := w.m.words[bare]
	switch {
	case form == "", surname != "" && !before: // Vu Khoan is no Vụ (department)
	case capital == capitalised(form) && (behind || before), capital && before && !behind: // Nguyên Thủ tướng opens a sentence
		w.put(i, form)
		w.inside[i-first] = true // others go on from it: Đại sứ Việt Nam tại Pháp
		return
	}
	switch {
	case address[bare] != "" && next && (i == first || !w.capital(i-1)):
		w.put(i, address[bare])
	case capital && behind && w.m.owners[bare] != "":
		w.put(i, w.m.owners[bare])
	case surname != "":
		w.put(i, surname)
	}
}

func (w *markedWords) capital(i int) bool { return w.doc.Tokens[i].Flags&text.Cap != 0 }

// put gives the tokens from i the letters of a form, each in the case it has.
func (w *markedWords) put(i int, form string) {
	for _, tok := range text.Tokens(form) {
		w.marked[i] = cased(form[tok.Start:tok.End], w.doc.Word(i))
		i++
	}
}

// cased returns a word with the upper-case letters of another of as many letters.
func cased(word, like string) string {
	upper := []rune(like)
	out := []rune(word)
	for i := range out {
		if out[i] = unicode.ToLower(out[i]); i < len(upper) && unicode.IsUpper(upper[i]) {
			out[i] = unicode.ToUpper(out[i])
		}
	}
	return string(out)
}

func capitalised(form string) bool {
	for _, c := range form {
		return unicode.IsUpper(c)
	}
	return false
}
