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

// A begin is one way for a match to begin: an item that takes tokens, and what may stand behind it.
type begin struct {
	first *inst
	next  follow
}

// A follow is what may stand at a token, as far as it is quickly told. Nine triggers of ten break off at their second item.
type follow struct {
	ids      uint64   // syllables, by the last six bits of their IDs
	lexicons Lexicons // an entry of one of these
	mention  bool     // a mention
	any      bool     // whatever it is, also nothing
	pc       int32    // the first item that asks for something
}

// may reports whether a token may stand there.
func (f *follow) may(in *Input, token int) bool {
	if f.any {
		return true
	}
	if token >= len(in.IDs) {
		return false
	}
	return f.ids>>(in.IDs[token]&63)&1 != 0 || in.starts[token]&f.lexicons != 0 || f.mention && in.head[token] >= 0
}

// or adds what g allows.
func (f *follow) or(g follow) {
	f.ids |= g.ids
	f.lexicons |= g.lexicons
	f.mention, f.any = f.mention || g.mention, f.any || g.any
}

// A Sum tells what tokens hold, as far as it is quickly told: good to see that a program begins at none of them.
type Sum struct {
	ids     uint64 // by the last six bits
	starts  Lexicons
	mention bool
}

// Sum returns that of tokens [first, end).
func (in *Input) Sum(first, end int) (s Sum) {
	for i := first; i < end; i++ {
		s.ids |= 1 << (in.IDs[i] & 63)
		s.starts |= in.starts[i]
		s.mention = s.mention || in.head[i] >= 0
	}
	return s
}

// MayBeginAmong reports whether a match can begin at one of the tokens of a sum.
func (p *Prog) MayBeginAmong(s Sum) bool {
	f := &p.first
	return f.any || f.ids&s.ids != 0 || f.lexicons&s.starts != 0 || f.mention && s.mention
}

// MayBegin reports whether a match can begin at a token, as far as that token and what stands behind it tell.
func (p *Prog) MayBegin(in *Input, token int) bool {
	if !p.first.may(in, token) {
		return false
	}
	for k := range p.begins {
		b := &p.begins[k]
		switch b.first.op {
		case idInst:
			if in.IDs[token] == b.first.id && b.next.may(in, token+1) {
				return true
			}
		case exactInst:
			if in.IDs[token] == b.first.id && b.next.may(in, token+int(b.first.arg)) {
				return true
			}
		case lexiconInst:
			if in.starts[token]&Lexicon(int(b.first.arg)) != 0 && in.follows(token, b.first.arg, &b.next) {
				return true
			}
		case mentionInst, listInst:
			for m := in.head[token]; m >= 0; m = in.next[m] {
				if x := &in.mentions[m]; b.first.types.Has(x.Type) && b.next.may(in, x.End) {
					return true
				}
			}
		case shapeInst:
			if shape(b.first.arg).fits(in.Doc, &in.Doc.Tokens[token]) && b.next.may(in, token+1) {
				return true
			}
		}
	}
	return false
}

// follows reports whether an entry of a lexicon starts at a token and what may follow stands behind it.
func (in *Input) follows(token int, lexicon int32, next *follow) bool {
	for _, h := range in.Hits(token) {
		if h.Lexicon == lexicon && next.may(in, token+int(h.Len)) {
			return true
		}
	}
	return false
}

// wakes finds out what a match can begin with, and what can stand behind gaps.
func (p *Prog) wakes() {
	for pc := range p.insts {
		if in := &p.insts[pc]; in.op == gapInst {
			in.x = int32(len(p.gaps))
			p.gaps = append(p.gaps, p.behind(int32(pc)))
		}
	}
	w := &p.wake
	p.firsts(0, make([]bool, len(p.insts)), func(pc int32) {
		in := &p.insts[pc]
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
		p.begins = append(p.begins, begin{in, p.behind(pc)})
	})
	p.first = p.reachable(0)
	slices.Sort(w.IDs)
	slices.Sort(w.Lexicons)
	w.IDs, w.Lexicons = slices.Compact(w.IDs), slices.Compact(w.Lexicons)
}

// behind returns what may stand behind the item at pc.
func (p *Prog) behind(pc int32) follow {
	if p.insts[pc].op == listInst {
		return follow{any: true} // the list goes on
	}
	return p.reachable(pc + 1)
}

// reachable returns what may stand where the program is at pc.
func (p *Prog) reachable(pc int32) follow {
	f := follow{pc: -1}
	p.firsts(pc, make([]bool, len(p.insts)), func(pc int32) {
		if f.pc < 0 {
			f.pc = pc
		}
		switch in := &p.insts[pc]; in.op {
		case idInst, exactInst:
			f.ids |= 1 << (in.id & 63)
		case lexiconInst:
			f.lexicons |= Lexicon(int(in.arg))
		case mentionInst, listInst:
			f.mention = true
		default:
			f.any = true
		}
	})
	return f
}

// firsts calls fn with the place of every instruction that can come first from pc on: those that take a token, gaps (and
// what can come after them), and the end.
func (p *Prog) firsts(pc int32, seen []bool, fn func(int32)) {
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
			fn(pc)
			pc++
		default:
			fn(pc)
			return
		}
	}
}

// edges reports a pattern that begins or ends with a gap, and one or a negation that is content with nothing.
func (c *compiler) edges() {
	p := c.prog
	check := func(pc int32, fn func(*inst)) {
		p.firsts(pc, make([]bool, len(p.insts)), func(pc int32) { fn(&p.insts[pc]) })
	}
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
