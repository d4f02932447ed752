package rules

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// A layer is a folder of rule files. What a layer gives adds to the layer below it, with four exceptions: a rule takes
// the place of the one with its id, a rule with `disable: true` takes it out, a lexicon takes forms out that it lists
// under `remove`, and an entry with the name of one below sets its attributes.
type layer struct {
	files fs.FS
	name  string // stands before the paths of its files in faults
}

// key returns the value of a key of a mapping, nil when n is none or has it not.
func key(n *yaml.Node, name string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// disabled reads a rule that only takes one out of the layer below, and returns its id, empty after a fault.
func (l *loader) disabled(r *reader, n *yaml.Node, kind string) string {
	var id Text
	var doc string
	var disable bool
	r.mapping(n, "a disabled "+kind,
		field{"id", true, r.key("id", isDotted, &id)},
		field{"doc", false, r.str("doc", &doc)},
		field{"disable", true, r.boolean("disable", &disable)})
	l.unique(r, kind, id)
	switch _, ok := l.below[kind+" "+id.Value]; {
	case !disable:
		r.fail(key(n, "disable"), "disable takes true only: leave the field out to keep the rule")
	case id.Value != "" && !ok:
		var known []string
		for name := range l.below {
			if k, found := strings.CutPrefix(name, kind+" "); found {
				known = append(known, k)
			}
		}
		r.errs.Add(id.Pos, "no %s %q to disable%s", kind, id.Value, Suggest(id.Value, known))
	default:
		return id.Value
	}
	return ""
}

// baseLexicon returns the lexicon of the layer below that the one in n adds to, nil when it is a new one.
func (l *loader) baseLexicon(n *yaml.Node) *Lexicon {
	name := key(n, "lexicon")
	if name == nil {
		return nil
	}
	if _, ok := l.below["lexicon "+name.Value]; !ok {
		return nil
	}
	base, _ := l.set.Lexicon(name.Value)
	return base
}

func caseName(upper bool) string {
	if upper {
		return "cap"
	}
	return ""
}

// unchanged reports a field by which an addition would make another thing of its lexicon.
func (r *reader) unchanged(base *Lexicon, field string, t Text, want string) {
	if t.Value != "" && t.Value != want {
		r.errs.Add(t.Pos, "lexicon %s has another %s %s: leave the field out, or give the list a name of its own", base.Name, field, r.where(base.Pos))
	}
}

// grow lays entries over a lexicon: the forms of remove go out of it first.
func (r *reader) grow(base *Lexicon, entries []Entry, remove []Text) {
	for _, form := range remove {
		r.removeForm(base, form)
	}
	below := len(base.Entries)
	for _, e := range entries {
		adds := len(e.Attrs) > 0
		for i := range base.Entries[:below] {
			old := &base.Entries[i]
			if old.Name != e.Name {
				continue
			}
			attrs := maps.Clone(old.Attrs)
			if attrs == nil {
				attrs = make(map[string]string)
			}
			maps.Copy(attrs, e.Attrs)
			if len(attrs) > 0 {
				old.Attrs, e.Attrs = attrs, attrs
			}
			e.Forms = slices.DeleteFunc(e.Forms, func(f string) bool { return slices.Contains(old.Forms, f) })
		}
		switch {
		case len(e.Forms) > 0:
			base.Entries = append(base.Entries, e)
		case !adds:
			r.errs.Add(e.Pos, "entry %q adds nothing to lexicon %s: it stands there already", e.Name, base.Name)
		}
	}
	r.formsOnce(base.Entries)
}

// removeForm takes a form out of a lexicon, and its entry when that was the last one.
func (r *reader) removeForm(lex *Lexicon, form Text) {
	var known []string
	for i := range lex.Entries {
		e := &lex.Entries[i]
		if k := slices.Index(e.Forms, form.Value); k >= 0 {
			if e.Forms = slices.Delete(e.Forms, k, k+1); len(e.Forms) == 0 {
				lex.Entries = slices.Delete(lex.Entries, i, i+1)
			}
			return
		}
		known = append(known, e.Forms...)
	}
	r.errs.Add(form.Pos, "lexicon %s has no form %q to remove%s", lex.Name, form.Value, Suggest(form.Value, known))
}
