package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// What the store has in memory is not there for garbage, unless half of what is in use is more than what is left.
func TestCollector(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	var beside int64 = 1 << 20
	c := newCollector(func() int64 { return beside })
	limit := func(want int64, reason string) {
		t.Helper()
		if got := debug.SetMemoryLimit(-1); got != want {
			t.Errorf("%s: garbage is collected at %d bytes, want %d", reason, got, want)
		}
	}
	limit(batchMemory-1<<20, "at the beginning")
	beside = 40 << 20
	c.look()
	limit(batchMemory-40<<20, "with a larger store")
	beside = batchMemory
	used := make([]byte, 64<<20)
	runtime.GC()
	c.look()
	if got := debug.SetMemoryLimit(-1); got < 96<<20 || got > 128<<20 {
		t.Errorf("of 64 MB that are in use garbage is collected at %d MB", got>>20)
	}
	runtime.KeepAlive(used)
	c.end()
	limit(before, "at the end")
}
