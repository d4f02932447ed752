package extract

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract/source"
)

// Which bodies and parties a text names, beside what its claims say.
func TestNamed(t *testing.T) {
	x := embedded(t)
	for _, tt := range []struct {
		reason, say string
		want        []string
	}{
		{"the army's paper signs", "QĐND - Sáng 3/6, Quân khu 5 tổ chức hội nghị.", []string{"Quân khu 5"}},
		{"so does the police's by its address", "Cand.com.vn - Sáng 3/6, Công an tỉnh Nghệ An tổ chức hội nghị.", []string{"Công an tỉnh Nghệ An"}},
		{"the party's organisation in a body", "Sáng 3/6, Đảng bộ Vùng 5 Hải quân, Đảng ủy Công an tỉnh Nghệ An và Đảng ủy Quân sự tỉnh Nghệ An tổ chức hội nghị.",
			[]string{"Đảng bộ Vùng 5 Hải quân", "Đảng ủy Công an tỉnh Nghệ An", "Đảng ủy Quân sự tỉnh Nghệ An"}},
		{"the army itself", "Sáng 3/6, lãnh đạo QĐND dự hội nghị.", []string{"Quân đội nhân dân Việt Nam"}},
	} {
		f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-05", Text: []byte(tt.say)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range f.Entities {
			if e.Type == bodyType || e.Type == partyType {
				got = append(got, e.Name)
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: bodies (-want +got):\n%s", tt.reason, diff)
		}
	}
}
