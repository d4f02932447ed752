package resolve

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/extract"
)

// anyFacts draws a document of a world so small that its documents speak of the same over and over: spellings, namesakes,
// aliases, abbreviations, posts and events of every kind.
func anyFacts(t *rapid.T, id string) *extract.Facts {
	d := &drawing{t: t, f: &extract.Facts{ID: id, SHA256: hashOf(id + fmt.Sprint(rapid.IntRange(0, 1).Draw(t, "version")))}}
	d.f.Date = d.of("", "2021-09-30", "2024-04-19")
	for range rapid.IntRange(1, 4).Draw(t, "claims") {
		d.claim()
	}
	return d.f
}

type drawing struct {
	t *rapid.T
	f *extract.Facts
}

func (d *drawing) of(list ...string) string { return rapid.SampledFrom(list).Draw(d.t, "of") }

// entity returns an entity that the document names.
func (d *drawing) entity(typ, name, country string, aliases ...string) extract.Arg {
	id := entityID(typ, name)
	if !slices.ContainsFunc(d.f.Entities, func(e extract.Entity) bool { return e.ID == id }) {
		e := extract.Entity{ID: id, Type: typ, Name: name, Country: country, Aliases: aliases}
		if typ == "country" {
			e.ISO, e.Country = country, ""
		}
		d.f.Entities = append(d.f.Entities, e)
	}
	return extract.Arg{Entity: id, Name: name}
}

// within returns a district of which there is one in many provinces, "" for one that the document does not tell.
func (d *drawing) within(province string) extract.Arg {
	e := chairs("Lê An")[0].Entities[0]
	if province != "" {
		e = chairs("Lê An@" + province)[0].Entities[0]
	}
	if !slices.ContainsFunc(d.f.Entities, func(other extract.Entity) bool { return e.ID == other.ID }) {
		d.f.Entities = append(d.f.Entities, e)
	}
	return extract.Arg{Entity: e.ID, Name: e.Name}
}

func (d *drawing) person() extract.Arg {
	switch name := d.of("Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn An", "Hun Sen", "Hun Xen", "Kishida Fumio", "Fumio Kishida",
		"Hồ Chí Minh", "Nguyễn Ái Quốc", "Trần Bình"); name {
	case "Nguyễn Ái Quốc":
		return d.entity("person", name, "", slices.Repeat([]string{"Hồ Chí Minh"}, rapid.IntRange(0, 1).Draw(d.t, "alias"))...)
	case "Hun Sen", "Hun Xen":
		return d.entity("person", name, d.of("KH", ""))
	default:
		return d.entity("person", name, d.of("", "", "JP"))
	}
}

func (d *drawing) org() extract.Arg {
	switch d.of("country", "party", "place", "organization") {
	case "country":
		return d.entity("country", "Việt Nam", "VN")
	case "party":
		return d.entity("party", "Đảng Dân chủ Tự do", "JP", "LDP")
	case "place":
		if within := d.of("", "Tây Ninh", "Tiền Giang", "none"); within != "none" {
			return d.within(within)
		}
		return d.entity("place", d.of("Cà Mau", "Kon Tum"), "")
	}
	switch name := d.of("Hội Luật gia", "LDP", "Hội Luật gia Việt Nam", "VICERA", "VICERA", "Hội Gốm sứ", "Viện Gang thép"); name {
	case "Hội Gốm sứ", "Viện Gang thép":
		return d.entity("organization", name, d.of("", "VN"), slices.Repeat([]string{"VICERA"}, rapid.IntRange(0, 1).Draw(d.t, "alias"))...)
	default:
		return d.entity("organization", name, "")
	}
}

func (d *drawing) claim() {
	c := extract.Claim{Date: d.of("", "2021", "2021-09", "2021-09-05", "2021-09-06", "2019-09-05", "XXXX-09-05", "2014-03", "2008-02-03", "2006/2012")}
	c.Modality = extract.Modality(d.of("actual", "actual", "actual", "planned", "negated"))
	role := func(role string, a extract.Arg) { a.Role = role; c.Args = append(c.Args, a) }
	switch c.Relation = d.of("holds", "holds", "meet", "talks", "visit", "conference", "congress", "speech", "elect", "dismiss",
		"issue_document", "death"); c.Relation {
	case "holds":
		c.Status = d.of("", "former")
		role("office", d.entity("office", d.of("Bí thư Tỉnh ủy", "Bộ trưởng Bộ Y tế", "Thủ tướng", "Ủy viên Trung ương Đảng"), ""))
		role("person", d.person())
		role("org", d.org())
	case "meet", "talks":
		role("agent", d.person())
		role("counterpart", d.person())
	case "visit":
		role("guest", d.person())
		role("host", d.entity("country", "Việt Nam", "VN"))
	case "conference", "congress":
		c.Label = d.of("Hội nghị Đối ngoại toàn quốc", "Hội nghị Đối ngoại toàn quốc triển khai Nghị quyết", "Đại hội XIII", "Hội nghị")
		role("attendee", d.person())
		role("organizer", d.org())
	case "speech", "death":
		role("agent", d.person())
	case "elect", "dismiss":
		role("appointee", d.person())
		if office := d.of("Thủ tướng", "Bí thư Tỉnh ủy", "Bộ trưởng Bộ Y tế", ""); office != "" {
			role("office", d.entity("office", office, ""))
		}
	case "issue_document":
		role("agent", d.org())
		role("topic", d.entity("document", "Chỉ thị số 32-CT/TW", ""))
	}
	if d.of("", "there") != "" {
		p := d.entity("place", d.of("Cà Mau", "Trụ sở Chính phủ", "Dalat", "Đà Lạt"), "")
		c.Place = &extract.Ref{Entity: p.Entity, Name: p.Name}
	}
	text := d.of("một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười lăm",
		"một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười lăm mười sáu",
		"trời xanh gió mát nắng vàng hoa thơm cỏ lạ chim hót suối reo núi cao sông dài biển rộng", "câu ngắn")
	c.Evidence = []extract.Evidence{{Start: len(d.f.Claims), End: 90, Rule: "r", Text: text}}
	d.f.Claims = append(d.f.Claims, c)
}

