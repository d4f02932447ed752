package pattern

import (
	"slices"
	"testing"
)

func TestExamples(t *testing.T) {
	stand := func(item string) []string {
		return map[string][]string{"@phone": {"trao đổi qua điện thoại", "điện đàm"}, "<Person>": {"Lê A"}, "[Num]": {"2"}}[item]
	}
	for _, c := range []struct {
		src  string
		want []string
	}{
		{`@phone với`, []string{"điện đàm với", "trao đổi qua điện thoại với"}},
		{`mở (tiệc | quốc yến) (chiêu đãi)?`, []string{"mở tiệc", "mở quốc yến"}},
		{`<x:Person+> ~3 "VN"{2} !tiếp`, []string{"Lê A VN VN"}},
		{`[Num] (a | b) | c{0,2} d`, []string{"d", "2 a", "2 b"}},
	} {
		e, err := Parse(c.src)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Examples(stand); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.src, got, c.want)
		}
	}
}
