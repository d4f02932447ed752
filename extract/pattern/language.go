package pattern

import (
	"fmt"
	"slices"
	"strings"
)

// A Language compares what patterns match, as finite automata over tokens: a program has no loops, and a lexicon stands
// for its entries. Where it cannot be sure (gaps, negations, a longer entry that may stand in the way) it says no.
// It is not changed once built and may be used from several goroutines.
type Language struct {
	words    []string // by ID
	lexicons []*form  // by number
	cap      []bool   // by number: entries count only with a capital
}

// A form is a node of the tree of one lexicon's entries.
type form struct {
	next map[ID]*form
	end  bool
}

// NewLanguage lays out lexicons, forms of their entries by number. The vocabulary must know all their syllables.
func NewLanguage(t *Trie, lexicons [][]string) *Language {
	l := &Language{words: make([]string, t.vocab.Len()+1), cap: make([]bool, len(lexicons))}
	for key, id := range t.vocab.ids {
		l.words[id] = key
	}
	for i, forms := range lexicons {
		root := &form{next: map[ID]*form{}}
		for _, f := range forms {
			at := root
			for _, id := range t.vocab.internText(f) {
				if at.next[id] == nil {
					at.next[id] = &form{next: map[ID]*form{}}
				}
				at = at.next[id]
			}
			at.end = true
		}
		l.lexicons = append(l.lexicons, root)
		l.cap[i] = t.needsCap(int32(i))
	}
	return l
}

// A place is where a program may stand: before an instruction, or within an entry of the lexicon it asks for.
type place struct {
	pc   int32
	form *form
}

// maxPairs bounds the work of one comparison.
const maxPairs = 100_000

// places returns the instructions that may come next from pc on, each of which takes tokens or ends the program. A
// negation is passed over, or bars the way when strict; a gap may be left out.
func (p *Prog) places(pc int32, strict bool) []place {
	var out []place
	seen := make([]bool, len(p.insts))
	var walk func(int32)
	walk = func(pc int32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := &p.insts[pc]; in.op {
		case altInst:
			walk(in.x)
			walk(in.y)
		case jumpInst:
			walk(in.x)
		case notInst:
			if !strict {
				walk(in.y)
			}
		case openInst, closeInst:
			walk(pc + 1)
		case gapInst:
			out = append(out, place{pc: pc})
			walk(pc + 1)
		default:
			out = append(out, place{pc: pc})
		}
	}
	walk(pc)
	return out
}

// A cover is the work of finding out whether program a matches whatever b does.
type cover struct {
	*Language
	a, b   *Prog
	prefix bool // a may match less of the text
	final  bool // nothing has to follow a, so that a longer entry of a lexicon is as good
	seen   map[string]bool
	pairs  int
}

// Covers reports whether a matches each text that b matches. When final is false, something must follow both.
func (l *Language) Covers(a, b *Prog, final bool) bool {
	c := &cover{Language: l, a: a, b: b, final: final, seen: map[string]bool{}}
	return c.all(b.places(0, false), a.places(0, true))
}

// Begins reports whether each text that b matches begins with one that a matches.
func (l *Language) Begins(a, b *Prog) bool {
	c := &cover{Language: l, a: a, b: b, prefix: true, final: true, seen: map[string]bool{}}
	return c.all(b.places(0, false), a.places(0, true))
}

// Contradicts returns the offset of a negation that nothing can get past: it forbids all that may follow.
func (l *Language) Contradicts(p *Prog) (offset int, ok bool) {
	for pc := range p.insts {
		if in := &p.insts[pc]; in.op == notInst {
			c := &cover{Language: l, a: p, b: p, prefix: true, final: true, seen: map[string]bool{}}
			if c.all(p.places(in.y, false), p.places(in.x, true)) {
				return int(in.at), true
			}
		}
	}
	return 0, false
}

// all reports whether every way of b on from any of its places is one of a from some of the places as.
func (c *cover) all(bs, as []place) bool {
	if c.prefix && slices.ContainsFunc(as, c.ended) {
		return true
	}
	for _, b := range bs {
		key := fmt.Sprint(b.pc, " ", b.form, as)
		covered, known := c.seen[key]
		if !known {
			if c.pairs++; c.pairs > maxPairs {
				return false
			}
			covered = c.one(b, as)
			c.seen[key] = covered
		}
		if !covered {
			return false
		}
	}
	return true
}

func (c *cover) ended(a place) bool {
	op := c.a.insts[a.pc].op
	return a.form == nil && (op == matchInst || op == yesInst)
}

