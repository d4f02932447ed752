package pattern

import "slices"

// A Wake lists what a match of a program can begin with.
type Wake struct {
	IDs      []ID    // a syllable, ascending
	Lexicons []int   // an entry of one of these lexicons, ascending
	Types    TypeSet // a mention of one of these types
	Shape    bool    // a token of some shape: any token may do
}

// Wake returns what a match can begin with.
func (p *Prog) Wake() Wake { return p.wake }

// MayBegin reports whether a match can begin at a token, as far as that token tells.
func (p *Prog) MayBegin(in *Input, token int) bool {
	if p.wake.Shape || in.starts[token]&p.lexicons != 0 {
		return true
	}
	if id := in.IDs[token]; id != 0 && slices.Contains(p.wake.IDs, id) {
		return true
	}
	for m := in.head[token]; m >= 0 && p.wake.Types != 0; m = in.next[m] {
		if p.wake.Types.Has(in.mentions[m].Type) {
			return true
		}
	}
	return false
}

// wakes finds out what a match can begin with.
func (p *Prog) wakes() {
	w := &p.wake
	p.firsts(0, make([]bool, len(p.insts)), func(in *inst) {
		switch in.op {
		case idInst, exactInst:
			w.IDs = append(w.IDs, in.id)
		case lexiconInst:
			w.Lexicons = append(w.Lexicons, int(in.arg))
		case mentionInst, listInst:
			w.Types |= in.types
		case shapeInst:
			w.Shape = true
		}
	})
	slices.Sort(w.IDs)
	slices.Sort(w.Lexicons)
	w.IDs, w.Lexicons = slices.Compact(w.IDs), slices.Compact(w.Lexicons)
	for _, lexicon := range w.Lexicons {
		p.lexicons |= Lexicon(lexicon)
	}
}

// firsts calls fn for every instruction that can come first from pc on: those that take a token, gaps (and what can
// come after them), and the end.
func (p *Prog) firsts(pc int32, seen []bool, fn func(*inst)) {
	for !seen[pc] {
		seen[pc] = true
		in := &p.insts[pc]
		switch in.op {
		case altInst:
			p.firsts(in.x, seen, fn)
			pc = in.y
		case jumpInst:
			pc = in.x
		case notInst:
			pc = in.y
		case openInst, closeInst:
			pc++
		case gapInst:
			fn(in)
			pc++
		default:
			fn(in)
			return
		}
	}
}

// edges reports a pattern that begins or ends with a gap, and one or a negation that is content with nothing.
func (c *compiler) edges() {
	p := c.prog
	check := func(pc int32, fn func(*inst)) { p.firsts(pc, make([]bool, len(p.insts)), fn) }
	fail := func(at int32, msg string) { c.fail(&node{at: int(at)}, "%s", msg) }
	check(0, func(in *inst) {
		switch in.op {
		case gapInst:
			fail(in.at, "a pattern cannot begin with a gap")
		case matchInst:
			fail(0, "matches nothing at all: at least one item must be needed")
		}
	})
	for pc := range p.insts {
		switch in := &p.insts[pc]; in.op {
		case gapInst:
			check(int32(pc)+1, func(after *inst) {
				if after.op == matchInst {
					fail(in.at, "a pattern cannot end with a gap")
				}
			})
		case notInst:
			check(in.x, func(first *inst) {
				if first.op == yesInst {
					fail(in.at, "this negation always forbids: what follows ! can be nothing")
				}
			})
		}
	}
}
