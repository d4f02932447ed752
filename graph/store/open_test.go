package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// openWithMetadata writes metadata into a fresh directory and returns the error of
// opening it.
func openWithMetadata(t *testing.T, data string) error {
	t.Helper()
	fs := vfs.NewMem()
	db, err := pebble.Open("db", &pebble.Options{FS: fs, Logger: &failure{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Set([]byte{tagMeta}, []byte(data), pebble.Sync), db.Close()); err != nil {
		t.Fatal(err)
	}
	s, err := open(fs, "db", Options{})
	if err == nil {
		t.Errorf("metadata %s: opened", data)
		s.Close()
	}
	return err
}

func TestOtherLayouts(t *testing.T) {
	for _, c := range []struct {
		reason, data string
		layout       int
		want         string
	}{
		{"an older layout", `{"layout":2,"id":16,"hash":"sha256"}`, 2, "extract the documents again"},
		{"a newer layout", `{"layout":4,"id":16,"hash":"sha256"}`, 4, "update quanhe"},
		{"ids of another length", `{"layout":3,"id":12,"hash":"sha256"}`, 0, "12 bytes"},
		{"not metadata", `hello`, 0, "not readable"},
	} {
		err := openWithMetadata(t, c.data)
		var version *VersionError
		if !errors.As(err, &version) || version.Layout != c.layout || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want a VersionError of layout %d with %q", c.reason, err, c.layout, c.want)
		}
	}
}

func TestForeignDatabase(t *testing.T) {
	fs := vfs.NewMem()
	db, err := pebble.Open("db", &pebble.Options{FS: fs, Logger: &failure{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Set([]byte("theirs"), nil, pebble.Sync), db.Close()); err != nil {
		t.Fatal(err)
	}
	_, err = open(fs, "db", Options{Create: true})
	if version := (*VersionError)(nil); !errors.As(err, &version) || !strings.Contains(err.Error(), "another program") {
		t.Errorf("error %v, want a VersionError that names another program", err)
	}
}

func TestNewerFiles(t *testing.T) {
	fs := vfs.NewMem()
	s := reopen(t, fs)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	marker, err := fs.Create("db/marker.format-version.000999.999", vfs.WriteCategoryUnspecified)
	if err != nil {
		t.Fatal(err)
	}
	if err := marker.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = open(fs, "db", Options{})
	if version := (*VersionError)(nil); !errors.As(err, &version) {
		t.Errorf("error %v, want a VersionError", err)
	}
}

func TestRegister(t *testing.T) {
	Register()
	Register() // Cayley panics on a second registration
	dir := filepath.Join(t.TempDir(), "db")
	if _, err := graph.NewQuadStore(Name, dir, nil); !errors.Is(err, ErrMissing) {
		t.Errorf("open by name before init: error %v, want ErrMissing", err)
	}
	if err := graph.InitQuadStore(Name, dir, nil); err != nil {
		t.Fatal(err)
	}
	qs, err := graph.NewQuadStore(Name, dir, graph.Options{"read_only": true})
	if err != nil {
		t.Fatal(err)
	}
	if err := qs.ApplyDeltas(nil, graph.IgnoreOpts{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("ApplyDeltas: error %v, want ErrReadOnly", err)
	}
	if err := qs.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestForeignDirectory(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{dir, "notes.txt"},
		{filepath.Join(dir, "notes.txt"), "it is a file"},
	} {
		_, err := Open(c.path, Options{Create: true})
		if version := (*VersionError)(nil); !errors.As(err, &version) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("open %s: error %v, want a VersionError with %q", c.path, err, c.want)
		}
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("looking at a foreign directory left %d files in it", len(files))
	}
}

func TestMissing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	for _, opt := range []Options{{}, {ReadOnly: true}} {
		if _, err := Open(dir, opt); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), dir) {
			t.Errorf("open with %+v: error %v, want ErrMissing with the directory", opt, err)
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("opening a missing store made its directory: %v", err)
	}
}

func TestLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, other); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path string
		opt  Options
	}{{dir, Options{}}, {dir, Options{ReadOnly: true}}, {other, Options{}}} {
		if _, err := Open(c.path, c.opt); !errors.Is(err, ErrLocked) {
			t.Errorf("open %s %+v while open: error %v, want ErrLocked", c.path, c.opt, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(dir, Options{})
	if err != nil {
		t.Fatalf("open after close: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnly(t *testing.T) {
	fs := vfs.NewMem()
	s := reopen(t, fs)
	if _, err := s.Replace(q("", "", "", "d").Label, doc("d", 3)); err != nil {
		t.Fatal(err)
	}
	want := all(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := open(fs, "db", Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := all(t, s); len(got) != 3 || len(want) != 3 {
		t.Errorf("read-only store shows %v, want %v", got, want)
	}
	if _, err := s.Drop(q("", "", "", "d").Label); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Drop: error %v, want ErrReadOnly", err)
	}
	if _, err := s.NewQuadWriter(); !errors.Is(err, ErrReadOnly) {
		t.Errorf("NewQuadWriter: error %v, want ErrReadOnly", err)
	}
	if _, err := open(fs, "new", Options{ReadOnly: true, Create: true}); err == nil {
		t.Error("a store was created read-only")
	}
}

func TestBaseIsFrozen(t *testing.T) {
	fs := vfs.NewMem()
	for _, c := range []struct {
		reason, base string
		ok           bool
	}{
		{"created", "https://a.example/", true},
		{"opened without a base", "", true},
		{"opened with the same", "https://a.example/", true},
		{"opened with another", "https://b.example/", false},
	} {
		s, err := open(fs, "db", Options{Create: true, Base: c.base})
		if ok := err == nil; ok != c.ok {
			t.Errorf("%s: error %v", c.reason, err)
		}
		if err != nil {
			continue
		}
		if s.Base() != "https://a.example/" {
			t.Errorf("%s: base %q", c.reason, s.Base())
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCreationCutShort leaves what a crash leaves at two moments of a creation.
func TestCreationCutShort(t *testing.T) {
	lockOnly := vfs.NewMem()
	if err := lockOnly.MkdirAll("db", 0o755); err != nil {
		t.Fatal(err)
	}
	lock, err := pebble.LockDirectory("db", lockOnly)
	if err != nil {
		t.Fatal(err)
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	noMetadata := vfs.NewMem()
	db, err := pebble.Open("db", &pebble.Options{FS: noMetadata, Logger: &failure{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for reason, fs := range map[string]vfs.FS{"after the lock": lockOnly, "before the metadata": noMetadata} {
		if _, err := open(fs, "db", Options{}); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: open: error %v, want ErrMissing", reason, err)
		}
		s, err := open(fs, "db", Options{Create: true})
		if err != nil {
			t.Errorf("%s: create: %v", reason, err)
			continue
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: close: %v", reason, err)
		}
	}
}

func TestAfterClose(t *testing.T) {
	s := memory(t)
	v := view(t, s)
	scan := s.QuadsAllIterator().Iterate()
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	label := q("", "", "", "d").Label
	_, replaceErr := s.Replace(label, nil)
	_, viewErr := s.View()
	_, valueErr := v.ValueOf(label)
	_, hasErr := v.Has(q("s", "p", "o", "l"))
	if scan.Next(t.Context()) {
		t.Error("a scan went on after Close")
	}
	for what, err := range map[string]error{
		"Replace": replaceErr, "View": viewErr, "ValueOf": valueErr, "Has": hasErr, "scan": scan.Err(),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s after Close: error %v, want ErrClosed", what, err)
		}
	}
	if err := v.Close(); err != nil {
		t.Errorf("closing a view after its store: %v", err)
	}
}
