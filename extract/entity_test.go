package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Mentions come in whatever order sentences, claims and titles name things.
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
