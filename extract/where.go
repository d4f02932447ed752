package extract

import (
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// where finds the place of an event: tại (at) a place, in the clause of the trigger or opening the sentence.
func (a *application) where(d *draft) {
	if a.town != nil {
		d.place = a.town
		return
	}
	if d.relation == "visit" {
		for _, w := range d.arg("host") {
			if w.kind == mention.Country || w.kind == mention.Place {
				w := w
				d.place = &w
				return
			}
		}
	}
	for i := a.t.End; i < len(a.s.Chunks); i++ {
		if a.s.Chunks[i-1].Word == ":" && personnel(d.relation) {
			break // a list: where its members go
		}
		if a.s.Chunks[i].Word == ";" || a.s.Chunks[i].Word == "." || a.next(i) {
			break
		}
		if w := a.placeAt(i); w != nil {
			d.place = w
			return
		}
	}
	for i := a.t.First - 1; i >= 0; i-- {
		if a.s.Chunks[i].Word == ";" {
			break
		}
		if w := a.placeAt(i); w != nil {
			d.place = w
			return
		}
	}
}

// next reports whether another trigger begins at chunk i.
func (a *application) next(i int) bool {
	for _, w := range a.ws[a.at+1:] {
		if a.s.ChunkAt(w.first) == i {
			return true
		}
	}
	return false
}

func (a *application) placeAt(i int) *who {
	k := a.s.Chunks[i]
	if k.Kind != clause.Word || k.Word != "tại" && k.Word != "ở" && k.Word != "ở tại" {
		return nil
	}
	for j := i + 1; j <= i+4 && j < len(a.s.Chunks); j++ {
		c := a.s.Chunks[j]
		if c.Kind == clause.Noun {
			m := &a.s.Mentions[c.Index]
			if m.Kind == mention.Place {
				return &who{kind: mention.Place, name: m.Name, iso: m.ISO, within: m.Within}
			}
			return nil
		}
		if c.Kind != clause.Word {
			return nil
		}
	}
	return nil
}

// within returns the province of a body of a district, a town or a commune of which the text tells it: Huyện ủy Châu Thành.
func (r *reading) within(body string) (province string) {
	r.room.scanner.Districts(func(district, of string) bool {
		head, ends := strings.CutSuffix(body, " "+district)
		for _, unit := range []string{"huyện", "huyện ủy", "quận", "quận ủy", "thị xã", "thị ủy", "xã", "phường", "thị trấn"} {
			if ends && strings.HasSuffix(" "+text.Lower(head), " "+unit) {
				province = of
			}
		}
		return province == ""
	})
	return province
}
