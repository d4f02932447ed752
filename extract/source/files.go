package source

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// path reads one path as given.
func (r *reader) path(p string, stdin io.Reader) error {
	if p == Stdin {
		m := &meter{}
		return r.input(&input{r: bufio.NewReaderSize(m.packed(stdin), bufferSize), path: p, id: "stdin", name: Stdin, meter: m})
	}
	info, err := os.Stat(p)
	if errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?[{") {
		return r.pattern(p)
	}
	if err != nil {
		return r.fail(p, 0, err)
	}
	if info.IsDir() {
		return r.folder(p, "", map[string]bool{})
	}
	return r.file(p, filepath.Base(p), info)
}

// pattern reads what a pattern matches: files, and folders with all that is in them. Hidden files match only by name.
func (r *reader) pattern(p string) error {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(p))
	if !doublestar.ValidatePattern(rest) {
		return r.fail(p, 0, errors.New("no valid pattern; write \\ before signs that stand for themselves"))
	}
	var stop error // of the reading, not of the search
	found := false
	hidden := strings.HasPrefix(rest, ".") || strings.Contains(rest, "/.")
	err := doublestar.GlobWalk(os.DirFS(base), rest, func(name string, d fs.DirEntry) error {
		switch {
		case !hidden && (strings.HasPrefix(name, ".") || strings.Contains(name, "/.")):
			return nil
		case d.IsDir() && strings.Contains(rest, "**"): // its files match by themselves
			return nil
		}
		found = true
		stop = r.entry(filepath.Join(base, filepath.FromSlash(name)), name, map[string]bool{})
		return stop
	}, doublestar.WithNoFollow(), doublestar.WithFailOnIOErrors())
	switch {
	case stop != nil:
		return stop
	case err != nil:
		return r.fail(p, 0, err)
	case !found:
		return r.fail(p, 0, ErrNoMatch)
	}
	return nil
}

// folder reads the files of dir, whose ids start with prefix. done holds the real paths of the folders read so far:
// each is read once, however many links lead to it, so that a loop of links ends.
func (r *reader) folder(dir, prefix string, done map[string]bool) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return r.fail(dir, 0, err)
	}
	if done[real] {
		return nil
	}
	done[real] = true
	entries, err := os.ReadDir(dir) // sorted
	if err != nil {
		return r.fail(dir, 0, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if err := r.entry(filepath.Join(dir, e.Name()), path.Join(prefix, e.Name()), done); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) entry(p, id string, done map[string]bool) error {
	info, err := os.Stat(p)
	switch {
	case err != nil:
		return r.fail(p, 0, err)
	case info.IsDir():
		return r.folder(p, id, done)
	case !info.Mode().IsRegular(): // a pipe would block for ever
		return r.fail(p, 0, errors.New("neither a file nor a folder; give it as a path of its own to read it"))
	}
	return r.file(p, id, info)
}

func (r *reader) file(p, id string, info fs.FileInfo) error {
	f, err := os.Open(p)
	if err != nil {
		return r.fail(p, 0, err)
	}
	defer f.Close()
	m := &meter{in: info.Size()}
	in := m.file(f, info.Size(), p, id, id)
	if !info.Mode().IsRegular() { // a pipe given by name
		in.file, in.size = nil, 0
		in.r.Reset(m.packed(f))
	}
	return r.input(in)
}
