package resolve

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// moved lists the records, by claim, in which a name now means somebody else than before or stands in another block.
// A post that is new to a spelling moves nobody: the records that tell it are new themselves.
func (u *update) moved(touched []string) (map[string]bool, error) {
	moved := map[string]bool{}
	for _, key := range touched {
		before, err := u.before.component(key)
		if err != nil {
			return nil, err
		}
		now, err := u.now.component(key)
		if err != nil {
			return nil, err
		}
		if before.keys[0] == now.keys[0] && before.agrees(now.outcome) {
			continue
		}
		err = u.state.Each(bearsKind+key+sep, func(name string, _ []byte) error {
			moved[last(name)] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// agrees reports whether two outcomes give every bearer that both know to the same node.
func (o *outcome) agrees(p *outcome) bool {
	for id, node := range o.rest {
		if other, ok := p.rest[id]; ok && (node != other || o.vague[id] != p.vague[id]) {
			return false
		}
	}
	for id, posts := range o.posts {
		if _, known := p.rest[id]; !known {
			continue
		}
		for post, node := range posts {
			other, ok := p.posts[id][post]
			if !ok {
				other = p.rest[id]
			}
			if node != other {
				return false
			}
		}
	}
	for id, posts := range p.posts {
		for post, node := range posts {
			if _, ok := o.posts[id][post]; !ok && o.names[id] != nil && node != o.rest[id] && !p.fresh(id, post, o) {
				return false
			}
		}
	}
	return true
}

// fresh reports whether no bearer had the post before.
func (p *outcome) fresh(id, post string, before *outcome) bool {
	s := before.names[id]
	return s == nil || s.Nodes[post] == nil
}

// record reads a record and prepares it with who is who now.
func (u *update) record(claim string) (*record, error) {
	if r, ok := u.records[claim]; ok {
		return r, nil
	}
	r, err := u.stored(claim)
	if err != nil || r == nil {
		return nil, err
	}
	return r, u.ready(r)
}

// stored reads a record as it stands.
func (u *update) stored(claim string) (*record, error) {
	r := &record{}
	ok, err := load(u.state, recordKind+claim, r)
	if err != nil || !ok {
		return nil, err
	}
	return r, nil
}

// ready prepares a record with who is who now and what people decided of it.
func (u *update) ready(r *record) error {
	var err error
	r.prepare(u.who(u.now, &err))
	u.records[r.Claim] = r
	if err != nil {
		return err
	}
	r.decided, err = u.decidedOf(r.anchor())
	return err
}

// mates lists the claims of the records in the blocks of a record, sorted.
func (u *update) mates(r *record) ([]string, error) {
	all := map[string]bool{}
	for _, key := range r.Keys {
		err := u.state.Each(indexKind+key+sep, func(name string, _ []byte) error {
			all[last(name)] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	delete(all, r.Claim)
	return slices.Sorted(maps.Keys(all)), nil
}

// changeRecords takes the records of dropped documents out of their blocks, puts those that moved where they stand now,
// and adds the new ones. What was tied to one of them is gathered again.
func (u *update) changeRecords(drop, add []*contribution, moved map[string]bool) error {
	gone := map[string]*record{}
	for _, d := range drop {
		for _, r := range d.records {
			moved[r.Claim] = true
		}
	}
	for _, claim := range slices.Sorted(maps.Keys(moved)) {
		r, err := u.stored(claim)
		if err != nil {
			return err
		}
		if r == nil {
			return fmt.Errorf("no record of %s; was its document added?", claim)
		}
		if err := u.neighbours(r); err != nil {
			return err
		}
		gone[claim] = r
	}
	for _, claim := range slices.Sorted(maps.Keys(gone)) {
		if err := u.unlink(gone[claim]); err != nil {
			return err
		}
	}
	for _, d := range drop {
		for _, r := range d.records {
			delete(gone, r.Claim)
			u.records[r.Claim] = nil
			if err := u.state.Set(recordKind+r.Claim, nil); err != nil {
				return err
			}
		}
	}
	for _, d := range add {
		for _, r := range d.records {
			gone[r.Claim] = r
		}
	}
	for _, claim := range slices.Sorted(maps.Keys(gone)) {
		if err := u.link(gone[claim]); err != nil {
			return err
		}
		u.seeds[claim] = true
	}
	return nil
}

// neighbours has the event of a record, and the records that matched it, gathered again.
func (u *update) neighbours(r *record) error {
	var err error
	is := u.who(u.before, &err)
	r.prepare(is)
	if r.decided, err = u.decidedOf(r.anchor()); err != nil {
		return err
	}
	mates, err := u.mates(r)
	if err != nil {
		return err
	}
	for _, claim := range mates {
		s, err := u.stored(claim)
		if err != nil {
			return err
		}
		s.prepare(is)
		if s.decided, err = u.decidedOf(s.anchor()); err != nil {
			return err
		}
		if u.compared++; r.matches(s) {
			u.seeds[claim] = true
		}
	}
	if err != nil {
		return err
	}
	return u.leave(r.Claim)
}

// leave takes a record out of its event, which is to be withdrawn unless it comes again.
func (u *update) leave(claim string) error {
	id, err := u.state.Get(eventKind + claim)
	if err != nil || id == nil {
		return err
	}
	u.old[string(id)] = true
	return u.state.Set(eventKind+claim, nil)
}

// unlink takes a record out of the blocks.
func (u *update) unlink(r *record) error {
	for _, name := range r.index() {
		if err := u.state.Set(name, nil); err != nil {
			return err
		}
	}
	return nil
}

// link prepares a record with who is who now, writes it and enters it into its blocks.
func (u *update) link(r *record) error {
	if err := u.ready(r); err != nil {
		return err
	}
	var err error
	r.Keys = r.keys(func(p *part) string {
		key, e := u.now.rep(p)
		if e != nil {
			err = e
		}
		return key
	})
	if err != nil {
		return err
	}
	for _, d := range r.decided {
		if strings.HasPrefix(d, "same|") {
			r.Keys = append(r.Keys, d)
		}
	}
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := u.state.Set(recordKind+r.Claim, data); err != nil {
		return err
	}
	for _, name := range r.index() {
		if err := u.state.Set(name, []byte{}); err != nil {
			return err
		}
	}
	return nil
}

// index lists the names of the records that lead to a record.
func (r *record) index() []string {
	list := []string{anchorKind + r.anchor() + sep + r.Claim}
	for _, key := range r.Keys {
		list = append(list, indexKind+key+sep+r.Claim)
	}
	for i := range r.Who {
		if key := r.Who[i].Key; key != "" {
			list = append(list, bearsKind+key+sep+r.Claim)
		}
	}
	if r.Place != nil && r.Place.Key != "" {
		list = append(list, bearsKind+r.Place.Key+sep+r.Claim)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// gatherAll makes events anew of every component that holds a seed.
func (u *update) gatherAll() error {
	done := map[string]bool{}
	for _, seed := range slices.Sorted(maps.Keys(u.seeds)) {
		if done[seed] {
			continue
		}
		component, err := u.component(seed, done)
		if err != nil {
			return err
		}
		is := u.who(u.now, &err)
		for _, r := range component {
			r.finish(is)
			if err != nil {
				return err
			}
			if err := u.leave(r.Claim); err != nil {
				return err
			}
		}
		for _, e := range gather(component) {
			if err := u.writeEvent(e); err != nil {
				return err
			}
		}
	}
	for id := range u.old {
		if _, again := u.out[id]; !again {
			u.put(id, nil)
		}
	}
	return nil
}

// component lists the records that matches ties to a record, over any number of steps.
func (u *update) component(seed string, done map[string]bool) ([]*record, error) {
	var list []*record
	done[seed] = true
	for queue := []string{seed}; len(queue) > 0; queue = queue[1:] {
		r, err := u.record(queue[0])
		if err != nil {
			return nil, err
		}
		if r == nil {
			continue // dropped
		}
		list = append(list, r)
		mates, err := u.mates(r)
		if err != nil {
			return nil, err
		}
		for _, claim := range mates {
			if done[claim] {
				continue
			}
			s, err := u.record(claim)
			if err != nil {
				return nil, err
			}
			if u.compared++; s != nil && r.matches(s) {
				done[claim] = true
				queue = append(queue, claim)
			}
		}
	}
	return list, nil
}

func (u *update) writeEvent(e *event) error {
	for _, r := range e.reports {
		if err := u.state.Set(eventKind+r.Claim, []byte(e.id)); err != nil {
			return err
		}
	}
	u.put(e.id, u.eventQuads(e))
	return nil
}
