package store

import (
	"encoding/binary"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// fakeDB is a database of which a test says how many merges it allows and how
// many wait.
type fakeDB struct {
	mu       sync.Mutex
	allowed  int
	waiting  int
	declines bool // to begin what it said was waiting
	asked    int  // what waits
	begun    int
	hold     chan struct{} // GetWaitingCompaction waits for it to be closed
}

func (db *fakeDB) GetAllowedWithoutPermission() int { return db.allowed }

func (db *fakeDB) GetWaitingCompaction() (bool, pebble.WaitingCompaction) {
	<-db.hold
	db.mu.Lock()
	defer db.mu.Unlock()
	db.asked++
	return db.waiting > 0, pebble.WaitingCompaction{}
}

func (db *fakeDB) Schedule(pebble.CompactionGrantHandle) bool {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.declines {
		return false
	}
	db.waiting--
	db.begun++
	return true
}

// paced is a pacer of a fake database that allows one merge.
func paced() (*pacer, *fakeDB) {
	var opt pebble.Options
	pace(&opt)
	p := opt.Experimental.CompactionScheduler.(*pacer)
	p.crowded = true
	db := &fakeDB{allowed: 1, hold: make(chan struct{})}
	close(db.hold)
	p.Register(2, db)
	return p, db
}

// TestPacerWaits asks whether a merge waits while memory tables are flushed, and
// what it does not wait for.
func TestPacerWaits(t *testing.T) {
	for _, c := range []struct {
		reason string
		set    func(*pacer, *fakeDB)
		end    func(*pacer) // of waiting; nil if there is none
	}{
		{"nothing is flushed", func(p *pacer, _ *fakeDB) { p.flush(true); p.flush(false) }, nil},
		{"a flush ends", func(p *pacer, _ *fakeDB) { p.flush(true) }, func(p *pacer) { p.flush(false) }},
		{"a second merge begins", func(p *pacer, db *fakeDB) { p.TrySchedule(); p.flush(true) },
			func(p *pacer) { p.db.(*fakeDB).allowed = 2; p.TrySchedule(); p.db.(*fakeDB).allowed = 1 }},
		{"the store is closed", func(p *pacer, _ *fakeDB) { p.flush(true) }, (*pacer).Unregister},
		{"it was closed", func(p *pacer, _ *fakeDB) { p.flush(true); p.Unregister() }, nil},
		{"level 0 is deep", func(p *pacer, db *fakeDB) { p.flush(true); db.allowed = 2 }, nil},
		{"there are processors enough", func(p *pacer, _ *fakeDB) { p.flush(true); p.crowded = false }, nil},
	} {
		t.Run(c.reason, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, db := paced()
				c.set(p, db)
				through := false
				go func() {
					p.CumulativeStats(pebble.CompactionGrantHandleStats{})
					through = true
				}()
				if synctest.Wait(); through != (c.end == nil) {
					t.Fatalf("the merge went on: %v", through)
				}
				if c.end != nil {
					c.end(p)
					if synctest.Wait(); !through {
						t.Error("the merge waits on")
					}
				}
			})
		})
	}
}

// TestPacerGrants counts the merges that run: as many as are allowed, and those
// that wait as soon as they may.
func TestPacerGrants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, db := paced()
		try := func(want bool) {
			t.Helper()
			if got, _ := p.TrySchedule(); got != want {
				t.Errorf("a merge may begin: %v, with %d running of %d", got, p.running, db.allowed)
			}
		}
		begun := func(want int) {
			t.Helper()
			if synctest.Wait(); db.begun != want {
				t.Errorf("%d merges that waited have begun, want %d", db.begun, want)
			}
		}
		try(true)
		try(false)
		db.waiting = 3
		p.UpdateGetAllowedWithoutPermission()
		begun(0)
		p.Done()
		begun(1)
		try(false)
		db.allowed = 2
		p.UpdateGetAllowedWithoutPermission()
		begun(2)
		p.Done()
		begun(3)
		p.Done()
		p.Done()
		begun(3)
		db.waiting, db.declines = 1, true
		p.UpdateGetAllowedWithoutPermission()
		synctest.Wait()
		try(true) // what was declined does not count
		try(true)
		try(false)
	})
}

// TestPacerEnds unregisters a pacer while it asks the database what waits.
func TestPacerEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, db := paced()
		db.waiting, db.hold = 1, make(chan struct{})
		p.UpdateGetAllowedWithoutPermission()
		ended := false
		go func() {
			p.Unregister()
			ended = true
		}()
		if synctest.Wait(); ended {
			t.Error("a call of the database is under way after the end")
		}
		close(db.hold)
		if synctest.Wait(); !ended || db.begun > 0 {
			t.Errorf("ended: %v, %d merges begun, want none", ended, db.begun)
		}
		p.UpdateGetAllowedWithoutPermission()
		if synctest.Wait(); db.asked != 1 {
			t.Error("the database is asked after the end")
		}
		if ok, _ := p.TrySchedule(); ok {
			t.Error("a merge may begin after the end")
		}
	})
}

// TestMergesWaitUntilDeep lets a flush seem to be under way for ever. Merges must
// wait for it and writers must not, until level 0 is deep.
func TestMergesWaitUntilDeep(t *testing.T) {
	opt := pebbleOptions(vfs.NewMem(), formatVersion, nil, &failure{})
	pace(opt)
	opt.EventListener = nil
	p := opt.Experimental.CompactionScheduler.(*pacer)
	p.crowded, p.flushing = true, true
	db, err := pebble.Open("db", opt)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2*deepLevel0 - 1 {
		b := db.NewBatch()
		for k := range 300 {
			if err := b.Set(binary.BigEndian.AppendUint16(nil, uint16(k)), nil, nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(b.Commit(pebble.NoSync), db.Flush()); err != nil {
			t.Fatal(err)
		}
		if m := db.Metrics(); i < deepLevel0-1 && m.Compact.Count > 0 {
			t.Fatalf("level 0 has %d tables for a key, and a merge went on beside a flush", i+1)
		}
	}
	eventually(t, db, func(m *pebble.Metrics) bool { return m.Compact.Count > 0 })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// eventually waits until merges have done something.
func eventually(t *testing.T, db *pebble.DB, done func(*pebble.Metrics) bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(db.Metrics()); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("nothing is merged any more:\n%v", db.Metrics())
		}
	}
}

// TestMergesGoOn flushes more often than level 0 may be deep. What is written
// must be merged, without end of the writer or of the merges.
func TestMergesGoOn(t *testing.T) {
	disk := vfs.NewMem()
	s, err := open(disk, "db", Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	const writes = 3 * deepLevel0
	for i := range writes {
		d := article(i)
		if _, err := s.Replace(d.Label, d.Quads); err != nil {
			t.Fatal(err)
		}
		if _, err := s.db.AsyncFlush(); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, s.db, func(m *pebble.Metrics) bool { return m.Levels[0].Sublevels < 8 })
	if n := s.db.Metrics().Compact.Count; n == 0 {
		t.Error("nothing was merged")
	}
	check(t, s)
	if n := len(all(t, s)); n != writes*articleQuads {
		t.Errorf("%d quads of %d", n, writes*articleQuads)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
