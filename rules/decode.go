package rules

import "gopkg.in/yaml.v3"

// A reader turns the nodes of one file into values and collects every fault with its place. It reads nodes instead of
// decoding into structs because yaml.v3 knows columns only of nodes, and because strictness below a type with its own
// decoding gets lost there.
type reader struct {
	file string
	errs *Errors
}

// A field of a mapping: what its value is read with, and whether it must be there.
type field struct {
	name     string
	required bool
	read     func(*yaml.Node)
}

func (r *reader) pos(n *yaml.Node) Pos { return Pos{File: r.file, Line: n.Line, Col: n.Column} }

func (r *reader) fail(n *yaml.Node, format string, args ...any) {
	r.errs.Add(r.pos(n), format, args...)
}

// mapping reads a mapping with exactly these fields.
func (r *reader) mapping(n *yaml.Node, what string, fields ...field) {
	seen := make(map[string]bool, len(fields))
	r.pairs(n, what, func(key, value *yaml.Node) {
		for _, f := range fields {
			if f.name == key.Value {
				seen[f.name] = true
				f.read(value)
				return
			}
		}
		names := make([]string, len(fields))
		for i, f := range fields {
			names[i] = f.name
		}
		r.fail(key, "%s has no field %q%s", what, key.Value, Suggest(key.Value, names))
	})
	if n.Kind != yaml.MappingNode {
		return // said by pairs
	}
	for _, f := range fields {
		if f.required && !seen[f.name] {
			r.fail(n, "%s needs the field %q", what, f.name)
		}
	}
}

// pairs calls fn for the keys and values of a mapping in file order, each key once.
func (r *reader) pairs(n *yaml.Node, what string, fn func(key, value *yaml.Node)) {
	if !r.is(n, yaml.MappingNode, what) {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			r.fail(key, "%s: a key must be a plain word", what)
			continue
		}
		if first := earlier(n, i); first != nil {
			r.fail(key, "%s has %q twice, first on line %d", what, key.Value, first.Line)
			continue
		}
		fn(key, n.Content[i+1])
	}
}

// earlier returns the first key of a mapping before its i-th node that reads the same, nil when there is none. Mappings of
// rules have few keys.
func earlier(n *yaml.Node, i int) *yaml.Node {
	for k := 0; k < i; k += 2 {
		if n.Content[k].Kind == yaml.ScalarNode && n.Content[k].Value == n.Content[i].Value {
			return n.Content[k]
		}
	}
	return nil
}

// each calls fn for the items of a sequence.
func (r *reader) each(n *yaml.Node, what string, fn func(*yaml.Node)) {
	if r.is(n, yaml.SequenceNode, what) {
		for _, item := range n.Content {
			fn(item)
		}
	}
}

// is reports whether a node is of the kind, and the fault when it is not.
func (r *reader) is(n *yaml.Node, kind yaml.Kind, what string) bool {
	switch {
	case n.Anchor != "" || n.Kind == yaml.AliasNode:
		r.fail(n, "anchors and aliases are not part of the rule language: write the text out")
		return false
	case n.Kind != kind:
		r.fail(n, "%s must be %s, not %s", what, kindName(kind), kindName(n.Kind))
		return false
	}
	return true
}

func kindName(kind yaml.Kind) string {
	switch kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.ScalarNode:
		return "text"
	}
	return "empty"
}
