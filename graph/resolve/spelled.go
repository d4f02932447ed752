package resolve

import (
	"maps"
	"slices"
	"strings"

	"quanhe/extract/text"
)

// joinSpellings joins clusters of different spellings: variants of one name in one post that one person holds at a
// time, names that a document gives one person, what people decided.
func (r *namesReading) joinSpellings() {
	for i := 0; i < len(r.clusters); i++ {
		for j := i + 1; j < len(r.clusters); j++ {
			c, d := r.clusters[i], r.clusters[j]
			if !r.different(c, d) && (r.same(c, d) || r.spelled(c, d) || r.called(c, d)) {
				c.take(d)
				r.clusters = slices.Delete(r.clusters, j, j+1)
				i, j = -1, 0 // what was apart from c may be near it now
				break
			}
		}
	}
}

// spelled reports whether two clusters are one by the likeness of their names and something else: the same post for
// persons, or one career for foreigners whose names are the same; for others letters that differ in nothing but
// diacritics left out.
func (r *namesReading) spelled(c, d *cluster) bool {
	for a := range c.parts {
		for b := range d.parts {
			x, y := r.o.names[a].name(), r.o.names[b].name()
			switch person := strings.HasPrefix(a, "person/"); {
			case a == b:
			case person && variants(x, y) && c.samePost(d) && c.possible(d):
				return true
			case person && sameName(x, y) && r.sameForeigner(c, d, !vietnamese(x)):
				return true
			case !person && blockOf(a, x) == blockOf(b, y) && sameBody(x, y) && r.nearby(a, b):
				return true
			}
		}
	}
	return false
}

// nearby reports whether two names of one place or body can be of one: both in one province, or one in a province that no
// document tells, while no other province is known in which there is one of the name.
func (r *namesReading) nearby(a, b string) bool {
	p, q := r.o.names[a].province(), r.o.names[b].province()
	return p == q || (p == "" || q == "") && len(r.o.provinces(a)) < 2
}

// provinces are those in which the places or bodies of a name lie, with the ids of these.
func (o *outcome) provinces(id string) map[string]string {
	name, all := o.names[id].name(), map[string]string{}
	for other, s := range o.names {
		if p := s.province(); p != "" && (other == id || blockOf(other, s.name()) == blockOf(id, name) && sameBody(s.name(), name)) {
			all[p] = other
		}
	}
	return all
}

// blockOf is the block of an entity by its id and name.
func blockOf(id, name string) string {
	typ, _, _ := strings.Cut(id, "/")
	return blockKey(typ, name)
}

// sameForeigner reports whether two clusters of one name in two spellings are one foreigner, as two clusters of one
// spelling would be: by their careers, or as the only bearers when one has no post and the name shows that it is foreign.
func (r *namesReading) sameForeigner(c, d *cluster, shows bool) bool {
	home, away := r.countries(c), r.countries(d)
	if home["VN"] || away["VN"] || len(home) > 0 && len(away) > 0 && !meets(home, away) {
		return false
	}
	if len(c.nodes) > 0 && len(d.nodes) > 0 {
		return len(home) > 0 && len(away) > 0 && c.career(d)
	}
	return shows && r.only(c) && r.only(d)
}

// only reports whether a cluster shares its spellings with no other.
func (r *namesReading) only(c *cluster) bool {
	for id := range c.parts {
		if !r.alone(id) {
			return false
		}
	}
	return true
}

// countries are those that posts and documents give the bearers of a cluster.
func (r *namesReading) countries(c *cluster) map[string]bool {
	all := maps.Clone(c.lands)
	for id := range c.parts {
		for iso := range r.o.names[id].Countries {
			if r.alone(id) {
				all[iso] = true
			}
		}
	}
	return all
}

// sameBody reports whether two names of one block name one body, place or document: one has no diacritics, or both are
// equal but for the words that may be left out.
func sameBody(x, y string) bool {
	if bare(x) || bare(y) {
		return true
	}
	return slices.Equal(cutName(x), cutName(y))
}

// cutName are the words of a name but for those that may be left out.
func cutName(name string) []string {
	key := strings.Replace(strings.TrimSuffix(text.Key(name), " việt nam"), " số ", " ", 1)
	words := strings.FieldsFunc(key, func(c rune) bool { return c == ' ' || c == '-' || c == '–' || c == ',' || c == '&' })
	return slices.DeleteFunc(words, func(w string) bool { return w == "và" })
}

// samePost reports whether both were seen in a post that one holds at a time.
func (c *cluster) samePost(d *cluster) bool {
	for _, m := range c.nodes {
		for _, n := range d.nodes {
			if !m.shared() && m.desk() == n.desk() {
				return true
			}
		}
	}
	return false
}

// called reports whether a document gives the bearer of one cluster the name of the other. Between namesakes that says
// nothing, nor do letters that stand for several bodies, or for one of another country.
func (r *namesReading) called(c, d *cluster) bool {
	for _, l := range r.links {
		for _, side := range [][2]*cluster{{c, d}, {d, c}} {
			if _, ok := side[0].parts[l.id]; !ok || !r.alone(l.id) {
				continue
			}
			for id := range side[1].parts {
				if id != l.id && text.Key(r.o.names[id].name()) == l.alias && r.alone(id) && c.possible(d) &&
					!(l.abbreviated && (!r.oneCountry(c, d) || r.meanings(side[1]) > 1)) {
					return true
				}
			}
		}
	}
	return false
}

// alone reports whether one cluster bears a spelling.
func (r *namesReading) alone(id string) bool {
	n := 0
	for _, c := range r.clusters {
		if _, ok := c.parts[id]; ok {
			n++
		}
	}
	return n == 1
}

// meanings counts the clusters that documents give the letters by which one is named, but for those of other countries and
// those that people decided are others.
func (r *namesReading) meanings(letters *cluster) int {
	n := 0
	for _, c := range r.clusters {
		if r.oneCountry(c, letters) && !r.different(c, letters) && slices.ContainsFunc(r.links, func(l link) bool {
			_, of := c.parts[l.id]
			return of && l.abbreviated && r.named(letters, l.alias)
		}) {
			n++
		}
	}
	return n
}

// named reports whether some spelling of a cluster has a key.
func (r *namesReading) named(c *cluster, key string) bool {
	for id := range c.parts {
		if text.Key(r.o.names[id].name()) == key {
			return true
		}
	}
	return false
}

// oneCountry reports whether no country tells two clusters apart.
func (r *namesReading) oneCountry(c, d *cluster) bool {
	a, b := r.countries(c), r.countries(d)
	return len(a) == 0 || len(b) == 0 || meets(a, b)
}

// short reports whether the name of an entity other than a person is nothing but an abbreviation.
func (o *outcome) short(id string) bool {
	return !strings.HasPrefix(id, "person/") && abbreviation(o.names[id].name())
}
