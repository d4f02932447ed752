package resolve

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
)

// tenures are those that are derived: owner, first and last sighting, start and end, by them; each that is not of the first
// term with an arrow, and those that contradict others with their number.
func (w *world) tenures(t *testing.T, person string) []string {
	t.Helper()
	v, list := graph.NewVocabulary(""), []string{}
	for subject, quads := range w.derived {
		n := v.NewNode(subject, quads)
		o := n.Tenure()
		if n.Class() != v.Tenure || o.Person != entityID("person", person) {
			continue
		}
		line := strings.Join([]string{regexp.MustCompile("hoi-[ab]|bo-y-te|bo-cong-an").FindString(o.Org + o.Office), o.First, o.Last, o.Start, o.Finish}, " ")
		if o.After != "" {
			line = "> " + line
			if _, is := w.derived[v.Node(o.After)]; !is {
				t.Errorf("%s is after a tenure that is not there", line)
			}
		}
		list = append(list, line+strings.Repeat("!", len(o.Rivals)))
	}
	slices.Sort(list)
	return list
}

// TestTenures holds from when to when who held what: by sightings, and by events that name the office; and when a term ended
// before another one began.
func TestTenures(t *testing.T) {
	const (
		chair    = `holds person="Lê An" office="Chủ tịch" org="Hội A" date=2015`
		other    = `+holds person="Lê An" office="Chủ tịch" org="Hội B" date=2016`
		seen     = `holds person="Lê An" office="Chủ tịch" org="Hội A" date=`
		bình     = `holds person="Trần Bình" office="Chủ tịch" org="Hội A" date=`
		deputy   = `holds person="Lê An" office="Phó Chủ tịch" org="Hội A" date=`
		health   = `holds person="Lê An" office="Bộ trưởng Bộ Y tế" org="Việt Nam" date=`
		police   = `holds person="Lê An" office="Bộ trưởng Bộ Công an" org="Việt Nam" date=`
		transfer = `appoint appointee="Lê An" office="Bộ trưởng Bộ Công an" date=2005-03-04`
		begun    = `appoint appointee="Lê An" office="Chủ tịch" date=`
		ended    = `dismiss appointee="Lê An" office="Chủ tịch" date=`
	)
	for _, c := range []struct {
		reason string
		docs   []string
		want   []string
	}{
		{"sightings", []string{chair, seen + "2017-03-01"}, []string{"hoi-a 2015 2017-03-01  "}},
		{"an appointment and a dismissal", []string{chair, begun + "2014-02-01", ended + "2018"}, []string{"hoi-a 2015 2015 2014-02-01 2018"}},
		{"begun anew after the end", []string{chair, begun + "2014-02-01", ended + "2018", begun + "2019"},
			[]string{"> hoi-a   2019 ", "hoi-a 2015 2015 2014-02-01 2018"}},
		{"of two posts of one name an event tells neither", []string{chair, other, ended + "2018"},
			[]string{"hoi-a 2015 2015  ", "hoi-b 2016 2016  "}},
		{"who dies leaves both", []string{chair, other, `death agent="Lê An" date=2018-05-02`},
			[]string{"hoi-a 2015 2015  2018-05-02", "hoi-b 2016 2016  2018-05-02"}},
		{"an office that only an event tells of", []string{begun + "2014-02-01"}, []string{"   2014-02-01 "}},

		{"seen long before and after: nothing says that it ended", []string{seen + "2001-05", seen + "2011-09-06"}, []string{"hoi-a 2001-05 2011-09-06  "}},
		{"an event ended it in between", []string{seen + "2001-05", seen + "2005-01-02", seen + "2011-09-06", seen + "2012", ended + "2006-06-20"},
			[]string{"> hoi-a 2011-09-06 2012  ", "hoi-a 2001-05 2005-01-02  2006-06-20"}},
		{"a resignation did", []string{seen + "2001-05", seen + "2011-09-06", `resign agent="Lê An" office="Chủ tịch" date=2006`},
			[]string{"> hoi-a 2011-09-06 2011-09-06  ", "hoi-a 2001-05 2001-05  2006"}},
		{"who retires leaves the only office", []string{seen + "2001-05", seen + "2011-09-06", `dismiss appointee="Lê An" date=2006`},
			[]string{"> hoi-a 2011-09-06 2011-09-06  ", "hoi-a 2001-05 2001-05  2006"}},
		{"of two offices it says nothing", []string{seen + "2001-05", seen + "2011-09-06", "+" + deputy + "2011-09-06", `dismiss appointee="Lê An" date=2006`},
			[]string{"hoi-a 2001-05 2011-09-06  ", "hoi-a 2011-09-06 2011-09-06  "}},
		{"nor of one not held yet", []string{seen + "2011-09-06", `dismiss appointee="Lê An" date=2006`}, []string{"hoi-a 2011-09-06 2011-09-06  "}},
		{"nor who leaves a body", []string{seen + "2001-05", seen + "2011-09-06", `dismiss appointee="Lê An" organisation="Hội B" date=2006`},
			[]string{"hoi-a 2001-05 2011-09-06  "}},
		{"seen late, not again", []string{seen + "2001-05", seen + "2006-07-01", seen + "2006-12-19", ended + "2006-06-20"}, []string{"hoi-a 2001-05 2006-12-19  2006-06-20"}},
		{"half a year after the end is again", []string{seen + "2001-05", seen + "2006-12-20", ended + "2006-06-20"},
			[]string{"> hoi-a 2006-12-20 2006-12-20  ", "hoi-a 2001-05 2001-05  2006-06-20"}},
		{"elected again right after the end", []string{seen + "2016-03-01", ended + "2016-03-31", begun + "2016-04-07", seen + "2016-04-20", seen + "2016-04-02"},
			[]string{"> hoi-a 2016-04-20 2016-04-20 2016-04-07 ", "hoi-a 2016-03-01 2016-04-02  2016-03-31"}},
		{"two elections in a row", []string{begun + "2016-04-07", seen + "2017", seen + "2022", begun + "2021-04-05"},
			[]string{"hoi-a 2017 2022 2016-04-07 "}},
		{"an end so vague that it may be of the second term", []string{seen + "2001", ended + "2006-06-20", begun + "2011-07-25", ended + "2011"},
			[]string{"> hoi-a   2011-07-25 ", "hoi-a 2001 2001  2006-06-20"}},
		{"three terms", []string{seen + "2001", ended + "2003", seen + "2006", ended + "2007", seen + "2010", ended + "2012"},
			[]string{"> hoi-a 2006 2006  2007", "> hoi-a 2010 2010  2012", "hoi-a 2001 2001  2003"}},
		{"nobody comes back from the dead", []string{seen + "2001", `death agent="Lê An" date=2006`, begun + "2008", seen + "2011"},
			[]string{"hoi-a 2001 2011 2008 "}},
		{"called past in between", []string{seen + "2001", `holds person="Lê An" office="Chủ tịch" org="Hội A" status=former date=2006`, seen + "2011"},
			[]string{"> hoi-a 2011 2011  ", "hoi-a 2001 2001  "}},
		{"called past while they were seen in it", []string{seen + "2006-01", `holds person="Lê An" office="Chủ tịch" org="Hội A" status=former date=2006-03-02`, seen + "2006-05"},
			[]string{"hoi-a 2006-01 2006-05  "}},
		{"a document tells the term", []string{seen + "2001/2006", seen + "2011/2016"}, []string{"> hoi-a 2011/2016 2011/2016  ", "hoi-a 2001/2006 2001/2006  "}},
		{"a visit of days is no term", []string{seen + "2001-05-06/2001-05-09", seen + "2011"}, []string{"hoi-a 2001-05-06/2001-05-09 2011  "}},
		{"somebody else was seen in it", []string{seen + "2001-05", seen + "2011-09-06", bình + "2008"},
			[]string{"> hoi-a 2011-09-06 2011-09-06  ", "hoi-a 2001-05 2001-05  "}},
		{"or just elected", []string{seen + "2001-05", seen + "2011-09-06", "holds person=\"Trần Bình\" office=\"Chủ tịch\" org=\"Hội A\" date=2020", `elect appointee="Trần Bình" office="Chủ tịch" date=2007-02`},
			[]string{"> hoi-a 2011-09-06 2011-09-06  ", "hoi-a 2001-05 2001-05  "}},
		{"within a year both contradict each other", []string{seen + "2008-03-01", seen + "2009-02-28", bình + "2008-06-01"},
			[]string{"hoi-a 2008-03-01 2009-02-28  !"}},
		{"perhaps not in between", []string{seen + "2001-05", seen + "2003-09-06", bình + "2001"}, []string{"hoi-a 2001-05 2003-09-06  "}},
		{"perhaps not before the return", []string{seen + "2001-05", seen + "2003-09-06", bình + "2003"}, []string{"hoi-a 2001-05 2003-09-06  "}},
		{"before and after and so in between", []string{seen + "2005-05-02", seen + "2008-09-06", bình + "2005-04-01", bình + "2005-09-01", bình + "2006-02-01",
			bình + "2006-07-01", bình + "2006-12-01", bình + "2007-05-01", bình + "2007-10-01", bình + "2008-03-01", bình + "2008-08-01", bình + "2008-12-01"},
			[]string{"> hoi-a 2008-09-06 2008-09-06  !", "hoi-a 2005-05-02 2005-05-02  !"}},
		{"several hold it at once", []string{deputy + "2001", deputy + "2011", strings.Replace(bình, "Chủ", "Phó Chủ", 1) + "2006"}, []string{"hoi-a 2001 2011  "}},
		{"appointed to what nobody holds beside it", []string{health + "2001", "+" + police + "2006", transfer, health + "2011"},
			[]string{"> bo-y-te 2011 2011  ", "bo-cong-an 2006 2006 2005-03-04 ", "bo-y-te 2001 2001  "}},
		{"seen in what nobody holds beside it, without an event", []string{health + "2001", "+" + police + "2006", health + "2011"},
			[]string{"bo-cong-an 2006 2006  ", "bo-y-te 2001 2011  "}},
		{"appointed to what they hold beside it", []string{health + "2001", "+" + police + "2006", transfer, health + "2011", police + "2012"},
			[]string{"bo-cong-an 2006 2012 2005-03-04 ", "bo-y-te 2001 2011  "}},
		{"appointed to a seat beside it", []string{health + "2001", "+" + deputy + "2006", `appoint appointee="Lê An" office="Phó Chủ tịch" date=2005-03-04`, health + "2011"},
			[]string{"bo-y-te 2001 2011  ", "hoi-a 2006 2006 2005-03-04 "}},
	} {
		docs := told(t, c.docs...)
		w := newWorld()
		w.update(t, Change{Add: said(docs...)})
		if diff := cmp.Diff(c.want, w.tenures(t, "Lê An")); diff != "" {
			t.Errorf("%s: -want +got:\n%s", c.reason, diff)
		}
		for i := range docs { // the same without one of them and with it again
			w.update(t, Change{Drop: ids(docs[i])})
			w.update(t, Change{Add: said(docs[i])})
		}
		back, atOnce := newWorld(), newWorld()
		atOnce.update(t, Change{Add: said(docs...)})
		for _, f := range slices.Backward(docs) {
			back.update(t, Change{Add: said(f)})
		}
		for how, other := range map[string]*world{"after each went and came": w, "backwards": back} {
			if diff := cmp.Diff(atOnce.dump()+atOnce.notes(), other.dump()+other.notes()); diff != "" {
				t.Errorf("%s, %s: -want +got:\n%s", c.reason, how, diff)
			}
		}
	}
}

