package pattern

import "slices"

// An Index holds programs and wakes those that can begin at a token: by its syllable, by the lexicon entries and the
// mentions that start there. Programs are numbered as given.
type Index struct {
	progs     []*Prog
	byID      [][]int32
	wakes     []bool // by ID: byID has some
	byLexicon [][]int32
	lexicons  Lexicons // in byLexicon
	byType    [64][]int32
	types     TypeSet // in byType
	always    []int32 // programs that begin with a shape
}

// NewIndex returns an index of the programs.
func NewIndex(progs []*Prog) *Index {
	x := &Index{progs: progs}
	for i, p := range progs {
		number, w := int32(i), p.Wake()
		for _, id := range w.IDs {
			x.byID = filed(x.byID, int(id), number)
		}
		for _, lexicon := range w.Lexicons {
			x.byLexicon = filed(x.byLexicon, lexicon, number)
			x.lexicons |= Lexicon(lexicon)
		}
		for t := range x.byType {
			if w.Types.Has(TypeID(t)) {
				x.byType[t] = append(x.byType[t], number)
				x.types |= Types(TypeID(t))
			}
		}
		if w.Shape {
			x.always = append(x.always, number)
		}
	}
	for _, numbers := range x.byID {
		x.wakes = append(x.wakes, len(numbers) > 0)
	}
	return x
}

// filed appends a number to the list under a key.
func filed(lists [][]int32, key int, number int32) [][]int32 {
	if n := key + 1; n > len(lists) {
		lists = append(lists, make([][]int32, n-len(lists))...)
	}
	lists[key] = append(lists[key], number)
	return lists
}

// Prog returns a program by its number.
func (x *Index) Prog(number int) *Prog { return x.progs[number] }

// Len returns how many programs there are.
func (x *Index) Len() int { return len(x.progs) }

// Wakes reports whether some program may begin at a token.
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

// At appends to dst the numbers of the programs that may begin at a token, ascending and each once.
func (x *Index) At(in *Input, token int, dst []int32) []int32 {
	from := len(dst)
	if id := int(in.IDs[token]); id < len(x.wakes) && x.wakes[id] {
		dst = append(dst, x.byID[id]...)
	}
	if in.starts[token]&x.lexicons != 0 {
		for _, h := range in.Hits(token) {
			if int(h.Lexicon) < len(x.byLexicon) {
				dst = append(dst, x.byLexicon[h.Lexicon]...)
			}
		}
	}
	for m := in.head[token]; m >= 0; m = in.next[m] {
		dst = append(dst, x.byType[in.mentions[m].Type]...)
	}
	dst = append(dst, x.always...)
	if len(dst)-from > 1 && !slices.IsSorted(dst[from:]) {
		slices.Sort(dst[from:])
	}
	if len(dst)-from > 1 {
		dst = dst[:from+len(slices.Compact(dst[from:]))]
	}
	return dst
}

// Each finds the matches of all programs in tokens [first, end) and calls fn with each, from left to right and, at one
// token, in the order of the programs. Matches of one program do not overlap: the leftmost wins, as the longest did.
// fn may not keep m nor use it to match; it may add mentions that start after m.First.
func (x *Index) Each(in *Input, first, end int, m *Match, fn func(prog int, m *Match)) {
	m.until = slices.Grow(m.until[:0], len(x.progs))[:len(x.progs)]
	clear(m.until)
	for token := first; token < end; token++ {
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
