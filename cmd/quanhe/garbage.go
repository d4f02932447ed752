package main

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"runtime/metrics"
)

// batchMemory is how many bytes of memory a run takes before it collects garbage. Nearly all that it allocates is of use
// for a moment, so that collecting it seldom costs less, as long as there is room.
const batchMemory = 256 << 20

// A collector says when garbage is collected in a run that reads many documents: when the process has batchMemory, or Go
// half as much again as is in use if that is more. It leaves alone what the environment says of it (GOMEMLIMIT).
type collector struct {
	beside   func() int64 // bytes of the store that are not Go's
	resident func() int64 // bytes of the process, as far as anybody tells
	percent  int
	limit    int64 // that counts; 0 when nothing was changed
	heap     []metrics.Sample
}

func newCollector(beside, resident func() int64) *collector {
	c := &collector{beside: beside, resident: resident, heap: []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"},
	}}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		c.percent, c.limit = debug.SetGCPercent(-1), batchMemory
		c.look()
	}
	return c
}

// look adapts the limit to what is in use. It is to be called now and then.
func (c *collector) look() {
	if c.limit == 0 {
		return
	}
	metrics.Read(c.heap)
	read := func(i int) int64 {
		if v := c.heap[i].Value; v.Kind() == metrics.KindUint64 {
			return int64(v.Uint64())
		}
		return 0
	}
	live, held := read(0), read(1)-read(2)
	// What lies between objects cannot be had by collecting: a limit that leaves no room beside it has Go do nothing else.
	least := live/2*3 + held - read(3) - read(4)
	limit := max(batchMemory-max(c.beside(), c.resident()-held), least)
	if limit != c.limit {
		c.limit = limit
		debug.SetMemoryLimit(limit)
	}
}

// resident is how many bytes of memory the process has, with what C and the program itself take; 0 where nobody tells.
func resident() int64 {
	data, err := os.ReadFile("/proc/self/statm")
	var size, pages int64
	if _, scanErr := fmt.Sscan(string(data), &size, &pages); err != nil || scanErr != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

// end leaves it as it was.
func (c *collector) end() {
	if c.limit != 0 {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(c.percent)
	}
}
