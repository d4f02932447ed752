package store

import (
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Damage is a way in which the keys of a store can be wrong.
type Damage int

// The ways. All but the last two can be repaired from what else is stored.
const (
	MissingQuad Damage = iota // an order lacks a quad that others hold
	ForeignQuad               // an order holds a quad that most others lack
	ForeignKey                // a key or value that the layout does not know
	UnusedValue               // a dictionary entry that no quad uses
	LostValue                 // a value of a quad is not in the dictionary
	WrongValue                // a dictionary entry does not match its id

	kindsOfDamage = iota
)

var damageNames = [kindsOfDamage]string{
	"missing quad", "foreign quad", "foreign key", "unused value", "lost value", "wrong value",
}

func (d Damage) String() string { return damageNames[d] }

// A Fault is one thing that is wrong in a store.
type Fault struct {
	Damage Damage
	// Key is the key that is missing or wrong: its first byte tells the order,
	// or D for the dictionary.
	Key []byte
	// Document is the label of a quad concerned. It is nil if that quad has
	// none and if the label is itself a value that was lost. A value lost to
	// several documents is a fault for each.
	Document quad.Value
}

// String describes the fault on one line.
func (f Fault) String() string {
	s := fmt.Sprintf("%s %s", f.Damage, f.Key[:min(len(f.Key), 1)])
	if len(f.Key) > 1 {
		s += fmt.Sprintf(" %x", f.Key[1:])
	}
	if f.Document != nil {
		s += fmt.Sprintf(" of %v", f.Document)
	}
	return s
}

// A Report sums up what [Store.Verify] found.
type Report struct {
	Quads  int64 // that at least half of their orders hold
	Values int64 // sound dictionary entries that a quad uses
	Faults [kindsOfDamage]int64
}

// Sound reports whether nothing was wrong.
func (r Report) Sound() bool { return r.Faults == [kindsOfDamage]int64{} }

// Repairable reports whether repairing leaves nothing wrong: no value is lost.
func (r Report) Repairable() bool { return r.Faults[LostValue]+r.Faults[WrongValue] == 0 }

// VerifyOptions say how to verify.
type VerifyOptions struct {
	// Repair makes the orders agree again: a quad that at least half of its
	// orders hold is put back into the others, one that fewer hold is taken
	// out. It removes foreign keys and dictionary entries that are unused or
	// wrong. It keeps other writers out until it is done.
	Repair bool
	// Memory is about how many bytes to use where orders have to be sorted to
	// be compared; more go to temporary files. 0 stands for 48 MB.
	Memory int
}

// Verify reads every key of the store, of one state of it, and calls fn for
// each fault: all orders must hold the same quads, and the dictionary exactly
// their values, each under its id. An error of fn ends it and is returned as it
// is; a nil fn is none.
//
// Values that are lost cannot be repaired: the documents that the faults name
// must be dropped and extracted again.
//
// It reads once as long as nothing is wrong. Orders that differ are sorted, in
// temporary files unless the store is read-only.
func (s *Store) Verify(ctx context.Context, opt VerifyOptions, fn func(Fault) error) (Report, error) {
	s.write.Lock()
	if opt.Repair {
		defer s.write.Unlock()
		if err := s.writable(); err != nil {
			return Report{}, err
		}
	}
	dir := s.temporary()
	if !opt.Repair {
		s.write.Unlock()
	}
	if opt.Memory <= 0 {
		opt.Memory = defaultLoadMemory
	}
	v := &verifier{ctx: ctx, s: s, fs: s.fs, dir: dir, opt: opt, report: fn}
	if s.readOnly {
		v.fs = vfs.NewMem()
	}
	err := v.run()
	return v.sum, err
}

// A verifier is one call of Verify.
type verifier struct {
	ctx    context.Context
	s      *Store
	fs     vfs.FS // for temporary files
	dir    string
	files  int
	opt    VerifyOptions
	report func(Fault) error
	view   *View
	batch  *pebble.Batch // repairs; nil without Repair
	sum    Report
}

func (v *verifier) run() (err error) {
	if v.view, err = v.s.View(); err != nil {
		return err
	}
	defer func() { err = joined(err, v.view.Close()) }()
	if v.opt.Repair {
		v.batch = v.s.db.NewBatch()
		defer func() { err = joined(err, v.batch.Close()) }()
	}
	prints, err := v.scan()
	if err != nil {
		return err
	}
	if prints.agree() {
		v.sum.Quads = prints[0].all.count
		err = v.values(v.usedByOrders)
	} else {
		err = v.sortAndCompare()
	}
	if err == nil && v.batch != nil {
		if err = v.batch.Commit(pebble.Sync); err == nil {
			err = v.s.failure.check()
		}
	}
	return err
}

// joined is err, or else the error of a clean-up.
func joined(err, cleanup error) error {
	if err != nil {
		return err
	}
	return cleanup
}

// fault counts and reports a fault.
func (v *verifier) fault(f Fault) error {
	v.sum.Faults[f.Damage]++
	if v.report == nil {
		return nil
	}
	f.Key = bytes.Clone(f.Key)
	return v.report(f)
}

// batchLimit is how many bytes of repairs are written at once.
const batchLimit = 4 << 20

// remove and put repair a key, if repairs are asked for.
func (v *verifier) remove(key []byte) error {
	if v.batch == nil {
		return nil
	}
	return v.wrote(v.batch.Delete(key, nil))
}

func (v *verifier) put(key []byte) error {
	if v.batch == nil {
		return nil
	}
	return v.wrote(v.batch.Set(key, nil, nil))
}

// wrote commits a full batch. Repairs need not be atomic: each is right alone.
func (v *verifier) wrote(err error) error {
	if err != nil || v.batch.Len() < batchLimit {
		return err
	}
	if err := v.batch.Commit(pebble.Sync); err != nil {
		return err
	}
	v.batch.Reset()
	return nil
}

// A print is a hash of a set of quads, whatever their order.
type print struct {
	count int64
	sum   uint64
}

// prints are those of each order, of all quads and of those with a label.
type prints [len(orders)]struct{ all, labelled print }

// agree reports whether the orders hold the same quads. A chance agreement of
// others is one in 2^64: the seed is drawn anew for each process.
func (p *prints) agree() bool {
	for i := range p {
		if p[i].labelled != p[0].labelled || i != labelOrder && p[i].all != p[0].all {
			return false
		}
	}
	return true
}

// scan reads every key and reports those that are no part of the layout.
func (v *verifier) scan() (*prints, error) {
	it, err := v.view.iterate(nil, nil)
	if err != nil {
		return nil, err
	}
	defer v.view.release(it)
	var p prints
	seed := maphash.MakeSeed()
	n := 0
	for ok := it.First(); ok; ok = it.Next() {
		if n++; n%1024 == 0 && v.ctx.Err() != nil {
			return nil, v.ctx.Err()
		}
		key := it.Key()
		switch i := orderOf(key); {
		case i >= 0 && len(it.Value()) == 0:
			p.add(i, key, seed)
			continue
		case i >= 0:
			p.add(i, key, seed)
			err = v.put(key) // without the value
		case ofLayout(key):
			continue
		default:
			err = v.remove(key)
		}
		if err == nil {
			err = v.fault(Fault{Damage: ForeignKey, Key: key})
		}
		if err != nil {
			return nil, err
		}
	}
	return &p, scanError(it.Error())
}

func scanError(err error) error {
	if err == nil {
		return nil
	}
	return readError("verify", err)
}

// orderOf is the index of the order that the key is a quad of, or -1.
func orderOf(key []byte) int {
	i := slices.IndexFunc(orders[:], func(o order) bool { return len(key) > 0 && o.tag == key[0] })
	var q quadID
	if i < 0 || !orders[i].decode(key, &q) {
		return -1
	}
	for slot, n := range q {
		if n == (nodeID{}) && (slot != slotLabel || i == labelOrder) {
			return -1
		}
	}
	return i
}

// ofLayout reports whether a key that is no quad has a place in the layout.
func ofLayout(key []byte) bool {
	switch {
	case len(key) == 0:
		return false
	case key[0] == tagDict:
		return len(key) == 1+idLen
	case key[0] == tagMeta:
		return len(key) == 1
	}
	return key[0] == tagNote && len(key) > 1
}

func (p *prints) add(i int, key []byte, seed maphash.Seed) {
	var q quadID
	orders[i].decode(key, &q)
	sum := maphash.Comparable(seed, q)
	p[i].all.count++
	p[i].all.sum += sum
	if q[slotLabel] != (nodeID{}) {
		p[i].labelled.count++
		p[i].labelled.sum += sum
	}
}
