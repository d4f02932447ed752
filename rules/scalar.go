package rules

import (
	"slices"

	"gopkg.in/yaml.v3"
)

// scalar returns the value of a node that must be text with something in it.
func (r *reader) scalar(n *yaml.Node, what string) (Text, bool) {
	if !r.is(n, yaml.ScalarNode, what) {
		return Text{}, false
	}
	if n.Value == "" || n.Tag == "!!null" {
		r.fail(n, "%s is empty", what)
		return Text{}, false
	}
	t := Text{Value: n.Value, Pos: r.pos(n)}
	switch n.Style {
	case yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle:
		t.Pos.Col++ // the first code point inside the quotes
	case yaml.LiteralStyle, yaml.FoldedStyle:
		t.Pos.Line, t.Pos.Col = t.Pos.Line+1, 0 // starts on the line after the indicator
	}
	return t, true
}

// text, str and boolean return readers of a single value into dst.
func (r *reader) text(what string, dst *Text) func(*yaml.Node) {
	return func(n *yaml.Node) { *dst, _ = r.scalar(n, what) }
}

func (r *reader) str(what string, dst *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t, _ := r.scalar(n, what)
		*dst = t.Value
	}
}

func (r *reader) boolean(what string, dst *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.Value != "true" && n.Value != "false" {
			r.fail(n, "%s must be true or false", what)
			return
		}
		*dst = n.Value == "true"
	}
}

// texts returns a reader of one text or a list of texts.
func (r *reader) texts(what string, dst *[]Text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			n = &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{n}}
		}
		r.each(n, what, func(item *yaml.Node) {
			if t, ok := r.scalar(item, what); ok {
				*dst = append(*dst, t)
			}
		})
	}
}

// key returns a reader of a name that check accepts, such as an id.
func (r *reader) key(what string, check func(string) bool, dst *Text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t, ok := r.scalar(n, what)
		if ok && !check(t.Value) {
			r.fail(n, "%s %q: use lower-case ASCII letters, digits and _, parts joined by dots", what, t.Value)
		}
		*dst = t
	}
}

// oneOf returns a reader of a word of a closed list.
func (r *reader) oneOf(what string, known []string, dst *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if t, ok := r.scalar(n, what); ok && r.known(t, what, known) {
			*dst = t.Value
		}
	}
}

// known reports whether the text is in the list, and the fault when it is not.
func (r *reader) known(t Text, what string, list []string) bool {
	if slices.Contains(list, t.Value) {
		return true
	}
	r.errs.Add(t.Pos, "unknown %s %q%s", what, t.Value, Suggest(t.Value, list))
	return false
}
