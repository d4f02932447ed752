package export_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/graph/export"
	"quanhe/graph/query"
)

// modules ends a test where the libraries of npm are not there, and returns their reader.
func modules(t *testing.T) (node, script string) {
	t.Helper()
	node = program(t, "node", "nodejs")
	if _, err := os.Stat(filepath.Join("testdata", "readers", "node_modules")); err != nil {
		missing(t, "the libraries are not there; npm ci in testdata/readers installs them")
	}
	return node, filepath.Join("testdata", "readers", "read.mjs")
}

// Readers of YAML and of Markdown see in the notes of a vault what the questions answer, and no markup but links to notes.
func TestVaultInMarkdown(t *testing.T) {
	node, script := modules(t)
	all := graphs(t)
	var list []reading
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, p := range export.Projections() {
			if p == export.Full && name != "world" {
				continue // thousands of files
			}
			opt := export.Options{Format: export.Markdown, Projection: p}
			r := reading{graph: name, reader: "npm", format: string(opt.Format), opt: opt, projection: p}
			r.file, _ = exportedDir(t, all[name], opt)
			list = append(list, r)
		}
	}
	for i, line := range seen(t, list, node, script) {
		var got struct {
			summary
			Faults []string `json:"faults"`
			Error  string   `json:"error"`
		}
		if err := json.Unmarshal(line, &got); err != nil || got.Error != "" || len(got.Faults) > 0 {
			t.Errorf("%v: %v%s, faults:\n%s", &list[i], err, got.Error, strings.Join(got.Faults, "\n"))
			continue
		}
		want := wanted(t, all[list[i].graph], list[i].projection).summary()
		want.EdgeAttrs, got.EdgeAttrs = nil, nil
		slices.Sort(got.Labels)
		if diff := cmp.Diff(want, got.summary); diff != "" {
			t.Errorf("%v: -want +got:\n%.3000s", &list[i], diff)
		}
	}
}

// TimelineJS takes every event that has a year, on the days that the questions answer.
func TestTimelineJS(t *testing.T) {
	node, script := modules(t)
	all := graphs(t)
	list := readings(t, all, map[string][]export.Options{"npm": of(export.Timeline)})
	for i, line := range seen(t, list, node, script) {
		var got struct {
			Errors []string
			Events []struct{ ID, First, Last, Headline, Text string }
			Error  string
		}
		if err := json.Unmarshal(line, &got); err != nil || got.Error != "" || len(got.Errors) > 0 {
			t.Errorf("%v: %v%s, errors:\n%s", &list[i], err, got.Error, strings.Join(got.Errors, "\n"))
			continue
		}
		want := map[string]string{}
		for _, f := range met(t, query.New(all[list[i].graph], ""), true) {
			first, last := days(f.Date)
			if first == last || len(f.Date) == len("2021-09") || len(f.Date) == len("2021") {
				last = "" // a month or year is one, not its days
			}
			if first != "" {
				want[eventOf(f)] = first + " " + last
			}
		}
		seen := map[string]string{}
		for _, e := range got.Events {
			seen[e.ID] = e.First + " " + e.Last
		}
		if diff := cmp.Diff(want, seen); diff != "" || len(got.Events) != len(want) || len(want) == 0 {
			t.Errorf("%v: %d events, -want +got:\n%.2000s", &list[i], len(got.Events), diff)
		}
	}
}