// TestTermsFollowDocuments holds that the document that tells of the end parts the terms, and joins them when it goes.
func TestTermsFollowDocuments(t *testing.T) {
	docs := told(t, `holds person="Lê An" office="Chủ tịch" org="Hội A" date=2001`, `holds person="Lê An" office="Chủ tịch" org="Hội A" date=2011`,
		`dismiss appointee="Lê An" office="Chủ tịch" date=2006`, `holds person="Trần Bình" office="Chủ tịch" org="Hội A" date=2008`)
	one, two, ended := []string{"hoi-a 2001 2011  "}, []string{"> hoi-a 2011 2011  ", "hoi-a 2001 2001  "}, []string{"> hoi-a 2011 2011  ", "hoi-a 2001 2001  2006"}
	w := newWorld()
	for _, step := range []struct {
		reason string
		add    []*extract.Facts
		drop   *extract.Facts
		want   []string
	}{
		{"sightings", docs[:2], nil, one},
		{"the end comes", docs[2:3], nil, ended},
		{"and goes", nil, docs[2], one},
		{"somebody else comes", docs[3:], nil, two},
		{"the end comes too", docs[2:3], nil, ended},
		{"the other one goes", nil, docs[3], ended},
		{"and the end", nil, docs[2], one},
	} {
		c := Change{Add: said(step.add...)}
		if step.drop != nil {
			c.Drop = ids(step.drop)
		}
		w.update(t, c)
		if diff := cmp.Diff(step.want, w.tenures(t, "Lê An")); diff != "" {
			t.Errorf("%s: -want +got:\n%s", step.reason, diff)
		}
	}
}

