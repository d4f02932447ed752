package store

import (
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
)

// keyFilter is a Bloom filter of the keys that are asked for one by one: those
// of the dictionary and of the first order. The other orders are only scanned.
// Older code ignores it, which costs time only.
type keyFilter struct{ bloom.FilterPolicy }

// Name tells Pebble which tables have such a filter.
func (keyFilter) Name() string { return "quanhe.keys" }

func filtered(key []byte) bool {
	return len(key) > 0 && (key[0] == tagDict || key[0] == orders[0].tag)
}

// MayContain implements pebble.FilterPolicy.
func (f keyFilter) MayContain(kind pebble.FilterType, filter, key []byte) bool {
	return !filtered(key) || f.FilterPolicy.MayContain(kind, filter, key)
}

// NewWriter implements pebble.FilterPolicy.
func (f keyFilter) NewWriter(kind pebble.FilterType) pebble.FilterWriter {
	return keyFilterWriter{f.FilterPolicy.NewWriter(kind)}
}

type keyFilterWriter struct{ pebble.FilterWriter }

// AddKey implements pebble.FilterWriter.
func (w keyFilterWriter) AddKey(key []byte) {
	if filtered(key) {
		w.FilterWriter.AddKey(key)
	}
}
