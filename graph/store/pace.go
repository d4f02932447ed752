package store

import (
	"runtime"
	"sync"

	"github.com/cockroachdb/pebble/v2"
)

// deepLevel0 is how many tables a key of level 0 can lie in before merging them
// is more urgent than to write on.
const deepLevel0 = 32

// pacer is Pebble's scheduler of merges. A writer, the flush of what it wrote and
// a merge take three processors. Where there are fewer, a merge waits while memory
// tables are flushed, which the writer would have to wait for, and goes on while the
// writer fills the next one. When level 0 is deep, and will be after the merge that
// runs, there are two, which wait for nothing: a writer slows down before Pebble has
// it stop.
type pacer struct {
	crowded bool                   // there are fewer than three processors
	db      pebble.DBForCompaction // set by Register, before all other calls

	mu       sync.Mutex // may be locked while Pebble's is, never the other way round
	change   sync.Cond  // of the next three
	flushing bool
	ended    bool
	running  int            // merges that have begun
	granting sync.WaitGroup // calls of grant
}

var _ pebble.CompactionScheduler = (*pacer)(nil)

// pace puts a pacer into the options of a database.
func pace(opt *pebble.Options) {
	p := &pacer{crowded: runtime.GOMAXPROCS(0) < 3}
	p.change.L = &p.mu
	opt.EventListener = &pebble.EventListener{
		FlushBegin: func(pebble.FlushInfo) { p.flush(true) },
		FlushEnd:   func(pebble.FlushInfo) { p.flush(false) },
	}
	opt.CompactionConcurrencyRange = func() (lower, upper int) { return 1, 2 }
	opt.Experimental.L0CompactionConcurrency = deepLevel0
	opt.Experimental.CompactionScheduler = p
	opt.L0StopWritesThreshold = 2 * deepLevel0
}

// flush says whether memory tables are being flushed. There is one flush at a
// time.
func (p *pacer) flush(now bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flushing = now
	p.change.Broadcast()
}

// CumulativeStats is where a merge waits. It comes by every hundred keys or so.
func (p *pacer) CumulativeStats(pebble.CompactionGrantHandleStats) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.crowded && p.flushing && !p.ended && p.running < 2 && p.db.GetAllowedWithoutPermission() < 2 {
		p.change.Wait()
	}
}

// Started implements pebble.CompactionGrantHandle.
func (p *pacer) Started() {}

// MeasureCPU implements pebble.CompactionGrantHandle.
func (p *pacer) MeasureCPU(pebble.CompactionGoroutineKind) {}

// Register implements pebble.CompactionScheduler.
func (p *pacer) Register(_ int, db pebble.DBForCompaction) { p.db = db }

// Unregister ends all waiting. No call of Pebble is under way when it returns, and
// none follows.
func (p *pacer) Unregister() {
	p.mu.Lock()
	p.ended = true
	p.change.Broadcast()
	p.mu.Unlock()
	p.granting.Wait()
}

// TrySchedule lets a merge begin unless there are enough of them. What it refuses
// begins when another one ends or when there may be more.
func (p *pacer) TrySchedule() (bool, pebble.CompactionGrantHandle) { return p.begin(), p }

// begin reports whether one more merge may begin, and counts it.
func (p *pacer) begin() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended || p.running >= p.db.GetAllowedWithoutPermission() {
		return false
	}
	p.running++
	p.change.Broadcast()
	return true
}

// Done is the end of a merge.
func (p *pacer) Done() {
	p.end()
	p.UpdateGetAllowedWithoutPermission()
}

// end counts a merge no more.
func (p *pacer) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running--
}

// UpdateGetAllowedWithoutPermission lets what waits begin, if it may now. The
// caller can hold locks of Pebble that grant takes.
func (p *pacer) UpdateGetAllowedWithoutPermission() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ended {
		p.granting.Go(p.grant)
	}
}

// grant lets merges begin for which Pebble waits.
func (p *pacer) grant() {
	for {
		waiting, _ := p.db.GetWaitingCompaction()
		if !waiting || !p.begin() {
			return
		}
		if !p.db.Schedule(p) {
			p.end()
			return
		}
	}
}
