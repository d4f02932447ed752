// Package clause finds the slots of a clause: subject, object, marked phrases, lists, and the modality of a trigger.
// Vietnamese has no inflection: order and small words mark who does what to whom, so a slot is found by the words
// around a trigger. The chunks of a sentence are made once, for all rules.
package clause

import (
	"strings"

	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/extract/slab"
	"quanhe/extract/text"
)

// A Chunk is a piece of a sentence that stands in one piece: a mention, a time expression, or one word or mark.
type Chunk struct {
	Kind       Kind
	Class      Class
	First, End int    // tokens
	Index      int    // of the mention or the time expression
	Word       string // matching key of a word or mark
}

// Kind says what a chunk is.
type Kind uint8

// The kinds of chunk.
const (
	Word Kind = iota
	Noun      // a mention
	Time      // a time expression
	Mark      // punctuation
)

// Class says what a word does in a clause. It comes from the lexicon of particles.
type Class uint8

// The classes of words.
const (
	Other   Class = iota
	Light         // đã, có cuộc, tiến hành: stands between a subject and its trigger, or a trigger and its object
	Prep          // với, của, tại: governs the noun phrase behind it
	And           // và, cùng: joins noun phrases or verbs
	Saying        // cho biết, khẳng định: what follows is said
	Closing       // nhưng, song: a new clause begins
	Linking       // đang, để, nhân: after a noun phrase, the list goes no further
)

// A Sentence is one sentence cut into chunks.
type Sentence struct {
	Doc      *text.Document
	Mentions []mention.Mention
	Dates    []date.Expr
	Chunks   []Chunk
	Cues     []Cue
	words    uint64  // of the chunks: see bit
	at       []int32 // chunk of each token, relative to the first
	first    int
	groups   map[string]bool
	room     *slab.Of[Filler]
}

// A Particles classifies the words at a token that end before token end; it is the lexicon `clause.word` by number.
type Particles func(in *pattern.Input, token, end int) (length int, class Class)

// A Cutter cuts the sentences of one document after the other into chunks, all in the room of the document before. It is used
// by one goroutine at a time.
type Cutter struct {
	Particles Particles
	Lexicon   pattern.Lexicons // the one of Particles
	Groups    map[string]bool  // words and syllables that phrases for unnamed groups are made of
	chunks    []Chunk
	at        []int32
	sentences slab.Of[Sentence]
	fillers   slab.Of[Filler]
	phrases   map[string]string // keys of phrases met in whatever document, as small words recur
}

// maxPhrases bounds the memory of phrases.
const maxPhrases = 1 << 12

// Reset takes back the room of all sentences cut so far: nobody may use them any more.
func (k *Cutter) Reset() {
	clear(k.chunks)
	k.chunks, k.at = k.chunks[:0], k.at[:0]
	k.sentences.Reset()
	k.fillers.Reset()
}

// Cut makes the chunks of a sentence. It is good until Reset.
func (k *Cutter) Cut(in *pattern.Input, s mention.Sentence, dates []date.Expr) *Sentence {
	n := s.End - s.First
	if cap(k.chunks)-len(k.chunks) < n {
		k.chunks = make([]Chunk, 0, max(2*cap(k.chunks), n))
	}
	if cap(k.at)-len(k.at) < n {
		k.at = make([]int32, 0, max(2*cap(k.at), n))
	}
	chunk, at := len(k.chunks), len(k.at)
	k.at = k.at[:at+n]
	c := k.sentences.One(Sentence{Doc: s.Doc, Mentions: s.Mentions, Dates: dates, Chunks: k.chunks[chunk:], at: k.at[at:],
		first: s.First, groups: k.Groups, room: &k.fillers})
	c.cut(in, s.End, k)
	k.chunks = k.chunks[:chunk+len(c.Chunks)]
	return c
}

