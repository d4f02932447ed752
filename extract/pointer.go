package extract

import (
	"slices"
	"strings"

	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// installed finds whom a new office means: tân Tổng thống is who was elected, appointed or sworn in to it last.
func (r *reading) installed(o *mention.Office) *person {
	for k := len(r.claims) - 1; k >= 0; k-- {
		d := r.claims[k]
		if d.relation != "elect" && d.relation != "appoint" && d.relation != "inaugurate" || d.modality != Actual {
			continue
		}
		office := d.arg("office")
		if len(office) > 0 && (office[0].name == o.Title || strings.HasPrefix(office[0].name, o.Title+" ")) {
			if who := d.arg("appointee"); len(who) > 0 {
				return who[0].person
			}
		}
	}
	return nil
}

// chosenAs reports whether somebody was told to come into another office than a title: of a new Prime Minister, tân Ngoại trưởng (the new
// Minister of Foreign Affairs) is somebody else.
func (r *reading) chosenAs(p *person, title string) bool {
	return slices.ContainsFunc(r.claims, func(d *draft) bool {
		office := d.arg("office")
		return (personnel(d.relation) || d.relation == "inaugurate") && len(office) > 0 && office[0].name != title && !longer(office[0].name, title) &&
			slices.ContainsFunc(d.arg("appointee"), func(w who) bool { return w.person == p })
	})
}

// left reports whether somebody was told to leave office, or to come into another one, so that he is not the new holder meant.
func (r *reading) left(p *person) bool {
	return slices.ContainsFunc(r.claims, func(d *draft) bool {
		switch d.relation {
		case "dismiss", "resign":
		case "appoint", "elect":
			if len(d.arg("office")) == 0 {
				return false
			}
		default:
			return false
		}
		return slices.ContainsFunc(slices.Concat(d.arg("appointee"), d.arg("agent")), func(w who) bool { return w.person == p })
	})
}

// titled finds the person that an office alone means: the holder named last before token at, a Vietnamese one first
// when the text does not name a country; failing that, the first holder named later.
func (r *reading) titled(f *mention.Figure, at int) *person {
	for k := range f.Offices {
		o := &f.Offices[k]
		if strings.HasPrefix(o.Title, "Đại biểu ") {
			continue // one of many: Đại biểu HĐND tỉnh biểu quyết (deputies vote)
		}
		if o.Status == "new" {
			if p := r.installed(o); p != nil {
				return p
			}
			if n := len(r.last.chosen); n > 0 && !r.left(r.last.chosen[n-1]) && !r.chosenAs(r.last.chosen[n-1], o.Title) { // tân Thủ tướng: who was just elected
				return r.last.chosen[n-1]
			}
		}
		explicit := r.explicitOwner(o)
		for j := range f.Offices { // Tổng Bí thư, Chủ tịch Trung Quốc: both are of China
			if other := &f.Offices[j]; explicit == "" && other.OwnerISO != homeISO {
				explicit = r.explicitOwner(other)
			}
		}
		var best *person
		score := -1
		for _, p := range r.people.all {
			n, ok := p.holdsAs(o, explicit, at)
			if ok && p.agrees(f) && n > score && !(o.Status == "new" && r.left(p)) {
				best, score = p, n
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// explicitOwner returns the owner that stands beside an office in the text, as ISO code or name.
func (r *reading) explicitOwner(o *mention.Office) string {
	if !o.Explicit || o.OwnerName == "" {
		return ""
	}
	if o.OwnerISO != "" {
		return o.OwnerISO
	}
	return o.OwnerName
}

func lastWord(s string) string {
	return text.Lower(s[strings.LastIndexByte(s, ' ')+1:])
}

// holdsAs reports whether the person holds the office, and how near the text names the person to token at: the nearer
// before it the better, any before rather than behind.
func (p *person) holdsAs(o *mention.Office, owner string, at int) (int, bool) {
	fits := false
	home := false
	abroad := owner == "" && foreignTo(o.OwnerISO) // of the country that the text is about
	for k := range p.offices {
		h := &p.offices[k]
		if (h.Status == "former") != (o.Status == "former") || h.Status == "late" {
			continue
		}
		if o.Bare && strings.HasPrefix(h.Title, "Bí thư thứ nhất") {
			continue
		}
		if o.Accredited != "" && h.Accredited != "" && o.Accredited != h.Accredited {
			continue // Đại sứ tại Áo: not the one in Italy
		}
		if o.Owner == "local" && h.Owner == "local" && o.Unit != "" && h.Unit != "" && fullUnit(o.Unit) != fullUnit(h.Unit) {
			continue // Chủ tịch UBND tỉnh: not the one of the district
		}
		same := h.Title == o.Title || o.Bare && longer(h.Title, o.Title) ||
			longer(o.Title, h.Title) && o.Owner == "country" && h.ownerKind != mention.Body
		if !same {
			continue
		}
		if owner != "" && owner != h.iso && owner != h.owner {
			continue
		}
		fits = true
		home = home || h.iso == homeISO || h.iso == ""
		abroad = abroad && foreignTo(h.iso) && h.iso != o.OwnerISO
	}
	if !fits {
		return 0, false
	}
	near, before := p.nearest(at)
	if abroad && !before {
		return 0, false // Tổng thống, in news of Ba Lan: not the president of Ukraine, whom the text names later
	}
	n := 0
	if before {
		n = 1_000_000 - near
	} else {
		n = 400_000 - near
	}
	if owner == "" && home {
		n += 2_000_000
	}
	if p.past {
		n -= 1_500_000
	}
	return n, true
}

// fullUnit returns a word for a unit of administration, TP in full.
func fullUnit(unit string) string {
	if unit == "tp" {
		return "thành phố"
	}
	return unit
}

// longer reports whether a title is another one with more words behind it.
func longer(title, other string) bool {
	return len(title) > len(other) && title[len(other)] == ' ' && strings.HasPrefix(title, other)
}

// nearest returns how many tokens lie between token at and the mention before it, or else the first one after it.
func (p *person) nearest(at int) (int, bool) {
	best := -1
	for _, s := range p.seen {
		if s.first < at {
			best = at - s.first
		}
	}
	if best >= 0 {
		return best, true
	}
	if len(p.seen) == 0 {
		return 300_000, false
	}
	return p.seen[0].first - at, false
}

// leaderOf finds the leader of a country: the person of that country named last who holds its highest office.
func (r *reading) leaderOf(iso string, at int) *person {
	if iso == "" {
		return nil
	}
	var best *person
	score := 0
	for _, p := range r.people.all {
		top := 0
		for _, h := range p.offices {
			if h.iso == iso && h.Status == "" {
				top = max(top, height(h.Title))
			}
		}
		if top == 0 {
			continue
		}
		near, before := p.nearest(at)
		n := top * 1_000_000
		if before {
			n += 10_900_000 - min(near, 800_000) // who is only told later is meant last of all
		}
		if n > score {
			best, score = p, n
		}
	}
	return best
}

// height ranks the offices that make somebody the leader of a country.
func height(title string) int {
	switch title {
	case "Tổng Bí thư", "Tổng thống", "Chủ tịch nước", "Quốc vương", "Chủ tịch", "Bí thư thứ nhất":
		return 3
	case "Thủ tướng", "Thái tử":
		return 2
	}
	return 0
}

// peer finds the holder, in another country, of an office that the subject holds.
func (r *reading) peer(f *mention.Figure, at int, a *application) *person {
	for _, s := range r.last.subject {
		for _, h := range s.offices {
			for _, p := range r.people.all {
				if p == s {
					continue
				}
				for _, g := range p.offices {
					if g.Title == h.Title && g.iso != h.iso && (f.Head == "" || g.iso == f.Head) {
						return p
					}
				}
			}
		}
	}
	if f.Head != "" {
		return r.leaderOf(f.Head, at)
	}
	return nil
}
