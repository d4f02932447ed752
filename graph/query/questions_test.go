package query_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

func TestFind(t *testing.T) {
	an, ân := idOf("Nguyễn Văn An"), idOf("Nguyễn Văn Ân")
	tests := []struct {
		reason, name string
		types        []string
		want         []string
		unique       string
	}{
		{"without diacritics both, most documents first", "nguyen van an", nil, []string{an, ân}, ""},
		{"with diacritics the exact one first", "NGUYỄN VĂN ÂN", nil, []string{ân, an}, ân},
		{"an alias", "bac an", nil, []string{an}, an},
		{"decomposed input", "Nguye\u0302\u0303n Va\u0306n An", nil, []string{an, ân}, an},
		{"of another type", "nguyen van an", []string{"office", "party"}, []string{}, ""},
		{"of the type", "chu tich quoc hoi", []string{"office"}, []string{idOf("Chủ tịch Quốc hội")}, idOf("Chủ tịch Quốc hội")},
		{"part of a name is no name", "van an", nil, []string{}, ""},
		{"an id", an, nil, []string{an}, an},
		{"the id of a document is no entity", graph.DocumentID("00"), nil, []string{}, ""},
	}
	for _, tt := range tests {
		list, err := asker().Find(context.Background(), tt.name, tt.types...)
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		got := []string{}
		for _, c := range list {
			got = append(got, c.ID)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: Find(%q) (-want +got):\n%s", tt.reason, tt.name, diff)
		}
		if c, ok := query.Unique(list); c.ID != tt.unique || ok != (tt.unique != "") {
			t.Errorf("%s: Unique gives %q, %v; want %q", tt.reason, c.ID, ok, tt.unique)
		}
	}
}

func TestFindCountsDocuments(t *testing.T) {
	list, err := asker().Find(context.Background(), "Thoong Xavan")
	if err != nil || len(list) != 1 || list[0].Documents != 3 {
		t.Errorf("got %+v, error %v; want one person in 3 documents", list, err)
	}
}

