package resolve

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
)

// bodies makes a document of each line: type/name, then = and the letters it is called by, @ and its country, and # and the
// name of who chairs it.
func bodies(lines ...string) []*extract.Facts {
	var docs []*extract.Facts
	for _, line := range lines {
		f := &extract.Facts{ID: line, SHA256: hashOf(line), Date: "2024-03-05"}
		line, chair, _ := strings.Cut(line, "#")
		line, country, _ := strings.Cut(line, "@")
		line, letters, called := strings.Cut(line, "=")
		typ, name, _ := strings.Cut(line, "/")
		e := extract.Entity{ID: entityID(typ, name), Type: typ, Name: name, Country: country}
		if called {
			e.Aliases = []string{letters}
		}
		f.Entities = []extract.Entity{e}
		if chair != "" {
			person, office := entityID("person", chair), entityID("office", "Chủ tịch")
			f.Entities = append(f.Entities, extract.Entity{ID: person, Type: "person", Name: chair}, extract.Entity{ID: office, Type: "office", Name: "Chủ tịch"})
			f.Claims = []extract.Claim{{Relation: "holds", Modality: extract.Actual, Args: []extract.Arg{{Role: "person", Entity: person, Name: chair},
				{Role: "office", Entity: office, Name: "Chủ tịch"}, {Role: "org", Entity: e.ID, Name: name}}, Evidence: []extract.Evidence{{End: 1, Rule: "r"}}}}
		}
		docs = append(docs, f)
	}
	return docs
}

// who gives the node and the shown name of the first entity of a document, and whether its letters are open.
func (w *world) who(t *testing.T, f *extract.Facts) (node, shown string, open bool) {
	t.Helper()
	b := contribute(f).bearers
	i := 0
	for b[i].ID != f.Entities[0].ID {
		i++
	}
	c, err := newNames(w.memory).component(b[i].Key)
	if err != nil {
		t.Fatal(err)
	}
	node, _ = c.of(b[i].ID, b[i].keys)
	for _, p := range c.persons {
		if p.node == node {
			shown, _ = c.shown(p)
		}
	}
	return node, shown, c.open[node]
}

// TestAbbreviations joins a body that a document names by letters alone with the one that others explain the letters by. In
// the end some of the documents are dropped.
func TestAbbreviations(t *testing.T) {
	const pottery, steel = "organization/Hội Gốm sứ Việt Nam=VICERA", "organization/Viện Gang thép=VICERA"
	for _, c := range []struct {
		reason string
		docs   []string
		want   string // shown of the last, with ? when its letters are open
	}{
		{"one document explains them", []string{pottery, "organization/VICERA"}, "Hội Gốm sứ Việt Nam"},
		{"most documents write the letters", []string{pottery, "organization/VICERA@", "organization/VICERA"}, "Hội Gốm sứ Việt Nam"},
		{"none explains them", []string{"organization/Hội Gốm sứ Việt Nam", "organization/VICERA"}, "VICERA"},
		{"two do, and differently", []string{pottery, steel, "organization/VICERA"}, "VICERA?"},
		{"two that differ in và and Việt Nam only", []string{pottery, "organization/Hội Gốm và sứ=VICERA", "organization/VICERA"}, "Hội Gốm sứ Việt Nam"},
		{"a party's, which letters do not say", []string{"party/Đảng Nhân dân Đoàn kết=PPU", "organization/PPU"}, "Đảng Nhân dân Đoàn kết"},
		{"one that comes behind its letters in the order of ids", []string{"organization/Ủy ban Gốm sứ=ANGS", "organization/ANGS"}, "Ủy ban Gốm sứ"},
		{"letters with a mark between", []string{"organization/Công ty Gốm=G&S", "organization/G&S"}, "Công ty Gốm"},
		{"another country's", []string{pottery + "@VN", "organization/VICERA@LA"}, "VICERA"},
		{"of two, the one of the country", []string{pottery + "@VN", steel + "@LA", "organization/VICERA@LA"}, "Viện Gang thép"},
		{"initials that other branches have too", []string{"organization/Hội Khuyến học tỉnh Nghệ An=HKH", "organization/HKH"}, "HKH"},
		{"letters that every province has", []string{"organization/Ủy ban nhân dân tỉnh Nghệ An=UBND", "organization/UBND"}, "UBND"},
	} {
		w := newWorld()
		docs := bodies(c.docs...)
		for _, f := range docs { // one by one, the explanation first
			w.update(t, Change{Add: said(f)})
		}
		last := docs[len(docs)-1]
		check := func(how, want string) {
			_, shown, open := w.who(t, last)
			if open {
				shown += "?"
			}
			if shown != want {
				t.Errorf("%s%s: %s, want %s", c.reason, how, shown, want)
			}
		}
		check("", c.want)
		forward := w.dump()
		w.update(t, Change{Drop: ids(docs[0])})
		w.update(t, Change{Add: said(docs[0])})
		check(", the first one dropped and added again", c.want)
		if diff := cmp.Diff(forward, w.dump()); diff != "" {
			t.Errorf("%s: the order of documents matters:\n%s", c.reason, diff)
		}
		w.update(t, Change{Drop: ids(docs[:len(docs)-1]...)})
		check(", the others dropped", last.Entities[0].Name)
	}
}

