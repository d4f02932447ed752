package extract

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// The party that owns a party office when the text names no other, and the state that owns a state office.
const (
	homeParty   = "Đảng Cộng sản Việt Nam"
	homeCountry = "Việt Nam"
	homeISO     = "VN"
)

// owners decides, in the order of the text, whose office each office is, and gives it to its person.
func (r *reading) owners() {
	sc := &scene{central: r.x.central}
	r.home = map[*mention.Mention]string{}
	r.titleScene(sc)
	for _, s := range r.sentences {
		if r.ended() {
			return
		}
		sc.side, sc.iso, sc.head = "", "", ""
		if sc.aside != nil {
			sc.where, sc.aside = *sc.aside, nil
		}
		for k := range s.Mentions {
			m := &s.Mentions[k]
			switch m.Kind {
			case mention.Country:
				sc.country(s, m)
			case mention.Place:
				if foreignTo(m.ISO) && s.heads(m) {
					sc.foreign = m.ISO // Tại Ulan Bator, A hội đàm với Tổng thống B
				}
				if sc.home == "" || !s.oneOf(k) && !s.native(m) {
					sc.place(m)
				}
			case mention.Body, mention.Party:
				if name := sc.toldAs(m); name != "" {
					r.home[m] = name
				}
				if sc.abroad != "" && m.Name == assemblyName && m.End-m.First == 2 && !s.names(homeISO) {
					m.Name, m.ISO = "Quốc hội "+r.x.country[sc.abroad], sc.abroad
				}
				if sc.foreign != "" && m.Class == "state" && (m.ISO == "" || m.ISO == homeISO) && len(m.Inner) == 0 && r.ofThatCountry(m) {
					m.Name, m.ISO = strings.TrimSuffix(m.Name, " "+homeCountry)+" "+r.x.country[sc.foreign], sc.foreign
				}
				sc.body(m)
				general := m.Class == "local" || (m.Class == "mass" || m.Class == "front") && m.Attrs["base"] != "" && r.unitBehind(m) != ""
				if general && !placed(m) && sc.home != "" && m.Name != "Đảng ủy" { // any body has a Đảng ủy
					if home, unit := sc.local(m.Name + " " + r.unitBehind(m)); home != "" {
						r.home[m] = mention.LocalBody(m.Name, unit, home)
					}
				}
			case mention.Person:
				r.hold(sc, s, m)
			}
		}
		s.home = sc.home
		r.birth(sc, s)
	}
}

// assemblyName is the body that Quốc hội (the National Assembly) alone names, unless the title is about another country.
const assemblyName = "Quốc hội Việt Nam"

// names reports whether the sentence names a country.
func (s *sentence) names(iso string) bool {
	return slices.ContainsFunc(s.Mentions, func(m mention.Mention) bool { return m.Kind == mention.Country && m.ISO == iso })
}

// oneOf reports whether the k-th mention stands in a list of three places or more, none of which is where the text is: ba tỉnh Lâm Đồng,
// Đắk Nông, Bình Thuận hợp nhất.
func (s *sentence) oneOf(k int) bool {
	joined := func(j int) bool { // to the mention behind it
		if j < 0 || j+1 >= len(s.Mentions) || s.Mentions[j].Kind != mention.Place || s.Mentions[j+1].Kind != mention.Place || s.Mentions[j+1].First != s.Mentions[j].End+1 {
			return false
		}
		w := s.Doc.Word(s.Mentions[j].End)
		return w == "," || w == "và"
	}
	return joined(k-1) && (joined(k-2) || joined(k)) || joined(k) && joined(k+1)
}

// native reports whether a place is told to be where somebody was born or his family comes from (quê): not where the text is.
func (s *sentence) native(m *mention.Mention) bool {
	for t := m.First - 1; t >= max(int(s.span.First), m.First-8); t-- {
		switch text.Key(s.Doc.Word(t)) {
		case "quê", "quán", "sinh":
			return true
		case ",", ";", ".":
			return false
		}
	}
	return false
}

// unitBehind returns the unit that stands behind the name of a local body in the place of its own: UBND tỉnh (of the province).
func (r *reading) unitBehind(m *mention.Mention) string {
	if m.End+1 >= len(r.doc.Tokens) || r.doc.Tokens[m.End+1].Flags&text.Cap != 0 && r.in.Key(m.End) != "thị" {
		return ""
	}
	switch key := r.in.Key(m.End); {
	case key == "tỉnh", key == "huyện":
		return key
	case key == "thị" && r.in.Key(m.End+1) == "xã":
		return "thị xã"
	}
	return ""
}

