package extract

import (
	"cmp"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/extract/text"
)

// A scene is what the owners of offices are taken from where the text does not name them.
type scene struct {
	central    map[string]bool // the extractor's
	where                      // the text is
	title      string          // the one province that the title names
	aside      *where          // where the text goes on after a sentence that names an official of another province than the title's
	town       string          // thị xã (town) told last
	district   string          // huyện told last
	side       string          // ISO code of the side that a list of officials is on
	foreign    string          // ISO code of the foreign country told last
	abroad     string          // ISO code of the foreign country that the title is about, if it is about nothing else
	ministry   string          // told last, such as Bộ Tư pháp
	ministryOf string          // its country's ISO code when the text names it
	ours       string          // the ministry of Việt Nam told last
	several    bool            // more than one of them was told
	commission string          // told last, such as Đối ngoại Trung ương, Tuyên giáo Thành ủy
	committee  string          // Tỉnh ủy or Thành ủy, told last
	army       string          // Quân khu 5, Binh đoàn 15, told last
	bodies     []*mention.Mention
	last       []mention.Office // of the figure before, which a peer holds too
	person     *person          // named last
	born       *person          // whose birth was told
	end        int              // of the figure before
	iso        string           // country of the figure before
	head       string           // country whose leader the sentence named
}

// A where is the province or district that local offices and bodies without a place are of.
type where struct {
	home, unit string // province or district told last
	province   string // told last, leaving districts aside
	rural      string // the province told last that is no city (thành phố)
}

// titleScene takes the province and the foreign country from the document's title.
func (r *reading) titleScene(sc *scene) {
	in := r.title
	if in == nil {
		return
	}
	scanner := &r.room.title.scanner
	scanner.Reset(r.x.mentions, in)
	alone, provinces := true, 0
	for _, m := range scanner.Find(0, len(in.Doc.Tokens)).Mentions {
		alone = alone && sc.about(&m)
		for _, in := range append([]mention.Mention{m}, m.Inner...) {
			if in.Kind == mention.Country && in.ISO != homeISO {
				sc.foreign = in.ISO
			}
			if in.Kind == mention.Place && in.Attrs["unit"] != "" {
				before := sc.province
				if sc.move(in.Name, in.Attrs["unit"]); sc.province != before {
					sc.title = sc.province
					provinces++
				}
			}
		}
		if m.Figure != nil {
			for _, o := range m.Figure.Offices {
				if o.Owner == "local" && o.OwnerName != "" {
					sc.home = o.OwnerName
				}
			}
		}
	}
	if alone {
		sc.abroad = sc.foreign
	}
	if provinces != 1 {
		sc.title = ""
	}
}

// about reports whether a mention of the title can stand in news of one foreign country, the one it told before, if any.
func (sc *scene) about(m *mention.Mention) bool {
	switch m.Kind {
	case mention.Country:
		return m.ISO != homeISO && (sc.foreign == "" || sc.foreign == m.ISO)
	case mention.Person, mention.Body, mention.Party:
		return m.ISO != "" && m.ISO != homeISO
	}
	return true
}

// scheduled reports whether the document is a programme of work, as its title or first line says: Lịch công tác tuần.
func (r *reading) scheduled() bool {
	if len(r.sentences) > 0 {
		if n, _ := r.x.entry(r.in, int(r.sentences[0].span.First), "schedule"); n > 0 {
			return true
		}
	}
	if r.title == nil {
		return false
	}
	n, _ := r.x.entry(r.title, 0, "schedule")
	return n > 0
}

// headline reads the document's title; nil when it has none.
func (r *reading) headline() *pattern.Input {
	title := &r.room.title
	doc, err := title.parser.Parse([]byte(r.src.Title))
	if err != nil || len(doc.Tokens) == 0 {
		return nil
	}
	title.in.Reset(doc, r.x.trie)
	return &title.in
}

