package extract

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"testing"
)

// Every package that facts come through is part of the engine's name, but for those that do not bear on them: what the
// readers make of a file is a part of the document's own hash, and eval only compares.
func TestEngineIsNamedByAllItsSources(t *testing.T) {
	files, err := fs.Glob(sources, "*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	own, err := fs.Glob(sources, "*.go")
	if err != nil || !slices.Contains(own, "reading.go") {
		t.Fatalf("the sources of the package itself are not there: %v (%v)", own, err)
	}
	named := map[string]bool{}
	for _, f := range files {
		named[path.Dir(f)] = true
	}
	for _, dir := range dirs(t) {
		if want := dir != "source" && dir != "eval"; named[dir] != want {
			t.Errorf("package %s is part of the engine's name: %v, want %v", dir, named[dir], want)
		}
	}
	if len(Engine()) != 24 || Engine() != Engine() {
		t.Errorf("engine %q", Engine())
	}
}

// dirs returns the folders of packages below this one.
func dirs(t *testing.T) (dirs []string) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != "testdata" {
			dirs = append(dirs, e.Name())
		}
	}
	return dirs
}
