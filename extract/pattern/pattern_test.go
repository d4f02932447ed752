package pattern

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"quanhe/extract/text"
)

// A world is a small set of lexicons and types that tests match against.
type world struct {
	env  *Env
	trie *Trie
}

var typeNumbers = map[string]TypeID{"Person": 0, "Office": 1, "Country": 2, "Party": 3}

func newWorld(t testing.TB) *world {
	t.Helper()
	v := NewVocab()
	forms := NewForms(v)
	w := &world{env: &Env{
		Vocab:    v,
		Lexicons: map[string]int{},
		Types:    map[string]TypeSet{"Body": Types(typeNumbers["Country"], typeNumbers["Party"])},
		Titles:   Types(typeNumbers["Office"]),
	}}
	for name, id := range typeNumbers {
		w.env.Types[name] = Types(id)
	}
	for i, lexicon := range []struct {
		name    string
		cap     bool
		entries []string
	}{
		{"country", true, []string{"Lào", "Mỹ", "Anh", "Campuchia"}},
		{"office.head", false, []string{"Bộ trưởng", "Phó Thủ tướng", "Thủ tướng", "Phó Thủ tướng Thường trực"}},
		{"ministry", false, []string{"Ngoại giao", "Quốc phòng"}},
		{"phone", false, []string{"điện đàm", "trao đổi qua điện thoại"}},
	} {
		w.env.Lexicons[lexicon.name] = i
		if lexicon.cap {
			forms.NeedCap(i)
		}
		for j, form := range lexicon.entries {
			if err := forms.Add(i, j, form); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.trie = forms.Trie()
	return w
}

func (w *world) compile(t testing.TB, src string) *Prog {
	t.Helper()
	e, err := Parse(src)
	if err != nil {
		t.Fatalf("Parse(%q): %v", src, err)
	}
	p, err := Compile(e, w.env)
	if err != nil {
		t.Fatalf("Compile(%q): %v", src, err)
	}
	return p
}

// marked is a mention in the text of a test: {Person Trần Văn B}.
var marked = regexp.MustCompile(`\{(\w+) ([^}]*)\}`)

// input prepares a text in which mentions are marked. It must come after the patterns, which add to the vocabulary.
func (w *world) input(t testing.TB, say string) *Input {
	t.Helper()
	doc, err := text.Parse([]byte(marked.ReplaceAllString(say, "$2")))
	if err != nil {
		t.Fatal(err)
	}
	in := new(Input)
	in.Reset(doc, w.trie)
	removed := 0
	for i, loc := range marked.FindAllStringSubmatchIndex(say, -1) {
		start := loc[0] - removed
		end := start + loc[5] - loc[4]
		removed += loc[1] - loc[0] - (loc[5] - loc[4])
		m := Mention{Type: typeNumbers[say[loc[2]:loc[3]]], First: -1, Ref: i}
		for j, tok := range doc.Tokens {
			if int(tok.Start) >= start && int(tok.End) <= end {
				if m.First < 0 {
					m.First = j
				}
				m.End = j + 1
			}
		}
		if m.First >= 0 { // a fuzzer also marks parts of tokens
			in.AddMention(m)
		}
	}
	return in
}

func (in *Input) said(first, end int) string {
	return in.Doc.Text[in.Doc.Tokens[first].Start:in.Doc.Tokens[end-1].End]
}

// found lists the matches in all sentences, each as its text and its captures.
func found(in *Input, p *Prog) string {
	var b strings.Builder
	var m Match
	x := NewIndex([]*Prog{p})
	for _, s := range in.Doc.Sentences {
		x.Each(in, int(s.First), int(s.End), &m, func(_ int, m *Match) {
			fmt.Fprintf(&b, "[%s]", in.said(m.First, m.End))
			for _, c := range m.Captures {
				value := ""
				if c.End > c.First {
					value = in.said(c.First, c.End)
				}
				fmt.Fprintf(&b, " %s=%s", p.Names()[c.Slot], value)
			}
			b.WriteByte('\n')
		})
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		reason, pattern, say, want string
	}{
		{"syllables in order", `điện đàm`, "Hai bên điện đàm hôm qua.", "[điện đàm]"},
		{"case does not matter", `điện đàm`, "ĐIỆN ĐÀM chiều nay", "[ĐIỆN ĐÀM]"},
		{"tone placement does not matter", `hòa bình`, "vì hoà bình", "[hoà bình]"},
		{"diacritics do matter", `điện đàm`, "điện đám", ""},
		{"punctuation is a token", `T.Ư`, "Ban Đối ngoại T.Ư họp", "[T.Ư]"},
		{"a hyphen is a token on both sides", `Hoa-kỳ`, "nước Hoa-kỳ và Hoa kỳ", "[Hoa-kỳ]"},
		{"exact text wants the case", `"VN"`, "Vn, VN", "[VN]"},
		{"exact text wants the spacing", `"T.Ư"`, "T. Ư và T.Ư", "[T.Ư]"},
		{"the longest entry", `@office.head`, "Phó Thủ tướng Thường trực", "[Phó Thủ tướng Thường trực]"},
		{"no shorter entry when the longest fails", `ông @office.head Thường trực`, "ông Phó Thủ tướng Thường trực", ""},
		{"a capital where the lexicon asks for it", `@country`, "anh ấy sang Anh", "[Anh]"},
		{"a lexicon entry captured", `<o:@office.head> <c:@country>`, "Thủ tướng Lào đến", "[Thủ tướng Lào] o=Thủ tướng c=Lào"},
		{"a group captured", `<what:(gặp | hội kiến)> với`, "đã hội kiến với", "[hội kiến với] what=hội kiến"},
		{"syllables captured without brackets", `Thứ trưởng <perm:Thường trực>? <b:Bộ>?`, "Thứ trưởng Thường trực Bộ", "[Thứ trưởng Thường trực Bộ] perm=Thường trực b=Bộ"},
		{"an option not there", `Thứ trưởng <perm:Thường trực>?`, "Thứ trưởng Bộ", "[Thứ trưởng]"},
		{"longest alternative wherever it stands", `(Bộ | Bộ trưởng | Bộ trưởng Bộ)`, "Bộ trưởng Bộ Y tế", "[Bộ trưởng Bộ]"},
		{"a word rather than a shape when both are as long", `<a:[Cap]> | <b:Bộ>`, "Bộ", "[Bộ] b=Bộ"},
		{"bounded repeat takes all it can", `[Cap]{2,3}`, "ông Trần Văn Hùng Anh đến", "[Trần Văn Hùng]"},
		{"bounded repeat gives back", `[Cap]{1,3} Anh`, "Trần Văn Anh", "[Trần Văn Anh]"},
		{"too few repeats", `[Cap]{3}`, "Trần Văn đến", ""},
		{"a mention", `<Person> thăm <Body>`, "{Person Lê A} thăm {Country Lào}.", "[Lê A thăm Lào]"},
		{"a mention of another type", `<Person> thăm <Party>`, "{Person Lê A} thăm {Country Lào}.", ""},
		{"captured mentions", `<guest:Person> thăm <host:Country>`, "{Person Lê A} thăm {Country Lào}.", "[Lê A thăm Lào] guest=Lê A host=Lào"},
		{"a list", `tiếp <x:Person+>`, "tiếp {Person Lê A}, {Person Hồ B} và {Person Đỗ C} hôm qua", "[tiếp Lê A, Hồ B và Đỗ C] x=Lê A x=Hồ B x=Đỗ C"},
		{"a list of one", `tiếp <x:Person+>`, "tiếp {Person Lê A} hôm qua", "[tiếp Lê A] x=Lê A"},
		{"a list with offices between", `tiếp <x:Person+>`, "tiếp {Person Lê A}, {Office Phó Thủ tướng}, {Office Bộ trưởng} {Person Hồ B}", "[tiếp Lê A, Phó Thủ tướng, Bộ trưởng Hồ B] x=Lê A x=Hồ B"},
		{"a list gives back its last member", `<x:Person+> và <y:Person> ký`, "{Person Lê A}, {Person Hồ B} và {Person Đỗ C} ký", "[Lê A, Hồ B và Đỗ C ký] x=Lê A x=Hồ B y=Đỗ C"},
		{"a list stops where no member follows", `<x:Person+>`, "{Person Lê A}, hôm qua", "[Lê A] x=Lê A"},
		{"a gap", `từ ~3 đến`, "từ Hà Nội đến", "[từ Hà Nội đến]"},
		{"a gap too short", `từ ~2 đến`, "từ thành phố Huế đến", ""},
		{"a gap of nothing", `từ ~2 đến`, "từ đến", "[từ đến]"},
		{"no gap across the end of a clause", `từ ~6 đến`, "từ Hà Nội; họ đến", ""},
		{"no match across the end of a sentence", `từ ~6 đến`, "Anh đi từ Huế. Chị đến.", ""},
		{"not here", `gặp !(khó khăn)`, "gặp khó khăn, gặp khó", "[gặp]"},
		{"not one syllable", `gặp !khó khăn`, "gặp khăn, gặp khó khăn", "[gặp khăn]"},
		{"not within a distance", `gặp !(~3 khó khăn)`, "gặp rất nhiều khó khăn", ""},
		{"not at the very end", `gặp !khó`, "đã gặp", "[gặp]"},
		{"a number", `[Num] lần`, "hai lần, 3 lần", "[3 lần]"},
		{"an abbreviation is no Roman numeral", `[Abbr]`, "khóa XIII của TTXVN, Lào", "[TTXVN]"},
		{"a Roman numeral", `khóa [Roman]`, "khóa XIII, khóa này", "[khóa XIII]"},
		{"upper case also of one letter", `[Upper]`, "ông B nói", "[B]"},
		{"matches of one pattern do not overlap", `[Cap] [Cap]`, "ông Trần Văn Hùng Anh", "[Trần Văn]\n[Hùng Anh]"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			w := newWorld(t)
			p := w.compile(t, tt.pattern)
			if got := found(w.input(t, tt.say), p); got != tt.want {
				t.Errorf("%s in %q\n got %s\nwant %s", tt.pattern, tt.say, got, tt.want)
			}
		})
	}
}

func TestStopKeepsGapsShort(t *testing.T) {
	w := newWorld(t)
	p := w.compile(t, "A ~6 với B")
	in := w.input(t, "A hội đàm với B")
	var m Match
	if !p.Match(in, 0, len(in.IDs), &m) {
		t.Fatal("no match without a stop")
	}
	in.Stop(1) // hội đàm (talks) is a trigger of its own
	if p.Match(in, 0, len(in.IDs), &m) {
		t.Fatal("the gap went across a stop")
	}
	if token, offset := m.Stopped(); token != 1 || offset != len("A ~6 ") {
		t.Errorf("Stopped() = %d, %d, want token 1 at the word với", token, offset)
	}
}

func TestMentionsLongestFirst(t *testing.T) {
	w := newWorld(t)
	in := w.input(t, "Ban Đối ngoại Trung ương họp")
	for _, end := range []int{3, 5, 1, 4} {
		in.AddMention(Mention{Type: typeNumbers["Party"], First: 0, End: end})
	}
	var ends []int
	for m := in.head[0]; m >= 0; m = in.next[m] {
		ends = append(ends, in.mentions[m].End)
	}
	if fmt.Sprint(ends) != "[5 4 3 1]" {
		t.Errorf("mentions at token 0 end at %v, want the longest first", ends)
	}
}

func TestMatchIsBounded(t *testing.T) {
	w := newWorld(t)
	p := w.compile(t, strings.Repeat("(a | b ~1 | [Cap]?){20} ", 5)+"z")
	in := w.input(t, strings.Repeat("a b ", 200))
	var m Match
	if p.Match(in, 0, len(in.IDs), &m) || !m.Limited {
		t.Errorf("got found %t, limited %t; want the step limit to end a hopeless search", m.found, m.Limited)
	}
}

func TestMatchDoesNotAllocate(t *testing.T) {
	w := newWorld(t)
	p := w.compile(t, `<x:Person+> ~6 (@phone | hội đàm) với <o:@office.head> <y:(<Country> | Lào)>? <z:Person> !khóc`)
	in := w.input(t, "{Person Lê A} và {Person Hồ B} đã điện đàm với Thủ tướng Lào {Person Khăm C} hôm qua.")
	x := NewIndex([]*Prog{p})
	doc := in.Doc
	mentions := append([]Mention(nil), in.Mentions()...)
	var m Match
	count := 0
	run := func() {
		in.Reset(doc, w.trie)
		for _, mention := range mentions {
			in.AddMention(mention)
		}
		x.Each(in, 0, len(in.IDs), &m, func(int, *Match) { count++ })
	}
	run()
	if count != 1 || len(m.Captures) != 5 {
		t.Fatalf("found %d matches with %d captures, want 1 with 5", count, len(m.Captures))
	}
	if n := testing.AllocsPerRun(100, run); n != 0 {
		t.Errorf("%v allocations for a document, want none", n)
	}
}
