package clause

import "quanhe/extract/mention"

// A Trigger is a run of chunks that a rule woke at.
type Trigger struct {
	First, End int  // chunks
	Token      int  // the first token
	Last       int  // the token behind it
	Noun       bool // cuộc hội đàm: the slots of a noun
}

// Trigger returns the trigger of tokens [first, end).
func (c *Sentence) Trigger(first, end int, noun bool) Trigger {
	return Trigger{First: c.ChunkAt(first), End: c.ChunkAt(end-1) + 1, Token: first, Last: end, Noun: noun}
}

func participant(m *mention.Mention) bool {
	switch m.Kind {
	case mention.Person, mention.Body, mention.Party, mention.Country:
		return true
	}
	return false
}

func anything(m *mention.Mention) bool { return m.Kind != mention.Blocked }

// Slot returns what fills a slot of the trigger, nil when nothing does. Numbered slots have an index from 1.
func (c *Sentence) Slot(t Trigger, name string, index int) []Filler {
	switch name {
	case "subject":
		return c.Subject(t)
	case "object":
		return c.object(t)
	case "giữa":
		return c.between(t, index)
	case "gồm":
		return c.listed(t)
	case "sau":
		return c.fronted(t)
	case "by":
		return c.agent(t)
	}
	return c.marked(t, name)
}

// object returns the noun phrases right behind the trigger.
func (c *Sentence) object(t Trigger) []Filler {
	i := t.End
	for c.class(i, Light) || c.kind(i, Time) || c.is(i, "các", "riêng", "từng", "với", "“", "\"", "cho", "nước", "tỉnh", "thành phố", "huyện") && c.kind(i+1, Noun) {
		if c.is(i, "với") {
			return nil
		}
		i++
	}
	i = c.overKind(c.overGroup(c.overLike(i)))
	l := c.listFrom(i, anything)
	if c.is(t.First, "được") && len(l.members) > 0 {
		for c.is(l.end, ",") && c.party(l.end+1) { // được A, B tiếp: the verb of both stands behind
			more := c.listFrom(l.end+1, participant)
			l.members, l.end = append(l.members, more.members...), more.end
		}
	}
	return l.members
}

// overLike steps over a group that như (such as) names the members of: lãnh đạo nhiều nước như A và B.
func (c *Sentence) overLike(i int) int {
	if m := c.noun(i + 2); c.party(i) && c.is(i+1, "như") && m != nil && m.Kind == mention.Person {
		return i + 2 // gặp các lãnh đạo Việt Nam như A và B
	}
	j := i
	for c.kind(j, Word) && (c.is(j, ",", "và") || c.groups[c.Chunks[j].Word]) {
		j++
	}
	if j > i && c.is(j, "như") && c.party(j+1) {
		return j + 1
	}
	return i
}

// overGroup steps over các đồng chí: or các ông: before a list.
func (c *Sentence) overGroup(i int) int {
	if m := c.noun(i); m != nil && m.Figure != nil && (m.Figure.Point == mention.Group || m.Figure.Point == mention.Pronoun) && c.is(i+1, ":") {
		return i + 2
	}
	return i
}

// between returns the members of giữa X và|với Y: index 1 the first side, 2 the other; without với, the first member
// and the rest.
func (c *Sentence) between(t Trigger, index int) []Filler {
	i := c.find(t, "giữa")
	if i < 0 {
		return nil
	}
	i++
	for c.is(i, "các", "đồng chí") || c.class(i, Light) {
		i++
	}
	first := c.listFrom(i, participant)
	if len(first.members) == 0 {
		return nil
	}
	var second list
	if c.is(first.end, "với") {
		second = c.listFrom(first.end+1, participant)
	} else if m := first.members[0].Mention; len(first.members) == 1 && m.Figure != nil && m.Figure.Point >= mention.Group {
		if g := c.after(first.end, "gồm"); g >= 0 {
			first = c.listFrom(g+1, participant)
		}
	}
	if len(second.members) == 0 && len(first.members) > 1 {
		second.members = first.members[1:]
		first.members = first.members[:1]
	}
	if index == 2 {
		return second.members
	}
	return first.members
}

// after returns the chunk of a word at or behind chunk i within the clause, or -1.
func (c *Sentence) after(i int, word string) int {
	for ; i < len(c.Chunks) && !c.is(i, ".", ";"); i++ {
		if c.is(i, word) {
			return i
		}
	}
	return -1
}

// listed returns the members of a list that gồm or có announces behind the trigger: Cùng dự có A; B.
func (c *Sentence) listed(t Trigger) []Filler {
	for i := t.End; i < len(c.Chunks) && i < t.End+14; i++ {
		if c.is(i, ".") {
			return nil
		}
		if c.is(i, "có", "gồm", ":", "là", "còn có") || i == t.End && c.party(i) {
			j := i
			for c.is(j, "có", "gồm", ":", "là", "còn có", "các", "các đồng chí", "các ông", "đồng chí", "bao gồm", "về phía", "phía") || c.class(j, Light) {
				j++
			}
			if l := c.listFrom(j, participant); len(l.members) > 0 {
				return c.goOn(l)
			}
		}
	}
	return nil
}

