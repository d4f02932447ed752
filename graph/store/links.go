package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// linksShape is the set of quads that match a pattern and whose ends lie in
// sets of values, with every combination of the rows of these ends.
type linksShape struct {
	r       *reader
	pattern quadID
	slots   []int            // the ends
	values  []iterator.Shape // the set for each
}

func (s *linksShape) String() string { return fmt.Sprintf("links(%x, %v)", s.pattern, s.slots) }

func (s *linksShape) SubIterators() []iterator.Shape { return s.values }

func (s *linksShape) Optimize(ctx context.Context) (iterator.Shape, bool) {
	optimizeAll(ctx, s.values)
	return s, false
}

// fanout is how many quads a value is taken to have in one direction.
const fanout = 20

func (s *linksShape) Stats(ctx context.Context) (iterator.Costs, error) {
	size, err := s.r.size(s.pattern)
	if err != nil {
		return iterator.Costs{}, err
	}
	all, err := costs(ctx, s.values)
	out := iterator.Costs{ContainsCost: 1, NextCost: 2}
	for _, c := range all {
		size.Value = min(size.Value, c.Size.Value*fanout)
		out.ContainsCost += c.ContainsCost
		out.NextCost += c.ContainsCost
	}
	out.Size = refs.Size{Value: size.Value}
	return out, err
}

// Iterate chooses between scanning the pattern, testing every end, and going
// through the values of one end, scanning the quads of each.
func (s *linksShape) Iterate() iterator.Scanner {
	all, err := costs(context.Background(), s.values)
	if err != nil {
		return iterator.NewError(err).Iterate()
	}
	size, err := s.r.size(s.pattern)
	if err != nil {
		return iterator.NewError(err).Iterate()
	}
	test := int64(2)
	for _, c := range all {
		test += c.ContainsCost
	}
	driver, least := -1, size.Value*test
	for i, c := range all {
		const seek = 10
		if work := c.Size.Value * (c.NextCost + seek + test - c.ContainsCost); work < least {
			driver, least = i, work
		}
	}
	return s.scan(driver)
}

// scan lists the quads of the values of one end, or of the pattern when the
// driver is -1.
func (s *linksShape) scan(driver int) *linksScan {
	scan := &linksScan{cursor: cursor{r: s.r, pattern: s.pattern}, pattern: s.pattern}
	values, slots := s.values, s.slots
	if driver >= 0 {
		scan.driver, scan.driven = newReplay(values[driver]), slots[driver]
		scan.cursor.state = cursorDone // until there is a value
		values = slices.Delete(slices.Clone(values), driver, driver+1)
		slots = slices.Delete(slices.Clone(slots), driver, driver+1)
	}
	scan.ends = linked{newCombination(values), slots}
	return scan
}

func (s *linksShape) Lookup() iterator.Index {
	return &linksIndex{ends: linked{newCombination(s.values), s.slots}, pattern: s.pattern}
}

// linked tests the ends of quads.
type linked struct {
	combination
	slots []int // of each part
}

func (l *linked) contain(ctx context.Context, q *quadID) bool {
	for i, slot := range l.slots {
		if q[slot] == (nodeID{}) {
			return false // no label is in no set
		}
		l.parts[i].ref = q[slot]
	}
	return l.ask(ctx, 0)
}

// linksScan lists a linksShape.
type linksScan struct {
	cursor  cursor
	pattern quadID
	driver  *replay // nil when the pattern is scanned
	driven  int     // the slot of the driver's values
	ends    linked
}

func (s *linksScan) String() string { return fmt.Sprintf("links(%x)", s.pattern) }

func (s *linksScan) Next(ctx context.Context) bool {
	for {
		for s.cursor.next(ctx) {
			if s.ends.contain(ctx, &s.cursor.at) {
				if s.driver != nil {
					s.driver.rewind()
				}
				return true
			}
			if s.ends.err != nil {
				return false
			}
		}
		if s.cursor.err != nil || s.driver == nil || !s.driver.next(ctx) {
			s.cursor.close()
			return false
		}
		if n, ok := node(s.driver.scan.Result()); ok {
			if narrow, ok := s.pattern.with(s.driven, n); ok {
				s.cursor.seek(narrow)
			}
		}
	}
}

// with is the pattern with one more value fixed, unless it has another there.
func (q quadID) with(slot int, n nodeID) (quadID, bool) {
	if q[slot] != (nodeID{}) && q[slot] != n {
		return q, false
	}
	q[slot] = n
	return q, true
}

func (s *linksScan) NextPath(ctx context.Context) bool {
	if s.ends.nextPath(ctx) {
		return true
	}
	return s.ends.err == nil && s.driver != nil && s.driver.nextPath(ctx) && s.ends.ask(ctx, 0)
}

func (s *linksScan) Result() refs.Ref { return s.cursor.at }

func (s *linksScan) TagResults(dst map[string]refs.Ref) {
	if s.driver != nil {
		s.driver.tagResults(dst)
	}
	s.ends.tagResults(dst)
}

func (s *linksScan) Err() error {
	if s.cursor.err != nil {
		return s.cursor.err
	}
	if s.driver != nil {
		if err := s.driver.scan.Err(); err != nil {
			return err
		}
	}
	return s.ends.err
}

func (s *linksScan) Close() error {
	s.cursor.close()
	err := s.ends.close()
	if s.driver != nil {
		if scanErr := s.driver.scan.Close(); err == nil {
			err = scanErr
		}
	}
	return err
}

// linksIndex tests quads.
type linksIndex struct {
	ends    linked
	pattern quadID
	result  refs.Ref
}

func (s *linksIndex) String() string                     { return fmt.Sprintf("links(%x)", s.pattern) }
func (s *linksIndex) Result() refs.Ref                   { return s.result }
func (s *linksIndex) NextPath(ctx context.Context) bool  { return s.ends.nextPath(ctx) }
func (s *linksIndex) TagResults(dst map[string]refs.Ref) { s.ends.tagResults(dst) }
func (s *linksIndex) Err() error                         { return s.ends.err }
func (s *linksIndex) Close() error                       { return s.ends.close() }

func (s *linksIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	q, ok := ref.(quadID)
	if !ok || !q.matches(&s.pattern) {
		return false
	}
	s.result = q
	return s.ends.contain(ctx, &q)
}
