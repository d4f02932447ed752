package pattern

import (
	"fmt"
	"testing"
)

func TestNeeds(t *testing.T) {
	for _, c := range []struct{ reason, pattern, want string }{
		{"words that follow one another", "hội đàm", "[{hội đàm }]"},
		{"the longest of the runs", "gặp <Person> trao đổi qua điện thoại", "[{trao đổi qua điện thoại }]"},
		{"a run ends at what may be left out", "điện (khẩn)? đàm", "[{điện }]"},
		{"what may be left out is no need", "(điện đàm)? gặp", "[{gặp }]"},
		{"nor is what must not stand there", "gặp !khó khăn", "[{gặp }]"},
		{"one of each alternative", "hội đàm | gặp | @talks", "[{hội đàm } {gặp } { talks}]"},
		{"alternatives within", "(điện đàm | @phone) với <Person>", "[{điện đàm } { phone}]"},
		{"a repeat that begins with one", "gặp{1,3}", "[{gặp }]"},
		{"of exact text the first token", `"T.Ư"`, "[{T }]"},
		{"none at all", "<Person> [Cap]", "[]"},
		{"none in one alternative", "gặp | <Person>", "[]"},
		{"an alternative without any is no need", "gặp ([Cap] | mặt)", "[{gặp }]"},
	} {
		e, err := Parse(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(e.Needs()); got != c.want {
			t.Errorf("%s: %s needs %s, want %s", c.reason, c.pattern, got, c.want)
		}
	}
}
