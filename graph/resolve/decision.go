package resolve

import (
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

// names reads a decision about entities.
func (d *Decision) names() (decided, bool) {
	if d.A.Anchor != "" || d.B.Anchor != "" {
		return decided{}, false
	}
	key := func(s Side) string {
		typ, _, _ := strings.Cut(s.ID, "/")
		return blockKey(typ, s.Name)
	}
	a, b := d.A, d.B
	if b.ID < a.ID {
		a, b = b, a
	}
	return decided{same: d.Same, a: a.ID, b: b.ID, keyA: key(a), keyB: key(b)}, true
}

// decideEvents writes decisions about events where the records of their anchors find them.
func (u *update) decideEvents(c Change, moved map[string]bool) error {
	for i, list := range [][]Decision{c.Undo, c.Decide} {
		for _, d := range list {
			if d.A.Anchor == "" || d.B.Anchor == "" {
				continue
			}
			pair := anchorPair(d.Same, d.A.Anchor, d.B.Anchor)
			for _, anchor := range distinct(d.A.Anchor, d.B.Anchor) {
				if err := u.decideEvent(anchor, pair, 2*i-1); err != nil {
					return err
				}
				err := u.state.Each(anchorKind+anchor+sep, func(name string, _ []byte) error {
					moved[last(name)] = true
					return nil
				})
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// decideEvent counts a decision about an anchor: two people can decide the same, and one think better of it.
func (u *update) decideEvent(anchor, pair string, n int) error {
	name, times := decidedKind+anchor+sep+pair, 0
	if _, err := load(u.state, name, &times); err != nil {
		return err
	}
	if times += n; times == 0 {
		return u.state.Set(name, nil)
	}
	return save(u.state, name, times)
}

// decidedOf lists the decisions about an anchor, sorted.
func (u *update) decidedOf(anchor string) ([]string, error) {
	var list []string
	err := u.state.Each(decidedKind+anchor+sep, func(name string, _ []byte) error {
		list = append(list, last(name))
		return nil
	})
	return list, err
}
