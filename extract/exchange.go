package extract

import (
	"cmp"
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
)

// exchanged reads lists of journeys that leave out the verb, each with its day: behind one that has it (A thăm Lào (9/2018), B
// (6/2022)), behind chuyến thăm của, behind the side that they are of (phía bạn có A (7/2010), B (2018)) and behind đón (receive).
func (r *reading) exchanged(s *sentence) {
	if r.x.exchange == nil || len(s.Dates) == 0 {
		return
	}
	first := r.sideBefore(s)
	if known := r.journey(s); known != nil {
		others := false // who is named behind him may be who goes to the countries behind
		for i := s.ChunkAt(known.args[0].who.end) + 1; i < len(s.Chunks); i++ {
			if k := &s.Chunks[i]; k.Kind == clause.Noun && s.Mentions[k.Index].Kind == mention.Person {
				others = true
			}
			if p := r.onDay(s, i); p != nil && sided(p, known) {
				r.travel(s, p, known.arg("host"), i+1)
			} else if hosts, at := r.countries(s, i); at > 0 && !others && !r.told(s, hosts) {
				r.travel(s, known.args[0].who.person, hosts, at)
			}
		}
		if first > s.ChunkAt(known.args[0].who.first) {
			return
		}
	}
	if first < 0 {
		return
	}
	for i := first; i < len(s.Chunks); i++ {
		p := r.onDay(s, i)
		if p == nil || slices.ContainsFunc(r.claimsOf(s), func(d *draft) bool {
			return slices.ContainsFunc(d.args, func(a filled) bool { return a.who.person == p })
		}) ||
			!s.Dates[s.Chunks[i+1].Index].Bracketed {
			continue
		}
		iso := homeISO
		if p.livesIn(homeISO) {
			iso = cmp.Or(r.couple(), r.foreignSide())
		}
		if iso != "" {
			host := who{kind: mention.Country, name: r.x.country[iso], iso: iso, first: s.Chunks[first-1].First, end: s.Chunks[first-1].End} // có, của, đón
			for k := i + 1; s.onDate(k) || k < len(s.Chunks) && s.Chunks[k].Word == "và" && s.onDate(k+1); k++ {
				if s.onDate(k) {
					r.travel(s, p, []who{host}, k) // John Key (7/2010 và 11/2015): two journeys
				}
			}
		}
	}
}

// journey returns the first visit that a sentence tells by a verb with its day and a country as host, nil when there is none.
func (r *reading) journey(s *sentence) *draft {
	for _, d := range r.claimsOf(s) {
		hosts := d.arg("host")
		if d.relation == "visit" && d.modality == Actual && d.own && len(d.args) > 0 && d.args[0].role == "guest" && d.args[0].who.person != nil &&
			len(hosts) == 1 && hosts[0].kind == mention.Country && d.evidence[0].s == s {
			return d
		}
	}
	return nil
}

// countries returns the countries of a list that begins at chunk i behind a comma and ends with its days in brackets, and the chunk of
// these: A thăm Lào (15 - 17/5), Australia và New Zealand (30/11 - 6/12). The chunk is 0 when there is no such list.
func (r *reading) countries(s *sentence, i int) (hosts []who, at int) {
	if s.Chunks[i-1].Word != "," && s.Chunks[i-1].Word != ";" {
		return nil, 0
	}
	for ; i+1 < len(s.Chunks) && s.Chunks[i].Kind == clause.Noun && s.Mentions[s.Chunks[i].Index].Kind == mention.Country; i += 2 {
		m := &s.Mentions[s.Chunks[i].Index]
		hosts = append(hosts, who{kind: mention.Country, name: m.Name, iso: m.ISO})
		switch next := &s.Chunks[i+1]; {
		case s.onDate(i+1) && s.Dates[next.Index].Bracketed:
			return hosts, i + 1
		case next.Word != "và" && next.Word != ",":
			return nil, 0
		}
	}
	return nil, 0
}

// told reports whether a visit that the sentence tells has one of some hosts.
func (r *reading) told(s *sentence, hosts []who) bool {
	return slices.ContainsFunc(r.claimsOf(s), func(d *draft) bool {
		return d.relation == "visit" && slices.ContainsFunc(d.arg("host"), func(w who) bool { return slices.ContainsFunc(hosts, w.same) })
	})
}

// sided reports whether a person is of the same side as the guest of a visit, and none of its participants.
func sided(p *person, d *draft) bool {
	guest := d.args[0].who.person
	return p.livesIn(homeISO) == guest.livesIn(homeISO) && (p.iso == guest.iso || p.livesIn(homeISO)) && !d.arg("host")[0].same(who{person: p}) &&
		!slices.ContainsFunc(d.args, func(a filled) bool { return a.who.person == p })
}

