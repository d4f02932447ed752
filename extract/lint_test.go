package extract

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"quanhe/rules"
)

// TestLint lays the rule files of each archive over the built-in rules and wants the faults of its last section: those
// that make the rules unusable, or else what lint finds.
func TestLint(t *testing.T) {
	names, err := filepath.Glob("testdata/lint/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d archives, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			last := len(archive.Files) - 1
			for _, f := range archive.Files[:last] {
				path := filepath.Join(dir, filepath.FromSlash(f.Name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, f.Data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got := strings.ReplaceAll(lintDir(t, dir), dir+"/", "")
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// lintDir returns the faults of the rules in a folder, a line each.
func lintDir(t *testing.T, dir string) string {
	t.Helper()
	set, err := rules.LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(set)
	if err == nil {
		err = x.Lint()
	}
	if err == nil {
		return ""
	}
	if faults := (rules.Errors)(nil); !errors.As(err, &faults) {
		t.Fatalf("%v is not rules.Errors", err)
	}
	return err.Error() + "\n"
}

func TestBuiltInRulesAreClean(t *testing.T) {
	if err := embedded(t).Lint(); err != nil {
		t.Errorf("the rules of the program have faults:\n%v", err)
	}
}

// Rules whose files have faults are compiled all the same, so that the faults of their patterns come to light with the
// others: New reports those and does not stumble over what is missing.
func TestNewReadsFaultyRules(t *testing.T) {
	archive, err := txtar.ParseFile("../rules/testdata/broken.txtar")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := os.ReadFile("../rules/schema.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"schema.yaml": {Data: schema}}
	for _, f := range archive.Files {
		if f.Name != "want" {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	set, err := rules.Load(files)
	if err == nil || set == nil {
		t.Fatalf("Load: %v", err)
	}
	if _, err = New(set); err == nil || !errors.As(err, new(rules.Errors)) {
		t.Errorf("New: %v, want rules.Errors", err)
	}
}