func (sc *scene) country(s *sentence, m *mention.Mention) {
	if m.ISO != homeISO {
		sc.foreign = m.ISO
	}
	i := s.ChunkAt(m.First) - 1
	if i >= 0 && (s.Chunks[i].Word == "về phía" || s.Chunks[i].Word == "phía" && (i == 0 || s.Chunks[i-1].Class != clause.Prep)) {
		sc.side = m.ISO // but theo đề nghị của phía Lào, Thủ tướng A: a side that asked
	}
}

// heads reports whether a sentence begins with the place that all of it happened in: Tại Paris, …
func (s *sentence) heads(m *mention.Mention) bool {
	i := s.ChunkAt(m.First)
	return i > 0 && i <= 2 && i+1 < len(s.Chunks) && s.Chunks[i+1].Word == "," && (s.Chunks[i-1].Word == "tại" || s.Chunks[i-1].Word == "ở")
}

// foreignTo reports whether an ISO code is that of another country than the paper's.
func foreignTo(iso string) bool { return iso != "" && iso != homeISO }

func (sc *scene) place(m *mention.Mention) {
	if foreignTo(m.ISO) {
		return // tỉnh Attapeu (Lào) is not where the paper's own committees are
	}
	if m.Attrs["unit"] != "" || m.Unit != "" {
		sc.move(m.Name, cmp.Or(m.Attrs["unit"], text.Lower(m.Unit)))
	}
}

// around takes the place that a body's name holds, or that sends a delegation.
func (sc *scene) around(m *mention.Mention) {
	if m.Kind == mention.Place {
		sc.place(m)
	}
	for k := range m.Inner {
		if in := &m.Inner[k]; in.Kind == mention.Place {
			sc.place(in)
		}
	}
}

// move makes a province or district the one told last.
func (sc *scene) move(name, unit string) {
	sc.aside = nil
	sc.home, sc.unit = name, unit
	switch {
	case strings.ToUpper(name) == name: // a headline
	case unit == "thành phố" && !sc.central[name]:
	case !mention.District(unit):
		sc.province = name
		if !sc.central[name] {
			sc.rural = name
		}
	case unit == "thị xã":
		sc.town = name
	case unit == "huyện":
		sc.district = name
	}
}

// official makes the place of an official's office the one told last; to that of a guest from another province than the title's only for
// the rest of his sentence: Dự có A, Bí thư Tỉnh ủy X.
func (sc *scene) official(name, unit string) {
	before, aside := sc.where, sc.aside
	sc.move(name, unit)
	switch {
	case aside != nil:
		sc.aside = aside
	case before.province != "" && before.province == sc.title && sc.province != before.province:
		sc.aside = &before
	}
}

// unitOf returns the unit that a local office belongs to; a committee in its title tells one below the province: Bí thư Huyện
// ủy Kỳ Sơn.
func unitOf(o *mention.Office) string { return cmp.Or(unitIn(o.Title), o.Unit) }

// unitIn returns the unit whose committee a title or a body's name holds, "" for none.
func unitIn(name string) string {
	switch {
	case strings.Contains(name, "Thành ủy"):
		return "thành phố"
	case strings.Contains(name, "Huyện ủy"):
		return "huyện"
	case strings.Contains(name, "Quận ủy"):
		return "quận"
	case strings.Contains(name, "Thị ủy"):
		return "thị xã"
	}
	return ""
}

// local returns whose a local office or body is that stands without its place, and the unit of that: one of the province (tỉnh) is
// no district's, one of the town (thị xã) no province's.
func (sc *scene) local(title string) (home, unit string) {
	title = text.Lower(title)
	switch {
	case strings.Contains(title, "tỉnh"):
		switch {
		case sc.central[sc.province]:
			return sc.rural, "tỉnh"
		case sc.unit != "" && sc.unit != "tỉnh":
			return sc.province, "tỉnh"
		}
	case strings.Contains(title, " sở ") && sc.home != sc.province: // a Sở is no district's
		if mention.District(sc.unit) || sc.unit == "thành phố" && !sc.central[sc.home] {
			return sc.province, map[bool]string{true: "thành phố", false: "tỉnh"}[sc.central[sc.province]]
		}
	case sc.town != "" && (strings.Contains(title, "thị ủy") || strings.Contains(title, "thị xã")):
		return sc.town, "thị xã"
	case sc.district != "" && strings.Contains(title, "huyện"):
		return sc.district, "huyện"
	}
	return sc.home, sc.unit
}