// ofThatCountry reports whether nước này (of this country) stands behind a body, of the country told last: Chính phủ Hàn Quốc trình Quốc hội
// nước này.
func (r *reading) ofThatCountry(m *mention.Mention) bool {
	i := m.End
	if i < len(r.doc.Tokens) && r.in.Key(i) == "của" {
		i++
	}
	return i+1 < len(r.doc.Tokens) && r.in.Key(i) == "nước" && r.in.Key(i+1) == "này"
}

// hold resolves the owners of a figure's offices and gives them to its person, if it has one.
func (r *reading) hold(sc *scene, s *sentence, m *mention.Mention) {
	f := m.Figure
	p := r.people.of[f]
	if p != nil {
		sc.person = p
	} else if f.Point == mention.Titled && sc.person != nil && formerOnly(f) {
		p = sc.person // an obituary lists the offices far behind the name
	} else if f.Point == mention.Titled {
		p = sc.lifeOf(s, m)
	}
	iso := stackCountry(f)
	for k := range f.Offices {
		if f.Offices[k].Same {
			iso = cmp.Or(iso, sc.foreign)
		}
	}
	if iso == "" && f.Point == mention.Peer {
		iso = f.Head
	}
	if iso == "" && f.Leads != nil && f.Leads.Kind == mention.Body && f.Leads.ISO != homeISO {
		iso = f.Leads.ISO // đoàn Bộ Quốc phòng Lào do A, Thứ trưởng dẫn đầu
	}
	explicit := iso
	if iso == "" && p != nil {
		iso = p.iso
	}
	if iso == "" && p != nil {
		iso = r.countryLed(p)
	}
	if iso == "" && sc.side != "" {
		iso = sc.side
	}
	if iso == "" && p != nil && sc.neighbour(s, m) != "" {
		iso = sc.iso
	}
	if iso == "" && p != nil && p.foreign && f.Foreign && sc.foreign != "" && !(sc.foreign == sc.head && leads(f) && !r.under(m)) && !(presides(f) && r.x.noPresident[sc.foreign]) {
		iso = sc.foreign
	}
	if f.Leads != nil { // đoàn HĐND tỉnh Hà Giang do A, Chủ tịch HĐND tỉnh dẫn đầu
		if sc.around(f.Leads); f.Leads.Kind == mention.Body {
			sc.named(cmp.Or(f.Leads.Base, f.Leads.Name), f.Leads.ISO)
			sc.army = cmp.Or(armyIn(f.Leads.Name), sc.army) // đoàn Quân khu 1 do A, Tư lệnh Quân khu, dẫn đầu
		}
	}
	if formerOnly(f) && sc.home != "" { // where somebody once served is not where the text is
		home, unit, province := sc.home, sc.unit, sc.province
		defer func() { sc.home, sc.unit, sc.province = home, unit, province }()
	}
	if place := stackPlace(f); place != nil && !foreignTo(place.OwnerISO) {
		sc.official(place.OwnerName, unitOf(place))
	}
	if f.Point == mention.Peer && len(f.Groups)+len(f.Offices) == 0 && !(p != nil && len(p.offices) > 0) {
		if offices := r.subjectOffices(s, m, sc.last); len(offices) > 0 {
			o := offices[0]
			o.OwnerName, o.OwnerISO, o.Body = "", "", ""
			f.Groups = []mention.Office{o}
		}
	}
	if len(f.Offices) > 0 {
		defer func() { sc.last = f.Offices }()
	}
	for k := range len(f.Groups) + len(f.Offices) {
		h := holding{at: s, m: m}
		if k < len(f.Groups) {
			h.Office = f.Groups[k]
		} else {
			h.Office = f.Offices[k-len(f.Groups)]
		}
		if h.Bare && h.Title == "Chủ tịch" && r.x.chairs[iso] && p != nil && r.countryLed(p) == iso {
			h.Title, h.Owner, h.Bare = "Chủ tịch nước", "country", false // Chủ tịch Tập Cận Bình
		}
		r.own(sc, &h, iso, f)
		if h.Bare && h.iso == homeISO && !sc.several && h.Title == "Bộ trưởng "+sc.ours && f.NameFirst < f.NameEnd {
			h.Bare = false // Thứ trưởng Bộ Công an A; Bộ trưởng B: of the only ministry that the text has told of
		}
		if h.iso != "" && h.iso != homeISO {
			sc.foreign = h.iso
		} else if h.Posted != "" && h.Posted != homeISO {
			sc.foreign = h.Posted // Đại sứ Việt Nam tại Brazil A trình Quốc thư lên Tổng thống B
		}
		if k >= len(f.Groups) {
			f.Offices[k-len(f.Groups)] = h.Office
		}
		if h.iso != "" {
			sc.iso, sc.end = h.iso, m.End
			if height(h.Title) > 0 {
				sc.head = h.iso
			}
		}
		if p == nil {
			continue
		}
		if h.iso != "" && p.iso == "" && (explicit != "" || h.iso != homeISO || h.Accredited != "") {
			p.iso = h.iso
		}
		if !f.Spouse && !h.Rank {
			if p.offices == nil {
				p.offices = r.room.holdings.Some(2)
			}
			p.offices = append(p.offices, h)
		}
	}
}

