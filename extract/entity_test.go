package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract/source"
)

// Mentions come in whatever order sentences, claims and titles name things.
// TestEntityIDs states that an entity is known again by its type and name, whatever else has the name.
func TestEntityIDs(t *testing.T) {
	var es entities
	es.reset()
	city, office := es.get(placeType, "Hà Nội"), es.get(bodyType, "Hà Nội")
	if city == office || es.get(placeType, "Hà Nội") != city || es.get(bodyType, "Hà Nội") != office {
		t.Errorf("Hà Nội is %s and %s", city.ID, office.ID)
	}
	es.reset()
	if again := es.get(placeType, "Hà Nội"); again.ID != "place/ha-noi-"+city.ID[len("place/ha-noi-"):] || len(es.order) != 1 {
		t.Errorf("the next document has %s, not %s, of %d entities", again.ID, city.ID, len(es.order))
	}
}

func TestEntitiesList(t *testing.T) {
	var es entities
	for range 2 { // the second document in the room of the first
		es.reset()
		lao, ban := es.get(countryType, "Lào"), es.get(bodyType, "Ban Đối ngoại")
		for _, m := range []mentionOf{
			{lao.number, Mention{Start: 30, End: 33}}, {ban.number, Mention{Start: 5, End: 18}}, {lao.number, Mention{Start: 2, End: 5}},
			{ban.number, Mention{Start: 5, End: 8}}, {lao.number, Mention{Start: 30, End: 33}},
		} {
			es.mentions = append(es.mentions, m)
		}
		want := []Entity{
			{ID: lao.ID, Type: countryType, Name: "Lào", Mentions: []Mention{{Start: 2, End: 5}, {Start: 30, End: 33}}},
			{ID: ban.ID, Type: bodyType, Name: "Ban Đối ngoại", Mentions: []Mention{{Start: 5, End: 8}, {Start: 5, End: 18}}},
		}
		if diff := cmp.Diff(want, es.list()); diff != "" {
			t.Errorf("entities (-want +got):\n%s", diff)
		}
	}
}

// A district of which there is one in several provinces is one of the province that the text tells, with its offices and bodies.
func TestDistricts(t *testing.T) {
	x := embedded(t)
	const tayNinh, tienGiang, plain = "place/chau-thanh-8aed93-tay-ninh", "place/chau-thanh-8aed93-tien-giang", "place/chau-thanh-8aed93"
	for _, tt := range []struct {
		reason, say string
		want        []string // office and owner of each, entities that lie in a province
	}{
		{"behind a comma", "Sáng 3/6, Chủ tịch UBND huyện Châu Thành, tỉnh Tây Ninh Nguyễn Văn Hải phát biểu tại Hà Nội.", []string{tayNinh}},
		{"in brackets", "Sáng 3/6, Bí thư Huyện ủy Châu Thành (Tây Ninh) Nguyễn Văn Hải phát biểu tại Hà Nội.", []string{tayNinh}},
		{"told elsewhere in the text", "Hội nghị họp tại huyện Châu Thành, tỉnh Tây Ninh. Sáng 3/6, Chủ tịch UBND huyện Châu Thành Nguyễn Văn Hải phát biểu.", []string{tayNinh}},
		{"of a commune too", "Hội nghị họp tại xã Tân Hội, huyện Châu Thành, tỉnh Tây Ninh. Sáng 3/6, Chủ tịch UBND huyện Châu Thành Nguyễn Văn Hải phát biểu.", []string{tayNinh}},
		{"two in one text, each by what stands beside it", "Sáng 3/6, Chủ tịch UBND huyện Châu Thành (Tây Ninh) Nguyễn Văn Hải và Chủ tịch UBND huyện Châu Thành, tỉnh Tiền Giang Trần Văn Khoa phát biểu.",
			[]string{tayNinh, tienGiang}},
		{"and of neither what nothing stands beside", "Hội nghị họp tại huyện Châu Thành (Tây Ninh) và huyện Châu Thành (Tiền Giang). Sáng 3/6, Chủ tịch UBND huyện Châu Thành Nguyễn Văn Hải phát biểu.", []string{plain}},
		{"no province is told", "Hội nghị họp tại huyện Châu Thành. Sáng 3/6, Chủ tịch UBND huyện Châu Thành Nguyễn Văn Hải phát biểu.", []string{plain}},
		{"a list is none", "Hội nghị họp tại huyện Châu Thành, Tây Ninh và Long An. Sáng 3/6, Chủ tịch UBND huyện Châu Thành Nguyễn Văn Hải phát biểu.", []string{plain}},
		{"a province and a mark behind it", "Hội nghị họp tại huyện Châu Thành, Tây Ninh. Sáng 3/6, Chủ tịch UBND huyện Châu Thành Nguyễn Văn Hải phát biểu.", []string{tayNinh}},
	} {
		f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-05", Text: []byte(tt.say)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range f.Claims {
			for _, a := range c.Args {
				if c.Relation == "holds" && a.Role == "org" {
					got = append(got, a.Entity)
				}
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: owners (-want +got):\n%s", tt.reason, diff)
		}
		for _, e := range f.Entities {
			province := map[bool]string{true: "Tây Ninh"}[strings.HasSuffix(e.ID, "-tay-ninh")] + map[bool]string{true: "Tiền Giang"}[strings.HasSuffix(e.ID, "-tien-giang")]
			if strings.Contains(e.Name, "Châu Thành") && (e.Within != province || province != "" && !slices.Contains(e.Aliases, e.Name+", "+province)) {
				t.Errorf("%s: %s lies in %q and is also called %q", tt.reason, e.ID, e.Within, e.Aliases)
			}
			if province != "" && Unplaced(e.ID, province)+mark(province) != e.ID {
				t.Errorf("%s without its province is %s", e.ID, Unplaced(e.ID, province))
			}
		}
	}
}

// A ministry that a title names without its country is that of whoever bears the title.
func TestMinistryAbroad(t *testing.T) {
	f, err := embedded(t).Extract(source.Document{ID: "x", Date: "2024-06-05",
		Text: []byte("Sáng 4/6, Thủ tướng Trần Văn Bình tiếp Thủ tướng Lào Khamtay Somvong. Cùng dự có Bộ trưởng Bộ Tư pháp Bounma Xayavong; Bộ trưởng Bộ Y tế Lê Văn Nam.")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range f.Entities {
		if e.Type == bodyType {
			got = append(got, e.Name)
		}
	}
	if diff := cmp.Diff([]string{"Bộ Tư pháp Lào", "Bộ Y tế Việt Nam"}, got); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
}
