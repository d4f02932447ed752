package store

import (
	"encoding/json"
	"errors"
	"fmt"
	iofs "io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// layoutVersion is raised whenever other code could misread the keys or what the
// quads say, or change some and leave others that must go with them. Layout 2 has
// notes; in layout 3 sentences are nodes to which claims lead.
const layoutVersion = 3

// formatVersion pins Pebble's file format, so that updating Pebble alone never
// makes a store unreadable to the quanhe that wrote it.
const formatVersion = pebble.FormatValueSeparation

var (
	// ErrMissing says that there is no store in the directory.
	ErrMissing = errors.New("no store here")
	// ErrLocked says that another process, or this one, has the store open.
	ErrLocked = errors.New("store is in use")
	// ErrReadOnly says that a store or view was asked to change.
	ErrReadOnly = errors.New("store is open read-only")
	// ErrClosed says that a store or view was used after Close.
	ErrClosed = errors.New("store is closed")
)

// VersionError says that a directory holds something this package cannot read:
// a store of another layout or no quanhe store at all.
type VersionError struct {
	Dir    string
	Layout int    // the layout found; 0 when there is none to name
	Reason string // what gave it away, when there is no layout
}

// Error names the directory and what to do next.
func (e *VersionError) Error() string {
	switch {
	case e.Layout == 0:
		return fmt.Sprintf("%s is not a store this quanhe reads: %s; choose another directory, or an empty one to create a store", e.Dir, e.Reason)
	case e.Layout < layoutVersion:
		return fmt.Sprintf("store %s has the old layout %d, this quanhe reads layout %d; extract the documents again into a new "+
			"directory, or have the quanhe that made it export its claims and import them", e.Dir, e.Layout, layoutVersion)
	default:
		return fmt.Sprintf("store %s has layout %d, this quanhe reads layout %d; update quanhe or choose another directory", e.Dir, e.Layout, layoutVersion)
	}
}

// metadata is what the M key holds.
type metadata struct {
	Layout int    `json:"layout"`
	ID     int    `json:"id"` // bytes per value id
	Hash   string `json:"hash"`
	Base   string `json:"base"`
}

// realPath is dir without symbolic links: the lock inside one process is by
// name, so two names of one directory must not look like two directories.
func realPath(dir string) (string, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real, nil
	}
	return path, nil // missing, or an error that listing it will explain
}

// inspect looks at the directory before anything in it is touched, makes it when
// it may, and returns the Pebble format to open it with. A store keeps the format
// it was created with, so that a failed look at it by a newer quanhe does not
// take it away from the older one.
func inspect(fs vfs.FS, dir string, create bool) (pebble.FormatMajorVersion, error) {
	names, err := fs.List(dir)
	switch {
	case errors.Is(err, syscall.ENOTDIR):
		return 0, &VersionError{Dir: dir, Reason: "it is a file"}
	case err != nil && !errors.Is(err, iofs.ErrNotExist):
		return 0, fmt.Errorf("store %s: %w", dir, err)
	}
	if err == nil {
		desc, err := pebble.Peek(dir, fs)
		if err != nil {
			return 0, openError(dir, err)
		}
		if desc.Exists {
			return max(desc.FormatMajorVersion, pebble.FormatMinSupported), nil
		}
	}
	for _, name := range names {
		if !pebbleName(name) {
			return 0, &VersionError{Dir: dir, Reason: fmt.Sprintf("it holds %q", name)}
		}
	}
	if !create {
		return 0, fmt.Errorf("%w: %s; extract documents into it first, or name the directory of an existing store", ErrMissing, dir)
	}
	if err := fs.MkdirAll(dir, 0o755); err != nil {
		return 0, fmt.Errorf("store %s: %w", dir, err)
	}
	return formatVersion, nil
}

// pebbleName reports whether Pebble makes files of this name: what a creation
// that was cut short may leave.
func pebbleName(name string) bool {
	for _, prefix := range []string{"MANIFEST-", "OPTIONS-", "marker."} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	number, ext, _ := strings.Cut(name, ".")
	_, err := strconv.ParseUint(number, 10, 64)
	return name == "LOCK" || err == nil && (ext == "log" || ext == "dbtmp" || ext == "sst")
}

// lockDir takes the directory's lock. Whatever goes wrong beyond creating the
// lock file means that somebody else has it.
func lockDir(fs vfs.FS, dir string) (*pebble.Lock, error) {
	lock, err := pebble.LockDirectory(dir, fs)
	if pathErr := (*iofs.PathError)(nil); errors.As(err, &pathErr) {
		return nil, fmt.Errorf("store %s: lock: %w%s", dir, err, remedy(err))
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s; close the other quanhe that has it open, then try again (%v)", ErrLocked, dir, err)
	}
	return lock, nil
}

