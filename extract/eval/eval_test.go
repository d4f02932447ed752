package eval

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
)

func TestFold(t *testing.T) {
	for _, c := range []struct {
		reason, a, b string
		same         bool
	}{
		{"case and space", "Tô  Lâm", "tô\u00a0lâm ", true},
		{"decomposed letters", "Nguyễn", "Nguye\u0302\u0303n", true},
		{"old and new tone placement", "Hoà Bình", "Hòa Bình", true},
		{"HTML entities, escaped twice", "Tô L&amp;acirc;m", "Tô Lâm", true},
		{"Icelandic eth for đ", "Ðà Nẵng", "Đà Nẵng", true},
		{"another tone is another name", "Nguyễn Phú Trọng", "Nguyễn Phú Trong", false},
		{"another vowel is another name", "Tô Lâm", "Tô Lam", false},
	} {
		if got := fold(c.a) == fold(c.b); got != c.same {
			t.Errorf("%s: %q and %q: same is %v", c.reason, c.a, c.b, got)
		}
	}
}

// gold and facts are one document as a person and as a program sees it. The facts are wrong in one way of each kind.
const gold = `{"id":"a","date":null,"text":"…","gold":{
 "persons":[{"name":"Trần Văn B","variants":["Trần B"]},{"name":"Lê C"},{"name":"Phạm D","optional":true}],
 "holds":[{"person":"Trần Văn B","office":"Thủ tướng","org":"Việt Nam","status":"current"},
          {"person":"Lê C","office":"Chủ tịch","office_alt":"Chủ tịch nước","org":"Lào","status":"former","status_accept":["current"]}],
 "orgs":["Quốc hội","Bộ Chính trị"],"orgs_optional":["TTXVN"],
 "countries":[{"name":"Việt Nam","iso":"VN"},{"name":"Lào","iso":"LA"}],
 "events":[
  {"type":"meet","alt_type":["talks"],"date_edtf":"2024-03-05","modality":"actual","place":"Hà Nội",
   "participants":[{"role":"host","name":"Trần Văn B"},{"role":"guest","name":"Lê C"},{"role":"attendee","name":"Phạm D","optional":true}]},
  {"type":"visit","date_edtf":"2024-04","modality":"planned","participants":[{"role":"guest","name":"Lê C"}]},
  {"type":"sign","date_edtf":null,"date_accept":["2024",null],"participants":[{"role":"agent","name":"Việt Nam"}]}]}}`

const facts = `{"id":"a","sha256":"","entities":[
 {"id":"p/1","type":"person","name":"Trần B","aliases":["Thủ tướng B"]},
 {"id":"p/2","type":"person","name":"Lê C"},
 {"id":"p/3","type":"person","name":"Hà Nội"},
 {"id":"p/4","type":"person","name":"Ảnh E","byline":true},
 {"id":"o/1","type":"organization","name":"Quốc hội"},
 {"id":"o/2","type":"organization","name":"TTXVN"},
 {"id":"o/3","type":"party","name":"Đảng F"},
 {"id":"c/vn","type":"country","name":"VN","iso":"VN"}],
 "claims":[
 {"relation":"holds","modality":"actual","args":[{"role":"person","entity":"p/1","name":"Trần B"},{"role":"office","name":"Thủ tướng"},{"role":"org","entity":"c/vn","name":"VN"}]},
 {"relation":"holds","modality":"actual","args":[{"role":"person","entity":"p/2","name":"Lê C"},{"role":"office","name":"chủ tịch nước"},{"role":"org","name":"Mỹ"}]},
 {"relation":"holds","modality":"actual","args":[{"role":"person","name":"Hà Nội"},{"role":"office","name":"Chủ tịch"}]},
 {"relation":"talks","modality":"actual","date":"2024-03-05","args":[{"role":"host","entity":"p/1","name":"Trần B"},{"role":"guest","entity":"p/2","name":"Lê C"}],"place":{"name":"Hà nội"}},
 {"relation":"visit","modality":"actual","date":"2024-04","args":[{"role":"guest","entity":"p/2","name":"Lê C"}]},
 {"relation":"sign","modality":"actual","args":[{"role":"agent","entity":"c/vn","name":"VN"},{"role":"counterpart","name":"Mỹ"}]},
 {"relation":"speech","modality":"actual","args":[]}]}`

const figures = `persons    P 0.667  R 1.000  F1 0.800   right 2  extra 1  missed 0
holds      P 0.667  R 1.000  F1 0.800   right 2  extra 1  missed 0
orgs       P 0.500  R 0.500  F1 0.500   right 1  extra 1  missed 1
countries  P 1.000  R 0.500  F1 0.667   right 1  extra 0  missed 1
events     P 0.750  R 1.000  F1 0.857   right 3  extra 1  missed 0
strict     P 0.250  R 0.333  F1 0.286   right 1  extra 3  missed 2
of matched holds: org 1/2, status 2/2
of matched events: participants 2/3, roles 3/3, date 3/3, place 1/1, modality 2/3
modality errors: 1
persons   a  extra   Hà Nội
holds     a  extra   holds person="Hà Nội" office="Chủ tịch"
orgs      a  extra   Đảng F
orgs      a  missed  Bộ Chính trị
countries a  missed  LA
events    a  extra   speech
events    a  planned came out as actual: visit guest="Lê C" date=2024-04
events    a  near    visit guest="Lê C" date=2024-04   want visit guest="Lê C" date=2024-04 modality=planned
events    a  near    sign agent="VN" counterpart="Mỹ"   want sign agent="Việt Nam"
`

