package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// moved lists, by short document, the ids of those in it who now are somebody else than before, or stand on other
// shelves. It asks for every guise of a name by itself: of somebody whom half of all documents name, only those are
// looked at whom the change is about.
func (u *update) moved(touched []string) (map[string]map[string]bool, error) {
	moved := map[string]map[string]bool{}
	for _, key := range touched {
		before, err := u.before.component(key)
		if err != nil {
			return nil, err
		}
		now, err := u.now.component(key)
		if err != nil {
			return nil, err
		}
		for id, s := range u.before.blocks[key].Names {
			posts := s.posts()
			for guise := range s.Guises {
				told := fullPosts(guise, posts)
				node, sure := before.of(id, told)
				if n, k := now.of(id, told); n == node && k == sure && before.keys[0] == now.keys[0] {
					continue
				}
				err := u.state.Each(bearsKind+guiseHash(id, guise)+sep, func(name string, _ []byte) error {
					doc := last(name)
					if moved[doc] == nil {
						moved[doc] = map[string]bool{}
					}
					moved[doc][id] = true
					return nil
				})
				if err != nil {
					return nil, err
				}
			}
		}
	}
	return moved, nil
}

// fullPosts undoes guiseOf.
func fullPosts(guise string, posts map[string]string) []string {
	if guise == "" {
		return nil
	}
	told := strings.Split(guise, ",")
	for i, short := range told {
		told[i] = posts[short]
	}
	return told
}

// guiseHash names a spelling in a guise in the state.
func guiseHash(id, guise string) string { return hashOf(id + "\n" + guise) }

// changeRecords takes records off their shelves and puts others where they stand now: those of documents that come and
// go, of names that moved, and with anchors that people decided about. What was or is tied to one of them is gathered
// again.
func (u *update) changeRecords(s *step, moved map[string]map[string]bool, anchors map[string]bool) error {
	shelves := moves{}
	for _, d := range s.out {
		for _, r := range d.records {
			if err := u.takeDown(shelves, r.ref); err != nil {
				return err
			}
		}
		if err := u.bear(d, false); err != nil {
			return err
		}
	}
	if err := u.relocate(shelves, s.out, moved, anchors); err != nil {
		return err
	}
	for _, d := range s.out {
		for _, r := range d.records {
			delete(u.seeds, r.ref)
		}
	}
	for _, d := range s.add {
		if err := u.putUp(shelves, d); err != nil {
			return err
		}
	}
	return shelves.write(u.state)
}

// relocate moves the records of names that moved, and with anchors that people decided about, but for those of some
// documents, which go.
func (u *update) relocate(shelves moves, but []*contribution, moved map[string]map[string]bool, anchors map[string]bool) error {
	docs := map[string]bool{}
	for short := range moved {
		docs[short] = true
	}
	for anchor := range anchors {
		short, _, _ := strings.Cut(anchor, ".")
		docs[short] = true
	}
	for _, d := range but {
		delete(docs, d.short)
	}
	var refs []string
	for _, short := range slices.Sorted(maps.Keys(docs)) {
		d, err := u.was.contribution(short)
		if err != nil {
			return err
		}
		waits, err := u.state.Get(waitingKind + short)
		if err != nil {
			return err
		}
		if d == nil || waits != nil {
			continue
		}
		for _, r := range d.records {
			if r.names(moved[short]) || len(anchors) > 0 && anchors[r.anchor()] {
				refs = append(refs, r.ref)
			}
		}
	}
	for _, ref := range refs {
		if err := u.takeDown(shelves, ref); err != nil {
			return err
		}
	}
	for _, ref := range refs {
		r, err := u.is.record(ref)
		if err != nil {
			return err
		}
		shelves.move(r, true)
		u.seeds[ref] = true
	}
	return nil
}

// takeDown takes a record off its shelves, and has all that was tied to it gathered again.
func (u *update) takeDown(shelves moves, ref string) error {
	component, err := u.was.component(ref)
	if err != nil {
		return err
	}
	for _, r := range component {
		u.seeds[r.ref] = true
		if err := u.leave(r); err != nil {
			return err
		}
	}
	r, err := u.was.record(ref)
	if err != nil {
		return err
	}
	shelves.move(r, false)
	return nil
}

// putUp puts the records of a new document on their shelves.
func (u *update) putUp(shelves moves, d *contribution) error {
	for _, r := range d.records {
		if err := u.is.settle(r); err != nil {
			return err
		}
		shelves.move(r, true)
		u.entered[r.ref], u.seeds[r.ref] = true, true
	}
	return u.bear(d, true)
}

// names reports whether somebody takes part in the record, or it is where, whose id is among some.
func (r *record) names(ids map[string]bool) bool {
	return r.Place != nil && ids[r.Place.ID] || slices.ContainsFunc(r.Who, func(p part) bool { return ids[p.ID] })
}

// leave takes a record out of its event, which is to be withdrawn unless it comes again.
func (u *update) leave(r *record) error {
	if _, again := u.left[r.ref]; again || u.entered[r.ref] {
		return nil
	}
	note, err := u.state.Get(eventKind + r.ref)
	if err != nil {
		return err
	}
	u.left[r.ref] = string(note)
	u.old[cmp.Or(string(note), eventID(r.Claim))] = true
	return nil
}

// bear notes or forgets whom the records of a document name.
func (u *update) bear(d *contribution, there bool) error {
	all := map[int]bool{}
	for _, r := range d.records {
		for i := range r.Who {
			all[r.Who[i].bearer] = true
		}
		if r.Place != nil {
			all[r.Place.bearer] = true
		}
	}
	delete(all, 0)
	var note []byte
	if there {
		note = []byte{}
	}
	for at := range all {
		b := &d.bearers[at-1]
		if err := u.state.Set(bearsKind+guiseHash(b.ID, b.guise)+sep+d.short, note); err != nil {
			return err
		}
	}
	return nil
}

// gatherAll makes events anew of every component that holds a seed.
func (u *update) gatherAll() error {
	for _, seed := range slices.Sorted(maps.Keys(u.seeds)) {
		component, err := u.is.component(seed)
		if err != nil {
			return err
		}
		is := u.now.who(&err)
		for _, r := range component {
			r.finish(is)
			if err != nil {
				return err
			}
			if err := u.leave(r); err != nil {
				return err
			}
		}
		for _, e := range u.is.gather(component) {
			if err := u.writeEvent(e); err != nil {
				return err
			}
		}
	}
	for id := range u.old {
		if !u.written[id] {
			u.put(id, nil, true)
		}
	}
	for ref, note := range u.left { // of records that are gone
		if note != "" {
			if err := u.state.Set(eventKind+ref, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func (u *update) writeEvent(e *event) error {
	for _, r := range e.reports {
		note := e.id
		if note == eventID(r.Claim) {
			note = "" // as it is without
		}
		old := u.left[r.ref]
		delete(u.left, r.ref)
		u.entered[r.ref] = true
		if note == old {
			continue
		}
		var data []byte
		if note != "" {
			data = []byte(note)
		}
		if err := u.state.Set(eventKind+r.ref, data); err != nil {
			return err
		}
	}
	u.putOf(e.alone(), e.id, u.eventQuads(e), u.old[e.id])
	u.written[e.id] = true
	return nil
}
