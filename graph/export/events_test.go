package export_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/query"
	"quanhe/graph/store"
)

// stories are documents that tell of the same persons and events in their own ways.
var stories = [][]string{
	{ // a meeting while it was planned
		`meet agent="Lê An" counterpart="Hun Sen" place="Vinh" modality=planned date=2021-09-05`,
		`holds person="Hun Sen" office="Thủ tướng" org="Campuchia" date=2021-08`,
		`holds person="Lê An" office="Thủ tướng" org="Việt Nam" date=2021-08`,
		`part_of part="Cục Dược" org="Bộ Y tế"`,
		`party_of party="Đảng Nhân dân" country="Campuchia"`,
	},
	{
		`talks agent="Lê An" counterpart="Hun Xen" place="Vinh" date=2021-09-05`,
		`holds person="Hun Xen" office="Thủ tướng" org="Campuchia" date=2021-10`,
		`part_of part="Cục Dược" org="Bộ Y tế"`,
	},
	{
		`meet agent="Lê An" counterpart="Hun Sen" place="Vinh" date=2021-09`,
		`holds person="Hun Sen" office="Thủ tướng" org="Campuchia" date=2020-10-02`,
	},
	{ // two at once in one office, one of them inaugurated and dismissed; a meeting planned and never told of as held, and one denied
		`holds person="Cao Ba" office="Thủ tướng" org="Campuchia" date=2021-06-07`,
		`inaugurate appointee="Cao Ba" office="Thủ tướng" date=2021-03-04`,
		`dismiss appointee="Cao Ba" office="Thủ tướng" date=2021-12-30`,
		`holds person="Cao Ba" office="Thủ tướng" org="Campuchia" status=former date=2023-01-02`,
		`meet agent="Lê An" counterpart="Cao Ba" modality=planned date=2022-01-02`,
		`meet agent="Lê An" counterpart="Cao Ba" modality=negated date=2021-02-03`,
		`member_of person="Cao Ba" org="Đảng Nhân dân"`,
	},
	{ // a conference with two dates
		`conference attendee="Lê An" label="Hội nghị Đối ngoại toàn quốc" date=2021-12-14`,
		`conference attendee="Cao Ba" label="Hội nghị Y tế" date=2021-12-14`,
	},
	{`conference attendee="Lê An" label="Hội nghị Đối ngoại toàn quốc" date=2021-12-15`},
}

func retold(t *testing.T) *store.View { return resolved(t, documents(t, stories)) }

// nodesOf lists the nodes of a kind in a GEXF export by label, with some of their attributes.
func nodesOf(t *testing.T, text, kind string, keys ...string) []string {
	t.Helper()
	var list []string
	for _, n := range readGEXF(t, text).Graph.Nodes {
		if n.value("type") == kind {
			line := n.Label
			for _, key := range keys {
				if value := n.value(key); value != "" {
					line += " " + key + "=" + value
				}
			}
			list = append(list, line)
		}
	}
	slices.Sort(list)
	return list
}

// Reports of one event are one node, which says how many they are and what they are at odds about; spellings of one person
// are one node; what was planned and held is held, what was only planned or denied is not there.
func TestEventsAreResolved(t *testing.T) {
	g := retold(t)
	text, _ := exported(t, g, export.Options{Format: export.GEXF, Projection: export.Events})
	want := []string{
		"Hội nghị Y tế, 2021-12-14 reports=1 sources=1",
		"Hội nghị Đối ngoại toàn quốc, 2021-12-14 reports=2 sources=2 other_dates=2021-12-15 conflicts=date",
		"dismiss, 2021-12-30 reports=1 sources=1",
		"inaugurate, 2021-03-04 reports=1 sources=1",
		"talks, 2021-09-05 reports=3 sources=3 place=Vinh other_dates=2021-09",
	}
	if diff := cmp.Diff(want, nodesOf(t, text, "event", "reports", "sources", "place", "other_dates", "other_places", "conflicts")); diff != "" {
		t.Errorf("events: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Cao Ba", "Hun Sen", "Lê An"}, nodesOf(t, text, "person")); diff != "" {
		t.Errorf("persons: -want +got:\n%s", diff)
	}
	for _, tt := range []struct {
		reason string
		opt    export.Options
		want   []string
	}{
		{"three reports are one event", export.Options{}, []string{"met Hun Sen–Lê An 1 2021-09-05–2021-09-05 3"}},
		{"the plan by itself", export.Options{Planned: true, From: "2022"}, []string{"planned Cao Ba–Lê An 1 2022-01-02–2022-01-02 1"}},
		{"three report it", export.Options{MinReports: 3}, []string{"met Hun Sen–Lê An 1 2021-09-05–2021-09-05 3"}},
		{"four do not", export.Options{MinReports: 4}, nil},
		{"one spelling asks for all", export.Options{Persons: []string{fmt.Sprintf("person/%x", "Hun Xen")}},
			[]string{"met Hun Sen–Lê An 1 2021-09-05–2021-09-05 3"}},
	} {
		tt.opt.Format, tt.opt.Projection = export.GEXF, export.Actors
		text, _ := exported(t, g, tt.opt)
		if diff := cmp.Diff(tt.want, gexfEdges(t, text, "reports")); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.reason, diff)
		}
	}
}