func TestHolders(t *testing.T) {
	office := []string{idOf("Chủ tịch Quốc hội")}
	const (
		ân   = "Nguyễn Văn Ân, Việt Nam, former, 2018 to 2018, 1 reports, certain"
		binh = "Trần Bình, Lào, current, 2019 to 2019, 1 reports, certain"
		an   = "Nguyễn Văn An, Việt Nam, current, 2021-09-10 to 2023-02-01, 2 reports, certain"
	)
	tests := []struct {
		reason string
		opt    query.HoldersOptions
		want   []string
	}{
		{"all, by first sighting; a claim without date has its document's", query.HoldersOptions{Offices: office}, []string{ân, binh, an}},
		{"of one owner", query.HoldersOptions{Offices: office, Orgs: []string{idOf("Lào")}}, []string{binh}},
		{"of one person, whatever the office", query.HoldersOptions{Persons: []string{idOf("Trần Bình")}}, []string{binh}},
		{"everything", query.HoldersOptions{}, []string{ân, binh, an}},
		{"seen before and after: not certain", query.HoldersOptions{Offices: office, On: "2022-06"},
			[]string{"Nguyễn Văn An, Việt Nam, current, 2021-09-10 to 2023-02-01, 2 reports"}},
		{"seen that very day", query.HoldersOptions{Offices: office, On: "2021-09-10"}, []string{an}},
		{"a year seen as a whole, asked for one day", query.HoldersOptions{Offices: office, On: "2019-05-01"},
			[]string{"Trần Bình, Lào, current, 2019 to 2019, 1 reports"}},
		{"former holders held it before, not then", query.HoldersOptions{Offices: office, On: "2018"}, []string{}},
		{"after the last sighting nobody knows", query.HoldersOptions{Offices: office, On: "2024"}, []string{}},
	}
	for _, tt := range tests {
		for order, a := range map[string]*query.Asker{"in order": asker(), "reversed": reversed(t)} {
			tt.opt.Reports = true
			list, err := a.Holders(context.Background(), tt.opt)
			if err != nil {
				t.Errorf("%s: %v", tt.reason, err)
				continue
			}
			got := []string{}
			for _, h := range list {
				line := fmt.Sprintf("%s, %s, %s, %s to %s, %d reports", h.Person.Name, h.Org.Name, h.Status, h.First, h.Last, h.Reports)
				if h.Certain {
					line += ", certain"
				}
				if len(h.Evidence) != h.Reports {
					t.Errorf("%s: %d citations for %d reports", line, len(h.Evidence), h.Reports)
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", tt.reason, order, diff)
			}
		}
	}
	var date *query.DateError
	if _, err := asker().Holders(context.Background(), query.HoldersOptions{On: "hôm qua"}); !errors.As(err, &date) {
		t.Errorf("on a day that is no date: error %v, want a DateError", err)
	}
}

func TestShow(t *testing.T) {
	p, err := asker().Show(context.Background(), idOf("Nguyễn Văn An"), query.ShowOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{p.Name + ", " + p.Type}
	for _, h := range p.Posts {
		got = append(got, fmt.Sprintf("%s, %s: %s to %s, %d reports", h.Office.Name, h.Org.Name, h.First, h.Last, h.Reports))
	}
	for _, s := range p.Sections {
		got = append(got, fmt.Sprint(s.Relation, " ", s.Total))
		for _, f := range s.Facts {
			got = append(got, "  "+row(f))
		}
	}
	want := []string{
		"Nguyễn Văn An, person",
		"Chủ tịch Quốc hội, Việt Nam: 2021-09-10 to 2023-02-01, 2 reports",
		"meet 3",
		"  2020 meet agent=Nguyễn Văn An agent=Trần Bình counterpart=Thoong Xavan",
		"  2021-09-05 meet agent=Nguyễn Văn An counterpart=Thoong Xavan @Hà Nội (2 reports)",
		"  2022 meet agent=Nguyễn Văn An counterpart=Thoong Xavan negated",
		"phone_call 1",
		"  2021 phone_call agent=Nguyễn Văn An counterpart=Trần Bình ×2",
		"talks 1",
		"  XXXX-09-23 talks agent=Nguyễn Văn An counterpart=Thoong Xavan",
		"visit 2",
		"  2021-09-04/2021-09-06 visit guest=Thoong Xavan host=Nguyễn Văn An @Việt Nam",
		"  2021-12 visit guest=Nguyễn Văn An host=Lào @Lào planned",
		"conference 1",
		"  2021-09-05 conference attendee=Nguyễn Văn An attendee=Thoong Xavan",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestShowOfNobody(t *testing.T) {
	var missing *query.NotFoundError
	if _, err := asker().Show(context.Background(), "person/khong-ai", query.ShowOptions{}); !errors.As(err, &missing) {
		t.Errorf("error %v, want a NotFoundError", err)
	}
}

func TestEvidence(t *testing.T) {
	tests := []struct {
		reason, id string
		want       []string
	}{
		{"of a place: by document and offset", idOf("Lào"), []string{
			`a.txt 300-350 sample "Câu 4 của a.txt." visit guest="Nguyễn Văn An" host="Lào" place="Lào" modality=planned date=2021-12`,
			`b.txt 300-350 sample "Câu 4 của b.txt." holds office="Chủ tịch Quốc hội" org="Lào" person="Trần Bình" date=2019`,
		}},
		{"of a document", graph.DocumentID("03"), []string{
			`d.txt 0-50 sample "Câu 1 của d.txt." holds office="Chủ tịch Quốc hội" org="Việt Nam" person="Nguyễn Văn An" status=current`,
			`d.txt 100-150 sample "Câu 2 của d.txt." holds office="Chủ tịch Quốc hội" org="Việt Nam" person="Nguyễn Văn Ân" status=former date=2018`,
			`d.txt 200-250 sample "Câu 3 của d.txt." meet agent="Nguyễn Văn Ân" counterpart="Trần Bình"`,
			`d.txt 300-350 sample "Câu 4 của d.txt." meet agent="Nguyễn Văn Ân" counterpart="Trần Bình" subtype=tiep`,
		}},
		{"of a claim that is not there", "claim/00", []string{}},
	}
	for _, tt := range tests {
		list, err := asker().Evidence(context.Background(), tt.id)
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		got := []string{}
		for _, c := range list {
			got = append(got, fmt.Sprintf("%s %d-%d %s %q %s", c.Document.Path, c.Start, c.End, c.Rule, c.Text, c.Line))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: Evidence(%q) (-want +got):\n%s", tt.reason, tt.id, diff)
		}
	}
}

func TestSearch(t *testing.T) {
	tests := []struct {
		reason, words string
		limit         int
		names         []string
		sentences     []string
	}{
		{"exact diacritics first", "Nguyễn Văn Ân", 0, []string{"Nguyễn Văn Ân", "Nguyễn Văn An"}, nil},
		{"a prefix comes before other orders", "ng", 0, []string{"Nguyễn Văn An", "Nguyễn Văn Ân"}, nil},
		{"syllables in any order, each begun", "an ng", 0, []string{"Nguyễn Văn An", "Nguyễn Văn Ân"}, nil},
		{"two syllables need two", "nguyen nguyen", 0, nil, nil},
		{"words of a sentence", "CAU 4 CỦA B", 0, nil, []string{"Câu 4 của b.txt."}},
		{"many sentences, bounded", "câu", 2, nil, []string{"Câu 1 của a.txt.", "Câu 2 của a.txt."}},
		{"nothing", "  ", 0, nil, nil},
	}
	for _, tt := range tests {
		hits, err := asker().Search(context.Background(), tt.words, query.SearchOptions{Limit: tt.limit})
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		var names, sentences []string
		for _, c := range hits.Entities {
			names = append(names, c.Name)
		}
		for _, c := range hits.Sentences {
			sentences = append(sentences, c.Text)
		}
		if diff := cmp.Diff([][]string{tt.names, tt.sentences}, [][]string{names, sentences}); diff != "" {
			t.Errorf("%s: Search(%q) (-want +got):\n%s", tt.reason, tt.words, diff)
		}
	}
}

// A name that has syllables with the diacritics asked for comes before one that begins with them but for these, and who types
// none gets names by their beginning, whatever theirs are.
func TestSearchPutsExactSyllablesFirst(t *testing.T) {
	f := &extract.Facts{ID: "e.txt", SHA256: "e"}
	for _, name := range []string{"Đảng Bình", "Hoàng Đặng An", "Đặng An", "Trang An"} {
		entity(f, name)
	}
	a := query.New(query.Slice(graph.Quads(f, "")), "")
	for words, want := range map[string][]string{
		"Đặng":    {"Đặng An", "Hoàng Đặng An", "Đảng Bình"},
		"dang":    {"Đảng Bình", "Đặng An", "Hoàng Đặng An"},
		"an đặng": {"Đặng An", "Hoàng Đặng An"},
	} {
		hits, err := a.Search(context.Background(), words, query.SearchOptions{})
		var got []string
		for _, c := range hits.Entities {
			got = append(got, c.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("Search(%q): error %v (-want +got):\n%s", words, err, diff)
		}
	}
}

// A sentence with the diacritics asked for comes before one without, whatever their documents.
func TestSearchPutsExactSentencesFirst(t *testing.T) {
	f := &extract.Facts{ID: "e.txt", SHA256: "e"}
	for i, sentence := range []string{"Bán cho Tân.", "Ban cho Tan."} {
		f.Claims = append(f.Claims, extract.Claim{Relation: "speech", Count: i + 1,
			Evidence: []extract.Evidence{{Start: i, End: i + 1, Text: sentence}}})
	}
	a := query.New(query.Slice(graph.Quads(f, "")), "")
	for _, words := range []string{"Bán cho", "Ban cho"} {
		hits, err := a.Search(context.Background(), words, query.SearchOptions{})
		if err != nil || len(hits.Sentences) != 2 || hits.Sentences[0].Text[:len(words)] != words {
			t.Errorf("Search(%q) = %+v, error %v; want the exact sentence first", words, hits.Sentences, err)
		}
	}
}

func TestStatus(t *testing.T) {
	got, err := asker().Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := query.Totals{
		Documents: 4, Quads: len(quads(sample)),
		Entities: []query.Count{{Name: "country", N: 2}, {Name: "office", N: 1}, {Name: "person", N: 4}, {Name: "place", N: 1}},
		Claims: []query.Count{
			{Name: "holds", N: 4}, {Name: "meet", N: 6}, {Name: "phone_call", N: 1}, {Name: "talks", N: 1},
			{Name: "visit", N: 3}, {Name: "conference", N: 1},
		},
		Events: []query.Count{}, // nothing was resolved
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
