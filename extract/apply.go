package extract

import (
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/text"
	"quanhe/rules"
)

// An application is one frame at work on one trigger.
type application struct {
	r        *reading
	s        *sentence
	ws       []woken
	at       int
	w        *woken
	t        clause.Trigger
	modality Modality
	behind   sought // time expressions around the trigger
	before   sought
	roles    []roleFill
	subject  []*person
	between  bool      // the participants stand behind giữa: one event of all of them
	town     *who      // of the country that is visited
	topic    bool      // the trigger stands in what the sentence goes on to speak about: Về chuyến thăm của A, B cho hay …
	ofGuest  bool      // the traveller stands behind của: chuyến thăm của A
	only     [1]*draft // room for the claim, as most triggers make one
}

// A roleFill is what a role's slot holds.
type roleFill struct {
	role    string
	fillers []fillerOf
	slot    string // whose fillers they are
}

// A fillerOf is a resolved filler with the date that stands in brackets behind it.
type fillerOf struct {
	who
	date *date.Expr
}

// question reports whether the sentence asks: what an interviewer asks about, and what a writer only wonders, is no fact.
func (s *sentence) question() bool {
	if s.span.Kind == text.Question {
		return true
	}
	n := len(s.Chunks)
	for n > 0 && (s.Chunks[n-1].Word == "\"" || s.Chunks[n-1].Word == "”" || s.Chunks[n-1].Word == ")") {
		n--
	}
	return n > 0 && s.Chunks[n-1].Word == "?"
}

// fill finds the fillers of all roles of the rule.
func (a *application) fill() {
	for _, f := range a.s.Subject(a.t) {
		ws := a.r.resolve(f.Mention, a)
		if a.subject == nil {
			a.subject = a.r.room.persons.Some(len(ws))
		}
		for _, w := range ws {
			if w.person != nil {
				a.subject = append(a.subject, w.person)
			}
		}
	}
	a.roles = a.r.room.roles.Some(len(a.w.rule.Roles) + 2) // two more: see split, organized
	for _, role := range a.w.rule.Roles {
		if fs, slot := a.role(role); len(fs) > 0 {
			a.roles = append(a.roles, roleFill{role.Role, fs, slot})
		}
	}
	a.split()
	a.organized()
	if a.w.rule.Relation == "ceremony" {
		a.welcome()
	}
	if a.w.rule.Relation == "visit" {
		a.abroad()
		a.travellers()
	}
}

// welcome makes the guest of a ceremony of welcome of him who is told to travel, or to be welcomed: in Lào, sau lễ đón, A hội đàm với B, it was B who
// welcomed A.
func (a *application) welcome() {
	v, before := a.r.latest("visit"), a.r.latest("ceremony")
	if v == nil {
		v = before
	}
	if v == nil {
		return
	}
	chair, guest := -1, -1
	for k := range a.roles {
		switch fs := a.roles[k].fillers; {
		case len(fs) != 1 || fs[0].person == nil:
		case a.roles[k].slot != "inside" && a.roles[k].slot != "object":
			return // chủ trì quốc yến chào mừng B: said of whom it is
		case a.roles[k].role == "chair" && (slices.ContainsFunc(v.arg("guest"), fs[0].who.same) || before != nil && slices.ContainsFunc(before.arg("guest"), fs[0].who.same)):
			chair = k
		case a.roles[k].role == "guest":
			guest = k
		}
	}
	if chair >= 0 && guest >= 0 {
		a.roles[chair].fillers, a.roles[guest].fillers = a.roles[guest].fillers, a.roles[chair].fillers
	}
}

// role tries the slots of a role in their order, and returns the fillers with the slot that has them. Who fills another role already fills none again.
func (a *application) role(e rules.RoleExpr) ([]fillerOf, string) {
	for _, slot := range e.Slots {
		found := a.slot(slot)
		out := found[:0]
		for _, f := range found {
			if !a.taken(f.who) && !(e.Role == "agent" && slot.Name == "subject" && a.putInOffice(f.person)) {
				out = append(out, f)
			}
		}
		if len(out) > 0 && slot.Name == "giữa" {
			a.between = true
		}
		if len(out) > 0 && e.Role == "guest" && slot.Name == "của" {
			a.ofGuest = true
		}
		if len(out) > 0 {
			return out, slot.Name
		}
	}
	return nil, ""
}

