package store

import "fmt"

// Sizes tell how large a store is.
type Sizes struct {
	Layout int // version of the arrangement of keys
	// Values, Quads, Labelled and Notes are exact counts of keys. Labelled
	// counts the quads that have a label.
	Values, Quads, Labelled, Notes int64
	// Disk is how many bytes the store's files take; Dictionary and the orders
	// are the parts of it that lie in tables, estimated. What was written last
	// lies in the log and belongs to no part yet.
	Disk, Dictionary uint64
	Orders           map[string]uint64 // by tag: S, P, O, L
}

// Sizes counts the newest state of the store. It reads about a fifth of a second
// for each million quads.
func (s *Store) Sizes() (Sizes, error) {
	v, err := s.View()
	if err != nil {
		return Sizes{}, err
	}
	sizes, err := v.sizes()
	return sizes, joined(err, v.Close())
}

func (v *View) sizes() (Sizes, error) {
	sizes := Sizes{Layout: layoutVersion, Orders: make(map[string]uint64, len(orders))}
	counts := map[byte]*int64{
		tagDict: &sizes.Values, tagNote: &sizes.Notes,
		orders[0].tag: &sizes.Quads, orders[labelOrder].tag: &sizes.Labelled,
	}
	for tag, n := range counts {
		var err error
		if *n, err = v.countUpTo([]byte{tag}, []byte{tag + 1}, -1); err != nil {
			return Sizes{}, err
		}
	}
	part := func(tag byte) (uint64, error) {
		n, err := v.db.EstimateDiskUsage([]byte{tag}, []byte{tag + 1})
		if err != nil {
			return 0, fmt.Errorf("store: estimate size: %w", err)
		}
		return n, nil
	}
	for _, o := range orders {
		n, err := part(o.tag)
		if err != nil {
			return Sizes{}, err
		}
		sizes.Orders[string(o.tag)] = n
	}
	var err error
	sizes.Dictionary, err = part(tagDict)
	sizes.Disk = v.db.Metrics().DiskSpaceUsage()
	return sizes, err
}

// Memory is how many bytes the store has in memory beside those that Go counts: memory tables, and blocks of tables.
func (s *Store) Memory() int64 {
	m := s.reader.db.Metrics()
	return int64(m.MemTable.Size+m.MemTable.ZombieSize) + m.BlockCache.Size
}