// Where an event stands by its name alone, the name says that it was only planned.
func TestPlansAreCalledPlans(t *testing.T) {
	for format, want := range map[export.Format]string{
		export.FtM:      `"name":["meet Lê An – Cao Ba, 2022-01-02 (planned)"]`,
		export.Timeline: `"headline":"meet Lê An – Cao Ba, 2022-01-02 (planned)"`,
	} {
		opt := export.Options{Format: format, From: "2022"}
		if text, _ := exported(t, retold(t), opt); strings.Contains(text, "2022-01-02") {
			t.Errorf("%s tells of a plan that nobody asked for:\n%s", format, text)
		}
		opt.Planned = true
		if text, _ := exported(t, retold(t), opt); !strings.Contains(text, want) {
			t.Errorf("%s: %s is missing in\n%s", format, want, text)
		}
	}
}

// What was derived of an event is told with it: other places of the reports, the name that most documents give somebody, and
// which of those who bear a name took part.
func TestEventsTellWhatWasDerived(t *testing.T) {
	v := graph.NewVocabulary("")
	node := func(typ, name string) quad.IRI { return v.Node(fmt.Sprintf("%s/%x", typ, name)) }
	all := query.Slice(quadsOf(t, retold(t)))
	derived := func(s quad.Value, p quad.IRI, o quad.Value) {
		all = append(all, quad.Quad{Subject: s, Predicate: p, Object: o, Label: v.Derived})
	}
	bearer := v.Node(fmt.Sprintf("person/%x~1", "Cao Ba"))
	for _, q := range slices.Clone(all) {
		if q.Predicate == v.Kind && q.Object == v.Relation("talks") {
			derived(q.Subject, v.OtherPlace, node("country", "Việt Nam"))
			derived(q.Subject, v.OtherPlace, quad.String("Huế"))
			derived(q.Subject, v.Role("attendee"), bearer)
		}
	}
	derived(bearer, graph.Type, v.Class("person"))
	derived(bearer, v.Name, quad.String("Cao Ba"))
	derived(bearer, v.Namesake, node("person", "Cao Ba"))
	derived(node("person", "Lê An"), v.Preferred, quad.String("Lê Văn An"))
	slices.SortFunc(all, graph.Compare)
	opt := export.Options{Format: export.GEXF, Types: []string{"talks"}, Persons: []string{fmt.Sprintf("person/%x", "Cao Ba")}}
	text, _ := exported(t, all, opt)
	if diff := cmp.Diff([]string{"talks, 2021-09-05 other_places=Huế; Việt Nam"}, nodesOf(t, text, "event", "other_places")); diff != "" {
		t.Errorf("events: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Cao Ba", "Hun Sen aliases=Hun Xen", "Lê Văn An aliases=Lê An"}, nodesOf(t, text, "person", "aliases")); diff != "" {
		t.Errorf("persons: -want +got:\n%s", diff)
	}
}

// A note in a vault is found by every spelling of a name.
func TestVaultHasAliases(t *testing.T) {
	dir, _ := exportedDir(t, retold(t), export.Options{Format: export.Markdown})
	note, err := os.ReadFile(filepath.Join(dir, "person", "Hun Sen.md"))
	if want := `aliases: ["Hun Sen", "Hun Xen"]`; err != nil || !strings.Contains(string(note), want) {
		t.Errorf("%s is not in the note: %v\n%s", want, err, note)
	}
}

