package mention

import (
	"strings"

	"quanhe/extract/text"
)

// provinceAt reads the province that the text tells behind the name of a district, a town or a commune: huyện Châu Thành, tỉnh
// Tây Ninh; (Tây Ninh). It returns the token behind it too, and "" where none is told. A province behind a comma alone is
// one of a list, unless the next mark ends it.
func (s *scan) provinceAt(i int) (name string, end int) {
	j := i
	open := s.is(j, "(")
	comma := s.is(j, ",")
	if open || comma {
		j++
	}
	n, _ := s.hit(j, s.r.words.unit)
	if n > 0 {
		switch unit := text.Lower(s.span(j, j+n)); {
		case comma && District(unit) && j+n < s.end: // xã Tân Hội, huyện Châu Thành, tỉnh Kiên Giang
			if m, ok := s.unitPlace(j + n); ok {
				if name, end := s.provinceAt(m.End); name != "" {
					return name, end
				}
			}
			return "", i
		case unit != "tỉnh" && unit != "thành phố":
			return "", i
		}
	}
	if j += n; j == i {
		return "", i
	}
	m, e := s.hit(j, s.r.words.province)
	if m == 0 {
		return "", i
	}
	switch end = j + m; {
	case open && s.is(end, ")"):
		return e.Name, end + 1
	case open, comma && n == 0 && end < s.end && s.tok(end).Kind != text.Punct:
		return "", i
	}
	return e.Name, end
}

// lying takes in the province of the district whose office it is: Chủ tịch UBND huyện Châu Thành, tỉnh Tây Ninh, A.
func (s *scan) lying(o *Office) {
	if o.Owner != "local" || o.OwnerName == "" {
		return
	}
	title := text.Lower(o.Title)
	if District(o.Unit) || strings.Contains(title, "huyện ủy") || strings.Contains(title, "quận ủy") || strings.Contains(title, "thị ủy") {
		o.Within, o.End = s.provinceAt(o.End)
	}
}

// lies notes in which province the document says that a district lies; of one of two provinces it says nothing.
func (d *desk) lies(district, province string) {
	if province == "" {
		return
	}
	if d.provinces == nil {
		d.provinces = map[string]string{}
	}
	if was, told := d.provinces[district]; told && was != province {
		province = ""
	}
	d.provinces[district] = province
}

// Within returns the province in which the document says that a district, a town or a commune lies, "" for none and for
// one of two provinces.
func (sc *Scanner) Within(district string) string { return sc.desk.provinces[district] }

// Districts calls fn with the districts of which Within tells the province, in no order, until it returns false.
func (sc *Scanner) Districts(fn func(district, province string) bool) {
	for district, province := range sc.desk.provinces {
		if province != "" && !fn(district, province) {
			return
		}
	}
}
