package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// onTables makes a store of 100 articles on the disk, all in tables.
func onTables(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "db")
	for first := range 2 { // a log becomes a table when it is read again
		s, err := Open(dir, Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		for n := range 100 * (1 - first) {
			if _, err := s.ReplaceAll([]Labelled{article(n)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// newest is the file whose name sorts last.
func newest(t *testing.T, dir, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s in %s, %v", pattern, dir, err)
	}
	return names[len(names)-1]
}

// TestDamagedFiles damages files of a store. Whoever opens or reads it is told
// which file it is and what to do, or finds all that was confirmed.
func TestDamagedFiles(t *testing.T) {
	half := func(name string) error {
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		return os.Truncate(name, info.Size()/2)
	}
	flip := func(name string) error {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for i := 0; i < len(data); i += 1000 {
			data[i] ^= 0xff
		}
		return os.WriteFile(name, data, 0o644)
	}
	for _, c := range []struct {
		reason, pattern string
		damage          func(string) error
		names           string // how the error calls it; empty when nothing confirmed was in it
	}{
		{"a table cut short", "*.sst", half, ".sst"},
		{"a table that is gone", "*.sst", os.Remove, "sstable"},
		{"a table with changed bytes", "*.sst", flip, "file 0000"},
		{"a manifest cut short", "MANIFEST-*", half, "MANIFEST"},
		{"a manifest that is gone", "MANIFEST-*", os.Remove, "MANIFEST"},
		{"a manifest with changed bytes", "MANIFEST-*", flip, "MANIFEST"},
		{"an empty log that is gone", "*.log", os.Remove, ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := onTables(t)
			name := newest(t, dir, c.pattern)
			if err := c.damage(name); err != nil {
				t.Fatal(err)
			}
			before := tables(t, dir)
			count, err := countQuads(dir)
			if c.names == "" {
				if err != nil || count != 100*articleQuads {
					t.Errorf("%d quads, %v, want all", count, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.names) || !strings.Contains(err.Error(), "extract the documents again into a new directory") {
				t.Errorf("%d quads, error %v, want one with %q and what to do", count, err, c.names)
			}
			if after := tables(t, dir); after < before {
				t.Errorf("looking at a damaged store left %d of %d tables", after, before)
			}
		})
	}
}

func tables(t *testing.T, dir string) int {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil {
		t.Fatal(err)
	}
	return len(names)
}

// countQuads opens a store and reads all of it.
func countQuads(dir string) (n int, err error) {
	s, err := Open(dir, Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	v, err := s.View()
	if err != nil {
		return 0, err
	}
	for _, pattern := range []quad.Quad{{}, {Predicate: quad.IRI("type")}, {Object: quad.IRI("https://quanhe.example/relation/1")}} {
		count := 0
		if err := v.Each(pattern, func(quad.Quad) error { count++; return nil }); err != nil {
			return 0, err
		}
		n = max(n, count)
	}
	return n, nil
}

// TestLockedByAnotherProcess runs the test binary again to hold the store open.
func TestLockedByAnotherProcess(t *testing.T) {
	if dir := os.Getenv("QUANHE_HOLD"); dir != "" {
		s, err := Open(dir, Options{Create: true})
		fmt.Println("held", err)
		io.Copy(io.Discard, os.Stdin) // until the other process lets go
		s.Close()
		return
	}
	dir := filepath.Join(t.TempDir(), "db")
	holder := exec.Command(os.Args[0], "-test.run=^TestLockedByAnotherProcess$")
	holder.Env = append(os.Environ(), "QUANHE_HOLD="+dir)
	hold, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	var said string
	if _, err := fmt.Fscanf(out, "held %s", &said); err != nil || said != "<nil>" {
		t.Fatalf("the other process: %q, %v", said, err)
	}
	for _, opt := range []Options{{}, {ReadOnly: true}, {Create: true}} {
		start := time.Now()
		_, err := Open(dir, opt)
		if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "close the other quanhe") {
			t.Errorf("open %+v: error %v after %v", opt, err, time.Since(start))
		}
	}
	if err := errors.Join(hold.Close(), holder.Wait()); err != nil {
		t.Fatal(err)
	}
	if _, err := countQuads(dir); err != nil {
		t.Errorf("open once the other process is gone: %v", err)
	}
}

// TestNoSpace lets the disk be full for one kind of file only, at which Pebble
// alone would panic or wait for ever.
func TestNoSpace(t *testing.T) {
	for _, c := range []struct {
		reason string
		fails  func(errorfs.Op) bool
	}{
		{"tables", func(op errorfs.Op) bool { return strings.HasSuffix(op.Path, ".sst") }},
		{"a new log", func(op errorfs.Op) bool { return op.Kind == errorfs.OpCreate || op.Kind == errorfs.OpReuseForWrite }},
		{"the end of a log", func(op errorfs.Op) bool { return strings.HasSuffix(op.Path, ".log") }},
		{"the manifest", func(op errorfs.Op) bool { return strings.Contains(op.Path, "MANIFEST") }},
	} {
		t.Run(c.reason, func(t *testing.T) {
			disk := vfs.NewMem()
			full := false
			s := reopen(t, errorfs.Wrap(disk, errorfs.InjectorFunc(func(op errorfs.Op) error {
				if full && op.Kind.ReadOrWrite() == errorfs.OpIsWrite && c.fails(op) {
					return &os.PathError{Op: "write", Path: op.Path, Err: syscall.ENOSPC}
				}
				return nil
			})))
			replace(t, s, "d", version(1, 10))
			full = true
			done, err := s.db.AsyncFlush()
			if err != nil {
				t.Fatal(err)
			}
			select {
			case <-done:
			case <-time.After(10 * time.Second):
				t.Fatal("the flush never ended")
			}
			_, err = s.Replace(quad.IRI("d"), version(2, 10))
			for _, want := range []string{"db/", "no space left", "make room", "open the store again"} {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("a write on a full disk: error %v, want one with %q", err, want)
				}
			}
			if got := holdsVersion(t, s, 10); got != 1 {
				t.Errorf("the store reads version %d, want 1", got)
			}
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
			full = false
			if got := holdsVersion(t, reopen(t, disk), 10); got != 1 {
				t.Errorf("version %d after opening again, want 1", got)
			}
		})
	}
}

// diskOfItsOwn mounts a file system of its own, for which one must be root.
func diskOfItsOwn(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=70m"); err != nil {
		t.Skipf("no disk of its own (%v); TestNoSpace and TestModel fill one that is made up", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// TestSmallDisk fills a real disk.
func TestSmallDisk(t *testing.T) {
	disk := diskOfItsOwn(t)
	dir := filepath.Join(disk, "db")
	s, err := Open(dir, Options{Create: true, Cache: 1}) // which leaves less of the disk free
	if err != nil {
		t.Fatal(err)
	}
	confirmed := 0
	for err == nil {
		docs := make([]Labelled, 100)
		for i := range docs {
			docs[i] = article(confirmed + i)
		}
		if _, err = s.ReplaceAll(docs); err == nil {
			confirmed += len(docs)
		}
	}
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "free some") {
		t.Errorf("a full disk: error %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	roomy := filepath.Join(t.TempDir(), "db")
	if err := os.CopyFS(roomy, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	n, err := countQuads(roomy)
	if n != confirmed*articleQuads && n != (confirmed+100)*articleQuads || err != nil || confirmed == 0 {
		t.Errorf("%d quads in the copy, %v, want those of %d articles", n, err, confirmed)
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, opt := range []Options{{}, {ReadOnly: true}, {Create: true}} {
		_, err := Open(dir, opt)
		if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "directory that can be written") {
			t.Errorf("open %+v on a read-only disk: error %v", opt, err)
		}
	}
}
