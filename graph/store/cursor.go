package store

import (
	"context"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// cursor walks the instances of a pattern in key order. It opens its Pebble
// iterator at the first step and gives it back after the last, so a cursor that
// was never used or was used up holds nothing.
type cursor struct {
	r       *reader
	pattern quadID
	order   *order
	it      *pebble.Iterator
	state   cursorState
	at      quadID // the instance found last; it stays after the end
	err     error
}

type cursorState int8

const (
	cursorNew  cursorState = iota // before the first instance
	cursorOn                      // on an instance
	cursorDone                    // after the last one
)

// seek starts again with another pattern.
func (c *cursor) seek(pattern quadID) {
	c.pattern, c.state = pattern, cursorNew
	if c.it != nil && !c.r.closed.Load() {
		var lower, upper []byte
		c.order, lower, upper, _ = pattern.bounds()
		c.it.SetBounds(lower, upper)
	}
}

// next moves to the next instance. It returns false at the end, after an error
// and when the context is done; nil stands for a context that never is, as
// Cayley's schema package passes it.
func (c *cursor) next(ctx context.Context) bool {
	if c.err != nil || c.state == cursorDone || c.it == nil && !c.open() {
		return false
	}
	for c.step(ctx) {
		if !c.order.decode(c.it.Key(), &c.at) {
			return c.fail(fmt.Errorf("key %x is damaged", c.it.Key()))
		}
		if c.at.matches(&c.pattern) {
			return true
		}
	}
	return false
}

// step moves the Pebble iterator by one key.
func (c *cursor) step(ctx context.Context) bool {
	if c.r.closed.Load() {
		return c.fail(ErrClosed)
	}
	if ctx != nil && ctx.Err() != nil {
		return c.fail(ctx.Err())
	}
	ok := false
	if c.state == cursorNew {
		ok = c.it.First()
	} else {
		ok = c.it.Next()
	}
	if !ok {
		return c.fail(c.it.Error())
	}
	c.state = cursorOn
	return true
}

func (c *cursor) open() bool {
	var lower, upper []byte
	c.order, lower, upper, _ = c.pattern.bounds()
	c.it, c.err = c.r.iterate(lower, upper)
	return c.err == nil
}

// fail ends the walk, with an error or without.
func (c *cursor) fail(err error) bool {
	c.state = cursorDone
	if err != nil {
		c.err = readError("scan", err)
	}
	return false
}

// close gives the Pebble iterator back. A later seek opens a new one.
func (c *cursor) close() {
	c.state = cursorDone
	if c.it != nil {
		c.r.release(c.it)
		c.it = nil
	}
}
