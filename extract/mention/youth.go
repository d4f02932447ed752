package mention

import (
	"strings"
)

// youth reads the name of the Youth Union with the unit behind it as that of its organisation there: Đoàn TNCS Hồ Chí Minh tỉnh Nghệ An
// is Tỉnh đoàn Nghệ An.
func (s *scan) youth(m *Mention) (Mention, bool) {
	if m.Class != "mass" || !s.is(m.First, "Đoàn") || !strings.HasSuffix(m.Name, " Đoàn Thanh niên Cộng sản Hồ Chí Minh") {
		return Mention{}, false
	}
	n, e := s.hit(m.End, s.r.words.unit)
	if n == 0 {
		return Mention{}, false
	}
	b := Mention{Kind: Body, First: m.First, End: m.End + n, Class: "local"}
	switch e.Name {
	case "tỉnh":
		b.Base = "Tỉnh đoàn"
	case "thành phố":
		b.Base = "Thành đoàn"
	case "huyện", "quận":
		b.Base = capital(e.Name) + " đoàn"
	default:
		return Mention{}, false
	}
	b.Name = b.Base
	if p := s.starting(b.End); p != nil && p.Kind == Place {
		return s.placed(b, p), true
	}
	return b, true
}

// union reads the organisation of the Youth Union in a province or district that starts at token i.
func (s *scan) union(i int) (Mention, bool) {
	m := s.starting(i)
	if m == nil || m.Kind != Body {
		return Mention{}, false
	}
	if y, ok := s.youth(m); ok {
		return y, true
	}
	b := *m
	if b.Base = m.Attrs["base"]; m.Class != "local" || !strings.HasSuffix(b.Base, "đoàn") {
		return Mention{}, false
	}
	return s.owned(b), true
}