// goOn reads on over the words that split a list of officials in sides: …; về phía Lào có C, D.
func (c *Sentence) goOn(l list) []Filler {
	members := l.members
	for i := l.end; i < len(c.Chunks); {
		if c.is(i, ".") {
			break
		}
		j := i
		for c.is(j, ",", ";", "và", "cùng", "các", ":", "có", "với", "về phía", "phía", "đại diện") || c.class(j, Light) ||
			c.is(j, "bạn") && c.is(j-1, "phía", "về phía") || c.is(j, "tiếp đó", "tiếp đến") && c.is(j-1, ";") || c.is(j, "là") && c.is(j-1, "tiếp đó", "tiếp đến") {
			j++
		}
		if j == i {
			if k := c.semicolon(i); k > 0 {
				i = k
				continue
			}
			break
		}
		m := c.noun(j)
		if m != nil && (m.Kind == mention.Country || m.Kind == mention.Place) && c.is(j+1, "có", ":", ",") {
			i = j + 1
			continue
		}
		next := c.listFrom(c.overTitle(c.overGroup(j)), participant)
		if len(next.members) == 0 {
			k := c.semicolon(i)
			if k < 0 {
				break
			}
			i = k
			continue
		}
		members = append(members, next.members...)
		i = next.end
	}
	return members
}

// overTitle steps over an office said of the whole list behind its colon: …; các Bộ trưởng: A, B.
func (c *Sentence) overTitle(i int) int {
	j := i
	for m := c.noun(j); j < i+6 && (c.kind(j, Word) || m != nil && m.Kind != mention.Person); m = c.noun(j) {
		j++
	}
	if j > i && c.is(j, ":") && c.party(j+1) {
		return j + 1
	}
	return i
}

// semicolon returns the next semicolon within a few chunks of chunk i, behind which a list of officials goes on.
func (c *Sentence) semicolon(i int) int {
	for j := i + 1; j < len(c.Chunks) && j < i+12 && !c.is(j, "."); j++ {
		if c.is(j, ";") {
			return j
		}
	}
	return -1
}

// marked returns the noun phrases behind a marking word to the right of the trigger.
func (c *Sentence) marked(t Trigger, word string) []Filler {
	i := c.find(t, word)
	if i < 0 {
		return nil
	}
	i++
	i = c.overWords(i)
	i = c.overKind(c.overGroup(c.overLike(i)))
	l := c.listFrom(i, anything)
	if led := c.ledBy(l); led != nil {
		return led
	}
	if len(l.members) == 0 {
		if k := i + 1; i < len(c.Chunks) && c.kind(i, Word) && c.Chunks[i].Class == Other && c.is(k, "là", "gồm") {
			l = c.listFrom(k+1, anything)
		}
	}
	return l.members
}

// overKind steps over what the persons of a list are, behind how many they are: tặng hai giáo viên trẻ A và B.
func (c *Sentence) overKind(i int) int {
	if !c.counts(i-1) && !c.is(i-1, "các", "những") {
		return i
	}
	j := i
	for j < i+5 && c.kind(j, Word) && c.Chunks[j].Class == Other {
		j++
	}
	if m := c.noun(j); j > i && m != nil && m.Kind == mention.Person && m.Figure.Name != "" {
		return j
	}
	return i
}

// overWords steps over the words that may stand between a marking word and a name: với lãnh đạo tỉnh X.
func (c *Sentence) overWords(i int) int {
	for {
		switch c.form(i) {
		case "các", "nước", "riêng", "phía", "việc", ":", "đồng chí", "tỉnh", "thành phố", "lãnh đạo", "đại diện", "lãnh", "đạo", "chính quyền", "cố":
		default:
			if !c.class(i, Light) {
				return i
			}
		}
		i++
	}
}

// ledBy returns the leader of a group that is told by its place or body: với lãnh đạo tỉnh Khammouane do A dẫn đầu.
func (c *Sentence) ledBy(l list) []Filler {
	if len(l.members) == 0 || l.members[0].Mention.Kind == mention.Person || !c.is(l.end, "do") || !c.is(l.end+2, "dẫn đầu", "dẫn", "làm") {
		return nil
	}
	if m := c.noun(l.end + 1); m != nil && m.Kind == mention.Person {
		return []Filler{{Mention: m, Chunk: l.end + 1}}
	}
	return nil
}

