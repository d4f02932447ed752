package rules

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

// lexicon reads one document of a lexicon file:
//
//	lexicon: country
//	type: country
//	doc: …
//	case: cap
//	entries:
//	  - {name: Mỹ, forms: [Hoa Kỳ], iso: US}
//	  - Thụy Điển
//
// Laid over a lexicon of that name it adds its entries; see grow.
func (l *loader) lexicon(r *reader, n *yaml.Node) {
	var name, typ, upper Text
	var remove []Text
	lex := Lexicon{Pos: r.pos(n)}
	base := l.baseLexicon(n)
	fields := []field{
		{"lexicon", true, r.key("lexicon", isDotted, &name)},
		{"type", false, r.text("type", &typ)},
		{"doc", base == nil, r.str("doc", &lex.Doc)},
		{"case", false, func(n *yaml.Node) {
			if t, ok := r.scalar(n, "case"); ok && r.known(t, "case", []string{"cap"}) {
				upper = t
			}
		}},
		{"entries", base == nil || key(n, "remove") == nil, func(n *yaml.Node) {
			r.each(n, "entries", func(n *yaml.Node) {
				if e, ok := r.entry(n); ok {
					lex.Entries = append(lex.Entries, e)
				}
			})
			if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
				r.fail(n, "a lexicon needs an entry")
			}
		}},
	}
	if base != nil {
		fields = append(fields, field{"remove", false, r.texts("remove", &remove)})
	}
	r.mapping(n, "a lexicon", fields...)
	l.unique(r, "lexicon", name)
	l.schemaName(r, typ, "type", l.set.Schema.typeNames())
	r.formsOnce(lex.Entries)
	if base != nil {
		r.unchanged(base, "type", typ, base.Type)
		r.unchanged(base, "case", upper, caseName(base.Cap))
		r.grow(base, lex.Entries, remove)
		return
	}
	lex.Name, lex.Type, lex.Cap = name.Value, typ.Value, upper.Value != ""
	l.set.Lexicons = append(l.set.Lexicons, lex)
}

// entry reads an entry: a mapping, or the name alone.
func (r *reader) entry(n *yaml.Node) (Entry, bool) {
	e := Entry{Pos: r.pos(n)}
	if n.Kind == yaml.ScalarNode {
		t, ok := r.scalar(n, "entry")
		e.Name, e.Forms = t.Value, []string{t.Value}
		return e, ok
	}
	var forms []Text
	nameIsForm := true
	r.pairs(n, "an entry", func(key, value *yaml.Node) {
		switch key.Value {
		case "name":
			r.str("name", &e.Name)(value)
		case "forms":
			r.texts("forms", &forms)(value)
		case "form":
			r.boolean("form", &nameIsForm)(value)
		default:
			t, ok := r.scalar(value, key.Value)
			if !isName(key.Value) {
				r.fail(key, "attribute %q: use lower-case ASCII letters, digits and _", key.Value)
			} else if ok {
				if e.Attrs == nil {
					e.Attrs = make(map[string]string)
				}
				e.Attrs[key.Value] = t.Value
			}
		}
	})
	if n.Kind != yaml.MappingNode {
		return e, false
	}
	if e.Name == "" {
		r.fail(n, "an entry needs a name")
		return e, false
	}
	if nameIsForm {
		e.Forms = append(e.Forms, e.Name)
	}
	for _, f := range forms {
		e.Forms = append(e.Forms, f.Value)
	}
	if len(e.Forms) == 0 {
		r.fail(n, "entry %q has no form to be matched", e.Name)
	}
	return e, true
}

// formsOnce reports forms that stand twice in one lexicon, which would leave open whose they are. Forms that differ
// only in case, spaces or tone placement are found when the lexicon is compiled.
func (r *reader) formsOnce(entries []Entry) {
	owner := make(map[string]int, 2*len(entries))
	for i, e := range entries {
		for _, f := range e.Forms {
			if k, dup := owner[f]; dup {
				first := &entries[k]
				r.errs.Add(e.Pos, "form %q of %q is already a form of %q %s", f, e.Name, first.Name, r.where(first.Pos))
				continue
			}
			owner[f] = i
		}
	}
}

// where names a place as seen from the file in hand.
func (r *reader) where(p Pos) string {
	if p.File == r.file {
		return fmt.Sprintf("on line %d", p.Line)
	}
	return "at " + p.String()
}
