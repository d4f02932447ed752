package store

import (
	"bytes"
	"fmt"
	"math/bits"
	"sort"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// A sorter sorts keys of one width in bounded memory, each once.
type sorter struct {
	fs    vfs.FS
	path  func() string // names a new file
	limit int           // bytes
	keys  fixedKeys
	runs  []string // paths
}

// fixedKeys are keys of one width, one after the other.
type fixedKeys struct {
	width int
	buf   []byte
	swap  []byte
}

func (k *fixedKeys) at(i int) []byte    { return k.buf[i*k.width : (i+1)*k.width] }
func (k *fixedKeys) Len() int           { return len(k.buf) / k.width }
func (k *fixedKeys) Less(i, j int) bool { return bytes.Compare(k.at(i), k.at(j)) < 0 }
func (k *fixedKeys) Swap(i, j int) {
	k.swap = append(k.swap[:0], k.at(i)...)
	copy(k.at(i), k.at(j))
	copy(k.at(j), k.swap)
}

// add takes a key, which is written from left to right by its parts.
func (s *sorter) add(parts ...[]byte) error {
	for _, part := range parts {
		s.keys.buf = append(s.keys.buf, part...)
	}
	if len(s.keys.buf) < s.limit {
		return nil
	}
	return s.flush()
}

func (s *sorter) flush() error {
	sort.Sort(&s.keys)
	path := s.path()
	s.runs = append(s.runs, path)
	err := writeRun(s.fs, path, func(fn func(key, value []byte) error) error {
		for i := range s.keys.Len() {
			if i > 0 && bytes.Equal(s.keys.at(i), s.keys.at(i-1)) {
				continue
			}
			if err := fn(s.keys.at(i), nil); err != nil {
				return err
			}
		}
		return nil
	})
	s.keys.buf = s.keys.buf[:0]
	return err
}

// each calls fn with the sorted keys.
func (s *sorter) each(fn func(key []byte) error) error {
	if err := s.flush(); err != nil {
		return err
	}
	runs, err := mergeRuns(s.fs, s.runs, func(key, _ []byte) error { return fn(key) })
	s.runs = runs
	return err
}

func (v *verifier) newSorter(width int) *sorter {
	return &sorter{fs: v.fs, limit: v.opt.Memory / 2, keys: fixedKeys{width: width}, path: func() string {
		v.files++
		return v.fs.PathJoin(v.dir, fmt.Sprintf("%06d.run", v.files))
	}}
}

// sortAndCompare finds out which quads the orders do not agree on, and then
// looks at the values of those that count.
func (v *verifier) sortAndCompare() (err error) {
	if err := v.fs.MkdirAll(v.dir, 0o755); err != nil {
		return err
	}
	defer func() { err = joined(err, v.fs.RemoveAll(v.dir)) }()
	quads, used := v.newSorter(4*idLen+1), v.newSorter(idLen)
	for i := range orders {
		if err := v.eachQuad(i, func(q *quadID) error {
			return quads.add(q[0][:], q[1][:], q[2][:], q[3][:], []byte{byte(i)})
		}); err != nil {
			return err
		}
	}
	if err := v.compare(quads, used); err != nil {
		return err
	}
	quads.keys = fixedKeys{}
	if err := v.refresh(); err != nil {
		return err
	}
	return v.values(used.each)
}

// refresh writes the repairs and moves on to the state that they made.
func (v *verifier) refresh() error {
	if v.batch == nil {
		return nil
	}
	if err := v.batch.Commit(pebble.Sync); err != nil {
		return err
	}
	v.batch.Reset()
	if err := v.view.Close(); err != nil {
		return err
	}
	view, err := v.s.View()
	if err == nil {
		v.view = view
	}
	return err
}

// eachQuad calls fn with the quads of an order.
func (v *verifier) eachQuad(i int, fn func(*quadID) error) error {
	it, err := v.view.iterate([]byte{orders[i].tag}, []byte{orders[i].tag + 1})
	if err != nil {
		return err
	}
	defer v.view.release(it)
	var q quadID
	for ok := it.First(); ok; ok = it.Next() {
		if v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		if orderOf(it.Key()) != i {
			continue
		}
		orders[i].decode(it.Key(), &q)
		if err := fn(&q); err != nil {
			return err
		}
	}
	return scanError(it.Error())
}

// compare reads quads with the orders that hold them and passes on the values
// of those that are kept.
func (v *verifier) compare(quads, used *sorter) error {
	var (
		at   quadID
		mask uint
	)
	settle := func() error {
		kept, err := v.settle(at, mask)
		if err != nil || !kept {
			return err
		}
		v.sum.Quads++
		for _, n := range at {
			if n != (nodeID{}) {
				if err := used.add(n[:]); err != nil {
					return err
				}
			}
		}
		return nil
	}
	err := quads.each(func(key []byte) error {
		var q quadID
		for i := range q {
			q[i] = nodeID(key[i*idLen:])
		}
		if q != at && mask != 0 {
			if err := settle(); err != nil {
				return err
			}
			mask = 0
		}
		at, mask = q, mask|1<<key[4*idLen]
		return nil
	})
	if err != nil || mask == 0 {
		return err
	}
	return settle()
}

// settle decides about a quad that the orders of the mask hold, and reports and
// repairs those that have it otherwise.
func (v *verifier) settle(q quadID, mask uint) (kept bool, err error) {
	want := uint(1<<len(orders) - 1)
	if q[slotLabel] == (nodeID{}) {
		want &^= 1 << labelOrder
	}
	kept = 2*bits.OnesCount(mask) >= bits.OnesCount(want)
	if mask == want {
		return true, nil
	}
	for i := range orders {
		held, wanted := mask>>i&1 == 1, kept && want>>i&1 == 1
		if held == wanted {
			continue
		}
		f := Fault{Damage: MissingQuad, Key: orders[i].appendPrefix(nil, &q, 4)}
		if q[slotLabel] != (nodeID{}) {
			f.Document, _ = v.view.name(q[slotLabel])
		}
		if held {
			f.Damage = ForeignQuad
			err = v.remove(f.Key)
		} else {
			err = v.put(f.Key)
		}
		if err == nil {
			err = v.fault(f)
		}
		if err != nil {
			return false, err
		}
	}
	return kept, nil
}
