package resolve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/graph"
	"quanhe/rules"
)

// seeds are five articles about Vietnam's foreign affairs in 2021 that stand beside the repository, where they stand at
// all; the script events.txtar tells the like in our own words.
const seeds = "../../../shared/seeds"

// TestSeeds holds what readers of the seeds know: which of their reports tell of one event.
func TestSeeds(t *testing.T) {
	if _, err := os.Stat(seeds); errors.Is(err, fs.ErrNotExist) {
		t.Skip("no seeds beside the repository")
	}
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(set)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld()
	err = source.Read(context.Background(), []string{seeds}, nil, func(d source.Document, err error) error {
		if err != nil {
			return err
		}
		f, err := x.Extract(d)
		if err != nil {
			return err
		}
		w.update(t, Change{Add: said(f)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	v := graph.NewVocabulary("")
	var events, holders []string
	for subject, quads := range w.derived {
		n := v.NewNode(subject, quads)
		name := func(id string) string { return strings.Split(id, "/")[1] }
		switch n.Class() {
		case v.Event:
			e := n.Event(name)
			var who []string
			for _, a := range e.Args {
				who = append(who, a.Name)
			}
			events = append(events, fmt.Sprintf("%d %s %s %v %s %v", e.Reports, e.Relation, e.Date, e.Conflicts, e.Label, who))
		case v.Tenure:
			if o := n.Tenure(); strings.Contains(o.Office, "truong-ban-doi-ngoai-trung-uong") {
				holders = append(holders, fmt.Sprintf("%s %s-%s %d", name(o.Person), o.First, o.Last, len(o.Rivals)))
			}
		}
	}
	for want, times := range map[string]int{
		"4 conference 2021-12-15 [date] Hội nghị Đối ngoại toàn quốc": 1,
		"3 issue_document 2019-02-18 []":                              1,
		"4 congress 2021 [] Đại hội XIII":                             1,
		"1 phone_call 2021-07 []  [nguyen-phu-trong-4be086 miguel":    1,
		"1 phone_call 2021-05 []  [nguyen-phu-trong-4be086 miguel":    1,
		"1 working_session XXXX-12-23":                                1,
	} {
		got := 0
		for _, e := range events {
			if strings.HasPrefix(e, want) {
				got++
			}
		}
		if got != times {
			slices.Sort(events)
			t.Errorf("%d events %q, want %d, in\n%s", got, want, times, strings.Join(events, "\n"))
		}
	}
	slices.Sort(holders)
	want := "[hoang-binh-quan-ca9960 XXXX-12-23-XXXX-12-23 0 le-hoai-trung-5e28ad 2022-01-28-2022-01-28 0]"
	if got := fmt.Sprint(holders); got != want {
		t.Errorf("holders %s, want %s", got, want)
	}
}
