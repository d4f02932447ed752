package export_test

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/graph/export"
)

// gexf is what a reader of GEXF sees. The struct tags name the namespace, so elements outside it are not found.
type gexf struct {
	XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
	Version string   `xml:"version,attr"`
	Graph   struct {
		Mode       string `xml:"mode,attr"`
		TimeFormat string `xml:"timeformat,attr"`
		EdgeType   string `xml:"defaultedgetype,attr"`
		Attributes []struct {
			Class string `xml:"class,attr"`
			Keys  []struct {
				ID string `xml:"id,attr"`
			} `xml:"http://gexf.net/1.3 attribute"`
		} `xml:"http://gexf.net/1.3 attributes"`
		Nodes []gexfItem `xml:"http://gexf.net/1.3 nodes>node"`
		Edges []gexfItem `xml:"http://gexf.net/1.3 edges>edge"`
	} `xml:"http://gexf.net/1.3 graph"`
}

type gexfItem struct {
	ID     string `xml:"id,attr"`
	Label  string `xml:"label,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Kind   string `xml:"kind,attr"`
	Weight string `xml:"weight,attr"`
	Start  string `xml:"start,attr"`
	End    string `xml:"end,attr"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"http://gexf.net/1.3 attvalues>attvalue"`
}

func (item gexfItem) value(key string) string {
	for _, v := range item.Values {
		if v.For == key {
			return v.Value
		}
	}
	return ""
}

func readGEXF(t *testing.T, text string) gexf {
	t.Helper()
	var g gexf
	if err := xml.Unmarshal([]byte(text), &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// Each projection reads back with as many nodes and edges as were counted, unique ids, both ends of each edge there, every
// attribute declared, and whole days in order.
func TestGEXFReadsBack(t *testing.T) {
	for _, projection := range export.Projections() {
		text, counts := exported(t, world(t), export.Options{Format: export.GEXF, Projection: projection})
		g := readGEXF(t, text)
		if g.Version != "1.3" || g.Graph.Mode != "dynamic" || g.Graph.TimeFormat != "date" {
			t.Errorf("%s: version %q, mode %q, time format %q", projection, g.Version, g.Graph.Mode, g.Graph.TimeFormat)
		}
		if len(g.Graph.Nodes) != counts.Nodes || len(g.Graph.Edges) != counts.Edges || counts.Edges == 0 {
			t.Errorf("%s: read %d nodes and %d edges, wrote %+v", projection, len(g.Graph.Nodes), len(g.Graph.Edges), counts)
		}
		declared := map[string]bool{}
		for _, a := range g.Graph.Attributes {
			for _, k := range a.Keys {
				declared[a.Class+" "+k.ID] = true
			}
		}
		nodes := map[string]bool{}
		for _, n := range g.Graph.Nodes {
			if nodes[n.ID] {
				t.Errorf("%s: two nodes %q", projection, n.ID)
			}
			nodes[n.ID] = true
			checkItem(t, n, "node", declared)
		}
		edges := map[string]bool{}
		for _, e := range g.Graph.Edges {
			if edges[e.ID] || !nodes[e.Source] || !nodes[e.Target] {
				t.Errorf("%s: edge %q from %q to %q: repeated or dangling", projection, e.ID, e.Source, e.Target)
			}
			edges[e.ID] = true
			checkItem(t, e, "edge", declared)
		}
	}
}

func checkItem(t *testing.T, item gexfItem, class string, declared map[string]bool) {
	t.Helper()
	for _, day := range []string{item.Start, item.End} {
		if day != "" && len(day) != len("2021-09-01") {
			t.Errorf("%s %q: %q is no day", class, item.ID, day)
		}
	}
	if item.Start != "" && item.End != "" && item.Start > item.End {
		t.Errorf("%s %q ends at %s before it starts at %s", class, item.ID, item.End, item.Start)
	}
	for _, v := range item.Values {
		if !declared[class+" "+v.For] {
			t.Errorf("%s %q: attribute %q is not declared", class, item.ID, v.For)
		}
	}
}

func TestGEXFActors(t *testing.T) {
	text, _ := exported(t, world(t), export.Options{Format: export.GEXF, Projection: export.Actors})
	want := []string{
		"met Cao Ba–HOSTILE 1 – meet 1",
		"met Cao Ba–Lê An 2 2021-09-01–2021-10-03 meet 1, talks 1", // two reports of one meeting count once
		"met HOSTILE–Lê An 1 – meet 1",
	}
	if diff := cmp.Diff(want, gexfEdges(t, text, "relations")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	text, _ = exported(t, world(t), export.Options{
		Format: export.GEXF, Projection: export.Actors, From: "2021-10", Planned: true,
	})
	want = []string{
		"met Cao Ba–Lê An 1 2021-10-02–2021-10-03 talks 1",
		"planned Cao Ba–Lê An 1 2022-01-01–2022-12-31 visit 1",
	}
	if diff := cmp.Diff(want, gexfEdges(t, text, "relations")); diff != "" {
		t.Errorf("from October, with plans (-want +got):\n%s", diff)
	}
}

func TestGEXFEvents(t *testing.T) {
	text, _ := exported(t, world(t), export.Options{Format: export.GEXF, Projection: export.Events})
	want := []string{
		"agent Cao Ba–meet 1 –",
		"agent Lê An–Lễ \"X\", XXXX-12-23 1 –",
		"agent Lê An–meet 1 –",
		"agent Lê An–meet, 2021-09 1 2021-09-01–2021-09-30",
		"agent Lê An–talks, 2021-10-02/2021-10-03 1 2021-10-02–2021-10-03",
		"counterpart Cao Ba–meet, 2021-09 1 2021-09-01–2021-09-30",
		"counterpart Cao Ba–talks, 2021-10-02/2021-10-03 1 2021-10-02–2021-10-03",
		"counterpart HOSTILE–meet 1 –",
		"topic talks, 2021-10-02/2021-10-03–Đề án 1 2021-10-02–2021-10-03",
	}
	if diff := cmp.Diff(want, gexfEdges(t, text, "")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, n := range readGEXF(t, text).Graph.Nodes {
		if n.Label == "meet, 2021-09" && (n.value("reports") != "2" || n.value("place") != "Huế" || n.value("type") != "event") {
			t.Errorf("the meeting with two reports reads %+v", n)
		}
	}
}

func TestGEXFOffices(t *testing.T) {
	text, _ := exported(t, world(t), export.Options{Format: export.GEXF, Projection: export.Offices})
	want := []string{
		"holds Cao Ba–Thủ tướng (Lào) 1 –2020-12-31 current",
		"holds Lê An–Thủ tướng (Việt Nam) 1 2021-12-01–2023-05-31 current",
		"office_of Lào–Thủ tướng (Lào) 1 –",
		"office_of Thủ tướng (Việt Nam)–Việt Nam 1 –",
	}
	if diff := cmp.Diff(want, gexfEdges(t, text, "status")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// gexfEdges prints each edge by the labels of its ends, in alphabetical order, with weight, days and one attribute.
func gexfEdges(t *testing.T, text, key string) []string {
	t.Helper()
	g := readGEXF(t, text)
	labels := map[string]string{}
	for _, n := range g.Graph.Nodes {
		labels[n.ID] = n.Label
		if strings.HasPrefix(n.Label, "<b>") {
			labels[n.ID] = "HOSTILE"
		}
	}
	var list []string
	for _, e := range g.Graph.Edges {
		ends := []string{labels[e.Source], labels[e.Target]}
		slices.Sort(ends)
		list = append(list, strings.TrimSpace(
			e.Kind+" "+strings.Join(ends, "–")+" "+e.Weight+" "+e.Start+"–"+e.End+" "+e.value(key)))
	}
	slices.Sort(list)
	return list
}

// Names survive but for the characters that XML cannot hold.
func TestGEXFKeepsNames(t *testing.T) {
	text, _ := exported(t, world(t), export.Options{Format: export.GEXF, Projection: export.Actors})
	want := readable.Replace(hostile)
	for _, n := range readGEXF(t, text).Graph.Nodes {
		if n.Label == want {
			return
		}
	}
	t.Errorf("no node is called %q in\n%s", want, text)
}
