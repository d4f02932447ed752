package pattern

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"quanhe/extract/text"
)

func TestParsePrints(t *testing.T) {
	for _, tt := range []struct {
		reason, src, want string
	}{
		{"as it is", `điện đàm với <x:Person>`, `điện đàm với <x:Person>`},
		{"spaces fold", "  điện\n đàm  ( a|b )? ", `điện đàm (a | b)?`},
		{"brackets of a capture are its own", `<x:(a | b)> <y:a | b> <z:Thường trực>?`, `<x:(a | b)> <y:(a | b)> <z:(Thường trực)>?`},
		{"a capture of a lexicon", `<x:@office.head> <y:@office?> <z:(@office)>`, `<x:@office.head> <y:(@office?)> <z:(@office)>`},
		{"lists", `<Person+> <x:Person+>`, `<Person+> <x:Person+>`},
		{"repeats", `a{1} b{2,2} c{0,1} d{ 1 , 3 }`, `a b{2} c? d{1,3}`},
		{"gaps and negations", `a ~6 !b !(c d) !!e f`, `a ~6 !b !(c d) !!e f`},
		{"exact text needs no spaces around", `a"VN"[Cap]b`, `a "VN" [Cap] b`},
		{"marks are words", `Thừa Thiên - Huế , 1/2`, `Thừa Thiên - Huế , 1/2`},
		{"a lexicon's name ends at a letter it cannot have", `@officeĐ @office.`, `@office Đ @office .`},
		{"a choice at the top", `a | b c`, `a | b c`},
	} {
		e, err := Parse(tt.src)
		if err != nil {
			t.Errorf("%s: Parse(%q): %v", tt.reason, tt.src, err)
			continue
		}
		if got := e.String(); got != tt.want {
			t.Errorf("%s: Parse(%q) prints %q, want %q", tt.reason, tt.src, got, tt.want)
		}
	}
}

func TestErrors(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		src    string
		offset int
		msg    string
	}{
		{``, 0, "nothing stands here"},
		{`a | | b`, 4, "nothing stands here"},
		{`( )`, 2, "nothing stands here"},
		{`tiếp (a`, 7, "not closed"},
		{`tiếp )`, 5, "without its partner"},
		{`tiếp "a`, 6, "not closed"},
		{`tiếp " a"`, 6, "begin or end with a space"},
		{`tiếp <person>`, 6, "write <Type>"},
		{`tiếp <người:Person>`, 6, "in lower-case ASCII"},
		{`tiếp @Office`, 5, "@name"},
		{`tiếp [Kap]`, 5, `did you mean "Cap"`},
		{`? tiếp`, 0, "nothing before it"},
		{`tiếp ~0`, 6, "~1 to ~40"},
		{`tiếp{3,2}`, 7, "at most 20"},
		{`tiếp{21}`, 5, "at most 20"},
		{`tiếp{0}`, 6, "at most 20"},
		{`tiếp??`, 5, "two repeats"},
		{`tiếp !`, 6, "must not stand here"},
		{`tiếp !~3 a`, 6, "must not stand here"},
		{strings.Repeat("(", 30), 21, "deeper than 20"},
		{"a\xff", 0, "UTF-8"},

		{`tiếp @contry`, 5, `did you mean "country"`},
		{`tiếp <x:Persn>`, 5, `did you mean "Person"`},
		{`tiếp <x:Ban>`, 5, "<name:(Ban)>"},
		{`a? b?`, 0, "nothing at all"},
		{`~3 a`, 0, "begin with a gap"},
		{`(a | ~3) b`, 5, "begin with a gap"},
		{`a ~3 b?`, 2, "end with a gap"},
		{`a !b?`, 2, "always forbids"},
		{`a !<x:Person>`, 3, "never captured"},
		{`(((a{20}){20}){20}){20}`, 0, "too large"},
	} {
		e, err := Parse(tt.src)
		if err == nil {
			_, err = Compile(e, w.env)
		}
		var fault *SyntaxError
		if !errors.As(err, &fault) || fault.Offset != tt.offset && tt.msg != "too large" || !strings.Contains(fault.Msg, tt.msg) {
			t.Errorf("%q: got %v, want offset %d: … %s …", tt.src, err, tt.offset, tt.msg)
		}
	}
}

// unplaced returns alternatives without the places of their nodes in the source.
func unplaced(alts []seq) []seq {
	var out []seq
	for _, s := range alts {
		s = slices.Clone(s)
		for i := range s {
			s[i].at, s[i].alts = 0, unplaced(s[i].alts)
		}
		out = append(out, s)
	}
	return out
}

// FuzzParse states the law of printing: Parse(e.String()) is e.
func FuzzParse(f *testing.F) {
	for _, src := range []string{
		`điện đàm ~6 (với | cùng)? <x:Person+>`, `<x:@office.head>{1,3} !(a | "VN")`, `<x:((a) (b))>?`, `<x:(<y:A> | @b)>`, `[Cap]{2} a+b`, `<x:a+>`,
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		e, err := Parse(src)
		if err != nil {
			return
		}
		again, err := Parse(e.String())
		if err != nil {
			t.Fatalf("%q prints %q, which does not parse: %v", src, e, err)
		}
		// cmp.Diff would take time exponential in the depth of a pattern.
		if !reflect.DeepEqual(unplaced(e.alts), unplaced(again.alts)) {
			t.Fatalf("%q prints %q, which is another pattern: %q", src, e, again)
		}
	})
}

// FuzzMatch states that any pattern matches any text without panic, within the tokens it was given.
func FuzzMatch(f *testing.F) {
	f.Add(`<x:Person+> ~3 (@phone | hội đàm)? <y:([Cap]{1,3})> !a`, "{Person Lê A}, {Person Hồ B} và Thủ tướng Lào điện đàm với VN. Hết")
	f.Add(`<x:(a | <y:Body> ~2 b?)>{2} c`, "a {Country Lào} x c c")
	f.Fuzz(func(t *testing.T, src, say string) {
		e, err := Parse(src)
		if _, bad := text.Parse([]byte(say)); err != nil || bad != nil || len(say) > 1000 {
			return
		}
		w := newWorld(t)
		p, err := Compile(e, w.env)
		if err != nil {
			return
		}
		for _, m := range marked.FindAllStringSubmatch(say, -1) {
			if _, ok := typeNumbers[m[1]]; !ok {
				return
			}
		}
		in := w.input(t, say)
		var m Match
		for at := range in.IDs {
			end := at + (len(in.IDs)-at+1)/2
			if !p.Match(in, at, end, &m) {
				continue
			}
			if m.First != at || m.End <= at || m.End > end {
				t.Fatalf("match [%d, %d) outside [%d, %d)", m.First, m.End, at, end)
			}
			for _, c := range m.Captures {
				if c.First < at || c.End < c.First || c.End > m.End {
					t.Fatalf("capture %+v outside [%d, %d)", c, at, m.End)
				}
			}
		}
	})
}
