package resolve

import (
	"slices"
	"testing"

	"quanhe/extract"
)

func TestPersons(t *testing.T) {
	for _, c := range []struct {
		reason string
		docs   []string
		want   map[string]int // spelling -> number of the person
	}{
		{"spellings in one post are one", []string{
			`holds person="Hun Sen" office="Thủ tướng" org="Campuchia" date=2010`,
			`holds person="Hun Xen" office="Thủ tướng" org="Campuchia" date=2011`,
			`holds person="Kishida Fumio" office="Thủ tướng" org="Nhật Bản" date=2022`,
			`holds person="Fumio Kishida" office="Thủ tướng" org="Nhật Bản" date=2022`,
			`holds person="Nguyễn Phú Trọng" office="Tổng Bí thư" org="Đảng Cộng sản Việt Nam" date=2021`,
			`holds person="Nguyễn Phú Trong" office="Tổng Bí thư" org="Đảng Cộng sản Việt Nam" date=2021`,
		}, map[string]int{"Hun Sen": 0, "Hun Xen": 0, "Kishida Fumio": 1, "Fumio Kishida": 1, "Nguyễn Phú Trọng": 2, "Nguyễn Phú Trong": 2}},
		{"a name that differs in a mark is another one without a post that says so", []string{
			`holds person="Lê Minh Hoan" office="Bí thư Tỉnh ủy" org="tỉnh Đồng Tháp" date=2018`,
			`holds person="Lê Minh Hoàn" office="Ủy viên Trung ương Đảng" org="Đảng Cộng sản Việt Nam" date=2018`,
			`holds person="Lê Văn Minh" office="Thủ tướng" org="Lào" date=2018`,
			`holds person="Lê Minh Văn" office="Thủ tướng" org="Lào" date=2018`,
		}, map[string]int{"Lê Minh Hoan": 0, "Lê Minh Hoàn": 1, "Lê Văn Minh": 2, "Lê Minh Văn": 3}},
		{"a foreigner's name without diacritics, with x for s or turned round, in another post of the state or none", []string{
			`holds person="Miguel Díaz-Cano" office="Chủ tịch nước" org="Campuchia" date=2021`,
			`holds person="Miguel Diaz-Cano" office="Chủ tịch Thượng viện" org="Campuchia" date=2022`,
			`holds person="Hun Sen" office="Thủ tướng" org="Campuchia" date=2010`,
			`holds person="Hun Xen" office="Chủ tịch Thượng viện" org="Campuchia" date=2024`,
			`holds person="Orbán Viktor" office="Thủ tướng" org="Nhật Bản" date=2010`,
			`meet agent="Viktor Orban" counterpart="A B" date=2010`,
		}, map[string]int{"Miguel Díaz-Cano": 0, "Miguel Diaz-Cano": 0, "Hun Sen": 1, "Hun Xen": 1, "Orbán Viktor": 2, "Viktor Orban": 2}},
		{"not so of other countries or unknown ones, of Vietnamese, or where tones tell names apart", []string{
			`holds person="María Garcés" office="Bộ trưởng Bộ Y tế" org="Campuchia" date=2021`,
			`holds person="Maria Garces" office="Bộ trưởng Bộ Y tế" org="Nhật Bản" date=2021`,
			`holds person="Lê Văn Sinh" office="Bộ trưởng Bộ Y tế" org="Việt Nam" date=2012`,
			`holds person="Lê Văn Xinh" office="Thứ trưởng Bộ Công an" org="Việt Nam" date=2021`,
			`meet agent="Lê Minh Hoan" counterpart="Đỗ Văn Sinh" date=2021`,
			`meet agent="Lê Minh Hoàn" counterpart="Đỗ Văn Xinh" date=2021`,
			`holds person="Ana Pérez" office="Bộ trưởng Bộ Y tế" date=2021`,
			`holds person="Ana Perez" office="Thủ tướng" date=2022`,
			`holds person="Lý Cường" office="Thủ tướng" org="Nhật Bản" date=2023`,
			`holds person="Lý Cương" office="Bộ trưởng Bộ Y tế" org="Nhật Bản" date=2023`,
		}, map[string]int{"María Garcés": 0, "Maria Garces": 1, "Lê Văn Sinh": 2, "Lê Văn Xinh": 3, "Lê Minh Hoan": 4, "Lê Minh Hoàn": 5,
			"Lý Cường": 6, "Lý Cương": 7, "Đỗ Văn Sinh": 8, "Đỗ Văn Xinh": 9,
			"Ana Pérez": 10, "Ana Perez": 11}},
		{"a foreign name of no post that several bear is nobody's in particular", []string{
			`holds person="María Garcés" office="Bộ trưởng Bộ Y tế" org="Campuchia" date=2021`,
			`holds person="María Garcés" office="Bộ trưởng Bộ Công an" org="Nhật Bản" date=2021`,
			`meet agent="Maria Garces" counterpart="A B" date=2021`,
		}, map[string]int{"María Garcés": 0, "Maria Garces": 1}},
		{"a name that a document gives its bearer", []string{
			`alias person="Miguel Díaz-Cano Bermudas" name="Miguel Díaz-Cano"`,
			`meet agent="Miguel Díaz-Cano" counterpart="A B" date=2021`,
			`alias person="Lê Văn Minh Hải" name="Minh Hải"`,
			`meet agent="Minh Hải" counterpart="A B" date=2021`,
			`alias person="Nguyễn Ái Quốc" name="Hồ Chí Minh"`,
			`holds person="Hồ Chí Minh" office="Chủ tịch nước" org="Việt Nam" date=1946`,
		}, map[string]int{"Nguyễn Ái Quốc": 0, "Hồ Chí Minh": 0, "Miguel Díaz-Cano Bermudas": 1, "Miguel Díaz-Cano": 1,
			"Lê Văn Minh Hải": 2, "Minh Hải": 3}},
	} {
		w := newWorld()
		docs := told(t, c.docs...)
		w.update(t, Change{Add: said(docs...)})
		node := map[string]string{}
		n := newNames(w.memory)
		for _, f := range docs {
			for _, b := range contribute(f).bearers {
				if _, asked := c.want[b.Name]; !asked {
					continue
				}
				o, err := n.component(b.Key)
				if err != nil {
					t.Fatal(err)
				}
				node[b.Name], _ = o.of(b.ID, b.keys)
			}
		}
		for a, i := range c.want {
			for b, j := range c.want {
				if (i == j) != (node[a] == node[b]) {
					t.Errorf("%s: %s is %s, %s is %s", c.reason, a, node[a], b, node[b])
				}
			}
		}
	}
}

