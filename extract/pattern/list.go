package pattern

// mention tries the rest after each mention that starts here and, for a list, after each longer list first.
func (m *Match) mention(in *inst, pc int32, pos, literals int) bool {
	if pos >= m.limit {
		return m.broke(pc, pos)
	}
	fits := false
	for i := m.in.head[pos]; i >= 0; i = m.in.next[i] {
		x := &m.in.mentions[i]
		if !in.types.Has(x.Type) || x.End > m.limit {
			continue
		}
		fits = true
		marks := len(m.marks)
		if in.slot >= 0 {
			m.capture(in, pos, x.End, int(i), -1, -1)
		}
		if in.op == listInst {
			if next, ok := m.joined(in, x.End); ok && m.mention(in, pc, next, literals) {
				return true
			}
		}
		if m.try(pc+1, x.End, literals) {
			return true
		}
		m.marks = m.marks[:marks]
	}
	if !fits {
		return m.broke(pc, pos)
	}
	return false
}

// joined returns where the next member of a list may start: after `,`, `và` (and) or the like, and after the titles
// that stand before it.
func (m *Match) joined(in *inst, pos int) (next int, ok bool) {
	for n := 0; n < 2 && m.comma(pos); n++ { // A, và B
		pos, ok = pos+1, true
	}
	for ok && pos < m.limit {
		title := 0
		for i := m.in.head[pos]; i >= 0; i = m.in.next[i] {
			x := &m.in.mentions[i]
			if in.types.Has(x.Type) {
				return pos, true
			}
			if title == 0 && m.prog.titles.Has(x.Type) {
				title = x.End
			}
		}
		if title == 0 {
			break
		}
		if pos = title; m.comma(pos) {
			pos++ // Phó Thủ tướng, Bộ trưởng A
		}
	}
	return pos, ok && pos < m.limit
}

func (m *Match) comma(pos int) bool {
	if pos >= m.limit {
		return false
	}
	for _, id := range m.prog.commas {
		if m.in.IDs[pos] == id {
			return true
		}
	}
	return false
}
