package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// What is in memory beside that of Go, the store's or whoever's, is not there for garbage, unless half of what is in use is
// more than what is left.
func TestCollector(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	var beside, resident int64 = 1 << 20, 0
	c := newCollector(func() int64 { return beside }, func() int64 { return resident })
	limit := func(want, give int64, reason string) {
		t.Helper()
		if got := debug.SetMemoryLimit(-1); got < want-give || got > want+give {
			t.Errorf("%s: garbage is collected at %d bytes, want %d", reason, got, want)
		}
	}
	limit(batchMemory-1<<20, 0, "at the beginning")
	beside = 40 << 20
	c.look()
	limit(batchMemory-40<<20, 0, "with a larger store")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	resident = int64(m.Sys-m.HeapReleased) + 90<<20
	c.look()
	limit(batchMemory-90<<20, 4<<20, "with a process that is larger than Go and the store tell")
	beside = batchMemory
	used := make([]byte, 64<<20)
	runtime.GC()
	c.look()
	if got := debug.SetMemoryLimit(-1); got < 96<<20 || got > 144<<20 {
		t.Errorf("of 64 MB that are in use garbage is collected at %d MB", got>>20)
	}
	runtime.KeepAlive(used)
	c.end()
	limit(before, 0, "at the end")
}

// A process knows how large it is.
func TestResident(t *testing.T) {
	if got := resident(); runtime.GOOS == "linux" && got < 1<<20 {
		t.Errorf("%d bytes", got)
	}
}
