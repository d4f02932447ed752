package pattern

import (
	"strconv"
	"strings"
)

// An Expr is a parsed pattern. It knows no lexicon and no type yet: those are looked up by Compile.
type Expr struct {
	alts []seq
}

// A seq is what has to follow one another, at least one node.
type seq []node

// A node is one item of a sequence.
type node struct {
	op       nodeOp
	name     string // of the capture, or empty
	text     string // word, exact text, lexicon, type, or shape
	min, max int    // repeat; for a gap max is its length
	alts     []seq  // of a group; of a negation the one item that must not stand here
	at       int    // code points before it in the source
}

type nodeOp uint8

const (
	wordNode    nodeOp = iota // điện
	exactNode                 // "VN"
	lexiconNode               // @country, <name:@country>
	mentionNode               // <Person>, <name:Person>
	listNode                  // <Person+>, <name:Person+>
	groupNode                 // (…), <name:(…)>
	gapNode                   // ~6
	notNode                   // !x
	shapeNode                 // [Cap]
)

// String prints the pattern in its one canonical spelling: Parse of it gives the same pattern.
func (e *Expr) String() string {
	var b strings.Builder
	printAlts(&b, e.alts)
	return b.String()
}

func printAlts(b *strings.Builder, alts []seq) {
	for i, s := range alts {
		if i > 0 {
			b.WriteString(" | ")
		}
		for j := range s {
			if j > 0 {
				b.WriteByte(' ')
			}
			s[j].print(b)
		}
	}
}

func (n *node) print(b *strings.Builder) {
	open, shut := "", ""
	if n.name != "" {
		open, shut = "<"+n.name+":", ">"
	}
	switch n.op {
	case wordNode:
		b.WriteString(n.text)
	case exactNode:
		b.WriteString(`"` + n.text + `"`)
	case lexiconNode:
		b.WriteString(open + "@" + n.text + shut)
	case mentionNode, listNode:
		if open == "" {
			open, shut = "<", ">"
		}
		if n.op == listNode {
			shut = "+>"
		}
		b.WriteString(open + n.text + shut)
	case groupNode:
		b.WriteString(open + "(")
		printAlts(b, n.alts)
		b.WriteString(")" + shut)
	case gapNode:
		b.WriteString("~" + strconv.Itoa(n.max))
		return
	case notNode:
		b.WriteByte('!')
		n.alts[0][0].print(b)
		return
	case shapeNode:
		b.WriteString("[" + n.text + "]")
	}
	switch {
	case n.min == 1 && n.max == 1:
	case n.min == 0 && n.max == 1:
		b.WriteByte('?')
	case n.min == n.max:
		b.WriteString("{" + strconv.Itoa(n.min) + "}")
	default:
		b.WriteString("{" + strconv.Itoa(n.min) + "," + strconv.Itoa(n.max) + "}")
	}
}