// find returns the chunk of a marking word that belongs to the trigger: to its right, in its clause; for giữa also to the
// left of a noun when the clause begins with it.
func (c *Sentence) find(t Trigger, word string) int {
	if !c.holds(word) {
		return -1
	}
	for i := t.End; i < len(c.Chunks); i++ {
		if c.is(i, word) && (word != "với" || c.kind(i+2, Noun) || c.kind(c.overWords(i+1), Noun)) {
			return i
		}
		if k := c.quoted(i, t.End); k > 0 {
			i = k // bài viết "X của Y" của A: the mark in the title is the title's
			continue
		}
		if c.stops(i) && !(c.is(i, ",") && personnel(word)) || c.Aside(i) {
			break
		}
	}
	if t.Noun || word == "giữa" {
		for i := t.First - 1; i >= 0; i-- {
			if c.is(i, ",", ";", ":") {
				break
			}
			if c.is(i, word) && word == "giữa" {
				return i
			}
		}
	}
	return -1
}

// quoted returns the chunk that closes the quotation which chunk i opens, 0 when it opens none. A straight mark opens one
// where the trigger that ends before chunk from stands in none.
func (c *Sentence) quoted(i, from int) int {
	shut := "”"
	switch c.form(i) {
	case "“":
	case `"`:
		shut = `"`
		inside := false
		for j := range from {
			inside = inside != c.is(j, shut)
		}
		if inside {
			return 0
		}
	default:
		return 0
	}
	for j := i + 1; j < len(c.Chunks); j++ {
		if c.is(j, shut) {
			return j
		}
	}
	return 0
}

// personnel reports whether a marking word announces an office or the one it is taken from; titles with their commas
// may stand before it.
func personnel(word string) bool {
	switch word {
	case "giữ chức", "giữ chức vụ", "làm", "chức vụ", "đối với", "đảm nhiệm", "vào vị trí", "vào cương vị", "vào ghế":
		return true
	}
	return false
}

// Aside reports whether a comma at chunk i opens a clause about another event that came before or after: miễn nhiệm A, sau khi B hồi
// tháng 5 chỉ định A giữ chức O.
func (c *Sentence) Aside(i int) bool {
	return c.is(i, ",") && c.is(i+1, "sau", "ngay sau", "trước") && c.is(i+2, "khi")
}

// ClauseEnd reports whether the clause of a trigger to the left ends at chunk i.
func (c *Sentence) ClauseEnd(i int) bool { return c.stops(i) }

// stops reports whether the clause of a trigger to the left ends at chunk i.
func (c *Sentence) stops(i int) bool {
	if i < 0 || i >= len(c.Chunks) {
		return false
	}
	switch k := &c.Chunks[i]; k.Kind {
	case Word:
		return k.Class == Closing || k.Class == Saying
	case Mark:
		switch k.Word {
		case ";", ".", ":", "?", "!":
			return true
		case ",":
			for i++; c.kind(i, Time); i++ {
			}
			return c.party(i) && c.verbAfter(i)
		}
	}
	return false
}

// Opening returns the noun phrases at chunk i when a clause may begin there and no preposition governs it.
func (c *Sentence) Opening(i int) []Filler {
	if !c.Opens(i) {
		return nil
	}
	return c.listFrom(i, participant).members
}

// Opens reports whether a clause may begin with a noun phrase at chunk i that no preposition governs.
func (c *Sentence) Opens(i int) bool { return c.party(i) && c.opens(i) && !c.governed(i) }

// agent returns who stands behind do (by) or được within the trigger or behind it: hội nghị do A tổ chức.
func (c *Sentence) agent(t Trigger) []Filler {
	for i := t.First; i < len(c.Chunks) && i <= t.End; i++ {
		if c.is(i, "do", "được", "bị") && c.party(i+1) {
			return c.listFrom(i+1, participant).members
		}
	}
	return nil
}

// Inside returns the noun phrases within the trigger itself.
func (c *Sentence) Inside(t Trigger) []Filler {
	var out []Filler
	for i := t.First; i < t.End; i++ {
		if m := c.noun(i); m != nil {
			out = append(out, Filler{Mention: m, Chunk: i})
		}
	}
	return out
}

// Right returns the noun phrases behind the trigger up to the end of its clause, one by one.
func (c *Sentence) Right(t Trigger) []Filler {
	var out []Filler
	for i := t.End; i < len(c.Chunks) && !c.is(i, ";", "."); i++ {
		if m := c.noun(i); m != nil {
			out = append(out, Filler{Mention: m, Chunk: i})
		}
	}
	return out
}

// Left returns the noun phrases before the trigger in the sentence, the nearest first.
func (c *Sentence) Left(t Trigger) []Filler {
	var out []Filler
	for i := t.First - 1; i >= 0; i-- {
		if m := c.noun(i); m != nil {
			out = append(out, Filler{Mention: m, Chunk: i})
		}
	}
	return out
}

// Marked returns the noun phrases behind a marking word anywhere in the sentence.
func (c *Sentence) Marked(words ...string) []Filler {
	for i := range c.Chunks {
		if c.is(i, words...) {
			j := i + 1
			for c.is(j, "các", "đồng chí", "của") || c.class(j, Light) {
				j++
			}
			j = c.overGroup(j)
			if l := c.listFrom(j, anything); len(l.members) > 0 {
				return l.members
			}
		}
	}
	return nil
}