// putInOffice reports whether the sentence has just told a decision about a person's office, so that the next verb of decision is not
// his: điều động A giữ chức O; điều động B giữ chức P.
func (a *application) putInOffice(p *person) bool {
	if p == nil || !personnel(a.w.rule.Relation) {
		return false
	}
	for _, d := range a.r.claimsOf(a.s) {
		for _, w := range d.arg("appointee") {
			if personnel(d.relation) && w.person == p {
				return true
			}
		}
	}
	return false
}

func (a *application) taken(w who) bool {
	for _, rf := range a.roles {
		for _, f := range rf.fillers {
			if f.who.same(w) {
				return true
			}
		}
	}
	return false
}

// split makes agent and counterpart of two subjects of a symmetric verb: A và B hội đàm. Of A, B làm việc với lãnh đạo
// tỉnh (worked with leaders of the province) neither met the other.
func (a *application) split() {
	if a.w.rel == nil || !a.w.rel.Symmetric || a.has("counterpart") || a.partnered() {
		return
	}
	for k := range a.roles {
		if fs := a.roles[k].fillers; a.roles[k].role == "agent" && len(fs) > 1 {
			a.roles[k].fillers = fs[:1]
			a.roles = append(a.roles, roleFill{"counterpart", fs[1:], a.roles[k].slot})
			return
		}
	}
}

// partnered reports whether với stands in the trigger or right behind it, before whoever it is but nhau (each other).
func (a *application) partnered() bool {
	for i := a.w.first; i <= a.w.end && i < int(a.s.span.End); i++ {
		if a.r.in.Key(i) == "với" {
			return i+1 == int(a.s.span.End) || a.r.in.Key(i+1) != "nhau"
		}
	}
	return false
}

func (a *application) has(role string) bool {
	return slices.ContainsFunc(a.roles, func(rf roleFill) bool { return rf.role == role })
}

// complete reports whether the roles are there without which there is no claim.
func (a *application) complete() bool {
	for _, role := range a.w.rule.Require {
		if !a.has(role) && !(role == "counterpart" && a.partnerUnnamed()) {
			return false
		}
	}
	for _, role := range a.w.rel.Required {
		if !a.has(role) {
			return false
		}
	}
	return len(a.roles) > 0 || a.w.label != [2]int{} && !generic(text.Key(a.r.labelAt(a.s, a.w.label[0], a.w.label[1])))
}

// partnerUnnamed reports whether the other side of talks or of a call is told by a foreign office alone, whose holder the text never names:
// điện đàm với Thủ tướng Nhật Bản. Who else took part is then told without him.
func (a *application) partnerUnnamed() bool {
	if a.w.rule.Relation != "phone_call" && a.w.rule.Relation != "talks" || a.modality != Actual || !a.has("agent") {
		return false
	}
	for _, e := range a.w.rule.Roles {
		for _, slot := range e.Slots {
			if e.Role == "counterpart" && slices.ContainsFunc(a.found(slot), func(f clause.Filler) bool { return a.unnamed(f) && foreignTo(f.Mention.Figure.Offices[0].OwnerISO) }) {
				return true
			}
		}
	}
	return false
}

// drafts makes the claims: one, or one for each filler of a role that distributes.
func (a *application) drafts() []*draft {
	if ds := a.decisions(); len(ds) > 0 {
		return ds
	}
	role := a.spread()
	if role == "" {
		a.only[0] = a.draft("", fillerOf{})
		return a.only[:]
	}
	var out []*draft
	for _, rf := range a.roles {
		if rf.role != role {
			continue
		}
		for k, f := range rf.fillers {
			if f.date == nil && a.w.rule.Relation == "visit" && role == "host" {
				for _, g := range rf.fillers[k:] { // Áo, Italy và Vatican (23 - 28/7): one date for all
					if g.date != nil {
						f.date = g.date
						break
					}
				}
			}
			out = append(out, a.draft(role, f))
		}
	}
	return out
}