// one is all for one place of b.
func (c *cover) one(b place, as []place) bool {
	in := &c.b.insts[b.pc]
	if b.form != nil {
		if b.form.end && !c.all(c.b.places(b.pc+1, false), as) {
			return false
		}
		for id, next := range b.form.next {
			if !c.all([]place{{b.pc, next}}, c.step(as, func(in *inst) bool { return in.op == idInst && in.id == id }, id)) {
				return false
			}
		}
		return true
	}
	rest := func() []place { return c.b.places(b.pc+1, false) }
	switch in.op {
	case matchInst, yesInst:
		return slices.ContainsFunc(as, c.ended)
	case idInst:
		return c.all(rest(), c.step(as, func(x *inst) bool { return x.op == idInst && x.id == in.id }, in.id))
	case lexiconInst:
		same := c.step(as, func(x *inst) bool { return x.op == lexiconInst && x.arg == in.arg }, 0)
		if len(same) > 0 && c.all(rest(), same) {
			return true
		}
		return c.all([]place{{b.pc, c.lexicons[in.arg]}}, as)
	default:
		return c.all(rest(), c.step(as, func(x *inst) bool { return takes(x, in) }, 0))
	}
}

// takes reports whether instruction a takes whatever b does, for those that are no plain syllables and entries.
func takes(a, b *inst) bool {
	switch b.op {
	case exactInst:
		return a.op == exactInst && a.text == b.text || a.op == idInst && b.arg == 1 && a.id == b.id
	case mentionInst:
		return (a.op == mentionInst || a.op == listInst) && b.types&^a.types == 0
	case listInst:
		return a.op == listInst && b.types&^a.types == 0
	case shapeInst:
		return a.op == shapeInst && a.arg == b.arg
	case gapInst:
		return a.op == gapInst && a.arg >= b.arg
	}
	return false
}

// step returns where a may stand after something that the instructions of takes take; id is its syllable, 0 for no
// single one.
func (c *cover) step(as []place, takes func(*inst) bool, id ID) []place {
	var out []place
	for _, a := range as {
		in := &c.a.insts[a.pc]
		from := a.form
		if from == nil {
			if takes(in) {
				out = append(out, c.a.places(a.pc+1, true)...)
			}
			if id == 0 || in.op != lexiconInst || c.cap[in.arg] {
				continue
			}
			from = c.lexicons[in.arg]
		}
		next := from.next[id]
		if next == nil {
			continue
		}
		out = append(out, place{a.pc, next})
		after := c.a.places(a.pc+1, true)
		if next.end && (len(next.next) == 0 || c.final && slices.ContainsFunc(after, c.ended)) {
			out = append(out, after...)
		}
	}
	return out
}

// A pair is a place in each of two programs, and the words on the way there.
type pair struct {
	a, b  place
	words []string
}

// Common returns words that both programs match, the shortest there are.
func (l *Language) Common(a, b *Prog) (words string, ok bool) {
	type key struct{ a, b place }
	seen := map[key]bool{}
	var queue []pair
	push := func(as, bs []place, words []string) {
		for _, x := range as {
			for _, y := range bs {
				if k := (key{x, y}); !seen[k] && len(seen) < maxPairs {
					seen[k] = true
					queue = append(queue, pair{x, y, words})
				}
			}
		}
	}
	push(a.places(0, true), b.places(0, true), nil)
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		x, y := &a.insts[at.a.pc], &b.insts[at.b.pc]
		if at.a.form == nil && at.b.form == nil {
			if x.op == matchInst && y.op == matchInst {
				return strings.Join(at.words, " "), true
			}
			if word, ok := meet(x, y); ok {
				push(a.places(at.a.pc+1, true), b.places(at.b.pc+1, true), append(slices.Clone(at.words), word))
			}
		}
		for _, s := range l.tokens(a, at.a) {
			for _, t := range l.tokens(b, at.b) {
				if s.id == t.id {
					push(s.to, t.to, append(slices.Clone(at.words), l.words[s.id]))
				}
			}
		}
	}
	return "", false
}

// meet returns words for what both instructions take, for those that are no plain syllables and entries.
func meet(a, b *inst) (words string, ok bool) {
	switch {
	case a.op == exactInst && b.op == exactInst:
		return a.text, a.text == b.text
	case (a.op == mentionInst || a.op == listInst) && (b.op == mentionInst || b.op == listInst):
		return "<…>", a.types&b.types != 0
	case a.op == shapeInst && b.op == shapeInst:
		return "[…]", a.arg == b.arg
	}
	return "", false
}

// A step is a syllable that a program may take, and where it then may stand.
type step struct {
	id ID
	to []place
}

// tokens returns the syllables that may come next, in the order of their numbers.
func (l *Language) tokens(p *Prog, at place) []step {
	in := &p.insts[at.pc]
	from := at.form
	if from == nil {
		switch in.op {
		case idInst:
			return []step{{in.id, p.places(at.pc+1, true)}}
		case lexiconInst:
			from = l.lexicons[in.arg]
		default:
			return nil
		}
	}
	var out []step
	for id, next := range from.next {
		to := []place{{at.pc, next}}
		if next.end {
			to = append(to, p.places(at.pc+1, true)...)
		}
		out = append(out, step{id, to})
	}
	slices.SortFunc(out, func(a, b step) int { return int(a.id) - int(b.id) })
	return out
}