func (sc *scene) body(m *mention.Mention) {
	sc.bodies = append(sc.bodies, m)
	sc.army = cmp.Or(armyIn(m.Name), sc.army)
	for k := range m.Inner {
		if in := &m.Inner[k]; in.Kind == mention.Place {
			sc.place(in)
			switch unitIn(m.Name) {
			case "thị xã":
				sc.town = in.Name
			case "huyện":
				sc.district = in.Name
			}
		} else if in.Kind == mention.Country && in.ISO != homeISO {
			sc.foreign = in.ISO
		}
	}
	sc.named(cmp.Or(m.Base, m.Name), m.ISO)
}

// toldAs returns the full name of a body whose general name alone stands for the one told before: Hạ viện after Hạ viện
// Italy, Ủy ban Kiểm tra after Ủy ban Kiểm tra Tỉnh ủy.
func (sc *scene) toldAs(m *mention.Mention) string {
	if m.Kind != mention.Body || m.ISO != "" || m.Attrs["base"] != m.Name || len(m.Inner) > 0 || m.Class != "party" && m.Class != "association" && m.Attrs["abroad"] == "" {
		return ""
	}
	for k := len(sc.bodies) - 1; k >= 0; k-- {
		if b := sc.bodies[k]; b.Kind == mention.Body && strings.HasPrefix(b.Name, m.Name+" ") {
			return b.Name
		}
	}
	return ""
}

// told keeps the ministry told last, and the last one of Việt Nam.
func (sc *scene) told(ministry, iso string) {
	if sc.ministry, sc.ministryOf = ministry, iso; iso == "" || iso == homeISO {
		sc.several = sc.several || sc.ours != "" && sc.ours != ministry
		sc.ours = ministry
	}
}

// named keeps the ministry, commission or committee that a body's name tells.
func (sc *scene) named(name, iso string) {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "Đảng bộ "), "Đảng ủy ")
	switch {
	case strings.HasPrefix(name, "Bộ ") && !strings.HasPrefix(name, "Bộ Chính trị") && !strings.HasPrefix(name, "Bộ Tổng "):
		sc.told(strings.TrimSuffix(name, " "+homeCountry), iso)
	case strings.HasPrefix(name, "Ban ") && strings.Contains(name, " Trung ương") && !strings.HasPrefix(name, "Ban Chấp hành"):
		sc.commission = strings.TrimPrefix(name[:strings.Index(name, " Trung ương")], "Ban ") + " Trung ương"
	case strings.HasPrefix(name, "Tỉnh ủy"):
		sc.committee = "Tỉnh ủy"
	case strings.HasPrefix(name, "Thành ủy"):
		sc.committee = "Thành ủy"
	}
}