// under reports whether a figure is above who hands in his resignation to him, so that both are of one state: A từ chức lên Tổng thống B.
func (r *reading) under(m *mention.Mention) bool {
	return m.First > 1 && r.in.Key(m.First-1) == "lên" && r.in.Key(m.First-2) == "chức"
}

// presides reports whether a figure is some country's president or his deputy.
func presides(f *mention.Figure) bool {
	return len(f.Offices) > 0 && strings.HasSuffix(f.Offices[0].Title, "Tổng thống")
}

// leads reports whether a figure leads a state: two leaders of one sentence that no và joins are of two states.
func leads(f *mention.Figure) bool {
	return len(f.Offices) > 0 && height(f.Offices[0].Title) > 0
}

// shared returns the office that the counterpart of a person holds as well: the first, but of a deputy prime minister or a member of the
// party's bodies who is a minister that of minister.
func (p *person) shared() []mention.Office {
	for _, h := range p.offices {
		if h.Status == "" && !strings.HasPrefix(h.Title, "Phó Thủ tướng") && !strings.HasPrefix(h.Title, "Ủy viên") {
			return []mention.Office{h.Office}
		}
	}
	return []mention.Office{p.offices[0].Office}
}

// subjectOffices returns the offices of the first person the sentence names before a mention, else those given.
func (r *reading) subjectOffices(s *sentence, m *mention.Mention, last []mention.Office) []mention.Office {
	if i := s.ChunkAt(m.First); i+2 < len(s.Chunks) && s.Chunks[i+1].Word == "của" && s.Chunks[i+2].Kind == clause.Noun {
		if p := r.people.of[s.Mentions[s.Chunks[i+2].Index].Figure]; p != nil && len(p.offices) > 0 {
			return p.shared() // người đồng cấp A của B: whose counterpart he is
		}
	}
	from := 0 // where the clause begins that the mention stands in
	for i := range s.Chunks {
		if s.Chunks[i].Word == ";" && s.Chunks[i].First < m.First {
			from = s.Chunks[i].First
		}
	}
	for k := range s.Mentions {
		if q := &s.Mentions[k]; q.First >= from && q.First < m.First && q.Kind == mention.Person {
			if p := r.people.of[q.Figure]; p != nil && len(p.offices) > 0 {
				return p.shared()
			}
		}
	}
	return last
}

// formerOnly reports whether all offices of the stack are former ones, as in obituaries.
func formerOnly(f *mention.Figure) bool {
	for _, o := range f.Offices {
		if o.Status != "former" {
			return false
		}
	}
	return len(f.Offices) > 1
}

// sinic reports whether names of a country have the shape of Vietnamese ones: Vương Nghị, Kim Chính Ân.
func sinic(iso string) bool { return iso == "CN" || iso == "KP" || iso == "KR" || iso == "TW" }

// stackPlace returns the office of the stack that names its province; it scopes over the others.
func stackPlace(f *mention.Figure) *mention.Office {
	for k := range f.Offices {
		if f.Offices[k].OwnerKind == mention.Place && f.Offices[k].OwnerName != "" {
			return &f.Offices[k]
		}
	}
	return nil
}

// stackCountry returns the country that one office of the stack names; it scopes over all of them.
func stackCountry(f *mention.Figure) string {
	for k := len(f.Offices) - 1; k >= 0; k-- {
		if iso := f.Offices[k].OwnerISO; iso != "" && f.Offices[k].OwnerKind != mention.Place {
			return iso
		}
	}
	return ""
}

