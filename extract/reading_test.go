package extract

import (
	"slices"
	"strings"
	"testing"

	"quanhe/extract/source"
)

// A readingCase is a text and claims: those that it must make and, with ! before them, those that it must not.
type readingCase struct {
	name, say string
	want      []string
}

// What no single rule decides: who is meant, whether it took place, and when. Documents are dated 2024-06-05; every claim
// wanted must be made, none of the others (with ! before them) may be.
func TestReading(t *testing.T) {
	x := embedded(t)
	for _, tt := range slices.Concat(personnelReadings(), travelReadings(), encounterReadings(), gatheringReadings(), wordReadings(), nameReadings()) {
		t.Run(tt.name, func(t *testing.T) {
			f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-05", Text: []byte(tt.say)})
			if err != nil {
				t.Fatal(err)
			}
			var all string
			for i := range f.Claims {
				all += f.Claims[i].String() + "\n"
			}
			for _, want := range tt.want {
				line, banned := strings.CutPrefix(want, "!")
				if found := strings.Contains(all, line); found == banned {
					t.Errorf("%q: claim %q is made: %v\n%s", tt.say, line, found, all)
				}
			}
		})
	}
}

// TestScheduleByTitle reads a programme of work that only the title of the record calls one: what it lists is planned.
func TestScheduleByTitle(t *testing.T) {
	x := embedded(t)
	for title, want := range map[string]Modality{"Lịch công tác tuần của Thủ tướng": Planned, "Hoạt động của Thủ tướng trong tuần": Actual} {
		f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-08", Title: title,
			Text: []byte("Thứ Hai (3/6): Thủ tướng Trần Văn Bình tiếp Đại sứ Pháp Jean Dupont.")})
		if err != nil {
			t.Fatal(err)
		}
		met := false
		for i := range f.Claims {
			if c := &f.Claims[i]; c.Relation == "meet" {
				met = true
				if c.Modality != want {
					t.Errorf("under %q the meeting is %s, want %s", title, c.Modality, want)
				}
			}
		}
		if !met {
			t.Errorf("under %q there is no meeting", title)
		}
	}
}