// openError explains an error of Pebble, which has no type for its versions.
func openError(dir string, err error) error {
	if strings.Contains(err.Error(), "format major version") {
		return &VersionError{Dir: dir, Reason: "its files have a format from after this quanhe"}
	}
	err = tableError(dir, err)
	next := remedy(err)
	if next == "" && !errors.As(err, new(*TableError)) {
		next = remedyDamaged // whatever else keeps Pebble from opening what it wrote
	}
	return fmt.Errorf("store %s: open: %w%s", dir, err, next)
}

const remedyDamaged = "; its files are damaged, and were left as they are: " +
	"put a copy in their place, or extract the documents again into a new directory"

// remedy is what to do about an error of the disk, to be put behind it; empty if
// nothing is known.
func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "; make room on the disk, then try again"
	case errors.Is(err, iofs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "; a store needs a directory that can be written, also to be read: make it so, or copy it elsewhere"
	}
	return ""
}

// agree reads the metadata and checks it, or writes it into a new store. It
// returns the base that is frozen in the store.
func agree(db *pebble.DB, fs vfs.FS, dir string, opt Options) (base string, err error) {
	data, closer, err := db.Get([]byte{tagMeta})
	if errors.Is(err, pebble.ErrNotFound) {
		return opt.Base, initialise(db, fs, dir, opt)
	}
	if err != nil {
		return "", openError(dir, err)
	}
	var meta metadata
	err = errors.Join(json.Unmarshal(data, &meta), closer.Close())
	switch {
	case err != nil:
		return "", &VersionError{Dir: dir, Reason: "its metadata is not readable"}
	case meta.Layout != layoutVersion:
		return "", &VersionError{Dir: dir, Layout: meta.Layout}
	case meta.ID != idLen || meta.Hash != hashName:
		return "", &VersionError{Dir: dir, Reason: fmt.Sprintf("its ids are %d bytes of %s", meta.ID, meta.Hash)}
	case opt.Base != "" && opt.Base != meta.Base:
		return "", fmt.Errorf("store %s was created with the base %q, not %q; use that base or a new directory", dir, meta.Base, opt.Base)
	}
	return meta.Base, nil
}

// freeze writes the metadata.
func freeze(db *pebble.DB, base string) error {
	data, err := json.Marshal(metadata{Layout: layoutVersion, ID: idLen, Hash: hashName, Base: base})
	if err != nil {
		return err
	}
	return db.Set([]byte{tagMeta}, data, pebble.Sync)
}

// initialise writes the metadata of a new store. A creation that a crash cut
// short left no keys and is taken up again; foreign keys are left alone.
func initialise(db *pebble.DB, fs vfs.FS, dir string, opt Options) error {
	it, err := db.NewIter(nil)
	if err != nil {
		return fmt.Errorf("store %s: %w", dir, err)
	}
	used := it.First()
	if err := it.Close(); err != nil {
		return fmt.Errorf("store %s: %w", dir, err)
	}
	if used {
		return &VersionError{Dir: dir, Reason: "it is a Pebble database of another program"}
	}
	names, err := fs.List(dir)
	if err != nil {
		return fmt.Errorf("store %s: %w", dir, err)
	}
	if slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(name, ".sst") }) {
		return fmt.Errorf("store %s: open: its MANIFEST names none of the tables that are there%s", dir, remedyDamaged)
	}
	if !opt.Create {
		return fmt.Errorf("%w: %s; its creation was cut short, extract documents into it", ErrMissing, dir)
	}
	if err := freeze(db, opt.Base); err != nil {
		return fmt.Errorf("store %s: create: %w", dir, err)
	}
	return nil
}

// pebbleOptions trade memory and disk for speed.
//
// Reads: blocks that share more of their keys than smaller
// ones and cost little more to read, index blocks so large that a table has one,
// not a tree of them, and filters for single keys above the last level, which
// would not look at its own. Reading much of what lies in two levels merges nothing:
// the few tables of level 0 that writes leave cost less than to rewrite all below
// them, beside those who read.
//
// Writes: as ids are hashes, each write falls everywhere, and each merge of new
// tables with the level below reads and writes most of that level. So what is
// merged at once is large: of memory tables, of tables on level 0, and of a level
// below it, which there is none of before the store has half a gigabyte.
func pebbleOptions(fs vfs.FS, format pebble.FormatMajorVersion, lock *pebble.Lock, log *failure) *pebble.Options {
	filter := bloom.FilterPolicy(10) // that of tables written before there was another
	opt := &pebble.Options{
		FS:                    fs,
		Lock:                  lock,
		Logger:                log,
		FormatMajorVersion:    format,
		L0CompactionThreshold: 8, // Pebble aims at half of it
		LBaseMaxBytes:         512 << 20,
		Filters:               map[string]pebble.FilterPolicy{filter.Name(): filter},
	}
	for i := range opt.Levels {
		opt.Levels[i].FilterPolicy = keyFilter{filter}
		opt.Levels[i].BlockSize = 16 << 10
		opt.Levels[i].IndexBlockSize = 256 << 10
	}
	opt.Levels[len(opt.Levels)-1].FilterPolicy = pebble.NoFilterPolicy
	opt.Experimental.ReadSamplingMultiplier = -1
	return opt
}
