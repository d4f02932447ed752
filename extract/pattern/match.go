package pattern

// maxSteps bounds the work of one attempt. Real patterns take some dozens of steps.
const maxSteps = 20_000

// A Match is what a program found. It can be used again for any program and input; nothing is allocated then.
type Match struct {
	First, End int       // tokens [First, End)
	Literals   int       // tokens matched by their own text or by a lexicon
	Captures   []Capture // in the order they begin
	Limited    bool      // the search was cut short by its step limit; what was found by then stands

	in      *Input
	prog    *Prog
	limit   int
	steps   int
	probing int // depth of negations
	found   bool
	marks   []Capture // captures of the way being tried; First < 0 closes the last open one of its slot
	farPos  int       // the farthest token a way broke off at
	farPC   int32
	until   []int32 // for Index.Each: programs may not begin before this token
	wake    []int32
}

// A Capture is a named part of a match.
type Capture struct {
	Slot           int // index into Prog.Names
	First, End     int // tokens [First, End)
	Mention        int // number of the captured mention, or -1
	Lexicon, Entry int // the captured lexicon entry, or -1
}

// Match matches the program at token at, looking at no token from end on. Of all ways to match it takes the longest,
// of those the one with most literals, of those the first in the order of the pattern, options taken before left out.
func (p *Prog) Match(in *Input, at, end int, m *Match) bool {
	m.in, m.prog, m.limit, m.steps = in, p, end, maxSteps
	m.found, m.Limited, m.probing = false, false, 0
	m.First, m.End, m.Literals = at, at, 0
	m.Captures, m.marks = m.Captures[:0], m.marks[:0]
	m.farPos, m.farPC = -1, 0
	m.run(0, at, 0)
	return m.found
}

// Find is Match at the first token of [first, end) where the program matches.
func (p *Prog) Find(in *Input, first, end int, m *Match) bool {
	for at := first; at < end; at++ {
		if p.first.may(in, at) && p.MayBegin(in, at) && p.Match(in, at, end, m) {
			return true
		}
	}
	return false
}

// Capture returns the first capture of that name.
func (m *Match) Capture(name string) (Capture, bool) {
	for _, c := range m.Captures {
		if m.prog.names[c.Slot] == name {
			return c, true
		}
	}
	return Capture{}, false
}

// Stopped says how far the last attempt got: the token at which the most hopeful way broke off, and the code points
// before the item of the pattern (as given to Parse) that did not match there.
func (m *Match) Stopped() (token, offset int) {
	return m.farPos, int(m.prog.insts[m.farPC].at)
}

// run follows the program from pc at token pos. It reports whether the search is over: a negation is answered, or the
// step limit is reached.
func (m *Match) run(pc int32, pos, literals int) bool {
	for {
		if m.steps--; m.steps < 0 {
			m.Limited = true
			return true
		}
		in := &m.prog.insts[pc]
		switch in.op {
		case matchInst:
			m.accept(pos, literals)
			return false
		case yesInst:
			return true
		case jumpInst:
			pc = in.x
			continue
		case altInst:
			if m.hopeless(in.x, pos) {
				m.broke(in.x, pos)
			} else if m.try(in.x, pos, literals) {
				return true
			}
			pc = in.y
			continue
		case openInst:
			m.capture(in, pos, -1, -1, -1, -1)
		case closeInst:
			m.capture(in, -1, pos, -1, -1, -1)
		case notInst:
			if m.matches(in.x, pos) {
				return m.broke(pc, pos)
			}
			if m.Limited {
				return true
			}
			pc = in.y
			continue
		case gapInst:
			return m.gap(in, pc, pos, literals)
		case mentionInst, listInst:
			return m.mention(in, pc, pos, literals)
		default:
			n, lits := m.tokens(in, pos)
			if n == 0 {
				return m.broke(pc, pos)
			}
			pos, literals = pos+n, literals+lits
		}
		pc++
	}
}

func (m *Match) capture(in *inst, first, end, mention, lexicon, entry int) {
	m.marks = append(m.marks, Capture{Slot: int(in.slot), First: first, End: end, Mention: mention, Lexicon: lexicon, Entry: entry})
}

// hopeless reports whether a way begins with a syllable that does not stand at pos, as most ways do.
func (m *Match) hopeless(pc int32, pos int) bool {
	in := &m.prog.insts[pc]
	return in.op == idInst && (pos >= m.limit || m.in.IDs[pos] != in.id)
}

// try follows one way and forgets its captures.
func (m *Match) try(pc int32, pos, literals int) bool {
	marks := len(m.marks)
	over := m.run(pc, pos, literals)
	m.marks = m.marks[:marks]
	return over
}

// matches answers a negation.
func (m *Match) matches(pc int32, pos int) bool {
	m.probing++
	over := m.try(pc, pos, 0)
	m.probing--
	return over && !m.Limited
}

// broke notes that a way ends here.
func (m *Match) broke(pc int32, pos int) bool {
	if m.probing == 0 && pos > m.farPos {
		m.farPos, m.farPC = pos, pc
	}
	return false
}

// tokens matches an instruction that has one way only and returns how many tokens it takes, 0 for no match, and how
// many of them are literal.
func (m *Match) tokens(in *inst, pos int) (n, literals int) {
	if pos >= m.limit {
		return 0, 0
	}
	switch in.op {
	case idInst:
		if m.in.IDs[pos] == in.id {
			return 1, 1
		}
	case exactInst:
		end := pos + int(in.arg)
		if end > m.limit || m.in.IDs[pos] != in.id {
			break
		}
		if doc := m.in.Doc; doc.Text[doc.Tokens[pos].Start:doc.Tokens[end-1].End] == in.text {
			return int(in.arg), int(in.arg)
		}
	case shapeInst:
		if shape(in.arg).fits(m.in.Doc, &m.in.Doc.Tokens[pos]) {
			return 1, 0
		}
	case lexiconInst:
		for _, hit := range m.in.Hits(pos) {
			if hit.Lexicon != in.arg || pos+int(hit.Len) > m.limit {
				continue
			}
			if in.slot >= 0 {
				m.capture(in, pos, pos+int(hit.Len), -1, int(hit.Lexicon), int(hit.Entry))
			}
			return int(hit.Len), int(hit.Len)
		}
	}
	return 0, 0
}

// gap tries the rest after each length of a gap, the shortest first.
func (m *Match) gap(in *inst, pc int32, pos, literals int) bool {
	behind := &m.prog.gaps[in.x]
	for i := 0; ; i++ {
		if !behind.may(m.in, pos+i) {
			m.broke(behind.pc, pos+i)
		} else if m.try(pc+1, pos+i, literals) {
			return true
		}
		if i == int(in.arg) || pos+i >= m.limit || m.in.stop[pos+i] {
			return false
		}
	}
}

// accept keeps the way that has just been completed if it is the best so far.
func (m *Match) accept(pos, literals int) {
	if m.found && (pos < m.End || pos == m.End && literals <= m.Literals) {
		return
	}
	m.found, m.End, m.Literals = true, pos, literals
	m.Captures = m.Captures[:0]
	for _, mark := range m.marks {
		if mark.First >= 0 {
			m.Captures = append(m.Captures, mark)
			continue
		}
		for i := len(m.Captures) - 1; i >= 0; i-- {
			if c := &m.Captures[i]; c.Slot == mark.Slot && c.End < 0 {
				c.End = mark.End
				break
			}
		}
	}
}