// own decides the owner of one office.
func (r *reading) own(sc *scene, h *holding, iso string, f *mention.Figure) {
	if of := sc.complete(h); iso == "" {
		iso = of
	}
	h.owner, h.ownerKind, h.iso = h.OwnerName, h.OwnerKind, h.OwnerISO
	if h.Body != "" {
		sc.named(h.Body, cmp.Or(h.OwnerISO, iso))
	}
	if strings.HasPrefix(h.Title, "Bộ trưởng Bộ ") {
		sc.told(strings.TrimPrefix(h.Title, "Bộ trưởng "), cmp.Or(h.OwnerISO, iso))
	}
	if _, of, ok := strings.Cut(h.Title, "rưởng ban "); ok && strings.HasSuffix(of, " ủy") {
		sc.commission = of
	}
	if h.Owner == "local" && strings.HasSuffix(h.Title, " Trung ương") {
		h.Owner, h.owner, h.ownerKind = "party", "", 0 // Chủ nhiệm Ủy ban Kiểm tra Trung ương
	}
	if h.ownerKind == mention.Body && h.Unit != "" { // Chủ tịch Hội LHPN tỉnh
		if home, unit := sc.local(h.Unit); home != "" && unit == h.Unit {
			h.owner = mention.LocalBody(h.owner, unit, home)
		}
	}
	switch {
	case h.Owner == "party" && h.ownerKind == mention.Party, h.ownerKind == mention.Body:
	case h.Owner == "party":
		if h.ownerKind == mention.Country {
			iso = h.OwnerISO
		}
		h.ownerKind = mention.Party
		h.owner, h.iso = r.partyOf(iso, f)
	case h.Owner == "local" || h.Owner == "place":
		if h.owner == "" {
			h.owner, _ = sc.local(h.Title + " " + h.Unit)
			h.ownerKind = mention.Place
		} else if h.ownerKind == mention.Place && !foreignTo(h.OwnerISO) {
			sc.official(h.owner, unitOf(&h.Office))
		}
	case h.owner == "":
		if iso == "" || iso == homeISO {
			iso = homeISO
			if foreignOnly(h.Title) || f.Foreign && abroad(h.Title) {
				if iso = sc.foreign; iso == "" || iso == sc.head && height(h.Title) > 0 || strings.HasSuffix(h.Title, "Tổng thống") && r.x.noPresident[iso] {
					h.ownerKind = 0
					break
				}
			}
		}
		h.owner, h.ownerKind, h.iso = r.x.country[iso], mention.Country, iso
	}
	h.Office.OwnerName, h.Office.OwnerISO, h.Office.OwnerKind = h.owner, h.iso, h.ownerKind
}

// abroad reports whether an office, held by somebody whose name is not Vietnamese in form, is rather another country's.
func abroad(title string) bool {
	switch title {
	case "Đại sứ", "Phó Đại sứ", "Đại biện lâm thời", "Tổng Lãnh sự", "Phó Tổng Lãnh sự", "Công sứ", "Thủ tướng", "Phó Thủ tướng", "Bộ trưởng Bộ Ngoại giao", "Bộ trưởng Bộ Quốc phòng", "Chủ tịch nước", "Chủ tịch Quốc hội":
		return true
	}
	return false
}

// foreignOnly reports whether Việt Nam has no such office.
func foreignOnly(title string) bool {
	switch title {
	case "Tổng thống", "Phó Tổng thống", "Quốc vương", "Nữ hoàng", "Nhật hoàng", "Thái tử", "Người phát ngôn Điện Kremlin", "Toàn quyền", "Thủ hiến", "Giáo hoàng", "Đại Công tước", "Tăng vương",
		"Chánh Văn phòng Nội các", "Phó Chánh Văn phòng Nội các", "Chủ tịch Hạ viện", "Chủ tịch Thượng viện", "Phó Chủ tịch Hạ viện", "Phó Chủ tịch Thượng viện", "Chủ tịch Nghị viện":
		return true
	}
	return strings.Contains(title, " Tổng thống") || strings.Contains(title, " tổng thống")
}

// partyOf returns the party that a party office of a country belongs to.
func (r *reading) partyOf(iso string, f *mention.Figure) (string, string) {
	if f.Leads != nil {
		if f.Leads.Kind == mention.Party {
			return f.Leads.Name, f.Leads.ISO
		}
		for _, in := range f.Leads.Inner {
			if in.Kind == mention.Party {
				return in.Name, in.ISO
			}
		}
	}
	if iso == "" || iso == homeISO {
		return homeParty, homeISO
	}
	return r.x.ruling[iso], iso
}
