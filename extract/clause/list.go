package clause

import (
	"slices"

	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// A Filler is one member of a slot.
type Filler struct {
	Mention *mention.Mention
	Chunk   int
	Date    *date.Expr // a date in brackets right behind it, which is its own
}

// A list is coordinated noun phrases in chunks [first, end).
type list struct {
	members    []Filler
	first, end int
}

// few is how many members most lists have at most.
const few = 2

// listFrom reads the coordinated noun phrases that start at chunk i: A, B và C; A (tháng 5), B (tháng 7). A comma before
// a noun phrase that a verb follows begins a new clause, not a new member.
func (c *Sentence) listFrom(i int, like func(*mention.Mention) bool) list {
	l := list{first: i, end: i}
	for {
		m := c.noun(i)
		if m == nil || !like(m) {
			return l
		}
		if l.members == nil {
			l.members = c.room.Some(few)
		}
		f := Filler{Mention: m, Chunk: i}
		i++
		if c.is(i, "hai lần") && c.bracketDate(i+1) != nil {
			i++
		}
		j := i
		if d := c.bracketDate(j); d != nil {
			f.Date = d
			j++
		} else if c.is(j, "(") {
			if k := c.close(j); k > 0 && k-j <= 12 {
				j = k + 1
			}
		}
		for f.Date != nil && c.is(j, "và") && c.bracketDate(j+1) != nil {
			j += 2 // A hai lần (tháng 1 và tháng 10)
		}
		l.members = append(l.members, f)
		l.end = j
		next := c.next(j)
		if next < 0 {
			return l
		}
		n := c.noun(next)
		if m.Figure != nil && m.Figure.Point == mention.Pronoun && !c.strong(j) {
			return l // người phát ngôn của ông, bà A: no list
		}
		if n != nil && n.Figure != nil && n.Figure.Point == mention.Group && c.verbAfter(next) {
			return l
		}
		if n == nil || !like(n) || n.Kind != m.Kind && !(f.Mention.Kind != mention.Place && n.Kind != mention.Place) {
			return l
		}
		if !c.strong(j) && c.verbAfter(next) && !(body(m) && body(n)) {
			return l
		}
		i = next
	}
}

// next steps over what joins chunk i-1 to the next member of a list and returns that member's chunk, or -1.
func (c *Sentence) next(i int) int {
	for joined := false; ; i++ {
		switch c.form(i) {
		case ",", ";", "và", "cùng", "cùng với", "hoặc", "&":
			joined = true
			continue
		case "-", "–":
			if !c.kind(i+1, Noun) {
				return -1
			}
			joined = true
			continue
		case "các", "với", "là", "riêng", "đến", "từng":
			if joined {
				continue
			}
		}
		if !joined || !c.kind(i, Noun) {
			return -1
		}
		return i
	}
}

// strong reports whether và joins at chunk i, which a new clause seldom follows.
func (c *Sentence) strong(i int) bool {
	return c.is(i, "và", "cùng", "cùng với") || c.is(i, ",") && c.is(i+1, "và", "cùng")
}

// Acts reports whether a verb follows the noun phrase of chunk i, so that it is the subject of what follows.
func (c *Sentence) Acts(i int) bool { return c.verbAfter(i) }

// verbAfter reports whether a verb follows the noun phrase of chunk i, so that it is a subject of its own.
func (c *Sentence) verbAfter(i int) bool {
	j := i + 1
	if c.bracketDate(j) != nil {
		j++
	}
	if c.is(j, "và", "cùng") && c.kind(j+1, Noun) {
		return c.verbAfter(j + 1)
	}
	if j >= len(c.Chunks) || c.kind(j, Mark) || c.kind(j, Time) || c.kind(j, Noun) {
		return false
	}
	switch c.Chunks[j].Class {
	case Prep:
		if c.is(j, "thừa ủy quyền của", "thừa ủy quyền", "được ủy quyền của") {
			return true // A thừa ủy quyền của B trao …
		}
		return c.is(j, "đến", "tới") && c.kind(j+1, Word) && c.Chunks[j+1].Class == Other && !c.caller(j+1) && !c.is(j+1, "chào") // A tới ghi sổ tang
	case And, Closing, Linking:
		return false
	}
	return !c.caller(j)
}

// caller reports whether what stands at chunk i only says that the one before it came to call: A tiếp B, C đến chào (paying a
// call).
func (c *Sentence) caller(i int) bool {
	return c.is(i, "đến chào", "tới chào") && (i+1 == len(c.Chunks) || c.kind(i+1, Mark))
}

// bracketDate returns the time expression at chunk i when it stands in brackets of its own.
func (c *Sentence) bracketDate(i int) *date.Expr {
	if !c.kind(i, Time) {
		return nil
	}
	if d := &c.Dates[c.Chunks[i].Index]; d.Bracketed {
		return d
	}
	return nil
}

// close returns the chunk that closes the bracket opened at chunk i, or -1.
func (c *Sentence) close(i int) int {
	for j := i + 1; j < len(c.Chunks); j++ {
		if c.is(j, ")") {
			return j
		}
	}
	return -1
}

// item reports whether nothing stands up to chunk i but the number or mark of a list item: 2. A; B và C gửi điện mừng.
func (c *Sentence) item(i int) bool {
	for ; i >= 0; i-- {
		if !c.kind(i, Mark) && !c.counts(i) {
			return false
		}
	}
	return true
}

// counts reports whether chunk i says how many follow: 3 ông A; B và C.
func (c *Sentence) counts(i int) bool {
	return c.is(i, "hai", "ba", "bốn", "năm") || i >= 0 && c.Chunks[i].Kind == Word && c.Doc.Tokens[c.Chunks[i].First].Kind == text.Number
}

// body reports whether a mention is an organisation; Bộ Chính trị, Ban Bí thư act together without và.
func body(m *mention.Mention) bool { return m != nil && m.Kind == mention.Body }

// officer reports whether chunk i is a person named behind an office, so that a comma before it begins a new person:
// Tổng Bí thư A, Chủ tịch nước B, Thủ tướng C.
func (c *Sentence) officer(i int) bool {
	m := c.noun(i)
	if m == nil || m.Figure == nil || m.Figure.Name == "" || len(m.Figure.Offices) == 0 {
		return false
	}
	return m.Figure.Offices[0].First < m.Figure.NameFirst && m.End == m.Figure.NameEnd
}

// listTo reads the coordinated noun phrases that end at chunk i, from right to left. A comma joins only where và has
// already shown that there is a list.
func (c *Sentence) listTo(i int) list {
	l, firm := c.listBack(i)
	if firm >= 0 && c.governed(l.first) {
		l.members = l.members[:firm]
		l.first = l.members[firm-1].Chunk
	}
	slices.Reverse(l.members)
	return l
}

// listBack is listTo with the members from right to left. firm is how many of them do not hang on commas alone, -1 when
// all do not.
func (c *Sentence) listBack(i int) (l list, firm int) {
	l = list{first: i, end: i + 1, members: c.room.Some(few)}
	add := func(k int) {
		l.members = append(l.members, Filler{Mention: c.noun(k), Chunk: k, Date: c.bracketDate(k + 1)})
		l.first = k
	}
	add(i)
	shown := false
	firm = -1
	for {
		j := l.first - 1
		and := false
		switch c.form(j) {
		case "và", "cùng", "cùng với", "với":
			and = true
		case ",", ";":
		default:
			return l, firm
		}
		switch {
		case and:
			if c.is(j, "với") && !c.class(j, Prep) {
				return l, firm
			}
			j--
			if c.is(j, ",") {
				j--
			}
		case c.is(j, ",") && (shown || c.bracketDate(j-1) != nil && c.bracketDate(j-1).Dates()):
			shown = true // members with dates of their own are a list too
			if firm < 0 {
				firm = len(l.members)
			}
			j--
			if d := c.bracketDate(j); d != nil {
				j--
			}
			if m := c.noun(j); m != nil && m.Kind != c.noun(l.first).Kind {
				return l, firm // quan hệ Việt Nam - Trung Quốc, A và B: not one list
			}
			if c.party(j) {
				add(j)
				continue
			}
			return l, firm
		case c.is(j, ";") && c.party(j-1) && (c.item(j-2) || c.is(j-2, ";", ":", "các đồng chí", "đồng chí", "các ông") || c.counts(j-2)):
			j-- // A; B dự lễ: no verb stands before the semicolon
		case c.is(j, ",") && (c.officer(j-1) && c.officer(l.first) || body(c.noun(j-1)) && body(c.noun(l.first))):
			if firm < 0 {
				firm = len(l.members)
			}
			j--
		default:
			return l, firm
		}
		if d := c.bracketDate(j); d != nil {
			j--
		}
		if !c.party(j) || c.is(l.first-1, "với") {
			return l, firm
		}
		shown = shown || c.is(l.first-1, "và")
		add(j)
	}
}
