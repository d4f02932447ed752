package export

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
)

// An index looks up the records of a sorter, which has one for each key. Records that fit into memory stay there; of others
// memory holds one key for each block of the file.
type index struct {
	part   part // when in memory
	run    *run // when in a file
	blocks []block
	buffer []byte
}

// A block is a stretch of a file that begins with a record.
type block struct {
	first []byte // key
	at    int64
}

// blockBytes is about the size of a block.
const blockBytes = 8 << 10

// index ends the adding. The sorter must be unique, and stay open while the index is used.
func (s *sorter) index() (*index, error) {
	if _, err := s.count(); err != nil {
		return nil, err
	}
	x := &index{part: s.part}
	if len(s.levels) == 0 {
		return x, nil
	}
	x.run = s.levels[0][0]
	c := x.run.cursor()
	at, last := int64(0), int64(0)
	for {
		ok, err := c.next()
		if err != nil || !ok {
			x.blocks = append(x.blocks, block{at: at}) // the end, which no key looks for
			return x, err
		}
		if at == 0 || at-last >= blockBytes {
			x.blocks = append(x.blocks, block{bytes.Clone(c.key()), at})
			last = at
		}
		at += int64(recordBytes(len(c.key()), len(c.value())))
	}
}

// recordBytes is the size of a record in a file.
func recordBytes(key, value int) int {
	var head [2 * binary.MaxVarintLen64]byte
	return len(recordHead(head[:0], key, value)) + key + value
}

// get returns the value of a key, good until the next call.
func (x *index) get(key []byte) (value []byte, ok bool, err error) {
	if x.run == nil {
		n, ok := slices.BinarySearchFunc(x.part.items, key, func(i item, key []byte) int { return bytes.Compare(x.part.keyOf(i), key) })
		if !ok {
			return nil, false, nil
		}
		return x.part.valueOf(x.part.items[n]), true, nil
	}
	blocks := x.blocks[:len(x.blocks)-1]
	n := sort.Search(len(blocks), func(i int) bool { return bytes.Compare(blocks[i].first, key) > 0 })
	if n == 0 {
		return nil, false, nil
	}
	from, to := x.blocks[n-1].at, x.blocks[n].at
	x.buffer = slices.Grow(x.buffer[:0], int(to-from))[:to-from]
	if _, err := x.run.file.ReadAt(x.buffer, from); err != nil {
		return nil, false, fmt.Errorf("look up: %w", err)
	}
	for rest := x.buffer; len(rest) > 0; {
		keyLen, n := binary.Uvarint(rest)
		valueLen, m := binary.Uvarint(rest[n:])
		rest = rest[n+m:]
		if c := bytes.Compare(rest[:keyLen], key); c >= 0 {
			return rest[keyLen : keyLen+valueLen], c == 0, nil
		}
		rest = rest[keyLen+valueLen:]
	}
	return nil, false, nil
}
