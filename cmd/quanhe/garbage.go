package main

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// batchMemory is how many bytes of memory a run takes before it collects garbage. Nearly all that it allocates is of use
// for a moment, so that collecting it seldom costs less, as long as there is room.
const batchMemory = 232 << 20

// A collector says when garbage is collected in a run that reads many documents: when it has batchMemory, with what is
// beside that of Go, or half as much again as is in use if that is more. It leaves alone what the environment says of it
// (GOMEMLIMIT).
type collector struct {
	beside  func() int64 // bytes
	percent int
	limit   int64 // that counts; 0 when nothing was changed
	live    []metrics.Sample
}

func newCollector(beside func() int64) *collector {
	c := &collector{beside: beside, live: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		c.percent = debug.SetGCPercent(-1)
		c.set(batchMemory - beside())
	}
	return c
}

// look adapts the limit to what is in use. It is to be called now and then.
func (c *collector) look() {
	if c.limit == 0 {
		return
	}
	metrics.Read(c.live)
	if live := c.live[0].Value; live.Kind() == metrics.KindUint64 {
		if limit := max(batchMemory-c.beside(), int64(live.Uint64()/2*3)); limit != c.limit {
			c.set(limit)
		}
	}
}

func (c *collector) set(limit int64) {
	c.limit = limit
	debug.SetMemoryLimit(limit)
}

// end leaves it as it was.
func (c *collector) end() {
	if c.limit != 0 {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(c.percent)
	}
}
