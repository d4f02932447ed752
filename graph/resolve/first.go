package resolve

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"quanhe/graph/store"
)

// A first is the first load of a store, in which no record stands on a shelf yet: every shelf is looked at once, then
// every component is made into events once. Memory holds what tells namesakes apart until each record says who takes
// part in it, then two numbers for each record, the largest shelf and the largest component.
type first struct {
	*bulkState
	u       *update
	pile    *pile
	places  *store.Sorter               // name of a shelf, number of a record -> ref of the record
	said    map[[shelfBytes]byte]string // shelves that are named by what people decided
	roots   []uint32                    // by number of a record: one that is tied to it, or itself
	reading *reading                    // of the records that are looked at
}

// placesMemory is how many bytes of places may wait to be sorted.
const placesMemory = 8 << 20

// shelfBytes is how long the name of a shelf is, which is written in hexadecimal digits.
const shelfBytes = 12

// first reports whether no record stands on a shelf.
func (b *bulkState) first() (bool, error) {
	view, err := b.store.View()
	if err != nil {
		return false, err
	}
	is, err := none(view, shelfKind)
	return is, errors.Join(err, view.Close())
}

// all takes in documents where no record stands on a shelf: some wholly, of others the names are in.
func (b *bulkState) all(u *update, docs, named []brief) (err error) {
	if b.absent[blockKind] {
		err = b.newcomers(u, docs)
	} else {
		err = b.names(u, docs, func(string) error { return nil })
	}
	if err != nil {
		return err
	}
	b.known = nil
	f := &first{bulkState: b, u: u.knowing(u.now), said: map[[shelfBytes]byte]string{}, reading: newReading(b, u.now, &u.compared)}
	if f.pile, err = newPile(b.store); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.pile.close()) }()
	f.places = b.store.Sorter(placesMemory)
	defer func() { err = errors.Join(err, f.places.Close()) }()
	if err := b.each(slices.Concat(docs, named), f.enter); err != nil {
		return err
	}
	u.now.release() // records have who takes part in them
	f.roots = make([]uint32, f.pile.count)
	for i := range f.roots {
		f.roots[i] = uint32(i)
	}
	if err := f.shelve(); err != nil {
		return err
	}
	return f.gather()
}

// enter puts the records of a document on the pile and notes where they stand.
func (f *first) enter(data Contribution) error {
	d, err := data.unpack()
	if err != nil {
		return err
	}
	for i, r := range d.records {
		err := f.u.is.know(r)
		if r.finish(f.u.now.who(&err)); err != nil {
			return err
		}
		for _, key := range r.keys {
			shelf := f.shelfNamed(key)
			place := binary.BigEndian.AppendUint32(shelf[:], f.pile.count+uint32(i))
			if err := f.places.Add(place, []byte(r.ref)); err != nil {
				return err
			}
		}
	}
	f.clerk.come(d.listing)
	return errors.Join(f.pile.add(d), f.u.bear(d, true), f.Set(waitingKind+d.short, nil))
}

// shelfNamed puts the name of a shelf in short. What people decided names one otherwise than hashOf does.
func (f *first) shelfNamed(name string) (key [shelfBytes]byte) {
	if len(name) == 2*shelfBytes {
		if _, err := hex.Decode(key[:], []byte(name)); err == nil {
			return key
		}
	}
	if _, err := hex.Decode(key[:], []byte(hashOf(name))); err != nil {
		panic(err) // hashOf makes no other
	}
	f.said[key] = name
	return key
}

// shelve writes the shelves and ties the records on each of them.
func (f *first) shelve() error {
	var key [shelfBytes]byte
	var refs []string
	var list []uint32
	shelves := 0
	shelf := func() error {
		if len(list) == 0 {
			return nil
		}
		if shelves++; shelves%bulkStride == 1 {
			if err := f.progress(); err != nil {
				return err
			}
		}
		return f.shelf(key, refs, list)
	}
	err := f.places.Each(func(place, ref []byte) error {
		if !bytes.Equal(place[:shelfBytes], key[:]) {
			if err := shelf(); err != nil {
				return err
			}
			copy(key[:], place)
			refs, list = refs[:0], list[:0]
		}
		refs, list = append(refs, string(ref)), append(list, binary.BigEndian.Uint32(place[shelfBytes:]))
		return nil
	})
	if err != nil {
		return err
	}
	return errors.Join(shelf(), f.places.Close())
}

// shelf writes one shelf and ties its records.
func (f *first) shelf(place [shelfBytes]byte, refs []string, list []uint32) error {
	slices.Sort(refs)
	key, said := f.said[place]
	if !said {
		key = hex.EncodeToString(place[:])
	}
	if err := f.loader.AddNote(shelfKind+key, []byte(strings.Join(refs, "\n"))); err != nil || len(list) < 2 {
		return err
	}
	records, err := f.pile.readAll(list)
	if err != nil {
		return err
	}
	number := map[*record]uint32{}
	for i, r := range records {
		number[r] = list[i]
	}
	for _, tied := range f.reading.tiedOnShelf(records) {
		for _, r := range tied[1:] {
			f.tie(number[tied[0]], number[r])
		}
	}
	return nil
}

// tie makes one component of those of two records.
func (f *first) tie(a, b uint32) {
	a, b = f.root(a), f.root(b)
	f.roots[max(a, b)] = min(a, b)
}

// root is the first record of the component that a record is in.
func (f *first) root(i uint32) uint32 {
	for f.roots[i] != i {
		f.roots[i] = f.roots[f.roots[i]]
		i = f.roots[i]
	}
	return i
}

// gather makes events of every component.
func (f *first) gather() error {
	all := make([]uint32, len(f.roots))
	for i := range all {
		all[i] = uint32(i)
		f.roots[i] = f.root(uint32(i))
	}
	slices.SortFunc(all, func(a, b uint32) int { return cmp.Or(cmp.Compare(f.roots[a], f.roots[b]), cmp.Compare(a, b)) })
	for n := 0; len(all) > 0; n++ {
		if n%bulkStride == 0 {
			if err := f.progress(); err != nil {
				return err
			}
		}
		size := 1
		for size < len(all) && f.roots[all[size]] == f.roots[all[0]] {
			size++
		}
		component, err := f.pile.readAll(all[:size])
		if err != nil {
			return err
		}
		if err := f.events(component); err != nil {
			return err
		}
		all = all[size:]
	}
	return nil
}

// events makes events of one component.
func (f *first) events(component []*record) error {
	for _, e := range f.reading.gatherShaped(component) {
		for _, r := range e.reports {
			if e.id == eventID(r.Claim) {
				continue // as it is without a note
			}
			if err := f.loader.AddNote(eventKind+r.ref, []byte(e.id)); err != nil {
				return err
			}
		}
		f.clerk.put(Node{Subject: f.u.v.Node(e.id), Quads: f.u.eventQuads(e), Fresh: true, Doc: e.alone()})
	}
	return f.clerk.failure()
}
