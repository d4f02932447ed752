package export_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/date"
	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/ledger"
	"quanhe/graph/query"
	"quanhe/graph/store"
)

// A summary is what a reader sees of a picture: how many nodes and edges, how many of them have a value of each
// attribute, the sum of the weights and all labels, sorted.
type summary struct {
	Nodes     int            `json:"nodes"`
	Edges     int            `json:"edges"`
	Weight    float64        `json:"weight"`
	NodeAttrs map[string]int `json:"nodeAttrs"`
	EdgeAttrs map[string]int `json:"edgeAttrs"`
	Labels    []string       `json:"labels"`
}

// A sketch is a picture as the questions of graph/query tell it, without a line of the exports.
type sketch struct {
	nodes map[string]map[string]string // id -> attributes, label among them
	edges map[string]map[string]string // ends and whatever tells edges apart -> attributes, weight aside
	sum   int                          // of the weights

	aliases func(id string) []string // of an entity
	country func(id string) string   // its ISO code
}

func (s *sketch) summary() summary {
	sum := summary{Nodes: len(s.nodes), Edges: len(s.edges), Weight: float64(s.sum), NodeAttrs: map[string]int{}, EdgeAttrs: map[string]int{}}
	for _, attrs := range s.nodes {
		sum.Labels = append(sum.Labels, attrs["label"])
		countValues(sum.NodeAttrs, attrs)
	}
	delete(sum.NodeAttrs, "label")
	for _, attrs := range s.edges {
		countValues(sum.EdgeAttrs, attrs)
	}
	slices.Sort(sum.Labels)
	return sum
}

func countValues(counts map[string]int, attrs map[string]string) {
	for key, value := range attrs {
		if value != "" {
			counts[key]++
		}
	}
}

func (s *sketch) entity(id, name string) string {
	typ, _, _ := strings.Cut(id, "/")
	if id == "" {
		id, typ = "="+name, "name"
	}
	if s.nodes[id] == nil {
		s.nodes[id] = map[string]string{"label": name, "type": typ, "aliases": strings.Join(s.aliases(id), "; ")}
	}
	return id
}