// respective returns which of the offices of rf is that of one of as many persons, of whom each makes a claim: A và B nhậm chức Tổng thống
// và Phó Tổng thống; -1 when they are not told so.
func (a *application) respective(rf roleFill, role string, w who) int {
	if rf.role != "office" || role != "appointee" || len(rf.fillers) < 2 {
		return -1
	}
	for _, of := range a.roles {
		if of.role == role && len(of.fillers) == len(rf.fillers) {
			return slices.IndexFunc(of.fillers, func(f fillerOf) bool { return f.who.same(w) })
		}
	}
	return -1
}

// spread returns the role whose fillers make a claim each, or nothing: what the schema distributes; the countries of a
// journey; the several partners of meetings that are told in the plural, that have dates of their own, or that come
// from different countries.
func (a *application) spread() string {
	rel := a.w.rel
	for _, rf := range a.roles {
		if len(rf.fillers) < 2 {
			continue
		}
		if rel.Distributes(rf.role) && !a.handed() || rf.role == "host" && rel.Name == "visit" || dated(rf.fillers) {
			return rf.role
		}
		if rf.role == "agent" && (a.sendEach(rf) || rel.Name == "report" && a.inTurn()) {
			return rf.role
		}
		if !rel.Encounter {
			continue
		}
		switch rf.role {
		case "agent":
			if a.inTurn() {
				return rf.role
			}
		case "counterpart", "guest", "host":
			if rf.role == "host" && (rf.slot == "subject" || rf.slot == "gồm") && !a.inTurn() && countries(rf.fillers) < 2 {
				continue // A cùng B tiếp C: both receive him at once
			}
			if a.plural() || dated(rf.fillers) || !a.between && !a.meal() && (countries(rf.fillers) > 1 || rel.Name == "meet") {
				return rf.role
			}
		}
	}
	return ""
}

// meal reports whether the trigger tells of a meal, which all take together: ăn sáng làm việc với A và B.
func (a *application) meal() bool {
	first := a.r.in.Key(a.w.first)
	return first == "ăn" || first == "dùng"
}

// sendEach reports whether several who congratulate or condole do so each for himself: they come from different countries, or each leads
// his own delegation of a list.
func (a *application) sendEach(rf roleFill) bool {
	switch a.w.rule.Relation {
	case "congratulate", "condolence":
		return countries(rf.fillers) > 1 || rf.slot == "gồm"
	}
	return false
}

// handed reports whether the trigger tells of flowers given to all at once: tặng hoa chúc mừng A và B is one congratulation, letters are
// one each.
func (a *application) handed() bool {
	if a.w.rule.Relation != "congratulate" {
		return false
	}
	word := a.r.in.Key(a.w.first)
	return word == "tặng" || word == "trao"
}

func dated(fs []fillerOf) bool {
	return slices.ContainsFunc(fs, func(f fillerOf) bool { return f.date != nil })
}

// countries counts the countries that the persons come from.
func countries(fs []fillerOf) int {
	seen := map[string]bool{}
	for _, f := range fs {
		if f.person != nil && f.person.iso != "" {
			seen[f.person.iso] = true
		}
	}
	return len(seen)
}

// plural reports whether các (the, plural) or lần lượt (in turn) stands at the trigger.
func (a *application) plural() bool {
	for i := a.w.first; i >= int(a.s.span.First) && i >= a.w.first-3; i-- {
		switch text.Lower(a.r.words(i, i+1)) {
		case "các", "những", "từng", "lượt":
			return true
		}
	}
	return false
}

// host returns the name of the gathering that a speech is made at, when the sentence names one.
func (a *application) host() string {
	for _, w := range a.ws {
		if w.label != [2]int{} {
			return a.r.labelAt(a.s, w.label[0], w.label[1])
		}
	}
	for i := a.w.end; i+1 < min(a.w.end+6, int(a.s.span.End)); i++ {
		if a.r.doc.Tokens[i].Flags&text.Cap != 0 && slices.Contains(sitting[:sessions], a.r.in.Key(i)+" "+a.r.in.Key(i+1)) {
			return a.r.labelAt(a.s, i, i+2) // đọc diễn văn bế mạc Đại hội
		}
	}
	return ""
}