// TestAbbreviationsDecided has people decide what letters mean.
func TestAbbreviationsDecided(t *testing.T) {
	w := newWorld()
	docs := bodies("organization/Hội Gốm sứ=VICERA", "organization/Viện Gang thép=VICERA", "organization/VICERA")
	w.update(t, Change{Add: said(docs...)})
	side := func(i int) Side { return Side{ID: docs[i].Entities[0].ID, Name: docs[i].Entities[0].Name} }
	for _, c := range []struct {
		d    Decision
		want string
	}{
		{Decision{Same: true, A: side(2), B: side(1)}, "Viện Gang thép"},
		{Decision{A: side(2), B: side(1)}, "Hội Gốm sứ"},
		{Decision{Same: true, A: side(0), B: side(1)}, "Hội Gốm sứ"},
	} {
		w.update(t, Change{Decide: []Decision{c.d}})
		if _, shown, open := w.who(t, docs[2]); shown != c.want || open {
			t.Errorf("%v: %s, want %s", c.d, shown, c.want)
		}
		if node, _, _ := w.who(t, docs[0]); c.d.A == side(2) {
			if other, _, _ := w.who(t, docs[1]); node == other {
				t.Errorf("%v: the two bodies are one", c.d)
			}
		}
		w.update(t, Change{Undo: []Decision{c.d}})
	}
	if _, _, open := w.who(t, docs[2]); !open {
		t.Error("with the decisions taken back the letters are not open")
	}
}

// TestPostsByLetters takes who chairs a body by its letters and who chairs it by its name for one person, as long as a
// document says that they are one body.
func TestPostsByLetters(t *testing.T) {
	for _, kind := range []string{"organization/Hội Gốm sứ", "party/Đảng Gốm sứ"} {
		w := newWorld()
		docs := bodies(kind+"@LA#Trần Bình", "organization/VICERA#Trần Bình", kind+"=VICERA")
		persons := func() int {
			o, err := newNames(w.memory).component(blockKey("person", "Trần Bình"))
			if err != nil {
				t.Fatal(err)
			}
			tenures := 0
			o.eachIncumbency(func(*incumbency) { tenures++ })
			if tenures != len(o.persons) {
				t.Errorf("%s: %d persons hold %d posts", kind, len(o.persons), tenures)
			}
			return len(o.persons)
		}
		for _, step := range []struct {
			change Change
			held   []*extract.Facts
			want   int
		}{
			{Change{Add: said(docs[:2]...)}, docs[:2], 2},
			{Change{Add: said(docs[2])}, docs, 1},
			{Change{Drop: ids(docs[2])}, docs[:2], 2},
		} {
			w.update(t, step.change)
			if n := persons(); n != step.want {
				t.Errorf("%s: %d persons, want %d", kind, n, step.want)
			}
			atOnce := newWorld()
			atOnce.update(t, Change{Add: said(step.held...)})
			if diff := cmp.Diff(atOnce.dump(), w.dump()); diff != "" {
				t.Errorf("%s: what is derived is old (-at once +step by step):\n%s", kind, diff)
			}
		}
	}
}
