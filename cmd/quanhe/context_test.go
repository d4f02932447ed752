package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What stands around a sentence is looked for in the file that the document came from before all of the folder is read.
func TestWhereabouts(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/b.txt", "a/c.zip", "d.jsonl", "e#1.txt"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ reason, origin, id, want string }{
		{"a file", "", "a/b.txt", "a/b.txt ."},
		{"a file in an archive", "", "a/c.zip/x/y.html", "a/c.zip ."},
		{"a line", "", "d.jsonl#3", "d.jsonl ."},
		{"a file with a sign of a line", "", "e#1.txt", "e#1.txt ."},
		{"a record with an id of its own", "", "a/7", "."},
		{"a file that was given", "a/b.txt", "b.txt", "a/b.txt"},
		{"an origin that is gone", "x", "y.txt", ""},
	} {
		origin := filepath.Join(dir, filepath.FromSlash(c.origin))
		var got []string
		for _, path := range whereabouts(origin, c.id) {
			rel, err := filepath.Rel(dir, path)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, filepath.ToSlash(rel))
		}
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}
