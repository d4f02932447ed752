package extract

import (
	"slices"
	"strings"
	"testing"

	"quanhe/extract/source"
)

func TestArmyIn(t *testing.T) {
	for _, tt := range []struct{ reason, name, want string }{
		{"behind an office", "Phó Tư lệnh Quân khu 5", "Quân khu 5"},
		{"a name of its own", "Bộ đội Biên phòng tỉnh Nghệ An", "Bộ đội Biên phòng tỉnh Nghệ An"},
		{"of two the larger", "Sư đoàn 2 Quân khu 5", "Quân khu 5"},
		{"of no unit", "Bộ trưởng Bộ Quốc phòng", ""},
		{"inside a word", "XQuân khu 5", ""},
		{"nothing", "", ""},
	} {
		if got := armyIn(tt.name); got != tt.want {
			t.Errorf("%s: armyIn(%q) = %q, want %q", tt.reason, tt.name, got, tt.want)
		}
	}
}

// TestGuestOfAnotherProvince reads whose office stands without its province behind a guest from another than the title's.
func TestGuestOfAnotherProvince(t *testing.T) {
	x := embedded(t)
	say := "Đến dự có đồng chí Bùi Văn Cường, Bí thư Tỉnh ủy Đắk Lắk. Phó Chủ tịch UBND tỉnh Trần Văn Bình trình bày báo cáo."
	for title, want := range map[string]string{"Bế mạc Kỳ họp thứ Chín, HĐND tỉnh Gia Lai": "Gia Lai", "Gia Lai và Đắk Lắk hợp tác": "Đắk Lắk", "": "Đắk Lắk"} {
		f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-05", Title: title, Text: []byte(say)})
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for i := range f.Claims {
			all.WriteString(f.Claims[i].String() + "\n")
		}
		if line := `holds person="Trần Văn Bình" office="Phó Chủ tịch Ủy ban nhân dân" org="` + want + `"`; !strings.Contains(all.String(), line) {
			t.Errorf("under %q no %s:\n%s", title, line, all.String())
		}
		if name := "Ủy ban nhân dân tỉnh " + want; !slices.ContainsFunc(f.Entities, func(e Entity) bool { return e.Name == name }) {
			t.Errorf("under %q nothing is %s", title, name)
		}
	}
}
