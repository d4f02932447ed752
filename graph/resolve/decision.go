package resolve

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// A Decision of people says that two names, or two reports of events, mean the same or do not. It wins over what the
// algorithm finds and changes nothing that a source said.
type Decision struct {
	Same bool   `json:"same"`
	A    Side   `json:"a"`
	B    Side   `json:"b"`
	Who  string `json:"who"`
	When string `json:"when"` // RFC 3339
	Why  string `json:"why,omitempty"`
}

// A Side is one of the two that a decision is about.
type Side struct {
	ID   string `json:"id"`   // of an entity, of one of several namesakes (person/…~…), or of an event
	Name string `json:"name"` // of the entity; of an event what it is, for people
	// Anchor is set for an event: what its report is known by when rules read another date or place from it.
	Anchor string `json:"anchor,omitempty"`
}

// torn reports whether a side would break the names of the notes that tell of it.
func (s *Side) torn() bool { return strings.ContainsAny(s.ID+s.Anchor, sep+"|\n") }

// Check says why a decision of two sides means nothing, if so.
func (d *Decision) Check() error {
	kind := func(s *Side) string { k, _, _ := strings.Cut(s.ID, "/"); return k }
	a, b := &d.A, &d.B
	switch {
	case a.torn() || b.torn():
		return errors.New("an id or anchor holds a line end, a vertical bar or a zero byte")
	case a.ID == b.ID:
		return fmt.Errorf("both are %s; name two", a.ID)
	case kind(a) != kind(b):
		return fmt.Errorf("%s is of another kind than %s; only like can be compared with like", a.ID, b.ID)
	case (kind(a) == "event") != (a.Anchor != "") || (kind(b) == "event") != (b.Anchor != ""):
		return errors.New("events are known by their anchors, and nothing else has one")
	}
	return nil
}

// pair names the two that a decision is about, in either order the same.
func (d *Decision) pair() [2]string {
	a, b := cmp.Or(d.A.Anchor, d.A.ID), cmp.Or(d.B.Anchor, d.B.ID)
	return [2]string{min(a, b), max(a, b)}
}

// names reads a decision about entities.
func (d *Decision) names() (decided, bool) {
	if d.A.Anchor != "" || d.B.Anchor != "" {
		return decided{}, false
	}
	a, b := d.A, d.B
	if b.ID < a.ID {
		a, b = b, a
	}
	return decided{same: d.Same, a: a.ID, b: b.ID, keyA: blockOf(a.ID, a.Name), keyB: blockOf(b.ID, b.Name)}, true
}

// decideEvents writes decisions about events and returns the anchors that they are about.
func (u *update) decideEvents(s *step) (map[string]bool, error) {
	var err error
	if u.was.decided, err = decidedAnchors(u.state); err != nil {
		return nil, err
	}
	anchors := map[string]bool{}
	for i, list := range [][]Decision{s.undo, s.decide} {
		for _, d := range list {
			if d.A.Anchor == "" || d.B.Anchor == "" {
				continue
			}
			anchors[d.A.Anchor], anchors[d.B.Anchor] = true, true
			if err := u.decideEvent(anchorPair(d.Same, d.A.Anchor, d.B.Anchor), 2*i-1); err != nil {
				return nil, err
			}
		}
	}
	u.is.decided = u.was.decided
	if len(anchors) > 0 {
		u.is.decided, err = decidedAnchors(u.state)
	}
	return anchors, err
}

// decideEvent counts a decision: two people can decide the same, and one think better of it.
func (u *update) decideEvent(pair string, n int) error {
	times := 0
	if _, err := load(u.state, decidedKind+pair, &times); err != nil {
		return err
	}
	if times += n; times == 0 {
		return u.state.Set(decidedKind+pair, nil)
	}
	return save(u.state, decidedKind+pair, times)
}

// decidedAnchors lists by anchor the decisions about it, sorted. People make few, so all are read.
func decidedAnchors(s State) (map[string][]string, error) {
	by := map[string][]string{}
	err := s.Each(decidedKind, func(name string, _ []byte) error {
		pair := last(name)
		f := strings.Split(pair, "|")
		for _, anchor := range distinct(f[1], f[2]) {
			by[anchor] = append(by[anchor], pair)
		}
		return nil
	})
	return by, err
}
