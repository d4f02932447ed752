package eval

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
)

// TestPeer compares every line of the report with what another scorer prints, an independent program that is called as
// $QUANHE_SCORER GOLD FACTS --errors. It is asked about what the engine finds in the documents of each gold file, about
// that with random faults put in, and about the gold itself with every kind of fault put in.
func TestPeer(t *testing.T) {
	scorer := os.Getenv("QUANHE_SCORER")
	if scorer == "" {
		t.Skip("QUANHE_SCORER names no scorer")
	}
	x := embedded(t)
	for _, c := range collections(t) {
		t.Run(c.name, func(t *testing.T) {
			found := c.extract(t, x)
			asked := map[string]string{"as found": lines(t, found)}
			for seed := range 4 {
				asked[fmt.Sprint("found, faults ", seed)] = lines(t, faulty(found, uint64(seed)))
				asked[fmt.Sprint("gold, faults ", seed)] = spoiled(t, c.gold, seed)
			}
			raw, err := os.ReadFile(c.gold)
			if err != nil {
				t.Fatal(err)
			}
			for name, facts := range asked {
				path := filepath.Join(t.TempDir(), "facts.jsonl")
				if err := os.WriteFile(path, []byte(facts), 0o644); err != nil {
					t.Fatal(err)
				}
				out, err := exec.Command("python3", scorer, c.gold, path, "--errors").CombinedOutput()
				if err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				if diff := cmp.Diff(sorted(string(out)), sorted(printed(t, run(t, string(raw), facts)))); diff != "" {
					t.Errorf("%s (-peer +ours)\n%s", name, diff)
				}
			}
		})
	}
}

func sorted(s string) []string {
	l := strings.Split(s, "\n")
	slices.Sort(l)
	return l
}

// lines returns facts as "extract -o json" prints them.
func lines(t *testing.T, all []*extract.Facts) string {
	t.Helper()
	var b strings.Builder
	for _, f := range all {
		row, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(row, '\n'))
	}
	return b.String()
}

// faulty returns a copy of facts in which some entities and claims are dropped, said twice or changed.
func faulty(all []*extract.Facts, seed uint64) []*extract.Facts {
	r := rand.New(rand.NewPCG(seed, 1))
	one := func(of int) bool { return r.IntN(of) == 0 }
	var out []*extract.Facts
	for _, f := range all {
		g := &extract.Facts{ID: f.ID, Entities: []extract.Entity{}, Claims: []extract.Claim{}}
		for _, e := range f.Entities {
			switch {
			case one(8):
				continue
			case one(8):
				e.Aliases = append(slices.Clone(e.Aliases), f.Entities[r.IntN(len(f.Entities))].Name)
			case one(8):
				e.Aliases = nil
			case one(8):
				e.Name, e.ISO = "Người "+e.Name, ""
			}
			g.Entities = append(g.Entities, e)
		}
		for _, c := range f.Claims {
			if one(8) {
				continue
			}
			c.Args = slices.Clone(c.Args)
			switch k := r.IntN(max(len(c.Args), 1)); {
			case one(6):
				c.Date, c.Place = "2020", nil
			case one(6):
				c.Modality = extract.Negated
			case one(6):
				c.Relation = "talks"
			case len(c.Args) == 0:
			case one(4):
				c.Args = slices.Delete(c.Args, k, k+1)
			case one(4):
				c.Args[k] = extract.Arg{Role: "agent", Name: "Người Lạ"}
			case one(4):
				c.Args[k].Entity = ""
			}
			for range turns(one(6)) {
				g.Claims = append(g.Claims, c)
			}
		}
		if !one(20) {
			out = append(out, g)
		}
	}
	return out
}

// spoiled returns the facts that the gold asks for, each n-th one changed, dropped or said twice.
func spoiled(t *testing.T, path string, seed int) string {
	t.Helper()
	gold := readGold(t, path)
	var out strings.Builder
	n := seed
	turn := func(k int) bool { n++; return n%k == 0 }
	for _, g := range gold {
		f := extract.Facts{ID: g.ID, Entities: []extract.Entity{}, Claims: []extract.Claim{}}
		for i, p := range g.Facts.Persons {
			e := extract.Entity{ID: fmt.Sprint("p/", i), Type: "person", Name: p.Name, Aliases: p.Variants, Byline: turn(11)}
			if turn(7) && i > 0 {
				e.Aliases = append(e.Aliases, g.Facts.Persons[i-1].Name)
			}
			if !turn(9) {
				f.Entities = append(f.Entities, e)
			}
		}
		for i, c := range g.Facts.Countries {
			if !turn(5) {
				f.Entities = append(f.Entities, extract.Entity{ID: fmt.Sprint("c/", i), Type: "country", Name: c.Name, ISO: c.ISO})
			}
		}
		for i, o := range append(g.Facts.Orgs, g.Facts.OrgsOptional...) {
			if turn(6) {
				o += " Việt Nam"
			}
			if turn(13) {
				o += " khác"
			}
			f.Entities = append(f.Entities, extract.Entity{ID: fmt.Sprint("o/", i), Type: "organization", Name: o})
		}
		for _, h := range g.Facts.Holds {
			c := extract.Claim{Relation: "holds", Modality: extract.Actual, Status: h.Status, Args: []extract.Arg{{Role: "person", Name: h.Person}, {Role: "office", Name: strings.ToUpper(h.Office)}}}
			if !turn(4) {
				c.Args = append(c.Args, extract.Arg{Role: "org", Name: h.Org})
			}
			if turn(8) {
				c.Args[1].Name = "Chuyên gia"
			}
			for range 1 + n%2 {
				f.Claims = append(f.Claims, c)
			}
		}
		for _, e := range g.Facts.Events {
			c := extract.Claim{Args: []extract.Arg{}, Relation: e.Type, Date: e.Date, Modality: extract.Modality(e.Modality), Place: &extract.Ref{Name: e.Place}}
			for _, p := range e.Participants {
				if !turn(7) {
					c.Args = append(c.Args, extract.Arg{Role: p.Role, Name: p.Name})
				}
			}
			if turn(5) {
				c.Date = "2020"
			}
			if turn(6) {
				c.Modality = extract.Actual
			}
			if turn(9) {
				c.Args = append(c.Args, extract.Arg{Role: "agent", Name: "Người Lạ"})
			}
			for range turns(turn(10)) {
				f.Claims = append(f.Claims, c)
			}
		}
		row, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if !turn(17) {
			out.Write(append(row, '\n'))
		}
	}
	return out.String()
}

// turns is two for a fact said twice.
func turns(twice bool) int {
	if twice {
		return 2
	}
	return 1
}