// anyDecision draws a decision about two names or two reports.
func anyDecision(t *rapid.T, docs []*extract.Facts) Decision {
	d := Decision{Same: rapid.Bool().Draw(t, "same"), Who: "w"}
	d.When = rapid.SampledFrom([]string{"2024-01-01T00:00:00Z", "2024-01-01T00:00:00.250Z", "2024-01-01T06:59:00+07:00"}).Draw(t, "when")
	var names, events []Side
	for _, f := range docs {
		for _, e := range f.Entities {
			if e.Type == "person" || e.Type == "place" || e.Type == "organization" {
				names = append(names, Side{ID: e.ID, Name: e.Name})
			}
		}
		for _, r := range contribute(f).records {
			events = append(events, Side{ID: eventID(r.Claim), Anchor: r.anchor()})
		}
	}
	list := names
	if len(events) > 1 && (len(names) < 2 || rapid.Bool().Draw(t, "event")) {
		list = events
	}
	if len(list) < 2 {
		return d
	}
	d.A, d.B = rapid.SampledFrom(list).Draw(t, "a"), rapid.SampledFrom(list).Draw(t, "b")
	return d
}

// decides reports whether a decision is about two things.
func decides(d Decision) bool { return d.A != d.B && d.A.ID != "" }

// TestOrderAndBatchesDoNotMatter holds the law that what is derived follows from the set of documents and decisions
// alone: documents come, go, are replaced and decided about in any order and in batches of any size, and in the end
// every quad and every record of the state is as if the rest had come at once.
func TestOrderAndBatchesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld()
		held := map[string]*extract.Facts{}
		var decisions []Decision
		for range rapid.IntRange(1, 8).Draw(rt, "updates") {
			var c Change
			seen := map[string]bool{}
			for range rapid.IntRange(0, 3).Draw(rt, "documents") {
				id := fmt.Sprint("d", rapid.IntRange(0, 5).Draw(rt, "document"))
				if seen[id] {
					continue
				}
				seen[id] = true
				if old := held[id]; old != nil {
					c.Drop = append(c.Drop, ids(old)...)
					delete(held, id)
				}
				if rapid.IntRange(0, 3).Draw(rt, "drop") > 0 {
					held[id] = anyFacts(rt, id)
					c.Add = append(c.Add, Contribute(readBack(t, held[id])))
				}
			}
			if rapid.IntRange(0, 3).Draw(rt, "undo") == 0 && len(decisions) > 0 {
				c.Undo = decisions[:1:1]
				decisions = decisions[1:]
			}
			if rapid.IntRange(0, 2).Draw(rt, "decide") == 0 {
				d := anyDecision(rt, documentsOf(held))
				if decides(d) && !slices.Contains(decisions, d) && !slices.Contains(c.Undo, d) {
					c.Decide = []Decision{d}
					decisions = append(decisions, d)
				}
			}
			w.update(t, c)
		}
		atOnce := newWorld()
		atOnce.update(t, Change{Add: said(documentsOf(held)...), Decide: decisions})
		if diff := cmp.Diff(atOnce.dump(), w.dump()); diff != "" {
			rt.Fatalf("derived quads differ (-at once +step by step):\n%s", diff)
		}
		if diff := cmp.Diff(atOnce.notes(), w.notes()); diff != "" {
			rt.Fatalf("states differ (-at once +step by step):\n%s", diff)
		}
		var drop Change
		drop.Undo = decisions
		drop.Drop = ids(documentsOf(held)...)
		if w.update(t, drop); len(w.derived) != 0 || w.notes() != emptyState() {
			rt.Fatalf("after everything was dropped there is left:\n%s%s", w.dump(), w.notes())
		}
	})
}

// emptyState is the state of nothing.
func emptyState() string { return formatName + "=" + format + "\n" }

func documentsOf(held map[string]*extract.Facts) []*extract.Facts {
	var list []*extract.Facts
	for _, id := range slices.Sorted(keysOf(held)) {
		list = append(list, held[id])
	}
	return list
}