func run(t *testing.T, gold, facts string) *Report {
	t.Helper()
	g, err := ReadGold(strings.NewReader(gold))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]*extract.Facts{}
	for dec := json.NewDecoder(strings.NewReader(facts)); dec.More(); {
		f := &extract.Facts{}
		if err := dec.Decode(f); err != nil {
			t.Fatal(err)
		}
		byID[f.ID] = f
	}
	return Run(g, byID)
}

// printed is the part of a report that other scorers print too.
func printed(t *testing.T, r *Report) string {
	t.Helper()
	var b strings.Builder
	if err := errors.Join(r.Write(&b), r.WriteErrors(&b)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRun(t *testing.T) {
	if diff := cmp.Diff(figures, printed(t, run(t, gold, facts))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRunCases(t *testing.T) {
	const persons = `{"id":"a","gold":{"persons":[{"name":"Trần B"},{"name":"Trần B"},{"name":"Lê C","variants":["C"]}]}}`
	const meeting = `{"id":"a","gold":{"events":[{"type":"meet","participants":[{"role":"agent","name":"B"},{"role":"agent","name":"C"}],"date_edtf":"2024"}]}}`
	for _, c := range []struct{ reason, gold, facts, want string }{
		{"a document without facts misses everything", meeting, "", "no facts at all for: a"},
		{"nothing found where nothing is: perfect", `{"id":"a","gold":{}}`, `{"id":"a"}`, "persons    P 1.000  R 1.000  F1 1.000"},
		{"namesakes are two persons", persons,
			`{"id":"a","entities":[{"id":"1","type":"person","name":"Trần B"},{"id":"2","type":"person","name":"Trần B"},{"id":"3","type":"person","name":"Lê C"}]}`,
			"persons    P 1.000  R 1.000"},
		{"an entity for two persons is wrong", persons, `{"id":"a","entities":[{"id":"1","type":"person","name":"Trần B","aliases":["C"]}]}`, "Trần B (merges 2 persons)"},
		{"a second entity for a person is wrong", persons,
			`{"id":"a","entities":[{"id":"1","type":"person","name":"Lê C"},{"id":"2","type":"person","name":"C"}]}`, "extra   C (second entity for one person)"},
		{"one of three participants is not enough", meeting,
			`{"id":"a","claims":[{"relation":"meet","args":[{"role":"agent","name":"B"},{"role":"agent","name":"D"},{"role":"agent","name":"E"}]}]}`,
			"events     P 0.000  R 0.000"},
		{"half of the participants is lenient, not strict", meeting,
			`{"id":"a","claims":[{"relation":"meet","date":"2024","args":[{"role":"agent","name":"B"}]}]}`, "strict     P 0.000"},
		{"one claim stands for one event", meeting,
			`{"id":"a","claims":[{"relation":"meet","date":"2023","args":[{"role":"agent","name":"B"},{"role":"agent","name":"C"}]},{"relation":"meet","date":"2024","args":[{"role":"agent","name":"B"},{"role":"agent","name":"C"}]}]}`,
			"strict     P 0.500  R 1.000"},
	} {
		if got := printed(t, run(t, c.gold, c.facts)); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", c.reason, c.want, got)
		}
	}
}

// What the tables say adds up to the figures above them.
func TestTables(t *testing.T) {
	r := run(t, gold, facts)
	var b strings.Builder
	if err := r.WriteTables(&b); err != nil {
		t.Fatal(err)
	}
	const want = `relations
  holds                P 0.667  R 1.000  F1 0.800   right 2  extra 1  missed 0
  meet                 P 1.000  R 1.000  F1 1.000   right 1  extra 0  missed 0
  sign                 P 1.000  R 1.000  F1 1.000   right 1  extra 0  missed 0
  speech               P 0.000  R 1.000  F1 0.000   right 0  extra 1  missed 0
  visit                P 1.000  R 1.000  F1 1.000   right 1  extra 0  missed 0
roles, of what is matched
  agent                P 1.000  R 1.000  F1 1.000   right 1  extra 0  missed 0
  counterpart          P 0.000  R 1.000  F1 0.000   right 0  extra 1  missed 0
  guest                P 1.000  R 1.000  F1 1.000   right 2  extra 0  missed 0
  host                 P 1.000  R 1.000  F1 1.000   right 1  extra 0  missed 0
  org                  P 0.500  R 0.500  F1 0.500   right 1  extra 1  missed 1
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReadGoldErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"id":"a"}`: "gold record 1 has no id or no gold",
		"{\"id\":\"a\",\"gold\":{}}\n{\"id\":\"b\"":     "gold record 2: unexpected EOF",
		`{"id":"a","gold":{"events":[{"alt_type":1}]}}`: "gold record 1: json",
		`{"gold":{}}`: "no id",
	} {
		if _, err := ReadGold(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", in, err, want)
		}
	}
}
