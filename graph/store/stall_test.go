package store

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// A stall is a disk that stands still at one of the changes that are made to it,
// until it is let go.
type stall struct {
	left  atomic.Int64  // changes before
	still chan struct{} // closed when it stands still
	on    chan struct{} // closed to let it go
}

func (s *stall) inject(op errorfs.Op) error {
	if op.Kind.ReadOrWrite() == errorfs.OpIsWrite && s.left.Add(-1) == 0 {
		close(s.still)
		<-s.on
	}
	return nil
}

// TestReadersDoNotWaitForTheDisk lets the disk stand still at each change that a
// writer makes to it, in turn. However long that takes, readers go on.
func TestReadersDoNotWaitForTheDisk(t *testing.T) {
	for name, write := range map[string]func(*Store) error{
		"replace": func(s *Store) error {
			_, err := s.Replace(quad.IRI("d"), version(2, 20))
			return err
		},
		"deltas": func(s *Store) error {
			return s.ApplyDeltas(deltasOf(20, article), graph.IgnoreOpts{IgnoreDup: true})
		},
		"bulk": func(s *Store) error {
			l, err := s.Load(LoadOptions{Memory: 20_000})
			if err != nil {
				return err
			}
			for n := range 20 {
				err = errors.Join(err, l.Add(article(n)))
			}
			_, commitErr := l.Commit()
			return errors.Join(err, commitErr, l.Close())
		},
		"flush": func(s *Store) error { return s.db.Flush() },
		"merge": func(s *Store) error { return s.Compact(context.Background()) },
	} {
		t.Run(name, func(t *testing.T) {
			changes := 0
			for stallAt(t, int64(changes+1), write) {
				changes++
			}
			if t.Logf("readers went on at %d changes", changes); changes == 0 {
				t.Error("nothing was changed")
			}
		})
	}
}

// stallAt reads a store while the disk stands still at one of the changes of a
// writer, and reports whether there were so many.
func stallAt(t *testing.T, change int64, write func(*Store) error) bool {
	t.Helper()
	disk := &stall{still: make(chan struct{}), on: make(chan struct{})}
	s := reopen(t, errorfs.Wrap(vfs.NewMem(), errorfs.InjectorFunc(disk.inject)))
	replace(t, s, "d", version(1, 20))
	if err := s.db.Flush(); err != nil {
		t.Fatal(err)
	}
	replace(t, s, "e", version(1, 20))
	disk.left.Store(change)
	wrote, read := make(chan error, 1), make(chan error, 1)
	go func() { wrote <- write(s) }()
	select {
	case err := <-wrote:
		if err != nil {
			t.Errorf("change %d: %v", change, err)
		}
		close(disk.on)
		return false
	case <-disk.still:
	}
	go func() { read <- readTwice(s) }()
	select {
	case err := <-read:
		if err != nil {
			t.Errorf("change %d: %v", change, err)
		}
	case <-time.After(30 * time.Second):
		t.Errorf("change %d: a reader waits for the disk", change)
	}
	close(disk.on)
	if err := <-wrote; err != nil {
		t.Errorf("change %d: %v", change, err)
	}
	return true
}

// readTwice reads a document, and what leads to what it says, in two views that are
// open at one time.
func readTwice(s *Store) (err error) {
	for range 2 {
		v, viewErr := s.View()
		if viewErr != nil {
			return errors.Join(err, viewErr)
		}
		defer v.Close()
		var quads []quad.Quad
		err = errors.Join(err, v.Each(quad.Quad{Label: quad.IRI("d")}, func(q quad.Quad) error {
			quads = append(quads, q)
			return nil
		}))
		if len(quads) != 20 {
			return errors.Join(err, fmt.Errorf("the document has %d quads", len(quads)))
		}
		sources, walkErr := path.StartPath(v, quads[0].Object).In(quads[0].Predicate).Iterate(context.Background()).All()
		if err = errors.Join(err, walkErr); len(sources) == 0 {
			return errors.Join(err, errors.New("nothing leads to what the document says"))
		}
	}
	return err
}