// inTurn reports whether lần lượt (in turn) stands before the trigger.
func (a *application) inTurn() bool {
	for i := a.t.First; i >= 0 && i > a.t.First-3; i-- {
		if a.s.Chunks[i].Word == "lần lượt" {
			return true
		}
	}
	return false
}

// draft makes one claim; role and f say which filler of a distributing role it is for.
func (a *application) draft(role string, f fillerOf) *draft {
	d := a.r.room.drafts.One(draft{relation: a.w.rule.Relation, subtype: a.w.rule.Subtype, modality: a.modality, noun: a.w.noun})
	d.args = a.r.room.fillers.Some(a.size())
	d.evidence = append(a.r.room.proofs.Some(1), proof{a.s, a.w.rule.ID})
	for _, rf := range a.roles {
		if rf.role == role {
			d.add(role, f.who)
			continue
		}
		d.byName = d.byName || rf.slot == byName
		if p := f.who.person; rf.slot == "own" && p != nil { // each has his own
			if len(p.offices) > 0 {
				d.add(rf.role, who{name: p.offices[0].Title, office: true})
			}
			continue
		}
		fillers := rf.fillers
		if k := a.respective(rf, role, f.who); k >= 0 {
			fillers = fillers[k : k+1]
		}
		for _, g := range fillers {
			d.add(rf.role, g.who)
			if f.date == nil && g.date != nil && len(rf.fillers) == 1 {
				f.date = g.date
			}
		}
	}
	if a.w.rule.Label != "last" { // ba đại biểu có mặt: so many were there, at one gathering
		d.count = a.count()
	}
	switch {
	case a.w.label != [2]int{}:
		d.label = a.r.labelAt(a.s, a.w.label[0], a.w.label[1])
	case d.relation == "speech":
		d.label = a.host()
	case a.w.rule.Label == "trigger":
		d.label = a.r.label(a.w.first, a.w.end)
	}
	a.when(d, f.date)
	a.closing(d)
	a.where(d)
	if a.r.future(d) {
		d.modality = Planned
	}
	return d
}

// size returns how many fillers all roles have.
func (a *application) size() int {
	n := 0
	for _, rf := range a.roles {
		n += len(rf.fillers)
	}
	return n
}

// numbers are the number words that count events.
var numbers = map[string]int{"hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}

// count returns how many events a noun tells of: 9 cuộc điện đàm, hai lần điện đàm, từng bốn lần thăm.
func (a *application) count() int {
	for i := a.w.end - 2; i >= int(a.s.span.First) && i >= a.w.first-3; i-- {
		tok := a.r.doc.Tokens[i]
		switch k := a.s.Chunks[a.s.ChunkAt(i)].Kind; {
		case k == clause.Time:
			return 0
		case k == clause.Noun && (tok.Flags&text.Cap != 0 || a.s.mentionAt(i).First < i):
			continue // Trần Văn Sáu phát biểu, Quân khu 5 tổ chức hội nghị: a name
		}
		word, unit := a.r.in.Key(i), a.r.in.Key(i+1)
		if unit != "lần" && unit != "cuộc" && unit != "chuyến" && unit != "buổi" && unit != "hội" && unit != "thư" && unit != "văn" && i+1 != a.w.first {
			continue
		}
		if i > 0 && (a.r.words(i-1, i) == "thứ" || a.r.words(i-1, i) == "khóa") {
			return 0
		}
		if tok.Kind == text.Number && tok.Flags&text.Space != 0 {
			n := 0
			for _, c := range word {
				n = n*10 + int(c-'0')
				if n > 100000 {
					return 0
				}
			}
			if n > 1 {
				return n
			}
		}
		if n := numbers[word]; n > 0 && unit != "bên" {
			return n
		}
	}
	return 0
}
