package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph"
)

// chairs are documents of one chairman each of a district of a name, "Lê An@Tây Ninh", or without the province, "Lê An".
func chairs(list ...string) []*extract.Facts {
	var docs []*extract.Facts
	for i, who := range list {
		person, province, told := strings.Cut(who, "@")
		place := extract.Entity{ID: entityID("place", "Châu Thành"), Type: "place", Name: "Châu Thành", Within: province}
		if told {
			place.ID += "-" + strings.ReplaceAll(text.Fold(province), " ", "-")
		}
		office := extract.Entity{ID: entityID("office", "Chủ tịch Ủy ban nhân dân"), Type: "office", Name: "Chủ tịch Ủy ban nhân dân"}
		chair := extract.Entity{ID: entityID("person", person), Type: "person", Name: person}
		arg := func(role string, e extract.Entity) extract.Arg {
			return extract.Arg{Role: role, Entity: e.ID, Name: e.Name}
		}
		docs = append(docs, &extract.Facts{ID: who, SHA256: hashOf(fmt.Sprint(i, who)), Date: fmt.Sprintf("2021-%02d-01", i+1),
			Entities: []extract.Entity{place, office, chair},
			Claims: []extract.Claim{{Relation: "holds", Modality: extract.Actual, Args: []extract.Arg{arg("person", chair), arg("office", office), arg("org", place)},
				Evidence: []extract.Evidence{{Text: "Câu.", End: 4}}}}})
	}
	return docs
}

// owners lists whose office each tenure is, as "an chau-thanh-tay-ninh", and the namesakes for review.
func (w *world) owners() []string {
	v := graph.NewVocabulary("")
	list := []string{}
	short := func(id string) string {
		_, id, _ = strings.Cut(id, "/")
		parts := strings.Split(id, "-")
		return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return len(p) == 6 && strings.ContainsAny(p, "0123456789") }), "-")
	}
	for subject, quads := range w.derived {
		n := v.NewNode(subject, quads)
		if o := n.Tenure(); n.Class() == v.Tenure {
			list = append(list, short(o.Person)+" "+short(o.Org)+strings.Repeat("!", len(o.Rivals)))
		}
		for _, q := range quads {
			if q.Predicate == v.Namesake {
				list = append(list, short(v.ID(q.Subject))+" is one "+short(v.ID(q.Object)))
			}
		}
	}
	slices.Sort(list)
	return list
}

// TestEqualPlaces takes districts of one name in two provinces for two, with their offices, and one without a province for
// the only one that is known, if there is one only.
func TestEqualPlaces(t *testing.T) {
	for _, c := range []struct {
		reason string
		list   []string
		want   []string
	}{
		{"no province is told", []string{"Lê An", "Trần Bình"}, []string{"le-an chau-thanh", "tran-binh chau-thanh"}},
		{"one is", []string{"Lê An@Tây Ninh", "Lê An", "Trần Bình"}, []string{"le-an chau-thanh", "tran-binh chau-thanh"}},
		{"two are", []string{"Lê An@Tây Ninh", "Trần Bình@Tiền Giang", "Lê An@Tây Ninh"}, []string{"chau-thanh-tay-ninh is one chau-thanh",
			"chau-thanh-tien-giang is one chau-thanh", "le-an chau-thanh-tay-ninh", "tran-binh chau-thanh-tien-giang"}},
		{"nobody knows of which of two", []string{"Lê An@Tây Ninh", "Trần Bình@Tiền Giang", "Đỗ Chi"}, []string{"chau-thanh-tay-ninh is one chau-thanh",
			"chau-thanh-tien-giang is one chau-thanh", "do-chi chau-thanh", "le-an chau-thanh-tay-ninh", "tran-binh chau-thanh-tien-giang"}},
	} {
		docs := chairs(c.list...)
		w := newWorld()
		w.update(t, Change{Add: said(docs...)})
		if diff := cmp.Diff(c.want, w.owners()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", c.reason, diff)
		}
		one := newWorld()
		for _, f := range slices.Backward(docs) {
			one.update(t, Change{Add: said(f)})
		}
		if diff := cmp.Diff(w.dump()+w.notes(), one.dump()+one.notes()); diff != "" {
			t.Errorf("%s: at once and one after the other (-once +other):\n%s", c.reason, diff)
		}
		for _, f := range docs {
			one.update(t, Change{Drop: ids(f)})
		}
		if len(one.derived) != 0 || one.notes() != emptyState() {
			t.Errorf("%s: after all went there is left:\n%s%s", c.reason, one.dump(), one.notes())
		}
	}
}
