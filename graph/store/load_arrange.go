package store

// An arrangement is quads sorted as each of the orders has them, by the ranks of
// their values.
type arrangement struct {
	ids  []nodeID // by rank
	bins [len(orders)]*bins
}

// each calls fn with the keys of an order, sorted and each once. A key is fn's until it
// returns.
func (a *arrangement) each(i int, fn func(key, value []byte) error) error {
	const atOnce = 64 // most ids come from far away in memory, so some together
	o, last := &orders[i], quadAt{}
	var keys [atOnce][keyLen]byte
	for k := range keys {
		keys[k][0] = o.tag
	}
	return a.bins[i].each(func(quads []quadAt) error {
		for len(quads) > 0 {
			n, took := 0, 0
			for ; took < len(quads) && n < atOnce; took++ {
				q := quads[took]
				if q == last {
					continue
				}
				last = q
				for j, slot := range o.slots {
					*(*nodeID)(keys[n][1+j*idLen:]) = a.ids[q[slot]]
				}
				n++
			}
			quads = quads[took:]
			for k := range n {
				if err := fn(keys[k][:], nil); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// arrange sorts quads that have the positions of their values in a list of ids.
//
// The rank of a value is its position among the sorted ids, so quads are sorted as
// small numbers and not as keys. Sorting by one slot keeps the order of what is
// equal there. So s p o l sorted by o is o s p l, and by l is l s p o; and o s p l
// sorted by p is p o s l.
func (l *Loader) arrange(ids []nodeID, came *bins) (*arrangement, error) {
	r := ranker{l: l, arrangement: &arrangement{ids: make([]nodeID, len(ids))}, rank: make([]uint32, len(ids))}
	for i, e := range sortIDs(nil, ids) {
		r.ids[i+1], r.rank[e.at] = ids[e.at], uint32(i+1)
	}
	came.limit = len(ids)
	if err := r.count(came); err != nil {
		return nil, err
	}
	bySubject, err := r.number(came)
	if err == nil {
		err = r.sortWholly(bySubject)
	}
	if err == nil {
		r.bins[3], err = r.sort(r.bins[1].each, orders[3].slots[0])
	}
	return r.arrangement, err
}

// A ranker makes an arrangement.
type ranker struct {
	*arrangement
	l      *Loader
	rank   []uint32                // by position
	counts [len(quadAt{})][]uint32 // how many quads have each rank in a slot
}

// count counts quads that have positions.
func (r *ranker) count(came *bins) error {
	for slot := range r.counts {
		r.counts[slot] = make([]uint32, len(r.rank))
	}
	return came.each(func(quads []quadAt) error {
		for i := range quads {
			for slot, at := range quads[i] {
				r.counts[slot][r.rank[at]]++
			}
		}
		return nil
	})
}

// number turns positions into ranks and parts the quads by subject.
func (r *ranker) number(came *bins) (*bins, error) {
	return r.sort(func(fn func([]quadAt) error) error {
		return joined(came.each(func(quads []quadAt) error {
			for i := range quads {
				for slot, at := range quads[i] {
					quads[i][slot] = r.rank[at]
				}
			}
			return fn(quads)
		}), came.remove())
	}, orders[0].slots[0])
}

// sort parts what each gives by a slot.
func (r *ranker) sort(each func(func([]quadAt) error) error, slot int) (*bins, error) {
	to, err := r.l.bins(slot, r.counts[slot])
	if err != nil {
		return nil, err
	}
	err = each(func(quads []quadAt) error {
		for i := range quads {
			if err := to.put(&quads[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return to, joined(err, to.end())
}

// sortWholly sorts quads that are parted by subject, and parts them, sorted, by
// object and label.
func (r *ranker) sortWholly(bySubject *bins) (err error) {
	for i := range 3 {
		if i == 0 {
			r.bins[i], err = r.l.keep(oneBin(r.l.s.fs, r.l.path("quads")))
		} else {
			r.bins[i], err = r.l.bins(orders[i].slots[0], r.counts[orders[i].slots[0]])
		}
		if err != nil {
			return err
		}
	}
	r.bins[0].limit = len(r.ids)
	var s quadSorter
	for i := range bySubject.list {
		from := &bySubject.list[i]
		if from.quads > mostInMemory {
			err = r.sortLarge(bySubject, from)
		} else if err = s.read(bySubject, from); err == nil {
			for slot := slotLabel; slot > 0; slot-- {
				s.by(slot, 0, uint32(len(r.ids)-1))
			}
			err = r.sorted(s.by(0, from.first, from.last))
		}
		if err != nil {
			return err
		}
	}
	for i := range 3 {
		err = joined(err, r.bins[i].end())
	}
	return joined(err, bySubject.remove())
}

// mostInMemory is how many quads are sorted in memory by all slots. Hardly a
// subject has more.
const mostInMemory = 4 * binQuads

// sortLarge sorts the quads of a bin that are too many for memory.
func (r *ranker) sortLarge(bySubject *bins, from *bin) error {
	each := func(fn func([]quadAt) error) error { return bySubject.stream(from, fn) }
	for slot := slotLabel; slot >= 0; slot-- {
		to, err := r.sort(each, slot)
		if err != nil {
			return err
		}
		each = to.each
	}
	return each(r.sorted)
}

// sorted takes quads as they are sorted by all slots.
func (r *ranker) sorted(quads []quadAt) error {
	for i := range quads {
		q := &quads[i]
		err := r.bins[0].append(q)
		if err == nil {
			err = r.bins[1].put(q)
		}
		if err == nil && q[slotLabel] != 0 {
			err = r.bins[2].put(q)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
