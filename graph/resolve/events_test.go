package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
)

// told makes a document for each line of the claim notation, in order d0, d1, …; a line that begins with + adds to the
// document before. The evidence of a claim is its own line, which resembles no other, or the text behind " // ".
func told(t *testing.T, lines ...string) []*extract.Facts {
	t.Helper()
	var docs []*extract.Facts
	for i, line := range lines {
		line, text, _ := strings.Cut(line, " // ")
		rest, more := strings.CutPrefix(line, "+")
		c, err := extract.ParseClaim(strings.TrimSpace(rest))
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			docs = append(docs, &extract.Facts{ID: fmt.Sprint("d", len(docs)), SHA256: hashOf(fmt.Sprint("d", len(docs)))})
		}
		f := docs[len(docs)-1]
		if text == "" {
			text = fmt.Sprint("câu ", i, " của ", f.ID)
		}
		c.Evidence = []extract.Evidence{{Start: i, End: i + 1, Rule: "r", Text: text}}
		for k := range c.Args {
			a := &c.Args[k]
			if a.Role == "name" {
				continue
			}
			a.Entity = name2(f, typeOf(a.Role, a.Name), a.Name)
		}
		if c.Place != nil {
			c.Place.Entity = name2(f, "place", c.Place.Name)
		}
		f.Claims = append(f.Claims, c)
	}
	return docs
}

// typeOf guesses what a participant of a test is.
func typeOf(role, name string) string {
	switch {
	case role == "office":
		return "office"
	case role == "topic":
		return "document"
	case strings.HasPrefix(name, "Đảng"):
		return "party"
	case slices.Contains([]string{"Việt Nam", "Lào", "Campuchia", "Nhật Bản"}, name):
		return "country"
	case strings.HasPrefix(name, "tỉnh "):
		return "place"
	case strings.HasPrefix(name, "Bộ ") || strings.HasPrefix(name, "Hội "):
		return "organization"
	}
	return "person"
}

func name2(f *extract.Facts, typ, name string) string {
	id := entityID(typ, name)
	if !slices.ContainsFunc(f.Entities, func(e extract.Entity) bool { return e.ID == id }) {
		iso := map[string]string{"Việt Nam": "VN", "Lào": "LA", "Campuchia": "KH", "Nhật Bản": "JP"}[name]
		f.Entities = append(f.Entities, extract.Entity{ID: id, Type: typ, Name: name, ISO: iso})
	}
	return id
}

// eventsOf lists the events of a world as "d0 d1: relation modality date", sorted.
func eventsOf(t *testing.T, w *world) []string {
	t.Helper()
	v := graph.NewVocabulary("")
	doc := map[string]string{}
	for _, note := range w.memory[documentKind] {
		d, err := Contribution(note).unpack()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.records {
			doc[r.Claim] = strings.TrimPrefix(d.doc, "doc/")
		}
	}
	var list []string
	for subject, quads := range w.derived {
		n := v.NewNode(subject, quads)
		if n.Class() != v.Event {
			continue
		}
		e := n.Event(func(id string) string { return id })
		var docs []string
		for _, c := range e.ReportedBy {
			for i := range 20 {
				if doc[c] == hashOf(fmt.Sprint("d", i)) {
					docs = append(docs, fmt.Sprint("d", i))
				}
			}
		}
		slices.Sort(docs)
		line := fmt.Sprintf("%s: %s %s %s", strings.Join(docs, " "), e.Relation, e.Modality, e.Date)
		if len(e.Conflicts) > 0 {
			line += " conflict " + strings.Join(e.Conflicts, " ")
		}
		if e.Sources < e.Reports {
			line += fmt.Sprintf(" %d of %d independent", e.Sources, e.Reports)
		}
		list = append(list, line)
	}
	slices.Sort(list)
	return list
}