// onDay returns the person at chunk i when a comma, a semicolon or và stands before him, or có, của or đón, and nothing but his day
// between him and the next mark or the end; nil when there is none.
func (r *reading) onDay(s *sentence, i int) *person {
	if i == 0 || i+1 >= len(s.Chunks) || s.Chunks[i].Kind != clause.Noun || !s.onDate(i+1) {
		return nil
	}
	switch s.Chunks[i-1].Word {
	case ",", ";", "và", "có", "của", "đón", "là":
	default:
		if !s.hostedAt(i - 1) {
			return nil
		}
	}
	end := i + 2
	for end < len(s.Chunks) && (s.onDate(end) || s.Chunks[end].Word == "và" && s.onDate(end+1)) {
		end++
	}
	if end < len(s.Chunks) && s.Chunks[end].Kind != clause.Mark && s.Chunks[end].Word != "và" {
		return nil
	}
	m := &s.Mentions[s.Chunks[i].Index]
	if m.Kind != mention.Person || m.Figure.Name == "" {
		return nil
	}
	for _, w := range r.resolve(m, nil) {
		return w.person
	}
	return nil
}

// hostedAt reports whether chunk i is the paper's own country.
func (s *sentence) hostedAt(i int) bool {
	k := &s.Chunks[i]
	return k.Kind == clause.Noun && s.Mentions[k.Index].Kind == mention.Country && s.Mentions[k.Index].ISO == homeISO
}

// onDate reports whether chunk i is a time expression that dates events.
func (s *sentence) onDate(i int) bool {
	return i < len(s.Chunks) && s.Chunks[i].Kind == clause.Time && s.Dates[s.Chunks[i].Index].Dates()
}

// sideBefore returns the chunk that a list of travellers of one side begins at, -1 when the sentence holds none: phía bạn có A (2018);
// các chuyến thăm của A (5/2005); ta đón A (tháng 5).
func (r *reading) sideBefore(s *sentence) int {
	for i := 0; i+1 < len(s.Chunks); i++ {
		if s.Chunks[i+1].Kind != clause.Noun || r.onDay(s, i+1) == nil {
			continue
		}
		if i > 0 && s.hostedAt(i) && (s.Chunks[i-1].Word == "sang" || s.Chunks[i-1].Word == "tới" || s.Chunks[i-1].Word == "đến") {
			return i + 1 // bạn cử sang nước ta A (2018)
		}
		switch s.Chunks[i].Word {
		case "có":
			if i > 0 && r.exchanging(s) && (s.Chunks[0].Word == "phía" || s.Chunks[0].Word == "về phía") {
				return i + 1
			}
		case "đón":
			return i + 1
		case "là": // trong số khách mời của Quốc hội ta là A (tháng 2)
			if slices.ContainsFunc(s.Chunks[:i], func(k clause.Chunk) bool {
				return k.Word == "khách" || k.Word == "khách mời" || k.Word == "đoàn khách"
			}) {
				return i + 1
			}
		case "của":
			if i > 0 && (s.Chunks[i-1].Word == "thăm" || s.Chunks[i-1].Word == "công du") {
				return i + 1
			}
		}
	}
	return -1
}

// exchanging reports whether the paragraph up to a sentence tells of journeys to and fro: trao đổi đoàn, các chuyến thăm.
func (r *reading) exchanging(s *sentence) bool {
	for k := s.index; k >= 0 && r.sentences[k].span.Block == s.span.Block; k-- {
		for i := range r.sentences[k].Chunks {
			switch r.sentences[k].Chunks[i].Word {
			case "thăm", "đoàn", "chuyến thăm", "sang thăm":
				return true
			}
		}
	}
	return false
}

// travel tells the journey of a person to some hosts on the day at chunk i.
func (r *reading) travel(s *sentence, p *person, hosts []who, i int) {
	e := &s.Dates[s.Chunks[i].Index]
	if len(hosts) > 1 {
		for _, h := range hosts {
			r.travel(s, p, []who{h}, i)
		}
		return
	}
	d := &draft{relation: "visit", modality: Actual, date: s.resolved(e), own: true, evidence: []proof{{s, r.x.exchange.ID}}}
	d.add("guest", who{person: p, kind: mention.Person, name: p.name})
	for _, h := range hosts {
		d.add("host", h)
		if d.place == nil {
			place := h
			d.place = &place
		}
	}
	if !r.future(d) {
		r.join(d)
	}
}
