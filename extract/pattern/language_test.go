package pattern

import (
	"fmt"
	"strings"
	"testing"
)

// language compares the patterns compiled so far.
func (w *world) language() *Language {
	forms := make([][]string, len(w.env.Lexicons))
	forms[w.env.Lexicons["phone"]] = []string{"điện đàm", "trao đổi qua điện thoại"}
	return NewLanguage(w.trie, forms)
}

func TestCovers(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		a, b   string
		final  bool
		want   bool
		reason string
	}{
		{"a b", "a b", false, true, "the same words"},
		{"a", "a b", false, false, "less of the text"},
		{"a b?", "a", false, true, "an option left out"},
		{"a", "a b?", false, false, "an option taken"},
		{"(a | c) d", "c d", false, true, "one way of a choice"},
		{"a{1,3}", "a a", false, true, "a repeat"},
		{"@phone", "điện đàm", true, true, "an entry, with nothing behind it"},
		{"@phone", "@phone", false, true, "the same lexicon"},
		{"điện đàm", "@phone", false, false, "an entry of several"},
		{"<Body>", "<Country>", false, true, "a wider type"},
		{"<Country>", "<Body>", false, false, "a narrower type"},
		{"<Person+>", "<Person>", false, true, "a list of one"},
		{"<Person>", "<Person+>", false, false, "a list of several"},
		{"a ~3 b", "a ~2 b", false, true, "a longer gap"},
		{"a ~2 b", "a ~3 b", false, false, "a shorter gap"},
		{"a ~2 b", "a b", false, true, "a gap left out"},
		{"a !c b", "a b", false, false, "a negation may bar the way"},
		{"a b", "a !c b", false, true, "a negation matches less"},
		{"[Cap]", "[Cap]", false, true, "the same shape"},
		{"[Cap]", "a", false, false, "a syllable in small letters"},
	} {
		a, b := w.compile(t, tt.a), w.compile(t, tt.b)
		if got := w.language().Covers(a, b, tt.final); got != tt.want {
			t.Errorf("%s covers %s: %t, want %t: %s", tt.a, tt.b, got, tt.want, tt.reason)
		}
	}
	a, ab := w.compile(t, "a"), w.compile(t, "a b")
	if l := w.language(); !l.Begins(a, ab) || l.Begins(ab, a) {
		t.Error("a begins a b, and a b does not begin a")
	}
}

func TestContradicts(t *testing.T) {
	w := newWorld(t)
	for src, want := range map[string]string{
		"a !b b": "2", "a !(b | c) (b | c)": "2", "a !b c": "", "a !b (b | c)": "", "!(a b) a": "", "!a a b": "0", "!@phone điện đàm": "0",
	} {
		got := ""
		p := w.compile(t, src)
		if at, ok := w.language().Contradicts(p); ok {
			got = fmt.Sprint(at)
		}
		if got != want {
			t.Errorf("%s contradicts itself at %q, want %q", src, got, want)
		}
	}
}

func TestCommon(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct{ a, b, want string }{
		{"a b", "a b", "a b"},
		{"a b", "a c", ""},
		{"a b? c", "a (b | d) c", "a b c"},
		{"@phone", "điện đàm", "điện đàm"},
		{"@phone với", "điện đàm với", "điện đàm với"},
		{"<Person> a", "<Person+> a", "<…> a"},
		{"<Person>", "<Country>", ""},
		{"a ~3 b", "a b", "a b"},
		{"a !c b", "a b", ""},
	} {
		a, b := w.compile(t, tt.a), w.compile(t, tt.b)
		l := w.language()
		got, ok := l.Common(a, b)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s and %s have %q in common, want %q", tt.a, tt.b, got, tt.want)
		}
		if back, _ := l.Common(b, a); back != got {
			t.Errorf("%s and %s have %q in common, the other way round %q", tt.a, tt.b, got, back)
		}
	}
}

func TestChoices(t *testing.T) {
	e, err := Parse("a (b | (c | d)? e) | f !(g | h) (i | j){1,2}")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range e.Choices() {
		for _, way := range c.Ways {
			only := "-"
			if way.Only != nil {
				only = way.Only.String()
			}
			got = append(got, fmt.Sprintf("%d %t %s: %s", way.Offset, c.Final, way.Expr, only))
		}
	}
	want := []string{
		"0 true a (b | (c | d)? e): a (b | (c | d)? e)", "21 true f !(g | h) (i | j){1,2}: f !(g | h) (i | j){1,2}",
		"3 true b: a (b)", "7 true (c | d)? e: a ((c | d)? e)",
		"8 false c: a ((c) e)", "12 false d: a ((d) e)",
		"33 false i: -", "37 false j: -",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("choices\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
