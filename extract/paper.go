package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
)

// A paper is a numbered document as one mention cites it: Chỉ thị số 25 của Ban Bí thư (Directive 25 of the Secretariat).
type paper struct {
	*mention.Mention
	number string // with its symbol: 32-CT/TW; 25 where the text leaves it out
	issuer string // whom the text names beside the number; empty when it names nobody
}

// papers gives each numbered document of the text one name, however the text cites it: by kind, number and symbol. Where a
// number stands without its symbol, it is that of the only paper of this kind and number that the text cites in full. The
// Party's central bodies number their papers in one row, so that their symbol is known; others are told apart by their issuer.
func (r *reading) papers() {
	var all []paper
	for _, s := range r.sentences {
		for i := range s.Mentions {
			m := &s.Mentions[i]
			if m.Kind != mention.Document || m.Class != "numbered" {
				continue
			}
			p := paper{Mention: m, number: m.Name[strings.LastIndexByte(m.Name, ' ')+1:]}
			if k := s.issuerAt(s.ChunkAt(m.First)); k >= 0 {
				p.issuer = r.issuerName(&s.Mentions[s.Chunks[k].Index])
			}
			if p.bare() {
				m.Issuer = p.issuer
			}
			if symbol := m.Attrs["central"]; symbol != "" && p.bare() && central(p.issuer) {
				p.number += "-" + symbol
			}
			all = append(all, p)
		}
	}
	for k := range all {
		p := &all[k]
		p.Name = p.Base + " số " + p.number
		if !p.bare() {
			continue
		}
		if full := known(all, p); full != nil {
			p.Name = full.Base + " số " + full.number
			if full.bare() {
				p.issuer = full.issuer
			}
		}
		if p.issuer != "" && strings.HasSuffix(p.Name, p.number) {
			p.Name += " của " + p.issuer
		}
	}
}

// issuerName returns what a paper is told apart by: the name of a body, the office of a person.
func (r *reading) issuerName(m *mention.Mention) string {
	if m.Kind != mention.Person {
		return r.bodyName(m)
	}
	if len(m.Figure.Offices) == 0 {
		return ""
	}
	return m.Figure.Offices[0].Title
}

// document returns the numbered document that a chunk names, nil when it names none.
func (s *sentence) document(chunk int) *mention.Mention {
	if k := &s.Chunks[chunk]; k.Kind == clause.Noun {
		if m := &s.Mentions[k.Index]; m.Kind == mention.Document && m.Class == "numbered" {
			return m
		}
	}
	return nil
}

// issuerAt returns the chunk that names who issued the document that a chunk cites: Chỉ thị số N ngày D của A. It is -1 when none does.
func (s *sentence) issuerAt(chunk int) int {
	for j := chunk + 1; j+1 < len(s.Chunks) && j < chunk+5; j++ {
		switch c := &s.Chunks[j]; {
		case c.Word == "của" && s.Chunks[j+1].Kind == clause.Noun:
			return j + 1
		case c.Kind == clause.Mark || c.Kind == clause.Noun:
			return -1
		}
	}
	return -1
}

// bare reports whether a paper is cited without its symbol.
func (p *paper) bare() bool { return !strings.ContainsAny(p.number, "-/") }

// known returns the only paper that the text cites more fully and that a bare number can mean, nil when there is none or several.
func known(all []paper, p *paper) *paper {
	var found *paper
	for k := range all {
		o := &all[k]
		number, _, _ := strings.Cut(strings.ReplaceAll(o.number, "/", "-"), "-")
		if o.Base != p.Base || strings.TrimLeft(number, "0") != strings.TrimLeft(p.number, "0") || o.bare() && (o.issuer == "" || p.issuer != "") {
			continue
		}
		if p.issuer != "" && o.issuer != p.issuer && (o.issuer != "" || central(p.issuer) != strings.HasSuffix(o.number, "/TW")) {
			continue
		}
		if found != nil && (o.bare() || found.bare()) && o.issuer != found.issuer || found != nil && o.number != found.number {
			return nil
		}
		found = o
	}
	return found
}

// central reports whether a body is one of those at the head of the Party, whose papers bear the symbol TW.
func central(body string) bool {
	return slices.Contains([]string{"Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng"}, body)
}
