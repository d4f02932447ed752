package resolve

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A pile gives every record back, in whatever order it is asked and however few words memory may hold.
func TestPile(t *testing.T) {
	w := newSynthetic(3, 800)
	for _, most := range []int{0, 50, pileWords} {
		p, err := newPile(openMemory(t))
		if err != nil {
			t.Fatal(err)
		}
		p.most = most
		var want []*record
		for _, f := range w.docs {
			d, err := Contribute(f).unpack()
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range d.records {
				itself := func(p *part) (string, bool) { return p.ID, true }
				r.prepare(itself)
				r.finish(itself)
				want = append(want, r)
			}
			if err := p.add(d); err != nil {
				t.Fatal(err)
			}
		}
		if len(want) <= 2*endsAtOnce || int(p.count) != len(want) {
			t.Fatalf("%d records, %d on the pile; more than %d make sense here", len(want), p.count, 2*endsAtOnce)
		}
		if held := len(p.pack.table); held > most || most < pileWords && held < most {
			t.Errorf("%d words in memory, %d may be", held, most)
		}
		for i := range want {
			i = i * 7 % len(want)
			got, err := p.read(uint32(i))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(looks(want[i]), looks(got)); diff != "" {
				t.Fatalf("%d words in memory: record %d:\n-put +got:\n%s", most, i, diff)
			}
		}
		if err := p.close(); err != nil {
			t.Fatal(err)
		}
	}
}

// looks is what comparing and gathering look at of a record.
func looks(r *record) []any {
	list := []any{r.ref, r.Claim, r.Relation, r.Subtype, r.Label, r.Modality, r.Date, r.place, r.Count, r.Caption, r.house}
	for i := range r.Who {
		list = append(list, r.Who[i].Role, r.Who[i].ID, r.nodes[i])
	}
	for _, s := range [][]string{r.principal, r.unsure, r.decided} {
		list = append(list, len(s))
		for _, s := range s {
			list = append(list, s)
		}
	}
	return append(list, append([]uint32(nil), r.Sketch...))
}