func TestReadMark(t *testing.T) {
	for mark, want := range map[string][3]string{
		"start|office/a|2014": {"start", "office/a", "2014"}, "end|*|2014-02": {"end", "*", "2014-02"},
		"start|=a|b|2014": {"start", "=a|b", "2014"},
	} {
		if what, office, date := readMark(mark); [3]string{what, office, date} != want {
			t.Errorf("%s: %q %q %q", mark, what, office, date)
		}
	}
}

// TestIncumbencyLine holds that the state keeps an incumbency as it is, whatever the names in it.
func TestIncumbencyLine(t *testing.T) {
	for _, name := range []string{"", "Tỉnh ủy", `"Tỉnh ủy"`, `"`, "=a\x00b", "\x00", `a"b\n`, "\xff\x00"} {
		want := incumbency{ID: "tenure/1", Person: name, Post: post{Office: "o", Title: name, Org: name, Country: "VN"}, Docs: 3,
			Stays: []stay{{First: "2021", Last: "2022", Former: "2023", Start: "2020", Again: "2021", End: "2022-05", Till: "2022-12-31", Docs: 2}, {Start: name, Anew: true}}}
		if got, err := readIncumbency(want.line()); err != nil || !got.equal(&want) {
			t.Errorf("%q: %+v, error %v", name, got, err)
		}
	}
	plain := incumbency{ID: "tenure/1", Post: post{Org: "=Bộ"}, Docs: 1, Stays: []stay{{}}}
	line := plain.line()
	for _, line := range []string{"", "a" + sep + "b", line + sep, strings.Replace(line, "=Bộ", `"Bộ`, 1), strings.Replace(line, "false", "no", 1),
		strings.Replace(line, sep+"1"+sep, sep+"one"+sep, 1), strings.Join(strings.Split(line, sep)[:lineFields], sep)} {
		if got, err := readIncumbency(line); !errors.Is(err, errTorn) {
			t.Errorf("%q is %+v, error %v", line, got, err)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2021-03-31", "2021-03-31", 0}, {"2021-03-31", "2021-04-30", 0}, {"2021-03-31", "2021-05-01", 1}, {"2020-12-31", "2021-12-30", 11},
		{"2020-12-31", "2021-12-31", 12}, {"2021-05-01", "2021-03-31", -2}, {"", "2021-03-31", 0}, {"2021-03-31", "~", 0}, {"xxxx-03-31", "2021-03-31", 0},
	} {
		if got := months(c.from, c.to); got != c.want {
			t.Errorf("from %q to %q: %d months, want %d", c.from, c.to, got, c.want)
		}
	}
}