// Sightings of one person in one office are one edge over their time; a beginning is told only where an event tells it, and
// who else was seen in the office at the time.
func TestOfficesAreTenures(t *testing.T) {
	text, _ := exported(t, retold(t), export.Options{Format: export.GEXF, Projection: export.Offices})
	const before, since, past = "holds Hun Sen–Thủ tướng (Campuchia) 1 2020-10-02–2021-10-31", "holds Cao Ba–Thủ tướng (Campuchia) 1 2021-03-04–2021-12-30",
		"holds Cao Ba–Thủ tướng (Campuchia) 1 2023-01-02–2023-01-02"
	want := map[string][]string{
		"reports":    {since + " 1", past + " 1", before + " 3"},
		"status":     {since + " current", past + " former", before + " current"},
		"first_seen": {since + " 2021-06-07", past + " 2023-01-02", before + " 2020-10-02"},
		"began":      {since + " 2021-03-04", past, before},
		"ended":      {since + " 2021-12-30", past, before},
		"rivals":     {since + " Hun Sen", past, before + " Cao Ba"},
	}
	for key, want := range want {
		got := slices.DeleteFunc(gexfEdges(t, text, key), func(e string) bool {
			return !strings.Contains(e, "–Thủ tướng (Campuchia) ") || !strings.HasPrefix(e, "holds")
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", key, diff)
		}
	}
}

// Of several sentences that state a claim the first in the document is told, whatever their order by name.
func TestFirstSentence(t *testing.T) {
	docs := documents(t, [][]string{{`talks agent="Lê An" counterpart="Trần Chi" date=2021-09-05`}, {`meet agent="Lê An" counterpart="Đỗ Hai" date=2022`}})
	for i, doc := range docs {
		at := []int{9, 10, 100}
		for n := range at {
			start := at[(n+i)%len(at)]
			doc.Claims[0].Evidence = append(doc.Claims[0].Evidence,
				extract.Evidence{Start: start, End: start + 1, Rule: fmt.Sprint("r", n), Text: fmt.Sprintf("Từ %d của bài %d.", start, i)})
		}
		doc.Claims[0].Evidence = doc.Claims[0].Evidence[1:]
	}
	text, _ := exported(t, resolved(t, docs), export.Options{Format: export.FtM})
	for _, want := range []string{"Từ 9 của bài 0.", "Từ 9 của bài 1."} {
		if strings.Count(text, want) == 0 || strings.Contains(text, strings.Replace(want, "9", "10", 1)) {
			t.Errorf("%q is not the sentence of its event in\n%s", want, text)
		}
	}
}

// FollowTheMoney is told of events with all the articles that report them, of who belongs to what, and of beginnings.
func TestFollowTheMoneyIsResolved(t *testing.T) {
	text, _ := exported(t, retold(t), export.Options{Format: export.FtM})
	got := map[string][]string{}
	for line := range strings.Lines(text) {
		var e struct {
			ID, Schema string
			Properties map[string][]string
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		p := e.Properties
		one := func(key string) string { return strings.Join(p[key], "|") }
		switch e.Schema {
		case "Person":
			got[e.Schema] = append(got[e.Schema], one("name")+" alias "+one("alias"))
		case "Organization":
			got[e.Schema] = append(got[e.Schema], one("name")+" country "+one("country"))
		case "Event":
			got[e.Schema] = append(got[e.Schema], fmt.Sprintf("%s proofs %d notes %s", one("name"), len(p["proof"]), one("notes")))
		case "Membership":
			got[e.Schema] = append(got[e.Schema], one("role")+" "+one("member")+" of "+one("organization"))
		case "Occupancy":
			if start := one("startDate"); start != "" || one("endDate") != "" {
				got[e.Schema] = append(got[e.Schema], start+" to "+one("endDate"))
			}
		}
	}
	id := func(typ, name string) string { return fmt.Sprintf("%s/%x", typ, name) }
	want := map[string][]string{
		"Person":       {"Cao Ba alias ", "Hun Sen alias Hun Xen", "Lê An alias "},
		"Organization": {"Bộ Y tế country ", "Cục Dược country ", "Đảng Nhân dân country kh"},
		"Event": {
			"Hội nghị Y tế Cao Ba, 2021-12-14 proofs 1 notes reports: 1|independent sources: 1",
			"Hội nghị Đối ngoại toàn quốc Lê An, 2021-12-14 proofs 2 notes reports: 2|independent sources: 2|other dates told: 2021-12-15|" +
				"reports contradict each other: date",
			"dismiss Cao Ba – Thủ tướng, 2021-12-30 proofs 1 notes reports: 1|independent sources: 1",
			"inaugurate Cao Ba – Thủ tướng, 2021-03-04 proofs 1 notes reports: 1|independent sources: 1",
			"talks Lê An – Hun Sen, 2021-09-05 proofs 3 notes reports: 3|independent sources: 3|other dates told: 2021-09",
		},
		"Membership": {"member " + id("person", "Cao Ba") + " of " + id("party", "Đảng Nhân dân"),
			"part " + id("organization", "Cục Dược") + " of " + id("organization", "Bộ Y tế")},
		"Occupancy": {"2021-03-04 to 2021-12-30"},
	}
	for _, list := range got {
		slices.Sort(list)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// An answer of the questions is exported as the graph is: by event, once. It does not know who else somebody is called.
func TestAnswersAreEvents(t *testing.T) {
	g := retold(t)
	facts := met(t, query.New(g, ""), true)
	var out strings.Builder
	if _, err := export.WriteFacts(t.Context(), &out, facts, export.Options{Format: export.GEXF}); err != nil {
		t.Fatal(err)
	}
	whole, _ := exported(t, g, export.Options{Format: export.GEXF})
	alias := "          <attvalue for=\"aliases\" value=\"Hun Xen\"/>\n"
	if diff := cmp.Diff(strings.Replace(whole, alias, "", 1), out.String()); diff != "" || !strings.Contains(whole, alias) {
		t.Errorf("-graph +answer:\n%s", diff)
	}
}

// An office that somebody left and took again is an edge for each term, and an occupancy.
func TestTermsAreExported(t *testing.T) {
	seen := func(date string) []string {
		return []string{`holds person="Lê An" office="Thủ tướng" org="Việt Nam" date=` + date}
	}
	g := resolved(t, documents(t, [][]string{seen("2001-05-06"), seen("2005-02-03"), {`dismiss appointee="Lê An" office="Thủ tướng" date=2006-06-20`},
		seen("2011-09-06"), seen("2012-10-11"), {`dismiss appointee="Lê An" office="Thủ tướng" date=2013-01-02`},
		{`elect appointee="Lê An" office="Thủ tướng" date=2016-04-05`, `holds person="Lê An" office="Thủ tướng" org="Việt Nam" status=former date=2015`}}))
	text, _ := exported(t, g, export.Options{Format: export.GEXF, Projection: export.Offices})
	const line = "holds Lê An–Thủ tướng (Việt Nam) 1 "
	want := []string{line + "2001-05-06–2006-06-20 2", line + "2011-09-06–2013-01-02 2", line + "2015-01-01–2015-12-31 1", line + "2016-04-05– 0"}
	got := slices.DeleteFunc(gexfEdges(t, text, "reports"), func(e string) bool { return !strings.HasPrefix(e, "holds") })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("edges: -want +got:\n%s", diff)
	}
	text, _ = exported(t, g, export.Options{Format: export.FtM})
	ids, got := map[string]bool{}, nil
	for line := range strings.Lines(text) {
		var e struct {
			ID, Schema string
			Properties map[string][]string
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if e.Schema == "Occupancy" {
			ids[e.ID] = true
			got = append(got, fmt.Sprint(e.Properties["status"], e.Properties["date"], e.Properties["startDate"], e.Properties["endDate"]))
		}
	}
	slices.Sort(got)
	want = []string{"[current] [2001-05-06 2005-02-03] [] [2006-06-20]", "[current] [2011-09-06 2012-10-11] [] [2013-01-02]",
		"[current] [] [2016-04-05] []", "[former] [2015] [] []"}
	if diff := cmp.Diff(want, got); diff != "" || len(ids) != len(got) {
		t.Errorf("%d occupancies of %d ids: -want +got:\n%s", len(got), len(ids), diff)
	}
}