func TestEvents(t *testing.T) {
	const long = "hai nhà lãnh đạo đã hội đàm về hợp tác kinh tế thương mại đầu tư giáo dục quốc phòng an ninh và nhiều lĩnh vực khác " +
		"trong không khí hữu nghị"
	for _, c := range []struct {
		reason string
		docs   []string
		want   []string
	}{
		{"held, planned before, by month and with a weaker verb are one", []string{
			`talks agent="A B" counterpart="C D" date=2021-09-05`,
			`talks agent="C D" counterpart="A B" modality=planned date=2021-09-05`,
			`meet agent="A B" counterpart="C D" date=2021-09`,
			`working_session agent="A B" counterpart="C D" counterpart="E F" date=2021-09-05`,
		}, []string{"d0 d1 d2 d3: talks actual 2021-09-05"}},
		{"two days are two meetings, and a report by month could be of either", []string{
			`meet agent="A B" counterpart="C D" date=2021-09-05`,
			`meet agent="A B" counterpart="C D" date=2021-09-06`,
			`meet agent="A B" counterpart="C D" date=2021-09`,
		}, []string{"d0: meet actual 2021-09-05", "d1: meet actual 2021-09-06", "d2: meet actual 2021-09"}},
		{"a call is no meeting, and one of two is not enough", []string{
			`meet agent="A B" counterpart="C D" date=2021-09-05`,
			`phone_call agent="A B" counterpart="C D" date=2021-09-05`,
			`meet agent="A B" counterpart="E F" date=2021-09-05`,
		}, []string{"d0: meet actual 2021-09-05", "d1: phone_call actual 2021-09-05", "d2: meet actual 2021-09-05"}},
		{"a document tells apart what it tells", []string{
			`meet agent="A B" counterpart="C D" place="tỉnh Cà Mau" date=2021-09-05`,
			`+talks agent="A B" counterpart="C D" date=2021-09-05`,
		}, []string{"d0: meet actual 2021-09-05", "d0: talks actual 2021-09-05"}},
		{"a report goes to the event of its kind of those that another document tells apart, and to none if it could be either", []string{
			`talks agent="A B" counterpart="C D" date=2021-09-05`,
			`+meet agent="A B" counterpart="C D" date=2021-09-05`,
			`meet agent="A B" counterpart="C D" date=2021-09-05`,
			`meet agent="C D" counterpart="A B" date=2021-09-05`,
			`meet host="A B" guest="C D" date=2021-09-05`,
			`meet host="C D" guest="A B" date=2021-09-05`,
			`talks agent="C D" counterpart="A B" date=2021-09-05`,
			`working_session agent="A B" counterpart="C D" date=2021-09-05`,
		}, []string{"d0 d1 d2 d3 d4: meet actual 2021-09-05", "d0 d5: talks actual 2021-09-05", "d6: working_session actual 2021-09-05"}},
		{"what was denied is not held, nor what was planned for another day", []string{
			`meet agent="A B" counterpart="C D" modality=negated date=2021-09-05`,
			`meet agent="A B" counterpart="C D" date=2021-09-05`,
			`meet agent="A B" counterpart="C D" modality=planned date=2021-09-04`,
		}, []string{"d0: meet negated 2021-09-05", "d1: meet actual 2021-09-05", "d2: meet planned 2021-09-04"}},
		{"without a year nothing but its own words dates a report", []string{
			`working_session agent="A B" counterpart="C D" date=2021-12-23 // ` + long,
			`working_session agent="A B" counterpart="C D" date=XXXX-12-23`,
			`working_session agent="A B" counterpart="C D" date=XXXX-12-23 // ` + long,
			`working_session agent="A B" counterpart="C D"`,
		}, []string{"d0 d2: working_session actual 2021-12-23 1 of 2 independent", "d1: working_session actual XXXX-12-23",
			"d3: working_session actual "}},
		{"two who met on a day of which a report leaves out the year", []string{
			`meet agent="A B" counterpart="C D" date=2021-12-23`,
			`talks agent="C D" counterpart="A B" date=XXXX-12-23`,
			`meet agent="A B" counterpart="C D" date=2021-12`,
			`meet agent="A B" counterpart="C D" date=XXXX-12-23`,
			`meet agent="A B" counterpart="C D" modality=planned date=2021-12-23`,
			`meet agent="A B" counterpart="C D" date=XXXX-12-24`,
			`phone_call agent="A B" counterpart="C D" date=XXXX-12-23`,
			`meet agent="A B" counterpart="E F" date=XXXX-12-23`,
			`meet agent="A B" counterpart="Lào" date=2021-12-23`,
			`meet agent="A B" counterpart="Lào" date=XXXX-12-23`,
			`congratulate agent="A B" recipient="C D" date=2021-12-23`,
			`congratulate agent="A B" recipient="C D" date=XXXX-12-23`,
		}, []string{"d0 d1 d2 d3 d4: talks actual 2021-12-23", "d10: congratulate actual 2021-12-23", "d11: congratulate actual XXXX-12-23",
			"d5: meet actual XXXX-12-24", "d6: phone_call actual XXXX-12-23", "d7: meet actual XXXX-12-23",
			"d8: meet actual 2021-12-23", "d9: meet actual XXXX-12-23"}},
		{"however many leave it out, the year is that of who tells it", []string{
			`meet agent="A B" counterpart="C D" date=XXXX-12-23`,
			`meet agent="A B" counterpart="C D" date=XXXX-12-23`,
			`meet agent="A B" counterpart="C D" date=2021-12-23`,
		}, []string{"d0 d1 d2: meet actual 2021-12-23"}},
		{"not if they met on it in two years, even if one is called as the report calls it, nor in two towns", []string{
			`talks agent="A B" counterpart="C D" date=2021-12-23`,
			`meet agent="A B" counterpart="C D" date=2019-12-23`,
			`talks agent="A B" counterpart="C D" date=XXXX-12-23`,
			`meet agent="A B" counterpart="E F" place="tỉnh Cà Mau" date=2021-12-23`,
			`meet agent="A B" counterpart="E F" place="tỉnh Sơn La" date=XXXX-12-23`,
		}, []string{"d0: talks actual 2021-12-23", "d1: meet actual 2019-12-23", "d2: talks actual XXXX-12-23",
			"d3: meet actual 2021-12-23", "d4: meet actual XXXX-12-23"}},
		{"a text that is used again counts once, so two that agree outweigh three copies", []string{
			`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12-14 // ` + long,
			`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12-14 // ` + long,
			`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12-14 // ` + long,
			`conference label="Hội nghị Đối ngoại toàn quốc triển khai Nghị quyết" date=2021-12-15`,
			`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12-15`,
		}, []string{"d0 d1 d2 d3 d4: conference actual 2021-12-15 conflict date 3 of 5 independent"}},
		{"one conference with the day planned and the day of a caption", []string{
			`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12`,
			`conference label="Hội nghị Đối ngoại toàn quốc" modality=planned date=2021-12-14`,
			`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12-15`,
			`conference label="Hội nghị trực tuyến" date=2021-12-15`,
			`conference label="Hội nghị Đối ngoại toàn quốc" date=2022-12-15`,
		}, []string{"d0 d1 d2: conference actual 2021-12-15 conflict date", "d3: conference actual 2021-12-15",
			"d4: conference actual 2022-12-15"}},
		{"a journey takes the days from first to last, and a day of them is a part of it; a month is none", []string{
			`visit guest="A B" host="Lào" date=2021-09-04`,
			`visit guest="A B" host="Lào" date=2021-09-04/2021-09-06`,
			`visit guest="A B" host="Lào" modality=planned date=2021-09-04/2021-09-06`,
			`visit guest="A B" host="Lào" date=2021-09`,
			`visit guest="C D" host="Lào" date=2021-09-04`,
			`visit guest="C D" host="Lào" date=2021-09`,
			`visit guest="E F" host="Lào" date=2021-09-04`,
			`visit guest="E F" host="Lào" date=2021-09-04/2021-09-06`,
		}, []string{"d0 d1 d2 d3: visit actual 2021-09-04/2021-09-06", "d4 d5: visit actual 2021-09-04",
			"d6 d7: visit actual 2021-09-04/2021-09-06"}},
		{"a congress goes by its number", []string{
			`congress organizer="Đảng Cộng sản Việt Nam" label="Đại hội XIII" date=2021`,
			`congress organizer="Đảng Cộng sản Việt Nam" label="Đại hội đại biểu toàn quốc lần thứ XIII"`,
			`congress organizer="Đảng Cộng sản Việt Nam" label="Đại hội XII" date=2016`,
			`congress organizer="Đảng Nhân dân" label="Đại hội XIII" date=2021`,
		}, []string{"d0 d1: congress actual 2021", "d2: congress actual 2016", "d3: congress actual 2021"}},
		{"a document goes by its number in its year", []string{
			`issue_document agent="Bộ Chính trị" topic="Chỉ thị số 32-CT/TW" date=2019-02-18`,
			`issue_document agent="Bộ Chính trị" topic="Chỉ thị số 32-CT/TW" date=2019`,
			`issue_document agent="Bộ Chính trị" topic="Chỉ thị số 32-CT/TW" date=2003`,
			`issue_document agent="Bộ Chính trị" topic="Chỉ thị 32-CT/TW" date=2019-02`,
			`issue_document agent="Bộ Chính trị" topic="Chỉ thị 33-CT/TW" date=2019-02`,
		}, []string{"d0 d1 d3: issue_document actual 2019-02-18", "d2: issue_document actual 2003", "d4: issue_document actual 2019-02"}},
		{"towns of one day contradict each other, and so do houses, but no house its town; those of a month are two meetings", []string{
			`meet agent="A B" counterpart="C D" place="tỉnh Cà Mau" date=2021-09-05`,
			`meet agent="A B" counterpart="C D" place="tỉnh Sơn La" date=2021-09-05`,
			`meet agent="A B" counterpart="G H" place="tỉnh Cà Mau" date=2021-09-05`,
			`meet agent="A B" counterpart="G H" place="Trụ sở Chính phủ" date=2021-09-05`,
			`meet agent="A B" counterpart="I K" place="Phủ Chủ tịch" date=2021-09-05`,
			`meet agent="A B" counterpart="I K" place="Trụ sở Chính phủ" date=2021-09-05`,
			`meet agent="A B" counterpart="E F" place="tỉnh Cà Mau" date=2021-09`,
			`meet agent="A B" counterpart="E F" place="tỉnh Sơn La" date=2021-09`,
		}, []string{"d0 d1: meet actual 2021-09-05 conflict place", "d2 d3: meet actual 2021-09-05",
			"d4 d5: meet actual 2021-09-05 conflict place", "d6: meet actual 2021-09", "d7: meet actual 2021-09"}},
	} {
		w := newWorld()
		w.update(t, Change{Add: said(told(t, c.docs...)...)})
		if diff := cmp.Diff(c.want, eventsOf(t, w)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.reason, diff)
		}
	}
}