func TestNamesakes(t *testing.T) {
	const minister = `holds person="Nguyễn Văn Hùng" office="Bộ trưởng Bộ Y tế" org="Việt Nam" date=2015-02-02`
	for _, c := range []struct {
		reason, other string
		want          int // persons of the name
	}{
		{"nobody sits in two ministries at once", `holds person="Nguyễn Văn Hùng" office="Thứ trưởng Bộ Công an" org="Việt Nam" date=2015-03-01`, 2},
		{"a career", `holds person="Nguyễn Văn Hùng" office="Thứ trưởng Bộ Công an" org="Việt Nam" date=2019-03-01`, 1},
		{"another sphere", `holds person="Nguyễn Văn Hùng" office="Bí thư Tỉnh ủy" org="tỉnh Cà Mau" date=2019-03-01`, 2},
		{"another country", `holds person="Nguyễn Văn Hùng" office="Bộ trưởng Bộ Y tế" org="Lào" date=2015-02-02`, 2},
	} {
		w := newWorld()
		w.update(t, Change{Add: said(told(t, minister, c.other)...)})
		if got := len(w.called(t, "Nguyễn Văn Hùng").persons); got != c.want {
			t.Errorf("%s: %d persons, want %d", c.reason, got, c.want)
		}
	}
}

// TestDecidedNamesakes parts a career that is two persons', by the namesakes that it then has, and joins two that are one.
func TestDecidedNamesakes(t *testing.T) {
	const name = "Nguyễn Văn Hùng"
	posts := func(second string) []string {
		return []string{`holds person="` + name + `" office="Bộ trưởng Bộ Y tế" org="Việt Nam" date=2015-02-02`, second}
	}
	for _, c := range []struct {
		reason, second string
		same           bool
		before, after  int // persons of the name
	}{
		{"a career", `holds person="` + name + `" office="Thứ trưởng Bộ Công an" org="Việt Nam" date=2019-03-01`, false, 1, 2},
		{"two posts at once", `holds person="` + name + `" office="Thứ trưởng Bộ Công an" org="Việt Nam" date=2015-03-01`, true, 2, 1},
	} {
		w := newWorld()
		docs := told(t, posts(c.second)...)
		w.update(t, Change{Add: said(docs...)})
		count := func() int { return len(w.called(t, name).persons) }
		if got := count(); got != c.before {
			t.Errorf("%s: %d persons, want %d", c.reason, got, c.before)
		}
		side := func(f *extract.Facts) Side {
			b := contribute(f).bearers
			i := slices.IndexFunc(b, func(b bearer) bool { return b.Name == name })
			return Side{ID: b[i].ID + "~" + hashOf(b[i].keys[0])[:8], Name: name}
		}
		d := Decision{Same: c.same, A: side(docs[0]), B: side(docs[1])}
		w.update(t, Change{Decide: []Decision{d}})
		if got := count(); got != c.after {
			t.Errorf("%s, decided: %d persons, want %d", c.reason, got, c.after)
		}
		w.update(t, Change{Undo: []Decision{d}})
		if got := count(); got != c.before {
			t.Errorf("%s, taken back: %d persons, want %d", c.reason, got, c.before)
		}
	}
}
