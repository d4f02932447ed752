package resolve

import (
	"errors"
	"maps"
	"slices"
)

// Newcomers are the names of a load into a store that knows none. Who is who follows from all that documents say of a name,
// so that memory must hold all of one, and of those tied to it, at a time. It holds no more than those of a part: of many
// documents the names are parted, and parts are taken in one after another.
type newcomers struct {
	*bulkState
	u     *update
	desks desks  // posts that one holds at a time; empty where there are rooms
	rooms []*lot // for incumbencies in such posts, which belong to names of all parts
}

// newcomers takes in the names of documents where none are known.
func (b *bulkState) newcomers(u *update, docs []brief) error {
	in := &newcomers{bulkState: b, u: u, desks: desks{}}
	u.now.alone = true
	if parts := (len(docs) + b.atOnce - 1) / b.atOnce; parts > 1 {
		return in.inParts(docs, parts)
	}
	err := b.each(docs, func(data Contribution) error {
		d, err := data.unpackNames(b.known)
		if err != nil {
			return err
		}
		_, err = u.changeNames(&step{add: []*contribution{d}})
		return err
	})
	if err != nil {
		return err
	}
	return errors.Join(in.settle(), in.write(in.desks))
}

// inParts does it a part at a time: bodies first, as those of them that letters name are asked for by the persons in their
// posts.
func (in *newcomers) inParts(docs []brief, parts int) (err error) {
	p := newParting()
	defer func() { err = errors.Join(err, closeLots(p.lots), closeLots(in.rooms)) }()
	if p.lots, err = newLots(in.store, 2*parts); err != nil {
		return err
	}
	if in.rooms, err = newLots(in.store, parts); err != nil {
		return err
	}
	for _, pass := range []func(*contribution) error{p.tie, p.put} {
		err := in.each(docs, func(data Contribution) error {
			d, err := data.unpackNames(nil)
			if err != nil {
				return err
			}
			return pass(d)
		})
		if err != nil {
			return err
		}
	}
	p.ties = nil
	for _, l := range p.lots {
		if err := errors.Join(in.progress(), l.each(in.take), in.settle(), l.file.Close()); err != nil {
			return err
		}
	}
	for _, l := range in.rooms {
		d := desks{}
		if err := errors.Join(in.progress(), l.each(d.read), in.write(d)); err != nil {
			return err
		}
	}
	return nil
}

// take counts one thing of a lot.
func (in *newcomers) take(u *unpacker) error {
	switch kind := u.number(); kind {
	case lotBearer:
		b := &bearer{}
		u.bearer(b)
		return in.count(b.Key, func(at *block) { at.add(b, 1) })
	case lotSeat:
		key, person := u.text(), u.text()
		return in.count(key, func(at *block) { count(&at.Seats, person, 1) })
	case lotLink:
		l := u.link()
		for _, key := range distinct(l.key, l.aliasKey) {
			if err := in.count(key, func(at *block) { count(&at.Links, l.String(), 1) }); err != nil {
				return err
			}
		}
		return nil
	}
	return errTorn
}

// count counts something in a block.
func (in *newcomers) count(key string, fn func(*block)) error {
	at, err := in.u.now.change(key)
	if err == nil {
		fn(at)
	}
	return err
}

// settle tells who is who in the blocks that were counted, and forgets all else that is in them.
func (in *newcomers) settle() error {
	u := in.u
	var failed error
	err := u.now.each(slices.Sorted(maps.Keys(u.now.dirty)), func(c *component) {
		for id, quads := range u.entities(c.outcome) {
			u.put(id, quads, false)
		}
		c.eachIncumbency(func(i *incumbency) {
			switch {
			case !i.Post.sole():
				u.writeTenures(holders{}, holdersOf(listed(i), false))
			case in.rooms == nil:
				in.desks.change(i, i)
			default:
				failed = errors.Join(failed, in.rooms[partOf(i.Post.desk(), len(in.rooms))].put(func(p *packer) { p.text(i.line()) }))
			}
		})
	})
	err = errors.Join(err, failed, u.now.save())
	u.before.rest()
	u.now.rest()
	return err
}

// read takes an incumbency from a lot.
func (d desks) read(u *unpacker) error {
	i, err := readIncumbency(u.text())
	if err == nil {
		d.change(i, i)
	}
	return err
}

// write writes desks, which are new.
func (in *newcomers) write(d desks) error {
	for _, desk := range slices.Sorted(maps.Keys(d)) {
		if err := in.u.writeDesk(desk, d[desk]); err != nil {
			return err
		}
	}
	return nil
}