// reported is the event that the first record of a document tells of, for a decision.
func reported(f *extract.Facts) Side {
	r := contribute(f).records[0]
	return Side{ID: eventID(r.Claim), Anchor: r.anchor()}
}

// TestDecidedEvents joins and parts whole events by a report of each.
func TestDecidedEvents(t *testing.T) {
	docs := told(t,
		`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12-14`,
		`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12-15`,
		`conference label="Hội nghị Đối ngoại toàn quốc" date=2021-12`,
		`conference label="Hội nghị trực tuyến" date=2021-12-15`,
	)
	for _, c := range []struct {
		reason string
		decide []Decision
		want   []string
	}{
		{"nothing", nil, []string{"d0 d1 d2: conference actual 2021-12-14 conflict date", "d3: conference actual 2021-12-15"}},
		{"same brings all reports of both", []Decision{{Same: true, A: reported(docs[2]), B: reported(docs[3])}},
			[]string{"d0 d1 d2 d3: conference actual 2021-12-15 conflict date"}},
		{"different parts", []Decision{{A: reported(docs[0]), B: reported(docs[1])}},
			[]string{"d0: conference actual 2021-12-14", "d1: conference actual 2021-12-15", "d2: conference actual 2021-12",
				"d3: conference actual 2021-12-15"}},
	} {
		w := newWorld()
		w.update(t, Change{Add: said(docs...)})
		w.update(t, Change{Decide: c.decide})
		if diff := cmp.Diff(c.want, eventsOf(t, w)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.reason, diff)
		}
		w.update(t, Change{Undo: c.decide})
		if got := eventsOf(t, w); len(got) != 2 {
			t.Errorf("%s, undone: %v", c.reason, got)
		}
	}
}
