package extract

import (
	"strings"
	"testing"

	"quanhe/extract/source"
)

// A sentence that points back is evidence for what was told; one that tells of others, whom the text does not name, is not.
func TestPointBack(t *testing.T) {
	const meet = "Ngày 3/6, Thủ tướng Trần Văn Bình gặp Thủ tướng Lào Khamtay Somvong tại Vientiane. "
	x := embedded(t)
	for _, c := range []struct {
		say  string
		want int
	}{
		{"Tại cuộc gặp, hai bên trao đổi về đường sắt.", 2},
		{"Trong dịp này có cuộc gặp giữa Bí thư Tỉnh ủy Lào Cai với Bí thư Tỉnh ủy Vân Nam.", 1},
		{"Cuộc gặp với Chủ tịch Quốc hội Pháp chưa được bàn.", 1},
		{"Cuộc gặp với Chủ tịch Quốc hội Lê Văn Nam chưa được bàn.", 1},
		{"Thủ tướng cũng muốn gặp các doanh nghiệp.", 1},
	} {
		f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-05", Text: []byte(meet + c.say)})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i := range f.Claims {
			if claim := &f.Claims[i]; strings.HasPrefix(claim.String(), `meet agent="Trần Văn Bình" counterpart="Khamtay Somvong"`) {
				n = len(claim.Evidence)
			}
		}
		if n != c.want {
			t.Errorf("%q: %d sentences tell the meeting, want %d", c.say, n, c.want)
		}
	}
}

// In a document without a date a day without a year is of the year that its paragraph told last.
func TestYearOfParagraph(t *testing.T) {
	f, err := embedded(t).Extract(source.Document{ID: "x", Text: []byte("Tháng 3 năm 1986, ông Trần Văn Bình làm Chủ tịch tỉnh.\n\nÔng từ trần ngày 3 tháng 9 năm 2019. " +
		"Ngày 5 tháng 9, Thủ tướng Trần Văn Nam gặp Thủ tướng Lào Khamtay Somvong.\n\nNgày 7 tháng 9, Thủ tướng Trần Văn Nam gặp Tổng thống Pháp Jean Dupont.")})
	if err != nil {
		t.Fatal(err)
	}
	var days []string
	for i := range f.Claims {
		if f.Claims[i].Relation == "meet" {
			days = append(days, f.Claims[i].Date)
		}
	}
	if got := strings.Join(days, " "); got != "2019-09-05 XXXX-09-07" {
		t.Errorf("the meetings are of %s, want 2019-09-05 XXXX-09-07", got)
	}
}

// Under a title about another country the National Assembly is that country's.
func TestAssemblyAbroad(t *testing.T) {
	x := embedded(t)
	for title, want := range map[string]string{
		"Khủng hoảng chính trị Sri Lanka":         `agent="Quốc hội Sri Lanka"`,
		"Quan hệ Việt Nam - Sri Lanka":            `agent="Quốc hội Việt Nam"`,
		"Chủ tịch Quốc hội tiếp Đại sứ Sri Lanka": `agent="Quốc hội Việt Nam"`,
	} {
		f, err := x.Extract(source.Document{ID: "x", Date: "2022-07-30", Title: title, Text: []byte("Hôm 20/7, Quốc hội bầu ông Ranil Wickremesinghe làm tổng thống.")})
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for i := range f.Claims {
			all += f.Claims[i].String() + "\n"
		}
		if !strings.Contains(all, want) {
			t.Errorf("under %q no claim has %s:\n%s", title, want, all)
		}
	}
}
