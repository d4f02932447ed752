package store

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// scanned is how many quads make a scan read ahead, twice.
const scanned = 2 * aheadFrom

// longStore is a store with a long scan, whose disk asks inject before it reads.
func longStore(t *testing.T, inject func(errorfs.Op) error) *Store {
	t.Helper()
	disk := vfs.NewMem()
	open := func() *Store {
		s, err := open(errorfs.Wrap(disk, errorfs.InjectorFunc(inject)), "db", modelOptions)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	l := loader(t, s, 0)
	if err := l.Add(Labelled{Label: quad.IRI("long"), Quads: doc("long", scanned)}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	s = open()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestEachReadFaults lets each read of a long scan fail once: it comes to all quads, or ends with the error.
func TestEachReadFaults(t *testing.T) {
	fault := &aRead{}
	v := view(t, longStore(t, fault.inject))
	defer v.Close()
	told := 0
	for read := 0; ; read++ {
		fault.fail(read)
		n := 0
		err := v.Each(quad.Quad{}, func(quad.Quad) error { n++; return nil })
		over := !fault.failed()
		switch {
		case err == nil && n != scanned:
			t.Fatalf("read %d: %d of %d quads without an error", read, n, scanned)
		case err != nil && !errors.Is(err, errorfs.ErrInjected):
			t.Fatal(err)
		case err != nil:
			told++
		}
		if read > 0 && over {
			t.Logf("%d reads, %d scans failed", read-1, told)
			break
		}
	}
	if told < 20 {
		t.Errorf("only %d scans failed: the test shows little", told)
	}
}

// TestEachWaitsForItsReading ends a scan while it reads ahead, by an error and by a panic: nothing may go on reading what
// the scan gives back.
func TestEachWaitsForItsReading(t *testing.T) {
	for name, end := range map[string]func() error{
		"error": func() error { return errors.New("enough") },
		"panic": func() error { panic("enough") },
	} {
		t.Run(name, func(t *testing.T) {
			var holding atomic.Bool
			held, on := make(chan struct{}), make(chan struct{})
			s := longStore(t, func(op errorfs.Op) error {
				if holding.Load() && op.Kind == errorfs.OpFileReadAt && readsAhead() && holding.CompareAndSwap(true, false) {
					close(held)
					<-on
				}
				return nil
			})
			v := view(t, s)
			defer v.Close()
			holding.Store(true)
			ended := make(chan string)
			go func() {
				ended <- outcome(func() error {
					n := 0
					return v.Each(quad.Quad{}, func(quad.Quad) error {
						if n++; n <= 5*firstBatch { // the next batch is the first during which more is read
							return nil
						}
						<-held
						return end()
					})
				})
			}()
			<-held
			select {
			case how := <-ended:
				t.Errorf("the scan ended, %s, while it read", how)
				close(on)
			case <-time.After(30 * time.Millisecond):
				close(on)
				if how := <-ended; how != "enough" {
					t.Errorf("the scan ended: %s", how)
				}
			}
		})
	}
}

// readsAhead reports whether a goroutine of its own reads quads for a scan.
func readsAhead() bool {
	stack := string(debug.Stack())
	return strings.Contains(stack, "(*scanBatch).read(") && strings.Contains(stack, "(*WaitGroup).Go")
}

// outcome is the error or the panic that fn ends with.
func outcome(fn func() error) (how string) {
	defer func() {
		if r := recover(); r != nil {
			how = fmt.Sprint(r)
		}
	}()
	return fmt.Sprint(fn())
}
