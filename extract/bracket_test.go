package extract

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract/source"
)

// An abbreviation in brackets, once given, stands for the office, the body or the place in whatever document: both say the same.
func TestAbbreviatedOffices(t *testing.T) {
	x := embedded(t)
	for _, tt := range []struct {
		given, used, want string
	}{
		{"Tổng Thư ký (TTK) ASEAN Surin Pitsuwan", "TTK ASEAN Surin Pitsuwan", `holds person="Surin Pitsuwan" office="Tổng Thư ký" org="ASEAN" date=2024-06-05`},
		{"Phó Tổng Thư ký Liên hợp quốc Anna Petrova", "Phó TTK Liên hợp quốc Anna Petrova",
			`holds person="Anna Petrova" office="Phó Tổng Thư ký" org="Liên hợp quốc" date=2024-06-05`},
		{"Bộ trưởng Bộ Kế hoạch và Đầu tư (KH&ĐT) Lê Văn Nam", "Bộ trưởng Bộ KH&ĐT Lê Văn Nam",
			`holds person="Lê Văn Nam" office="Bộ trưởng Bộ Kế hoạch và Đầu tư" org="Việt Nam" date=2024-06-05`},
		{"Bí thư Tỉnh ủy Bà Rịa - Vũng Tàu (BR-VT) Lê Văn Nam", "Bí thư Tỉnh ủy BR-VT Lê Văn Nam",
			`holds person="Lê Văn Nam" office="Bí thư Tỉnh ủy" org="Bà Rịa - Vũng Tàu" date=2024-06-05`},
		{"Chủ tịch Ủy ban nhân dân (UBND) Thành phố Hồ Chí Minh (TPHCM) Lê Văn Nam", "Chủ tịch UBND TPHCM Lê Văn Nam",
			`holds person="Lê Văn Nam" office="Chủ tịch Ủy ban nhân dân" org="Thành phố Hồ Chí Minh" date=2024-06-05`},
		{"Thủ tướng Cộng hòa Dân chủ nhân dân (CHDCND) Lào Khamtay Somvong", "Thủ tướng CHDCND Lào Khamtay Somvong",
			`holds person="Khamtay Somvong" office="Thủ tướng" org="Lào" date=2024-06-05`},
	} {
		for _, who := range []string{tt.given, tt.used} {
			f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-05", Text: []byte("Ngày 3/6, " + who + " phát biểu tại Hà Nội.")})
			if err != nil {
				t.Fatal(err)
			}
			var held []string
			for i := range f.Claims {
				if f.Claims[i].Relation == "holds" {
					held = append(held, f.Claims[i].String())
				}
			}
			if diff := cmp.Diff([]string{tt.want}, held); diff != "" {
				t.Errorf("%s (-want +got):\n%s", who, diff)
			}
			if slices.ContainsFunc(f.Entities, func(e Entity) bool { return e.Type == personType && e.Name != f.Claims[0].Args[0].Name }) {
				t.Errorf("%s: more than one person in %+v", who, f.Entities)
			}
		}
	}
}
