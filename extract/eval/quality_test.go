package eval

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/extract/text"
	"quanhe/rules"
)

var update = flag.Bool("update", false, "write the figures of today into the quality golden")

const qualityGolden = "../../testdata/quality.txt"

// TestQuality compares the figures that the engine reaches with those of the golden, so that every commit shows what it
// did to them. Our own gold is listed with its errors. The gold beside the repository has figures only, and those of
// the golden stay as they are where it is missing.
func TestQuality(t *testing.T) {
	golden, err := txtar.ParseFile(qualityGolden)
	if err != nil {
		t.Fatal(err)
	}
	x := embedded(t)
	for _, c := range collections(t) {
		facts := map[string]*extract.Facts{}
		for _, f := range c.extract(t, x) {
			facts[f.ID] = f
		}
		r := Run(readGold(t, c.gold), facts)
		var b strings.Builder
		err := r.Write(&b)
		if c.ours {
			err = errors.Join(err, r.WriteTables(&b), r.WriteErrors(&b))
		}
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(golden.Files, func(f txtar.File) bool { return f.Name == c.name })
		if i < 0 {
			golden.Files, i = append(golden.Files, txtar.File{Name: c.name}), len(golden.Files)
		}
		if diff := cmp.Diff(strings.Split(string(golden.Files[i].Data), "\n"), strings.Split(b.String(), "\n")); diff != "" && !*update {
			t.Errorf("%s: go test ./extract/eval -run Quality -update writes what is reached now (-golden +now)\n%s", c.name, diff)
		}
		golden.Files[i].Data = []byte(b.String())
	}
	if *update {
		if err := os.WriteFile(qualityGolden, txtar.Format(golden), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A collection is a gold file with the documents that it is about.
type collection struct {
	name, gold, texts string
	ours              bool // stands in the repository
}

// collections returns our own gold and what there is in $QUANHE_GOLD, or in ../shared/gold beside the repository.
func collections(t *testing.T) []collection {
	t.Helper()
	const root = "../../"
	all := []collection{{name: "testdata", gold: root + "testdata/gold.jsonl", texts: root + "testdata/articles", ours: true}}
	dir := os.Getenv("QUANHE_GOLD")
	if dir == "" {
		dir = filepath.Join(root, "../shared/gold")
	}
	for _, c := range []collection{
		{name: "seeds", gold: filepath.Join(dir, "seeds.jsonl"), texts: filepath.Join(dir, "../seeds")},
		{name: "dev", gold: filepath.Join(dir, "dev.jsonl"), texts: filepath.Join(dir, "dev.jsonl")},
	} {
		if _, err := os.Stat(c.gold); err == nil {
			all = append(all, c)
		}
	}
	return all
}

// extract returns what the engine finds in the documents.
func (c collection) extract(t *testing.T, x *extract.Extractor) []*extract.Facts {
	t.Helper()
	var all []*extract.Facts
	err := source.Read(context.Background(), []string{c.texts}, nil, func(d source.Document, err error) error {
		if err != nil {
			return err
		}
		f, err := x.Extract(d)
		all = append(all, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func readGold(t *testing.T, path string) []Gold {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	gold, err := ReadGold(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return gold
}

func embedded(t *testing.T) *extract.Extractor {
	t.Helper()
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(set)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Every document of our gold is an article, its persons are named there, and they are who holds the offices.
func TestGoldIsOfTheArticles(t *testing.T) {
	gold := readGold(t, "../../testdata/gold.jsonl")
	if len(gold) < 20 {
		t.Errorf("gold of %d articles only", len(gold))
	}
	for _, g := range gold {
		raw, err := os.ReadFile(filepath.Join("../../testdata/articles", g.ID))
		if err != nil {
			t.Error(err)
			continue
		}
		doc, err := text.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		persons := map[string]bool{}
		for _, p := range g.Facts.Persons {
			persons[p.Name] = true
			for _, name := range append(p.Variants, p.Name) {
				if !strings.Contains(text.Key(doc.Text), text.Key(name)) {
					t.Errorf("%s: nobody is called %s", g.ID, name)
				}
			}
		}
		for _, h := range g.Facts.Holds {
			if !persons[h.Person] {
				t.Errorf("%s: %s holds an office and is none of the persons", g.ID, h.Person)
			}
		}
	}
}