// cut makes the chunks up to token end.
func (c *Sentence) cut(in *pattern.Input, end int, by *Cutter) {
	ms, dates := c.Mentions, c.Dates
	m, d := 0, 0
	for i := c.first; i < end; {
		for m < len(ms) && ms[m].First < i {
			m++
		}
		for d < len(dates) && dates[d].First < i {
			d++
		}
		number := int32(len(c.Chunks))
		c.Chunks = append(c.Chunks, Chunk{First: i})
		k := &c.Chunks[number]
		switch {
		case m < len(ms) && ms[m].First == i:
			k.Kind, k.End, k.Index = Noun, ms[m].End, m
		case d < len(dates) && dates[d].First == i:
			k.Kind, k.End, k.Index = Time, dates[d].End, d
			if m < len(ms) && ms[m].First < k.End { // a mention begins inside: keep the mention
				k.End = ms[m].First
			}
		default:
			until := end
			if m < len(ms) {
				until = min(until, ms[m].First) // giữ chức Vụ trưởng is not giữ chức vụ
			}
			c.word(k, in, until, by)
			c.words |= bit(k.Word)
		}
		for ; i < k.End; i++ {
			c.at[i-c.first] = number
		}
	}
}

// word makes the chunk of the mark or word that it begins with, up to token end.
func (c *Sentence) word(k *Chunk, in *pattern.Input, end int, by *Cutter) {
	tok := &c.Doc.Tokens[k.First]
	if k.End = k.First + 1; tok.Kind == text.Punct {
		k.Kind, k.Word = Mark, c.Doc.Text[tok.Start:tok.End]
		return
	}
	n := 0
	if in.Starts(k.First)&by.Lexicon != 0 {
		n, k.Class = by.Particles(in, k.First, end)
	}
	if k.Kind = Word; n <= 1 {
		k.Word = in.Key(k.First)
		return
	}
	k.End = k.First + n
	k.Word = by.key(c.Doc.Text[tok.Start:c.Doc.Tokens[k.End-1].End])
}

// key returns the key of a phrase.
func (k *Cutter) key(phrase string) string {
	key, ok := k.phrases[phrase]
	if !ok {
		if k.phrases == nil || len(k.phrases) >= maxPhrases {
			k.phrases = map[string]string{}
		}
		phrase = strings.Clone(phrase) // a part of a text would keep all of it
		key = text.Key(phrase)
		k.phrases[phrase] = key
	}
	return key
}

// ChunkAt returns the index of the chunk that holds a token.
func (c *Sentence) ChunkAt(token int) int {
	if token < c.first {
		return -1
	}
	if token-c.first >= len(c.at) {
		return len(c.Chunks)
	}
	return int(c.at[token-c.first])
}

// bit makes a small set of words: one that is not in it is none of them.
func bit(word string) uint64 {
	if word == "" {
		return 0
	}
	return 1 << ((word[0]*31 + word[len(word)-1]*7 + byte(len(word))) & 63)
}

// holds reports whether some chunk may be the mark or word, good to tell quickly that none is.
func (c *Sentence) holds(word string) bool { return c.words&bit(word) != 0 }

// form returns the mark or word that chunk i is, "" when it is a noun phrase or a time expression, or there is none.
func (c *Sentence) form(i int) string {
	if i < 0 || i >= len(c.Chunks) {
		return ""
	}
	return c.Chunks[i].Word
}

// is reports whether chunk i is the mark or word.
func (c *Sentence) is(i int, words ...string) bool {
	form := c.form(i)
	for _, w := range words {
		if form == w {
			return true
		}
	}
	return false
}

func (c *Sentence) class(i int, class Class) bool {
	return i >= 0 && i < len(c.Chunks) && c.Chunks[i].Kind == Word && c.Chunks[i].Class == class
}

func (c *Sentence) kind(i int, kind Kind) bool {
	return i >= 0 && i < len(c.Chunks) && c.Chunks[i].Kind == kind
}

// noun returns the mention of chunk i, nil when it is none.
func (c *Sentence) noun(i int) *mention.Mention {
	if !c.kind(i, Noun) {
		return nil
	}
	return &c.Mentions[c.Chunks[i].Index]
}

// party reports whether chunk i names somebody or something that can take part in an event.
func (c *Sentence) party(i int) bool {
	m := c.noun(i)
	if m == nil {
		return false
	}
	switch m.Kind {
	case mention.Person, mention.Body, mention.Party, mention.Country:
		return true
	}
	return false
}
