package pattern

import (
	"slices"

	"quanhe/extract/text"
)

// A TypeID numbers a mention type, from 0 to 63.
type TypeID uint8

// A TypeSet is a set of mention types. A type name of the language stands for a set, so that it may be a union.
type TypeSet uint64

// Types returns the set of the given types.
func Types(ids ...TypeID) TypeSet {
	var s TypeSet
	for _, id := range ids {
		s |= 1 << id
	}
	return s
}

// Has reports whether the set holds the type.
func (s TypeSet) Has(id TypeID) bool { return s>>id&1 != 0 }

// A Mention is a run of tokens that names something.
type Mention struct {
	Type       TypeID
	First, End int // tokens [First, End)
	Ref        int // whatever the caller wants to find again, such as the number of an entity
}

// A Hit is a run of tokens that is a form of a lexicon entry. Lexicon and Entry are the numbers given to Forms.Add.
type Hit struct {
	Lexicon, Entry int32
	Len            int32 // in tokens
}

// An Input is one document prepared for matching: its tokens as IDs, the lexicon entries and mentions that start at
// each token, and the tokens that no gap may swallow. The zero value is ready for Reset.
type Input struct {
	Doc *text.Document
	IDs []ID // one for each token of Doc

	syllable []bool
	starts   []Lexicons // of the forms that start at each token
	ends     []Lexicons // of those that end before it
	hits     []Hit
	hitFrom  []int32 // hits[hitFrom[i]:hitFrom[i+1]] start at token i
	mentions []Mention
	next     []int32 // next[m] is the mention after m at the same token, or -1
	head     []int32 // head[i] is the longest mention that starts at token i, or -1
	stop     []bool  // token i ends a clause or is a trigger
	glosses  []int32 // tokens at which abbreviations in brackets stand, in order
	vocab    *Vocab
	key      []byte
	bridged  []ID  // the tokens around a gloss
	long     []Hit // found over it
}

// Lexicons is a set of lexicons by number, good to tell quickly that something is not there: numbers 64 apart share a bit.
type Lexicons uint64

// Lexicon returns the set of one lexicon, and none for a number below 0.
func Lexicon(number int) Lexicons {
	if number < 0 {
		return 0
	}
	return 1 << (number & 63)
}

// Reset prepares the input for a document: IDs from the vocabulary of the trie, and the hits of its lexicons, none of
// which goes beyond its sentence. There are no mentions then, and only the ends of sentences and semicolons are stops.
func (in *Input) Reset(doc *text.Document, lexicons *Trie) {
	in.Doc, in.vocab = doc, lexicons.vocab
	n := len(doc.Tokens)
	in.IDs, in.syllable = slices.Grow(in.IDs[:0], n)[:n], slices.Grow(in.syllable[:0], n)[:n]
	in.stop, in.head = slices.Grow(in.stop[:0], n)[:n], slices.Grow(in.head[:0], n)[:n]
	if doc.Words == text.Words(in.vocab) {
		ids, syllable := in.IDs[:len(doc.Known)], in.syllable[:len(doc.Known)]
		for i, k := range doc.Known {
			ids[i], syllable[i] = ID(k.ID), k.Syllable
		}
	} else {
		for i := range doc.Tokens {
			in.spell(i)
		}
	}
	stop, head := in.stop[:n], in.head[:n]
	in.glosses = in.glosses[:0]
	for i := range doc.Tokens {
		stop[i], head[i] = false, -1
		if tok := &doc.Tokens[i]; tok.Kind == text.Punct {
			switch doc.Text[tok.Start] {
			case ';':
				stop[i] = true
			case '(':
				if in.gloss(i) {
					in.glosses = append(in.glosses, int32(i))
				}
			}
		}
	}
	in.starts, in.ends = zeros(in.starts, n+1), zeros(in.ends, n+1)
	in.mentions, in.next = in.mentions[:0], in.next[:0]
	in.hits, in.hitFrom = in.hits[:0], in.hitFrom[:0]
	glosses := in.glosses
	for _, s := range doc.Sentences {
		glosses = in.find(lexicons, int(s.First), int(s.End), glosses)
		if s.End > s.First {
			in.stop[s.End-1] = true
		}
	}
	in.find(lexicons, len(doc.Tokens), len(doc.Tokens), nil)
	in.hitFrom = append(in.hitFrom, int32(len(in.hits)))
}

