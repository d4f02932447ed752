package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
)

const (
	// countLimit is how many keys an estimate counts before it guesses, and
	// memoryLimit where there is nothing to guess from: disk usage does not know
	// what was written last.
	countLimit  = 64
	memoryLimit = 4096
	// bytesPerKey turns disk usage into a number of keys. A graph of articles
	// takes 25 (order L) to 43 (the dictionary) bytes a key once compacted, as
	// sorted neighbours share part of their 65 bytes.
	bytesPerKey = 36
)

// Stats counts values and quads. Not exact means: counted up to 64, beyond that
// guessed from the disk usage, which does not know the last megabytes written;
// where it knows nothing, counted up to 4096.
func (r *reader) Stats(_ context.Context, exact bool) (graph.Stats, error) {
	measure := r.estimate
	if exact {
		measure = r.count
	}
	nodes, err := measure([]byte{tagDict}, []byte{tagDict + 1})
	if err != nil {
		return graph.Stats{}, err
	}
	all := quadID{}
	_, lower, upper, _ := all.bounds()
	quads, err := measure(lower, upper)
	return graph.Stats{Nodes: nodes, Quads: quads}, err
}

// size estimates how many quads match the pattern; see Stats. Where the pattern
// fixes more than its key prefix can say, the size is an upper bound.
func (r *reader) size(pattern quadID) (refs.Size, error) {
	_, lower, upper, exact := pattern.bounds()
	size, err := r.estimate(lower, upper)
	size.Exact = size.Exact && (exact || size.Value == 0)
	return size, err
}

func (r *reader) estimate(lower, upper []byte) (refs.Size, error) {
	n, err := r.countUpTo(lower, upper, countLimit)
	if err != nil || n < countLimit {
		return refs.Size{Value: n, Exact: true}, err
	}
	bytes, err := r.db.EstimateDiskUsage(lower, upper)
	if err != nil {
		return refs.Size{}, fmt.Errorf("store: estimate size: %w", err)
	}
	if guess := int64(bytes / bytesPerKey); guess > n {
		return refs.Size{Value: guess}, nil
	}
	n, err = r.countUpTo(lower, upper, memoryLimit)
	return refs.Size{Value: n, Exact: n < memoryLimit}, err
}

func (r *reader) count(lower, upper []byte) (refs.Size, error) {
	n, err := r.countUpTo(lower, upper, -1)
	return refs.Size{Value: n, Exact: true}, err
}

// countUpTo counts keys and stops at the limit, unless it is negative.
func (r *reader) countUpTo(lower, upper []byte, limit int64) (n int64, err error) {
	it, err := r.iterate(lower, upper)
	if err != nil {
		return 0, err
	}
	defer r.release(it)
	for ok := it.First(); ok && n != limit; ok = it.Next() {
		n++
	}
	if err := it.Error(); err != nil {
		return 0, readError("count", err)
	}
	return n, nil
}
