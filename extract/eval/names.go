package eval

import (
	"html"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"quanhe/extract"
)

// tones are the five tone marks of Vietnamese, as combining characters.
const tones = "\u0300\u0301\u0303\u0309\u0323"

// lookalikes maps characters that pages put for a Vietnamese one, and drops those that do not show.
var lookalikes = strings.NewReplacer("\u00d0", "\u0110", "\u00f0", "\u0111", "\u200b", "", "\u00ad", "")

// fold returns the key under which two spellings of a name are the same.
func fold(s string) string {
	s = lookalikes.Replace(norm.NFC.String(html.UnescapeString(html.UnescapeString(s))))
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = toneLast(w)
	}
	return strings.Join(words, " ")
}

// toneLast moves the tone mark to the end of a syllable: where it stands cannot matter, which one it is does.
func toneLast(w string) string {
	var letters, marks strings.Builder
	for _, r := range norm.NFD.String(w) {
		if strings.ContainsRune(tones, r) {
			marks.WriteRune(r)
		} else {
			letters.WriteRune(r)
		}
	}
	return norm.NFC.String(letters.String()) + marks.String()
}

// An identity is what a name stands for in one document: a person of the gold, a country or, else, the folded name.
type identity struct {
	kind byte // 'p', 'c' or 'n'
	key  string
}

// A names knows what the names of one gold document stand for.
type names struct {
	person  map[string]int    // folded spelling -> index of the person
	country map[string]string // folded name -> ISO code
	known   map[string]bool   // keys of the bodies and participants that the gold mentions
}

func namesOf(g *GoldFacts) *names {
	n := &names{person: map[string]int{}, country: map[string]string{}, known: map[string]bool{}}
	for i, p := range g.Persons {
		for _, v := range append([]string{p.Name}, p.Variants...) {
			if _, ok := n.person[fold(v)]; !ok {
				n.person[fold(v)] = i
			}
		}
	}
	for _, c := range g.Countries {
		if c.ISO != "" {
			n.country[fold(c.Name)] = c.ISO
		}
	}
	for _, e := range g.Events {
		for _, p := range e.Participants {
			if p.Name != "" {
				n.known[fold(p.Name)] = true
			}
		}
	}
	for _, o := range g.Orgs {
		n.known[fold(o)] = true
	}
	for _, h := range g.Holds {
		n.known[fold(h.Org)] = true
	}
	return n
}

func (n *names) of(s string) identity {
	k := fold(s)
	if i, ok := n.person[k]; ok {
		return identity{'p', strconv.Itoa(i)}
	}
	if iso, ok := n.country[k]; ok {
		return identity{'c', iso}
	}
	return identity{'n', fold(s)}
}

// A document is one document's facts seen through the gold's names.
type document struct {
	*extract.Facts
	names    *names
	entities map[string]*extract.Entity
}

func documentOf(f *extract.Facts, n *names) *document {
	d := &document{Facts: f, names: n, entities: map[string]*extract.Entity{}}
	for i := range f.Entities {
		d.entities[f.Entities[i].ID] = &f.Entities[i]
	}
	return d
}

// spellings returns the non-empty names of an entity reference, the one used first.
func (d *document) spellings(entity, name string) []string {
	all := []string{name}
	if e := d.entities[entity]; e != nil {
		all = append(append(all, e.Name), e.Aliases...)
	}
	out := all[:0]
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// who returns the identity of an entity reference: by ISO code, else by the first of its names that the gold knows,
// else its first name.
func (d *document) who(entity, name string) identity {
	if e := d.entities[entity]; e != nil && e.Type == "country" && e.ISO != "" {
		return identity{'c', e.ISO}
	}
	all := d.spellings(entity, name)
	if len(all) == 0 {
		return identity{'n', ""}
	}
	for _, s := range all {
		if id := d.names.of(s); id.kind != 'n' || d.names.known[id.key] {
			return id
		}
	}
	return d.names.of(all[0])
}