// wanted asks the graph what a picture of it should hold.
func wanted(t *testing.T, g query.Graph, p export.Projection) *sketch {
	t.Helper()
	s := &sketch{nodes: map[string]map[string]string{}, edges: map[string]map[string]string{}}
	ask := query.New(g, "")
	s.aliases = func(id string) []string {
		list, err := ask.Find(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			if c.ID == id {
				return c.Aliases
			}
		}
		return nil
	}
	s.country = func(id string) (iso string) {
		v := graph.NewVocabulary("")
		for _, p := range []quad.IRI{v.Country, v.ISO} {
			err := g.Each(quad.Quad{Subject: v.Node(id), Predicate: p}, func(q quad.Quad) error {
				iso = quad.ToString(q.Object) // the documents agree
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		return iso
	}
	switch p {
	case export.Events:
		s.events(met(t, ask, true))
	case export.Actors:
		s.actors(met(t, ask, false))
	case export.Offices:
		holdings, err := ask.Holders(context.Background(), query.HoldersOptions{})
		if err != nil {
			t.Fatal(err)
		}
		s.offices(holdings, rivals(t, g))
	case export.Full:
		s.full(t, g)
	}
	return s
}

// met lists all events, or all encounters.
func met(t *testing.T, ask *query.Asker, all bool) []query.Fact {
	t.Helper()
	var opt query.MetOptions
	if all {
		relations, err := ask.Relations(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		opt.Types = slices.DeleteFunc(relations, func(r string) bool { return !query.IsEvent(r) })
	}
	facts, err := ask.Met(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// eventOf is the id of an event, or of the claim that nothing was resolved of.
func eventOf(f query.Fact) string { return cmp.Or(f.Event, f.Claim) }

// days are the first and last day of a date.
func days(edtf string) (first, last string) {
	first, last, _ = date.Bounds(edtf)
	return first, last
}

func (s *sketch) events(facts []query.Fact) {
	for _, f := range facts {
		label := cmp.Or(f.Label, f.Relation)
		if f.Date != "" {
			label += ", " + f.Date
		}
		first, last := days(f.Date)
		event := eventOf(f)
		s.nodes[event] = map[string]string{
			"label": label, "type": "event", "start": first, "end": last, "date": f.Date, "modality": string(f.Modality),
			"reports": "1", "relation": f.Relation, "subtype": f.Subtype, "place": f.Place, "sentence": f.Sentence,
			"document": f.Document.ID, "other_dates": strings.Join(f.OtherDates, "; "),
			"other_places": strings.Join(f.OtherPlaces, "; "), "conflicts": strings.Join(f.Conflicts, "; "),
		}
		if f.Count > 0 {
			s.nodes[event]["count"] = "1"
		}
		if f.Sources > 0 {
			s.nodes[event]["sources"] = "1"
		}
		for _, a := range f.Who {
			key := s.entity(a.Entity, a.Name) + "\n" + event + "\n" + a.Role
			if s.edges[key] != nil {
				continue
			}
			s.edges[key] = map[string]string{"kind": a.Role, "start": first, "end": last}
			s.sum++
		}
	}
}

func (s *sketch) actors(facts []query.Fact) {
	together := map[string]map[string]bool{} // pair -> events
	sources := map[string]int{}
	dates := map[string][]string{}
	for _, f := range facts {
		for _, pair := range query.Pairs(f.Relation, f.Who, s.country) {
			a, b := pair[0], pair[1]
			if !strings.HasPrefix(a.Entity, "person/") || !strings.HasPrefix(b.Entity, "person/") {
				continue
			}
			key := min(s.entity(a.Entity, a.Name), b.Entity) + "\n" + max(a.Entity, s.entity(b.Entity, b.Name))
			if together[key] == nil {
				together[key] = map[string]bool{}
			}
			together[key][f.Claim] = true
			sources[key] += f.Sources
			dates[key] = append(dates[key], f.Date)
		}
	}
	for key, events := range together {
		edge := map[string]string{"kind": "met", "modality": "actual", "relations": "x", "reports": "1"}
		if sources[key] > 0 {
			edge["sources"] = "1"
		}
		openFirst, openLast := false, false
		for _, d := range dates[key] {
			first, last := days(d)
			if first == "" && last == "" {
				continue
			}
			edge["start"], edge["end"] = edge["start"]+first, edge["end"]+last
			openFirst, openLast = openFirst || first == "", openLast || last == ""
		}
		if openFirst {
			edge["start"] = ""
		}
		if openLast {
			edge["end"] = ""
		}
		s.edges[key] = edge
		s.sum += len(events)
	}
}

func (s *sketch) offices(holdings []query.Holding, rivals map[string]bool) {
	for _, h := range holdings {
		office, label := cmp.Or(h.Office.Entity, h.Office.Name), h.Office.Name
		if h.Org != (extract.Ref{}) {
			office += "@" + cmp.Or(h.Org.Entity, h.Org.Name)
			label += " (" + h.Org.Name + ")"
			owner := office + "\n" + s.entity(h.Org.Entity, h.Org.Name)
			if s.edges[owner] == nil {
				s.edges[owner] = map[string]string{"kind": "office_of"}
				s.sum++
			}
		}
		s.nodes[office] = map[string]string{"label": label, "type": "office"}
		first, _ := days(cmp.Or(h.First, h.Start))
		_, last := days(cmp.Or(h.Last, h.Finish))
		edge := map[string]string{
			"kind": "holds", "status": h.Status, "first_seen": h.First, "last_seen": h.Last, "reports": "1", "start": first, "end": last,
			"began": h.Start, "ended": h.Finish,
		}
		if rivals[h.Person.Entity+"\n"+h.Office.Entity+"\n"+h.Org.Entity] && (h.Status == "current" || h.Status == "acting") {
			edge["rivals"] = "1"
		}
		s.edges[s.entity(h.Person.Entity, h.Person.Name)+"\n"+office+"\n"+h.Status] = edge
		s.sum++
	}
}

// rivals are the person, office and owner of each tenure that another one contradicts.
func rivals(t *testing.T, g query.Graph) map[string]bool {
	t.Helper()
	v := graph.NewVocabulary("")
	tenures := map[string]*graph.Tenure{}
	err := g.Each(quad.Quad{Predicate: graph.Type, Object: v.Tenure}, func(q quad.Quad) error {
		tenures[v.ID(q.Subject)] = nil
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for id := range tenures {
		var quads []quad.Quad
		if err := g.Each(quad.Quad{Subject: v.Node(id)}, func(q quad.Quad) error { quads = append(quads, q); return nil }); err != nil {
			t.Fatal(err)
		}
		tenure := v.NewNode(v.Node(id), quads).Tenure()
		if len(tenure.Rivals) > 0 {
			found[tenure.Person+"\n"+tenure.Office+"\n"+tenure.Org] = true
		}
	}
	return found
}

func (s *sketch) full(t *testing.T, g query.Graph) {
	t.Helper()
	v := graph.NewVocabulary("")
	node := func(value quad.Value) string {
		label, typ := fmt.Sprint(value.Native()), "literal"
		if iri, ok := value.(quad.IRI); ok {
			label = string(iri)
			typ = "iri"
			if id := v.ID(iri); id != "" {
				typ, _, _ = strings.Cut(id, "/")
				label = id
			}
		}
		s.nodes[quad.StringOf(value)] = map[string]string{"label": label, "type": typ}
		return quad.StringOf(value)
	}
	err := g.Each(quad.Quad{}, func(q quad.Quad) error {
		s.edges[node(q.Subject)+"\n"+node(q.Object)+"\n"+quad.StringOf(q.Predicate)] = map[string]string{"kind": "x", "reports": "1"}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.sum = len(s.edges)
}

// read gives the facts of some articles as an extraction once told them: what the formats are counted with does not change
// with the rules.
var read = sync.OnceValues(func() (facts []*extract.Facts, err error) {
	data, err := os.ReadFile(filepath.Join("testdata", "facts.jsonl"))
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(data) {
		f := &extract.Facts{}
		if err := json.Unmarshal(line, f); err != nil {
			return nil, err
		}
		facts = append(facts, f)
	}
	return facts, nil
})

// articles is the graph of those articles, in a store.
func articles(t *testing.T) *store.View {
	t.Helper()
	facts, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return resolved(t, facts)
}

// resolved is the graph of some documents in a store, with what is derived from all of them.
func resolved(t *testing.T, facts []*extract.Facts) *store.View {
	t.Helper()
	s := memory(t)
	l, err := ledger.Open(s, &extract.Manifest{Name: "rules"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		if err := l.Replace("", f); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(l.Flush(), l.Close()); err != nil {
		t.Fatal(err)
	}
	return view(t, s)
}

func memory(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func view(t testing.TB, s *store.Store) *store.View {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}

// hostileNames are names with what formats take for their own.
var hostileNames = []string{
	hostile, `"`, `\`, `\"`, `<b>`, `-->`, `]]>`, `&lt;`, `&#65;`, "a\nb", "a\r\nb", "\t", "end", "graph", "subgraph", "=1+1", "+1", "-1", "@SUM(1)",
	"＝1", "'quoted'", "'", `""`, ",", ";", "|", "[[x]]", "#tag", "x^block", "%%", "```", "1. one", "- item", "* * *", "\x00", "a\x00b", "%00", "a%00b",
	"\x1b[31m", "\x7f", "\u0085", "\u200e\u202e", "\ufeff", "\ufffe", "\U0001F600 \U0001F468\u200D\U0001F469", "Đo\u0302\u0303", "null", "true", "NaN", "0x1",
	"CON", "nul.txt", "..", ".", "a/b", `a\b`, "A", "a", strings.Repeat("dài ", 75), strings.Repeat("ạ", 300), "Tên (0123456789ab)",
	"#quot;", "#35;", "$x$", "{y}", "person/x", "_:b0", "<https://quanhe.example/>", "\u2028", "~", "…",
}

// hostileWorld is a graph where each hostile name meets somebody and is the label and place of an event.
func hostileWorld(t *testing.T) query.Slice {
	t.Helper()
	f := &extract.Facts{ID: `<"doc">.txt`, Title: hostile, Date: "2021-12-01", SHA256: "00", Entities: []extract.Entity{
		{ID: "person/an", Type: "person", Name: "Lê An"}}}
	for i, name := range hostileNames {
		id := "person/" + strings.ReplaceAll(name, ".", "+") // dots alone would be a path
		f.Entities = append(f.Entities, extract.Entity{ID: id, Type: "person", Name: name})
		f.Claims = append(f.Claims, extract.Claim{
			Relation: "meet", Label: name, Date: "2021", Modality: extract.Actual,
			Args:     []extract.Arg{{Role: "agent", Entity: "person/an", Name: "Lê An"}, {Role: "counterpart", Entity: id, Name: name}},
			Place:    &extract.Ref{Name: name},
			Evidence: []extract.Evidence{{Start: i, End: i + 1, Rule: "r", Text: name}},
		}, extract.Claim{
			Relation: "holds", Modality: extract.Actual,
			Args: []extract.Arg{{Role: "person", Entity: id, Name: name}, {Role: "office", Name: name}, {Role: "org", Name: name}},
		})
	}
	all := query.Slice(graph.Quads(f, ""))
	slices.SortFunc(all, graph.Compare)
	return all
}

// The exports choose and count what the questions answer.
func TestPicturesAreTheAnswers(t *testing.T) {
	for name, g := range map[string]query.Graph{"world": world(t), "hostile": hostileWorld(t), "stories": retold(t), "articles": articles(t)} {
		for _, p := range export.Projections() {
			want := wanted(t, g, p).summary()
			_, counts := exported(t, g, export.Options{Format: export.GEXF, Projection: p})
			if counts.Nodes != want.Nodes || counts.Edges != want.Edges || want.Edges == 0 {
				t.Errorf("%s, %s: %+v, want %d nodes and %d edges", name, p, counts, want.Nodes, want.Edges)
			}
		}
	}
}
