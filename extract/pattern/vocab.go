package pattern

import "quanhe/extract/text"

// An ID stands for a syllable, number or mark as text.AppendKey writes it: without regard to case and tone placement.
// 0 stands for all that is not in the vocabulary.
type ID uint32

// A Vocab numbers the syllables that lexicons and patterns know. It is filled while they are compiled; from then on
// only Lookup is called, from any number of goroutines.
type Vocab struct {
	ids  map[string]ID
	keys []string // by ID; the first is empty

	tokens []text.Token // scratch of internText
	key    []byte
	found  []ID
}

// NewVocab returns an empty vocabulary.
func NewVocab() *Vocab {
	return &Vocab{ids: make(map[string]ID, 1<<12), keys: make([]string, 1, 1<<12)}
}

// Intern returns the ID of a key and adds it if need be.
func (v *Vocab) Intern(key []byte) ID {
	if id, ok := v.ids[string(key)]; ok {
		return id
	}
	id := ID(len(v.keys))
	v.keys = append(v.keys, string(key))
	v.ids[v.keys[id]] = id
	return id
}

// Lookup returns the ID of a key, 0 when it is unknown. It does not allocate.
func (v *Vocab) Lookup(key []byte) ID { return v.ids[string(key)] }

// Number is Lookup for a text.Parser.
func (v *Vocab) Number(key []byte) uint32 { return uint32(v.Lookup(key)) }

// Key returns the key of an ID, for a text.Parser.
func (v *Vocab) Key(id uint32) string { return v.keys[id] }

// Len returns the number of keys; IDs run from 1 to Len.
func (v *Vocab) Len() int { return len(v.ids) }

// internText returns the IDs of the tokens of a text that an editor wrote, good until the next call.
func (v *Vocab) internText(s string) []ID {
	v.tokens, v.found = text.AppendTokens(v.tokens[:0], s), v.found[:0]
	for _, tok := range v.tokens {
		v.key = text.AppendKey(v.key[:0], s[tok.Start:tok.End])
		v.found = append(v.found, v.Intern(v.key))
	}
	return v.found
}
