package query_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph"
	"quanhe/graph/query"
)

// article is a document of a test graph. Its claims are lines of the claim notation; the evidence of a claim is the
// line's own number and the sentence "Câu <n> của <path>." (sentence n of path).
type article struct {
	path, date string
	claims     []string
}

// sample is a small world: two leaders who meet, call and visit each other, told by four articles.
var sample = []article{
	{"a.txt", "2021-09-10", []string{
		`meet agent="Nguyễn Văn An" counterpart="Thoong Xavan" place="Hà Nội" date=2021-09-05`,
		`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam"`,
		`phone_call agent="Nguyễn Văn An" counterpart="Trần Bình" count=2 date=2021`,
		`visit guest="Nguyễn Văn An" host="Lào" place="Lào" modality=planned date=2021-12`,
	}},
	{"b.txt", "2021-09-11", []string{
		`meet agent="Thoong Xavan" counterpart="Nguyễn Văn An" date=2021-09-05`,
		`visit guest="Thoong Xavan" host="Nguyễn Văn An" place="Việt Nam" date=2021-09-04/2021-09-06`,
		`visit guest="Thoong Xavan" host="Việt Nam" date=2021-08`,
		`holds person="Trần Bình" office="Chủ tịch Quốc hội" org="Lào" date=2019`,
	}},
	{"c.txt", "", []string{
		`talks agent="Nguyễn Văn An" counterpart="Thoong Xavan" date=XXXX-09-23`,
		`meet agent="Nguyễn Văn An" agent="Trần Bình" counterpart="Thoong Xavan" date=2020`,
		`meet agent="Nguyễn Văn An" counterpart="Thoong Xavan" modality=negated date=2022`,
		`conference attendee="Nguyễn Văn An" attendee="Thoong Xavan" label="Hội nghị K" date=2021-09-05`,
	}},
	{"d.txt", "2023-02-01", []string{
		`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam" status=current`,
		`holds person="Nguyễn Văn Ân" office="Chủ tịch Quốc hội" org="Việt Nam" status=former date=2018`,
		`meet agent="Nguyễn Văn Ân" counterpart="Trần Bình"`,
		`meet agent="Nguyễn Văn Ân" counterpart="Trần Bình" subtype=tiep`,
	}},
}

// typeOf gives names of the sample their entity type.
func typeOf(name string) string {
	switch name {
	case "Việt Nam", "Lào":
		return "country"
	case "Hà Nội":
		return "place"
	case "Chủ tịch Quốc hội":
		return "office"
	}
	return "person"
}

// ascii makes readable ids: "Nguyễn Văn Ân" is person/nguyen-van-aan, apart from An.
var ascii = strings.NewReplacer("Ân", "aan", " ", "-")

func idOf(name string) string { return typeOf(name) + "/" + text.Fold(ascii.Replace(name)) }

// quads builds the graph of some articles.
func quads(articles []article) query.Slice {
	var all query.Slice
	for i, a := range articles {
		f := &extract.Facts{ID: a.path, Date: a.date, SHA256: fmt.Sprintf("%02d", i), Title: "Bài " + a.path}
		for n, line := range a.claims {
			c, err := extract.ParseClaim(line)
			if err != nil {
				panic(fmt.Sprintf("%s: %s: %v", a.path, line, err))
			}
			for i := range c.Args {
				c.Args[i].Entity = entity(f, c.Args[i].Name)
			}
			if c.Place != nil {
				c.Place.Entity = entity(f, c.Place.Name)
			}
			c.Evidence = []extract.Evidence{{Start: 100 * n, End: 100*n + 50, Rule: "sample", Text: fmt.Sprintf("Câu %d của %s.", n+1, a.path)}}
			f.Claims = append(f.Claims, c)
		}
		all = append(all, graph.Quads(f, "")...)
	}
	return all
}

// entity names an entity in f and returns its id.
func entity(f *extract.Facts, name string) string {
	id := idOf(name)
	if !slices.ContainsFunc(f.Entities, func(e extract.Entity) bool { return e.ID == id }) {
		e := extract.Entity{ID: id, Type: typeOf(name), Name: name}
		if name == "Nguyễn Văn An" {
			e.Aliases = []string{"Bác An"}
		}
		f.Entities = append(f.Entities, e)
	}
	return id
}

func asker() *query.Asker { return query.New(quads(sample), "") }

// row prints a fact on one line: possible dates carry a question mark, merged reports their number.
func row(f query.Fact) string {
	var b strings.Builder
	b.WriteString(f.Date)
	if !f.Certain {
		b.WriteByte('?')
	}
	b.WriteString(" " + f.Relation)
	for _, a := range f.Who {
		b.WriteString(" " + a.Role + "=" + a.Name)
	}
	if f.Place != "" {
		b.WriteString(" @" + f.Place)
	}
	if f.Modality != extract.Actual {
		b.WriteString(" " + string(f.Modality))
	}
	if f.Count > 0 {
		fmt.Fprintf(&b, " ×%d", f.Count)
	}
	if f.Reports != 1 {
		fmt.Fprintf(&b, " (%d reports)", f.Reports)
	}
	return b.String()
}

func rows(facts []query.Fact) []string {
	list := []string{}
	for _, f := range facts {
		list = append(list, row(f))
	}
	return list
}

// The order of quads in the graph changes no answer.
func reversed(t *testing.T) *query.Asker {
	t.Helper()
	all := quads(sample)
	slices.Reverse(all)
	return query.New(all, "")
}
