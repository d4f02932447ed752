package store

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// spareLogs lists the logs, by their names in the directory, that Pebble keeps only to write over them: nothing in them is
// needed. They are the oldest; where it has more or fewer files than it counts, none is spare.
func (s *Store) spareLogs() []string {
	if s.readOnly || s.failure.stopped() {
		return nil
	}
	names, err := s.fs.List(s.dir)
	if err != nil {
		return nil // closing tells of it
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !strings.HasSuffix(name, ".log") })
	m := s.reader.db.Metrics()
	if int64(len(names)) != m.WAL.Files+m.WAL.ObsoleteFiles {
		return nil
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return names[:m.WAL.ObsoleteFiles]
}

// removeLogs takes logs from the directory of a closed store. Each is as large as a memory table.
func (s *Store) removeLogs(names []string) (err error) {
	for _, name := range names {
		err = errors.Join(err, s.fs.Remove(s.fs.PathJoin(s.dir, name)))
	}
	return err
}
