package pattern

import "slices"

// An Index holds programs and wakes those that can begin at a token: by its syllable, by the lexicon entries and the
// mentions that start there, and by what stands behind these. Programs are numbered as given.
type Index struct {
	progs     []*Prog
	byID      [][]sleeper
	wakes     []bool // by ID: byID has some
	byLexicon [][]sleeper
	lexicons  Lexicons // in byLexicon
	byType    [64][]sleeper
	types     TypeSet   // in byType
	always    []sleeper // programs that begin with a shape
}

// A sleeper is a program that wakes where its first item is followed by what may follow it.
type sleeper struct {
	prog int32
	next follow
}

// NewIndex returns an index of the programs.
func NewIndex(progs []*Prog) *Index {
	x := &Index{progs: progs}
	for i, p := range progs {
		for _, b := range p.begins {
			s := sleeper{int32(i), b.next}
			switch b.first.op {
			case idInst:
				x.byID = filed(x.byID, int(b.first.id), s)
			case exactInst:
				s.next = follow{any: true} // what follows stands behind several tokens
				x.byID = filed(x.byID, int(b.first.id), s)
			case lexiconInst:
				x.byLexicon = filed(x.byLexicon, int(b.first.arg), s)
				x.lexicons |= Lexicon(int(b.first.arg))
			case mentionInst, listInst:
				for t := range x.byType {
					if b.first.types.Has(TypeID(t)) {
						x.byType[t] = add(x.byType[t], s)
						x.types |= Types(TypeID(t))
					}
				}
			case shapeInst:
				x.always = add(x.always, s)
			}
		}
	}
	for _, list := range x.byID {
		x.wakes = append(x.wakes, len(list) > 0)
	}
	return x
}

// filed adds a program to the list under a key.
func filed(lists [][]sleeper, key int, s sleeper) [][]sleeper {
	if n := key + 1; n > len(lists) {
		lists = append(lists, make([][]sleeper, n-len(lists))...)
	}
	lists[key] = add(lists[key], s)
	return lists
}

// add adds a program to a list that is in the order of the programs and has each once.
func add(list []sleeper, s sleeper) []sleeper {
	if n := len(list); n > 0 && list[n-1].prog == s.prog {
		list[n-1].next.or(s.next)
		return list
	}
	return append(list, s)
}

// Prog returns a program by its number.
func (x *Index) Prog(number int) *Prog { return x.progs[number] }

// Len returns how many programs there are.
func (x *Index) Len() int { return len(x.progs) }

// Wakes reports whether some program may begin at a token, by what starts there alone.
func (x *Index) Wakes(in *Input, token int) bool {
	if id := int(in.IDs[token]); id < len(x.wakes) && x.wakes[id] || in.starts[token]&x.lexicons != 0 || len(x.always) > 0 {
		return true
	}
	for m := in.head[token]; m >= 0; m = in.next[m] {
		if x.types.Has(in.mentions[m].Type) {
			return true
		}
	}
	return false
}

// Next returns the first of tokens [token, end) at which some program may begin or a form of the lexicons starts, as far as it is
// quickly told, end when there is none.
func (x *Index) Next(in *Input, token, end int, lexicons Lexicons) int {
	if len(x.always) > 0 {
		return token
	}
	lexicons |= x.lexicons
	ids, starts, head := in.IDs[:end], in.starts[:end], in.head[:end]
	for ; token < len(ids); token++ {
		if id := int(ids[token]); id < len(x.wakes) && x.wakes[id] || starts[token]&lexicons != 0 || head[token] >= 0 {
			return token
		}
	}
	return token
}

// At appends to dst the numbers of the programs that may begin at a token, ascending and each once.
func (x *Index) At(in *Input, token int, dst []int32) []int32 {
	from := len(dst)
	if id := int(in.IDs[token]); id < len(x.byID) {
		dst = wake(dst, x.byID[id], in, token+1)
	}
	if in.starts[token]&x.lexicons != 0 {
		for _, h := range in.Hits(token) {
			if int(h.Lexicon) < len(x.byLexicon) {
				dst = wake(dst, x.byLexicon[h.Lexicon], in, token+int(h.Len))
			}
		}
	}
	for m := in.head[token]; m >= 0; m = in.next[m] {
		dst = wake(dst, x.byType[in.mentions[m].Type], in, in.mentions[m].End)
	}
	dst = wake(dst, x.always, in, token+1)
	if len(dst)-from > 1 && !slices.IsSorted(dst[from:]) {
		slices.Sort(dst[from:])
	}
	if len(dst)-from > 1 {
		dst = dst[:from+len(slices.Compact(dst[from:]))]
	}
	return dst
}

// wake appends the programs of a list that what stands at token next lets begin before it.
func wake(dst []int32, list []sleeper, in *Input, next int) []int32 {
	for k := range list {
		if list[k].next.may(in, next) {
			dst = append(dst, list[k].prog)
		}
	}
	return dst
}

// Each finds the matches of all programs in tokens [first, end) and calls fn with each, from left to right and, at one
// token, in the order of the programs. Matches of one program do not overlap: the leftmost wins, as the longest did.
// fn may not keep m nor use it to match, and it adds no mentions.
func (x *Index) Each(in *Input, first, end int, m *Match, fn func(prog int, m *Match)) {
	m.until = slices.Grow(m.until[:0], len(x.progs))[:len(x.progs)]
	clear(m.until)
	for token := x.Next(in, first, end, 0); token < end; token = x.Next(in, token+1, end, 0) {
		if !x.Wakes(in, token) {
			continue
		}
		m.wake = x.At(in, token, m.wake[:0])
		for _, number := range m.wake {
			if int32(token) < m.until[number] || !x.progs[number].Match(in, token, end, m) {
				continue
			}
			m.until[number] = int32(m.End)
			fn(int(number), m)
		}
	}
}
