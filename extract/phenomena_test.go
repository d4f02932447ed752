package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"quanhe/extract/source"
)

// TestPhenomena shows what each phenomenon of the language and the genre comes to, one file of testdata/phenomena for each
// field. A file is a txtar archive: the comment says what it is about, the name of a case is the phenomenon, and the case
// is a text, dated phenomenaDate, and what is read in it:
//
//	-- a comma between offices of one person --
//	Bộ trưởng Bộ Tư pháp, Bí thư Tỉnh ủy Nghệ An Trần Văn Bình nêu ý kiến.
//	=> claims
//	holds person="Trần Văn Bình" office="Bộ trưởng Bộ Tư pháp" …
//
// The word behind the arrow says which lines follow, all of their kind: claims, events (claims of the relations that are
// events) or entities (with type and aliases). None means that nothing is read. Behind `todo`, the lines are those that
// are right and not yet read; such a case fails once they are.
//
// -update writes what is read; look at every line of it.
func TestPhenomena(t *testing.T) {
	x := embedded(t)
	files, err := filepath.Glob("testdata/phenomena/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no phenomena: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { phenomena(t, x, file) })
	}
}

// phenomenaDate is the day of the paper in testdata/phenomena, a Wednesday.
const phenomenaDate = "2024-06-05"

func phenomena(t *testing.T, x *Extractor, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Comment) == 0 {
		t.Error("say at the top what the file is about")
	}
	seen := map[string]bool{}
	for k := range a.Files {
		f := &a.Files[k]
		if seen[f.Name] {
			t.Errorf("%q: two cases of one name", f.Name)
		}
		seen[f.Name] = true
		f.Data = []byte(phenomenon(t, x, f.Name, string(f.Data)))
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// phenomenon tries one case and returns it as -update writes it.
func phenomenon(t *testing.T, x *Extractor, name, data string) string {
	say, rest, ok := strings.Cut(data, "\n=> ")
	kind, want, end := strings.Cut(rest, "\n")
	if !ok || !end {
		t.Errorf("%s: want a text, a line => claims, events or entities, and lines", name)
		return data
	}
	f, err := x.Extract(source.Document{ID: name, Date: phenomenaDate, Text: []byte(say)})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return data
	}
	kind, todo := strings.CutPrefix(kind, "todo ")
	got, err := x.lines(f, kind)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return data
	}
	switch diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); {
	case todo && diff != "":
		return data
	case todo && !*update:
		t.Errorf("%s is read now: drop its todo", name)
	case diff != "" && !*update:
		t.Errorf("%s: %s\n(-want +got):\n%s", name, say, diff)
	}
	return say + "\n=> " + kind + "\n" + got
}

// lines writes the facts of one kind, a line each.
func (x *Extractor) lines(f *Facts, kind string) (string, error) {
	var b strings.Builder
	switch kind {
	case "claims", "events":
		for _, c := range f.Claims {
			if rel, _ := x.set.Schema.Relation(c.Relation); kind == "claims" || rel.Event {
				fmt.Fprintln(&b, c)
			}
		}
	case "entities":
		for _, e := range f.Entities {
			fmt.Fprintf(&b, "%s %q", e.Type, e.Name)
			for _, alias := range e.Aliases {
				fmt.Fprintf(&b, " %q", alias)
			}
			if e.Byline {
				b.WriteString(" byline")
			}
			b.WriteString("\n")
		}
	default:
		return "", fmt.Errorf("no lines of kind %q", kind)
	}
	return b.String(), nil
}