// complete gives a title that stands without its body the body told last: Thứ trưởng (deputy minister) after Bộ Tư pháp.
// It returns the country of that body, if it is another than the paper's.
func (sc *scene) complete(h *holding) string {
	if h.BodyClass == "reference" {
		sc.refer(h)
		return ""
	}
	if unit := armyIn(h.Title); unit != "" {
		if rest, ok := strings.CutPrefix(sc.army, unit+" "); ok {
			h.Title += " " + rest // Tư lệnh Binh đoàn: the corps told before
		} else if rest := sc.unitTold(unit); rest != "" {
			h.Title += " " + rest
		} else {
			sc.army = unit
		}
	}
	if unit := stackArmy(h.m.Figure); unit != "" && strings.HasSuffix(h.Title, " Đảng ủy") && h.OwnerName == "" && h.Unit == "" {
		h.Title, h.Owner = h.Title+" "+unit, "party" // Bí thư Đảng ủy, Chính ủy Quân khu 5
	}
	if !h.Bare || h.promoted() {
		return ""
	}
	switch h.Title {
	case "Bộ trưởng", "Thứ trưởng", "Thứ trưởng Thường trực":
		if f := h.m.Figure; f.NameFirst < f.NameEnd && !f.Foreign && sc.ministryOf != "" && sc.ministryOf != homeISO && !sinic(sc.ministryOf) {
			sc.ministry, sc.ministryOf = sc.ours, homeISO // hội đàm với Bộ trưởng Lào B; Thứ trưởng Trần Văn A: of no Lao ministry
		}
		if sc.ministry != "" {
			// A minister without his ministry may be another's; his deputies are told beside him.
			h.Title, h.Owner, h.Bare = h.Title+" "+sc.ministry, "country", h.Title == "Bộ trưởng"
			return sc.ministryOf
		}
	case "Người phát ngôn", "Phó Người phát ngôn":
		if sc.ministry == "Bộ Ngoại giao" && !h.m.Figure.Foreign { // who speaks for another state is told with his ministry
			h.Title, h.Owner, h.Bare = h.Title+" "+sc.ministry, "country", false
			return sc.ministryOf
		}
	case "Trưởng ban", "Phó Trưởng ban", "Phó Trưởng ban Thường trực":
		switch {
		case strings.HasSuffix(sc.commission, " Trung ương"):
			h.Title, h.Owner, h.Bare = h.Title+" "+sc.commission, "party", false
		case sc.commission != "" && h.Title != "Trưởng ban": // Trưởng ban tổ chức leads one occasion
			h.Title, h.Owner, h.Bare = h.Title+" "+sc.commission, "local", false
		}
	case "Ủy viên Ban Thường vụ":
		if committee := stackCommittee(h.m.Figure); committee != "" {
			h.Title, h.Owner, h.Bare = h.Title+" "+committee, "local", false
		}
	case "Tư lệnh", "Phó Tư lệnh", "Chính ủy", "Phó Chính ủy", "Tham mưu trưởng", "Phó Tham mưu trưởng":
		if !h.alone() {
			break
		}
		unit := cmp.Or(stackArmy(h.m.Figure), sc.army)
		if strings.HasPrefix(sc.army, unit+" ") {
			unit = sc.army // Phó Tư lệnh, Tham mưu trưởng Quân khu: of the one told before
		}
		if unit != "" {
			h.Title, h.Owner, h.Bare = h.Title+" "+unit, "country", false
		}
	case "Hiệu trưởng", "Phó Hiệu trưởng", "Chủ tịch Hội đồng trường":
		sc.headOf(h, "school")
	case "Tổng Giám đốc", "Phó Tổng Giám đốc", "Chủ tịch Hội đồng thành viên", "Phó Chủ tịch Hội đồng thành viên", "Thành viên Hội đồng thành viên",
		"Chủ tịch Hội đồng quản trị", "Phó Chủ tịch Hội đồng quản trị", "Thành viên Hội đồng quản trị":
		sc.headOf(h, "company")
	case "Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực":
		if committee := h.at.secretaryOf(h.m); committee != "" {
			h.Title, h.Owner, h.Bare = h.Title+" "+committee, "local", false
		} else if sc.home != "" {
			committee := "Tỉnh ủy"
			if sc.committee != "" {
				committee = sc.committee
			}
			h.Title, h.Owner, h.Bare = h.Title+" "+committee, "local", false
		}
	}
	return ""
}

// secretaryOf returns the committee whose secretary the sentence names before a mention: bầu A giữ chức Bí thư Đảng ủy; B giữ chức Phó Bí
// thư.
func (s *sentence) secretaryOf(m *mention.Mention) string {
	for k := range s.Mentions {
		before := &s.Mentions[k]
		if before.First >= m.First {
			break
		}
		if before.Kind != mention.Person {
			continue
		}
		for _, o := range before.Figure.Offices {
			if committee, ok := strings.CutPrefix(o.Title, "Bí thư "); ok && (strings.HasSuffix(committee, "ủy") || strings.HasSuffix(committee, "đoàn")) {
				return committee
			}
		}
	}
	return ""
}

