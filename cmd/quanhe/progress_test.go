package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// There is as much to do as will be read: nothing of what is hidden below a folder.
func TestSize(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"in/a.txt": "một", "in/b/c.txt": "hai", "in/.d.txt": "ba", "in/.git/e.txt": "bốn", ".f/g.txt": "năm", "z/h.zip": "sáu"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	in, hidden := filepath.Join(dir, "in"), filepath.Join(dir, ".f")
	for _, c := range []struct {
		reason string
		paths  []string
		want   int64
	}{
		{"files in folders", []string{in}, int64(len("một") + len("hai"))},
		{"what is given is no secret", []string{in, hidden, filepath.Join(in, ".d.txt")}, int64(len("một") + len("hai") + len("năm") + len("ba"))},
		{"how much an archive holds, nobody knows", []string{in, filepath.Join(dir, "z")}, 0},
		{"nor what comes in", []string{in, "-"}, 0},
		{"nothing is there", []string{filepath.Join(dir, "x")}, 0},
	} {
		if got := size(t.Context(), c.paths); got != c.want {
			t.Errorf("%s: %d bytes, want %d", c.reason, got, c.want)
		}
	}
}

// How much there is to do is shown, also when it is known only just after a document was counted, and all are.
func TestShort(t *testing.T) {
	var shown strings.Builder
	found := make(chan struct{})
	p := newProgress(&shown, func() int64 { <-found; return 20 })
	p.step(5)
	p.step(15)
	time.AfterFunc(redraw/4, func() { close(found) })
	p.end()
	if s := shown.String(); !strings.Contains(s, "1 documents") || !strings.Contains(s, "%") {
		t.Errorf("%q is shown, without how much of all is done", s)
	}
}
