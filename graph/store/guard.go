package store

import (
	"errors"
	"io"
	iofs "io/fs"
	"strings"
	"sync"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// guard stands between Pebble and the disk. The first write that the disk
// refuses ends writing, as if the power had gone: from then on nothing on the
// disk changes, and what Pebble still writes stays in memory until the store is
// closed. Pebble itself would panic where it cannot start or end a log, retry
// for ever where it cannot write a table, and let the writer wait for that.
//
// So what is confirmed is on the disk, what is on it is whole, the store says
// why it takes no more, and reading goes on.
type guard struct {
	vfs.FS
	memory  *vfs.MemFS
	failure *failure

	mu   sync.Mutex
	kept []string // tables that Pebble takes for obsolete, until release
	open bool
}

func newGuard(fs vfs.FS, f *failure) *guard {
	return &guard{FS: fs, memory: vfs.NewMem(), failure: f}
}

// cut reports whether the disk is left alone.
func (g *guard) cut() bool { return g.failure.stopped() }

// try does something to the disk unless it is left alone, and leaves it alone
// after an error. It reports whether it was done.
func (g *guard) try(do func() error) bool {
	if g.cut() {
		return false
	}
	err := do()
	if err != nil {
		g.failure.stop(err)
	}
	return err == nil
}

// Create is the disk's, or makes a file in memory.
func (g *guard) Create(name string, category vfs.DiskWriteCategory) (f vfs.File, err error) {
	if g.try(func() error { f, err = g.create(name, category); return err }) {
		return g.file(name, f), nil
	}
	if err := g.memory.MkdirAll(g.PathDir(name), 0o755); err != nil {
		return nil, err
	}
	return g.memory.Create(name, category)
}

// create makes a file on the disk. The name of a manifest is on the disk before Pebble makes the marker that points to it,
// which it syncs in one go with it: a disk that loses power in between may keep the one and not the other.
func (g *guard) create(name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := g.FS.Create(name, category)
	if err != nil || !strings.HasPrefix(g.PathBase(name), "MANIFEST-") {
		return f, err
	}
	dir, err := g.FS.OpenDir(g.PathDir(name))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if err := errors.Join(dir.Sync(), dir.Close()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// ReuseForWrite is the disk's, or makes a new file in memory.
func (g *guard) ReuseForWrite(old, name string, category vfs.DiskWriteCategory) (f vfs.File, err error) {
	if g.try(func() error { f, err = g.FS.ReuseForWrite(old, name, category); return err }) {
		return g.file(name, f), nil
	}
	return g.Create(name, category)
}

func (g *guard) file(name string, f vfs.File) vfs.File {
	base := g.PathBase(name)
	journal := strings.HasSuffix(base, ".log") || strings.HasPrefix(base, "MANIFEST-")
	return &guardedFile{File: f, guard: g, name: name, journal: journal}
}

// Open reads from memory what is there, and anything else from the disk.
func (g *guard) Open(name string, opts ...vfs.OpenOption) (vfs.File, error) {
	if g.cut() {
		if f, err := g.memory.Open(name, opts...); err == nil {
			return f, nil
		}
	}
	return g.FS.Open(name, opts...)
}

// Stat looks into memory first.
func (g *guard) Stat(name string) (vfs.FileInfo, error) {
	if g.cut() {
		if info, err := g.memory.Stat(name); err == nil {
			return info, nil
		}
	}
	return g.FS.Stat(name)
}

// OpenDir opens a directory on the disk, to be synced.
func (g *guard) OpenDir(name string) (vfs.File, error) {
	f, err := g.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return &guardedFile{File: f, guard: g, name: name, journal: true}, nil
}

// Remove takes nothing from a disk that is left alone, and no table before
// release.
func (g *guard) Remove(name string) error {
	if g.cut() {
		return unlessMissing(g.memory.Remove(name))
	}
	if strings.HasSuffix(name, ".sst") && g.keep(name) {
		return nil
	}
	return g.FS.Remove(name)
}

func (g *guard) keep(name string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.open {
		g.kept = append(g.kept, name)
	}
	return !g.open
}

// release removes the tables that were kept, now that the store is known to be
// one.
func (g *guard) release() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = true
	for _, name := range g.kept {
		_ = g.FS.Remove(name) // the next one to open the store tries again
	}
	g.kept = nil
}

// Rename renames on the disk, or in memory. A file whose name was not to last
// and that is still on the disk, as Pebble's options can be, is not needed again.
func (g *guard) Rename(old, name string) error {
	if g.try(func() error { return g.FS.Rename(old, name) }) {
		return nil
	}
	return unlessMissing(g.memory.Rename(old, name))
}

func unlessMissing(err error) error {
	if errors.Is(err, iofs.ErrNotExist) {
		return nil
	}
	return err
}

// Link puts tables into the store, which has no point in memory.
func (g *guard) Link(old, name string) error {
	if g.cut() {
		return g.failure.check()
	}
	return g.FS.Link(old, name)
}

// guardedFile is a file, or a directory, that was on the disk when it was opened.
type guardedFile struct {
	vfs.File
	guard   *guard
	name    string
	journal bool     // not read again while the store is open
	written int64    // bytes, by Write
	instead vfs.File // in memory, with all that was written; nil as long as File has it
}

// Write writes to the disk or goes on in memory.
func (f *guardedFile) Write(p []byte) (int, error) {
	if f.instead == nil && f.guard.try(func() error { _, err := f.File.Write(p); return err }) {
		f.written += int64(len(p))
		return len(p), nil
	}
	if f.journal {
		return len(p), nil
	}
	if f.instead == nil {
		if err := f.move(); err != nil {
			return 0, err
		}
	}
	return f.instead.Write(p)
}

// move copies what was written so far into memory.
func (f *guardedFile) move() error {
	old, err := f.guard.FS.Open(f.name)
	if err != nil {
		return err
	}
	defer old.Close()
	moved, err := f.guard.Create(f.name, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	if _, err := io.CopyN(moved, old, f.written); err != nil {
		return err
	}
	f.instead = moved
	return nil
}

// try does something to the file unless the disk is left alone.
func (f *guardedFile) try(do func() error) error {
	f.guard.try(do)
	return nil
}

// WriteAt implements io.WriterAt; Pebble does not write so.
func (f *guardedFile) WriteAt([]byte, int64) (int, error) { return 0, errors.ErrUnsupported }

// Sync implements vfs.File.
func (f *guardedFile) Sync() error { return f.try(f.File.Sync) }

// SyncData implements vfs.File.
func (f *guardedFile) SyncData() error { return f.try(f.File.SyncData) }

// SyncTo implements vfs.File.
func (f *guardedFile) SyncTo(length int64) (full bool, err error) {
	return full, f.try(func() (err error) { full, err = f.File.SyncTo(length); return err })
}

// Preallocate asks for room ahead of need; without it, writing tells.
func (f *guardedFile) Preallocate(offset, length int64) error {
	if !f.guard.cut() {
		_ = f.File.Preallocate(offset, length)
	}
	return nil
}

// Close implements io.Closer.
func (f *guardedFile) Close() error {
	if err := f.File.Close(); err != nil {
		f.guard.failure.stop(err)
	}
	if f.instead != nil {
		return f.instead.Close()
	}
	return nil
}
