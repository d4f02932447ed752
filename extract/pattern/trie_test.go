package pattern

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"quanhe/extract/text"
)

func TestVocab(t *testing.T) {
	v := NewVocab()
	hoa := v.Intern(text.AppendKey(nil, "Hòa"))
	if again := v.Lookup(text.AppendKey(nil, "hoà")); again != hoa || hoa == 0 {
		t.Errorf("hoà is %d, Hòa %d: want one ID", again, hoa)
	}
	if id := v.Lookup([]byte("bình")); id != 0 || v.Len() != 1 {
		t.Errorf("Lookup of an unknown key gives %d and a vocabulary of %d, want 0 and 1", id, v.Len())
	}
}

func TestTrieMatch(t *testing.T) {
	forms := NewForms(NewVocab())
	for i, list := range [][]string{{"Ban", "Ban Đối ngoại", "Ban Đối ngoại T.Ư"}, {"Ban Đối ngoại", "anh"}} {
		for j, form := range list {
			if err := forms.Add(i, j, form); err != nil {
				t.Fatal(err)
			}
		}
	}
	forms.NeedCap(1)
	trie := forms.Trie()
	match := func(say string) string {
		doc, err := text.Parse([]byte(say))
		if err != nil {
			t.Fatal(err)
		}
		in := new(Input)
		in.Reset(doc, trie)
		var b strings.Builder
		for _, h := range in.Hits(0) {
			fmt.Fprintf(&b, "%d.%d:%d ", h.Lexicon, h.Entry, h.Len)
		}
		return strings.TrimSpace(b.String())
	}
	for _, tt := range []struct{ reason, say, want string }{
		{"longest first, then by lexicon", "Ban Đối ngoại T.Ư họp", "0.2:6 0.1:3 1.0:3 0.0:1"},
		{"a lexicon that wants a capital", "ban Đối ngoại", "0.1:3 0.0:1"},
		{"no capital, no match", "anh", ""},
		{"nothing beyond a sentence", "Ban Đối. Ngoại", "0.0:1"},
		{"an unknown syllable", "Xyz Ban", ""},
	} {
		if got := match(tt.say); got != tt.want {
			t.Errorf("%s: %q has %q, want %q", tt.reason, tt.say, got, tt.want)
		}
	}
	var fault *FormError
	if err := forms.Add(0, 7, "ban"); !errors.As(err, &fault) || fault.Other != 0 {
		t.Errorf("a form of two entries: %v", err)
	}
	if err := forms.Add(0, 0, "BAN"); err != nil {
		t.Errorf("a form twice in one entry: %v", err)
	}
	if err := forms.Add(0, 0, "  "); !errors.As(err, &fault) || fault.Other != -1 {
		t.Errorf("an empty form: %v", err)
	}
}

// Against a plain search through all forms.
func TestTrieAgainstSearch(t *testing.T) {
	trie, forms := manyForms(t, 3000)
	var say []string
	for i := 0; i < len(forms); i += 15 {
		say = append(say, forms[i])
	}
	ids := make([][]ID, len(forms))
	for i, form := range forms {
		ids[i] = slices.Clone(trie.vocab.internText(form))
	}
	doc, err := text.Parse([]byte(strings.Join(say, " và ")))
	if err != nil {
		t.Fatal(err)
	}
	in := new(Input)
	in.Reset(doc, trie)
	for at := range in.IDs {
		var want []int
		for i := range forms {
			if at+len(ids[i]) <= len(in.IDs) && slices.Equal(ids[i], in.IDs[at:at+len(ids[i])]) {
				want = append(want, i)
			}
		}
		var got []int
		for _, h := range in.Hits(at) {
			got = append(got, int(h.Entry))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("at token %d found entries %v, want %v", at, got, want)
		}
	}
}

// manyForms fills a trie with names of one to four syllables, the same on every run.
func manyForms(t testing.TB, n int) (*Trie, []string) {
	t.Helper()
	onsets := []string{"b", "c", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "ph", "qu", "s", "t", "th", "tr", "v", "x"}
	rhymes := []string{"a", "anh", "ăn", "âu", "em", "ê", "inh", "iên", "oa", "ông", "ơn", "ung", "ưng", "yên", "áo", "ạch", "ề", "ịnh", "ố", "ụ"}
	all := NewForms(NewVocab())
	var forms []string
	state := uint32(1)
	next := func(n int) int { // a linear congruential generator (Numerical Recipes)
		state = state*1664525 + 1013904223
		return int(state>>16) % n
	}
	seen := make(map[string]bool)
	for len(forms) < n {
		words := make([]string, 1+next(4))
		for i := range words {
			words[i] = onsets[next(len(onsets))] + rhymes[next(len(rhymes))]
		}
		form := strings.Join(words, " ")
		if seen[form] {
			continue
		}
		if err := all.Add(0, len(forms), form); err != nil {
			continue // another spelling of the same syllables
		}
		seen[form] = true
		forms = append(forms, form)
	}
	return all.Trie(), forms
}

func BenchmarkReset(b *testing.B) {
	trie, forms := manyForms(b, 50_000)
	for _, bb := range []struct {
		name  string
		every int // every how many words a form stands
	}{{"dense", 1}, {"sparse", 20}} {
		b.Run(bb.name, func(b *testing.B) {
			var say strings.Builder
			for i := 0; say.Len() < 200_000; i++ {
				if i%bb.every == 0 {
					say.WriteString(forms[i*31%len(forms)] + " ")
				} else {
					say.WriteString("phương pháp được ")
				}
				if i%12 == 11 {
					say.WriteString(". ")
				}
			}
			doc, err := text.Parse([]byte(say.String()))
			if err != nil {
				b.Fatal(err)
			}
			var in Input
			b.SetBytes(int64(len(doc.Text)))
			b.ReportAllocs()
			for b.Loop() {
				in.Reset(doc, trie)
			}
		})
	}
}

func BenchmarkEach(b *testing.B) {
	w := newWorld(b)
	var progs []*Prog
	for i := range 300 {
		progs = append(progs, w.compile(b, fmt.Sprintf(`(điện đàm | hội đàm) ~6 với <x:Person+> (rule%d | <y:Person>)?`, i%30)))
	}
	for range 20 {
		progs = append(progs, w.compile(b, `<a:Person> ~6 (@phone | hội đàm) với <b:Person+>`))
	}
	in := w.input(b, strings.Repeat("Sáng nay, tại trụ sở, {Person Lê A} đã điện đàm với Thủ tướng Lào {Person Khăm C} và bàn nhiều việc khác của hai nước trong thời gian tới. ", 50))
	x := NewIndex(progs)
	var m Match
	b.SetBytes(int64(len(in.Doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range in.Doc.Sentences {
			x.Each(in, int(s.First), int(s.End), &m, func(int, *Match) {})
		}
	}
}
