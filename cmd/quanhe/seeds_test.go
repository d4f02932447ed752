package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// seeds are five articles about Vietnam's foreign affairs in 2021 that stand beside the repository, where they stand at
// all; the script questions.txtar asks the like of our own.
const seeds = "../../../shared/seeds"

// TestSeeds holds what readers of the seeds would tell somebody who asks.
func TestSeeds(t *testing.T) {
	if _, err := os.Stat(seeds); errors.Is(err, fs.ErrNotExist) {
		t.Skip("no seeds beside the repository")
	}
	from, err := filepath.Abs(seeds)
	if err != nil {
		t.Fatal(err)
	}
	sh := newGuideShell(t, false)
	sh.run("quanhe extract -q " + from)
	for _, c := range []struct {
		reason, command string
		rows            []string // patterns, each of which a line of the answer fits
		none            string   // pattern that no line fits
	}{
		{"by phone and in person; what has no year is only possible", `quanhe met "nguyen phu trong" --from 2021 --to 2021 -o tsv`, []string{
			`^2021-02\tphone_call\tNguyễn Phú Trọng – Raul Castro Ruz\t`,
			`^2021-05\tphone_call\tNguyễn Phú Trọng – Miguel Díaz-Canel\t`,
			`^2021-07\tphone_call\tNguyễn Phú Trọng – Miguel Díaz-Canel\t`,
			`^2021-09\tmeet\tNguyễn Phú Trọng – Hun Xen, Thongloun Sisoulith\t`,
			`^XXXX-12-23\?\tworking_session\t`,
		}, "conference|planned"},
		{"the three of them", `quanhe met "nguyen phu trong" "hun xen" "thongloun sisoulith" -o tsv`, []string{`^2021-09\tmeet\t`}, "phone_call"},
		{"they were at one conference, which is no encounter", `quanhe path "le hoai trung" "hun xen"`,
			[]string{"^no chain of at most 6 encounters leads from Lê Hoài Trung to Hun Xen; over conferences there is one of 2 steps"}, `^\d`},
		{"over the conference of four reports, whose date is disputed",
			`quanhe path "le hoai trung" "hun xen" --type conference,meet -o tsv`, []string{
				`^1\tLê Hoài Trung\tNguyễn Phú Trọng\t2021-12-15 \(or .*2021-12-14\)\tconference\t1\t.*\(4 reports\)$`,
				`^2\tNguyễn Phú Trọng\tHun Xen\t2021-09\tmeet\t1\t`,
			}, `^3\t`},
		{"the country's own visits and those of its leaders", `quanhe timeline Lào -o tsv`, []string{
			`^2021-06\tvisit\tThongloun Sisoulith – Việt Nam\t`, `^2021-08\tvisit\tNguyễn Xuân Phúc – Lào\t`, `^2021-09\tmeet\t`,
			`^2021-12\tvisit\tXaysomphone Phomvihane – Việt Nam\t`,
		}, "Cuba – "},
		{"events, not reports", `quanhe top met --limit 1 -o tsv`, []string{`^Nguyễn Phú Trọng\t11\t11\t`}, ""},
	} {
		got := sh.run(c.command)
		for _, row := range c.rows {
			if !regexp.MustCompile("(?m)" + row).MatchString(got) {
				t.Errorf("%s: %s: nothing fits %s in\n%s", c.reason, c.command, row, got)
			}
		}
		if c.none != "" && regexp.MustCompile("(?m)"+c.none).MatchString(got) {
			t.Errorf("%s: %s: something fits %s in\n%s", c.reason, c.command, c.none, got)
		}
	}
}