// spell looks up the ID of a token that the document's parser did not number.
func (in *Input) spell(token int) {
	word := in.Doc.Word(token)
	in.key = text.AppendKey(in.key[:0], word)
	in.IDs[token], in.syllable[token] = in.vocab.Lookup(in.key), text.Syllable(word)
}

// find adds the hits that start in tokens [first, end). Tokens left out before them belong to no sentence. It returns the glosses
// that it has not gone past.
func (in *Input) find(lexicons *Trie, first, end int, glosses []int32) []int32 {
	ids := in.IDs[:end]
	for i := len(in.hitFrom); i < end || i < first; i++ {
		in.hitFrom = append(in.hitFrom, int32(len(in.hits)))
		if i < first {
			continue
		}
		root, longer := lexicons.find(ids, i)
		if root == nil {
			continue
		}
		capital := in.Doc.Tokens[i].Flags&text.Cap != 0
		if !longer { // most often
			bits := Lexicons(0)
			for terms := lexicons.terms(root); len(terms) > 1; terms = terms[2:] {
				if h := (Hit{int32(terms[0]), int32(terms[1]), 1}); capital || !lexicons.needsCap(h.Lexicon) {
					in.hits = append(in.hits, h)
					bits |= 1 << (h.Lexicon & 63)
				}
			}
			in.starts[i] |= bits
			in.ends[i+1] |= bits
			continue
		}
		from := len(in.hits)
		for len(glosses) > 0 && int(glosses[0]) <= i {
			glosses = glosses[1:]
		}
		if len(glosses) > 0 && capital { // a name
			if g := int(glosses[0]); g-i <= maxGlossed && g+glossLen < end {
				in.hits = append(in.hits, in.over(lexicons, i, g, end)...)
			}
		}
		in.hits = lexicons.Match(in.hits, ids, i, capital)
		for k := range in.hits[from:] {
			h := &in.hits[from+k]
			bit := Lexicons(1) << (h.Lexicon & 63)
			in.starts[i] |= bit
			in.ends[i+int(h.Len)] |= bit
		}
	}
	return glosses
}

// zeros returns n zeros, in s if it has room.
func zeros(s []Lexicons, n int) []Lexicons {
	if cap(s) < n {
		return make([]Lexicons, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// Starts returns lexicons among which are all that have a form starting at a token.
func (in *Input) Starts(token int) Lexicons { return in.starts[token] }

// Ends returns lexicons among which are all that have a form ending before a token.
func (in *Input) Ends(token int) Lexicons { return in.ends[token] }

// Syllable reports whether a token is one well-formed Vietnamese syllable, as text.Syllable does; none is beside the text.
func (in *Input) Syllable(token int) bool {
	return uint(token) < uint(len(in.syllable)) && in.syllable[token]
}

// Key returns the matching key of a token, none beside the text, so that who looks past a token need not ask where the text ends.
func (in *Input) Key(token int) string {
	if uint(token) >= uint(len(in.IDs)) {
		return ""
	}
	if id := in.IDs[token]; id != 0 {
		return in.vocab.keys[id]
	}
	word := in.Doc.Word(token)
	if in.Doc.Tokens[token].Kind != text.Word {
		return text.Key(word)
	}
	if in.key = text.AppendKey(in.key[:0], word); string(in.key) == word {
		return word // most words are their own keys
	}
	return string(in.key)
}

// Hits returns the lexicon entries that start at a token, longest first. The slice belongs to the input.
func (in *Input) Hits(token int) []Hit { return in.hits[in.hitFrom[token]:in.hitFrom[token+1]] }

// LongestHit returns the longest entry of one lexicon that starts at a token.
func (in *Input) LongestHit(token, lexicon int) (Hit, bool) {
	for _, h := range in.Hits(token) {
		if h.Lexicon == int32(lexicon) {
			return h, true
		}
	}
	return Hit{}, false
}

// Stop keeps gaps from swallowing a token: the end of a clause, or a trigger.
func (in *Input) Stop(token int) { in.stop[token] = true }

// AddMention makes a mention visible to patterns and returns its number, counting from 0.
func (in *Input) AddMention(m Mention) int {
	number := int32(len(in.mentions))
	in.mentions = append(in.mentions, m)
	in.next = append(in.next, -1)
	at := &in.head[m.First]
	for *at >= 0 && in.mentions[*at].End >= m.End {
		at = &in.next[*at]
	}
	in.next[number], *at = *at, number
	return int(number)
}

// Mentions returns all mentions in the order they were added. The slice belongs to the input.
func (in *Input) Mentions() []Mention { return in.mentions }
