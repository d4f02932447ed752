package pattern

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWake(t *testing.T) {
	w := newWorld(t)
	id := func(word string) ID { return w.env.Vocab.internText(word)[0] }
	for _, tt := range []struct {
		src  string
		want Wake
	}{
		{`gặp <Person>`, Wake{IDs: []ID{id("gặp")}}},
		{`gặp? <Person>`, Wake{IDs: []ID{id("gặp")}, Types: Types(typeNumbers["Person"])}},
		{`!a (gặp | "Gặp" | @phone) b`, Wake{IDs: []ID{id("gặp")}, Lexicons: []int{w.env.Lexicons["phone"]}}},
		{`<x:(<Body+> | [Cap])> b`, Wake{Types: w.env.Types["Body"], Shape: true}},
	} {
		if diff := cmp.Diff(tt.want, w.compile(t, tt.src).Wake()); diff != "" {
			t.Errorf("%s wakes (-want +got):\n%s", tt.src, diff)
		}
	}
}

// An index must find what each program finds for itself at each token.
func TestIndexFindsAll(t *testing.T) {
	w := newWorld(t)
	var progs []*Prog
	for _, src := range []string{`@phone với`, `<Person> ~3 điện`, `[Cap] [Cap]`, `Thủ tướng`, `"Lào" | (<Country> đã)`, `@office.head @country?`, `hội đàm`,
		`đã (đồng | điện)`, `đã hội | đã đồng ý`} {
		progs = append(progs, w.compile(t, src))
	}
	in := w.input(t, "{Person Lê A} đã điện đàm với Phó Thủ tướng Lào {Person Khăm C}; {Country Lào} đã đồng ý.")
	var m Match
	var want []string
	until := make([]int, len(progs))
	for token := range in.IDs {
		for i, p := range progs {
			if token >= until[i] && p.Match(in, token, len(in.IDs), &m) {
				until[i] = m.End
				want = append(want, fmt.Sprintf("%d %s", i, in.said(m.First, m.End)))
			}
		}
	}
	var got []string
	NewIndex(progs).Each(in, 0, len(in.IDs), &m, func(i int, m *Match) {
		got = append(got, fmt.Sprintf("%d %s", i, in.said(m.First, m.End)))
	})
	if diff := cmp.Diff(want, got); diff != "" || len(got) < 7 {
		t.Errorf("matches by index (-alone +index):\n%s\nall: %s", diff, strings.Join(got, " | "))
	}
}

// A program that may begin at a token may begin among tokens that hold it, and it is told quickly that most begin at none.
func TestMayBeginAmong(t *testing.T) {
	w := newWorld(t)
	in := w.input(t, "{Person Lê A} đã điện đàm với Phó Thủ tướng Lào {Person Khăm C}; {Country Lào} đã đồng ý.")
	away := 0
	for _, src := range []string{`@phone với`, `<Person> ~3 điện`, `[Cap] [Cap]`, `Thủ tướng`, `"Lào" | (<Country> đã)`, `@office.head @country?`, `hội đàm`} {
		p := w.compile(t, src)
		for first := range in.IDs {
			for end := first + 1; end <= len(in.IDs); end++ {
				among := p.MayBeginAmong(in.Sum(first, end))
				for i := first; i < end && !among; i++ {
					if p.MayBegin(in, i) {
						t.Errorf("%s may begin at token %d, not among [%d, %d)", src, i, first, end)
					}
				}
				if !among {
					away++
				}
			}
		}
	}
	if away == 0 {
		t.Error("everything may begin everywhere")
	}
}

func TestFind(t *testing.T) {
	w := newWorld(t)
	p := w.compile(t, `@phone ~2 với <c:Country>`)
	in := w.input(t, "hôm qua điện đàm với {Country Lào}, điện đàm với {Country Mỹ}")
	var m Match
	if !p.Find(in, 3, len(in.IDs), &m) {
		t.Fatal("nothing found")
	}
	c, ok := m.Capture("c")
	if !ok || in.said(c.First, c.End) != "Mỹ" || c.Mention != 1 {
		t.Errorf("found c=%+v, want the country of the second call", c)
	}
	if _, ok := m.Capture("d"); ok {
		t.Error("there is no capture d")
	}
	if p.Find(in, 0, 5, &m) {
		t.Error("found a match beyond the end it was given")
	}
}
