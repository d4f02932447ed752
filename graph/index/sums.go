package index

import (
	"encoding/binary"
	"errors"

	"quanhe/extract/text"
)

// What the keys of the sums of a Bulk begin with.
const (
	postSum  = 'p' // chapter -> a seen
	cardSum  = 'c' // entity -> who says it, counts
	tallySum = 't' // hash of a chapter -> number
)

// Who says what is on a card.
const (
	byDocuments = 'd'
	byDerived   = 'r'
)

// spillFull spills what is counted if it is enough.
func (b *Bulk) spillFull() error {
	if bytesPerPost*len(b.posts)+bytesPerCard*(len(b.cards)+len(b.w.cards))+bytesPerTally*len(b.w.tally) < b.memory {
		return nil
	}
	return b.spill()
}

// spill gives what is counted to the sorter and begins anew. It is called between documents, as each counts once for a post.
func (b *Bulk) spill() (err error) {
	var key, value []byte
	add := func(kind byte, of string) {
		key = append(append(key[:0], kind), of...)
		if err == nil {
			err = b.sums.Add(key, value)
		}
	}
	for of, post := range b.posts {
		value = appendText(appendText(value[:0], post.at), post.data)
		value = binary.AppendUvarint(binary.AppendUvarint(value, uint64(post.documents)), uint64(post.more))
		add(postSum, of)
	}
	for by, all := range map[byte]cards{byDocuments: b.cards, byDerived: b.w.cards} {
		for entity, list := range all {
			value = appendCounts(append(value[:0], by), *list)
			add(cardSum, entity)
		}
	}
	for chapter, n := range b.w.tally {
		value = binary.AppendVarint(value[:0], int64(n))
		add(tallySum, string(chapter[:]))
	}
	clear(b.come)
	clear(b.posts)
	clear(b.cards)
	clear(b.w.cards)
	clear(b.w.tally)
	return err
}

func appendText(to []byte, s string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(s))), s...)
}

// A sum is what is counted under one key.
type sum struct {
	key  string
	post seen
	said map[byte]*[]count // by who says it
	n    int32
}

// write writes all sums.
func (b *Bulk) write() error {
	s := sum{said: map[byte]*[]count{}}
	end := func() error { return errors.Join(b.writeSum(&s), b.err) }
	err := b.sums.Each(func(key, value []byte) error {
		if s.key != string(key) {
			if err := end(); err != nil {
				return err
			}
			clear(s.said)
			s = sum{key: string(key), said: s.said}
		}
		return b.add(&s, string(value))
	})
	if err != nil {
		return err
	}
	return end()
}

// add adds an entry of the sorter to the sum that it belongs to.
func (b *Bulk) add(s *sum, value string) error {
	r := packed[string]{rest: value}
	switch s.key[0] {
	case postSum:
		post := seen{at: r.text(), data: r.text()}
		post.documents, post.more = int32(r.number()), int32(r.number())
		b.join(&s.post, &post, s.key[1:])
	case cardSum:
		by := r.bytes(1)
		if r.torn {
			break
		}
		if s.said[by[0]] == nil {
			s.said[by[0]] = new([]count)
		}
		return counted([]byte(r.rest), func(c count) { add(s.said[by[0]], c) })
	case tallySum:
		n, _ := binary.Varint([]byte(value))
		s.n += int32(n)
	}
	if r.torn {
		return errTorn
	}
	return nil
}

// join adds what was seen of a post to what was seen of it before, if it was.
func (b *Bulk) join(to, post *seen, of string) {
	if to.at == "" {
		*to = *post
		return
	}
	if post.at < to.at {
		to.at, to.data, post.at, post.data = post.at, post.data, to.at, to.data
	}
	b.other(of, post.at, post.data)
	to.documents += post.documents
	to.more += post.more + 1
}

// writeSum writes one sum; nothing for none.
func (b *Bulk) writeSum(s *sum) error {
	if s.key == "" {
		return nil
	}
	of := s.key[1:]
	switch s.key[0] {
	case postSum:
		e := ParseEntry(s.post.at, s.post.data)
		t := turn{owners: e.owners(), documents: int(s.post.documents), others: int(s.post.more),
			come: map[string]string{s.post.at: string(e.short(func(string, []byte) {}))}}
		return t.write(b.notes, of)
	case cardSum:
		var all []count
		if list := s.said[byDocuments]; list != nil {
			b.words(of, *list)
			all = *list
		}
		if list := s.said[byDerived]; list != nil {
			for _, c := range *list {
				add(&all, c)
			}
		}
		return writeCard(b.notes, of, all)
	}
	return writeTally(b.notes, hash([]byte(of)), s.n)
}

// words writes the words of the names that documents give an entity.
func (b *Bulk) words(entity string, said []count) {
	keys := map[string]bool{}
	for _, c := range said {
		if c.what == saidName || c.what == saidAlias {
			keys[text.Fold(c.value)] = true
		}
	}
	for key := range keys {
		word(entity, key, b.set)
	}
}