// promoted completes a title by that of the office which its holder is given behind it: Thượng tá A, Phó Chính ủy, giữ chức Chính ủy Bộ
// CHQS tỉnh; ông B, Phó Giám đốc, giữ chức Giám đốc Sở Y tế.
func (h *holding) promoted() bool {
	head := strings.TrimPrefix(h.Title, "Phó ") + " "
	for k := range h.at.Mentions {
		m := &h.at.Mentions[k]
		if m.First < h.m.End {
			continue
		}
		if m.Kind != mention.Person || m.Figure.Point != mention.Titled || m.First > h.m.End+4 || h.at.Doc.Word(m.First-1) != "chức" && h.at.Doc.Word(m.First-1) != "vụ" && h.at.Doc.Word(m.First-1) != "làm" {
			return false
		}
		o := &m.Figure.Offices[0]
		of, ok := strings.CutPrefix(o.Title, head)
		switch {
		case ok && !o.Bare:
			h.Title += " " + of
		case o.Title+" " == head && o.OwnerKind == mention.Body:
		default:
			return false
		}
		h.Owner, h.OwnerName, h.OwnerISO, h.OwnerKind, h.Body, h.BodyClass, h.Unit, h.Bare = o.Owner, o.OwnerName, o.OwnerISO, o.OwnerKind, o.Body, o.BodyClass, o.Unit, false
		return true
	}
	return false
}

// refer finds the body that a head noun alone points back to.
func (sc *scene) refer(h *holding) {
	for k := len(sc.bodies) - 1; k >= 0; k-- {
		b := sc.bodies[k]
		base := b.Base
		if base == "" {
			base = b.Name
		}
		if !strings.HasPrefix(base, h.Body) {
			continue
		}
		h.Bare = false
		switch b.Class {
		case "company", "association", "academy", "international", "mass", "media", "school", "embassy", "front":
			h.OwnerName, h.OwnerKind, h.Owner = b.Name, mention.Body, "body"
		default:
			h.Title, h.Owner = h.Title+" "+base, "country"
			if b.Class == "local" {
				h.Owner = "local"
			}
			for _, in := range b.Inner {
				if in.Kind == mention.Country || in.Kind == mention.Place {
					h.OwnerName, h.OwnerISO, h.OwnerKind = in.Name, in.ISO, in.Kind
				}
			}
		}
		h.Body, h.BodyClass = "", ""
		return
	}
	h.Title += " " + h.Body // of which the text does not say more
	h.Body, h.BodyClass, h.Bare, h.Owner = "", "", true, "country"
}

// alone reports whether an office stands without the name of a body, be it one that nothing knows: Tổng Giám đốc Quỹ Ngày Mai.
func (h *holding) alone() bool {
	f, doc, end := h.m.Figure, h.at.Doc, h.End
	if end == f.NameFirst && f.Name != "" {
		return !f.Foreign // Tổng Giám đốc Zeta Alpha: his body, it may be
	}
	return end >= int(h.at.span.End) || doc.Tokens[end].Kind == text.Punct || doc.Tokens[end].Flags&text.Cap == 0
}

// headOf gives an office that stands without its body to the body of a class that was told last, else to the one that its sentence
// tells next: PGS.TS A, Phó Hiệu trưởng, giữ chức Hiệu trưởng Trường Đại học X.
func (sc *scene) headOf(h *holding, class string) {
	if !h.alone() {
		return
	}
	var of *mention.Mention
	for k := len(sc.bodies) - 1; k >= 0 && of == nil; k-- {
		if sc.bodies[k].Class == class {
			of = sc.bodies[k]
		}
	}
	for k := range h.at.Mentions {
		if m := &h.at.Mentions[k]; of == nil && m.First > h.m.First && m.Class == class {
			of = m
		}
	}
	if of != nil {
		h.Owner, h.OwnerName, h.OwnerKind, h.Bare = "body", of.Name, mention.Body, false
	}
}

// stackCommittee returns the party committee that an office of a stack is of: Ủy viên Ban Thường vụ, Trưởng ban Tổ chức Tỉnh ủy.
func stackCommittee(f *mention.Figure) string {
	for k := range f.Offices {
		for _, committee := range []string{"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy"} {
			if strings.HasSuffix(f.Offices[k].Title, " "+committee) {
				return committee
			}
		}
	}
	return ""
}
