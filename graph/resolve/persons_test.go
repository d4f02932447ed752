package resolve

import "testing"

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
		{"not so of other countries, of Vietnamese, or where tones tell names apart", []string{
			`holds person="María Garcés" office="Bộ trưởng Bộ Y tế" org="Campuchia" date=2021`,
			`holds person="Maria Garces" office="Bộ trưởng Bộ Y tế" org="Nhật Bản" date=2021`,
			`meet agent="Lê Văn Sinh" counterpart="Lê Minh Hoan" date=2021`,
			`meet agent="Lê Văn Xinh" counterpart="Lê Minh Hoàn" date=2021`,
			`holds person="Lý Cường" office="Thủ tướng" org="Nhật Bản" date=2023`,
			`holds person="Lý Cương" office="Bộ trưởng Bộ Y tế" org="Nhật Bản" date=2023`,
		}, map[string]int{"María Garcés": 0, "Maria Garces": 1, "Lê Văn Sinh": 2, "Lê Văn Xinh": 3, "Lê Minh Hoan": 4, "Lê Minh Hoàn": 5,
			"Lý Cường": 6, "Lý Cương": 7}},
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
		o, err := newNames(w.memory).component(blockKey("person", "Nguyễn Văn Hùng"))
		if err != nil || len(o.persons) != c.want {
			t.Errorf("%s: %d persons, want %d (%v)", c.reason, len(o.persons), c.want, err)
		}
	}
}
