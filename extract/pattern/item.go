package pattern

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"quanhe/rules"
)

// special are the characters that end a word. To match one, write it in quotes.
const special = `"@<>()|?{}~![]`

// item reads one atom with its repeat.
func (p *parser) item(depth int) node {
	n := node{min: 1, max: 1, at: p.offset(p.pos)}
	switch p.src[p.pos] {
	case '!':
		p.not(&n, depth)
	case '~':
		p.pos++
		n.op, n.max = gapNode, p.number(1, maxGap, "a gap is written ~1 to ~40")
	default:
		p.atom(&n, depth)
		p.repeat(&n)
	}
	return n
}

// not reads !x.
func (p *parser) not(n *node, depth int) {
	p.pos++
	n.op = notNode
	if depth >= maxDepth {
		p.fail("nested deeper than %d", maxDepth)
		return
	}
	if c := p.peek(); c == 0 || strings.ContainsRune("|)>~", rune(c)) {
		p.fail("! needs the item that must not stand here")
		return
	}
	x := p.item(depth + 1)
	n.alts = []seq{{x}}
}

// atom reads an item without its repeat.
func (p *parser) atom(n *node, depth int) {
	switch c := p.src[p.pos]; c {
	case '"':
		p.pos++
		end := strings.IndexByte(p.src[p.pos:], '"')
		if end < 0 {
			p.fail(`exact text is not closed: '"' is missing`)
			return
		}
		n.op, n.text = exactNode, p.src[p.pos:p.pos+end]
		if strings.TrimSpace(n.text) == "" || strings.TrimSpace(n.text) != n.text {
			p.fail("exact text cannot be empty, nor begin or end with a space")
			return
		}
		p.pos += end + 1
	case '@':
		n.op, n.text = lexiconNode, p.lexicon()
	case '<':
		p.pos++
		p.angle(n, depth)
	case '(':
		p.pos++
		n.op, n.alts = groupNode, p.alternatives(depth+1)
		p.expect(')', "a group")
	case '[':
		p.shape(n)
	case '?', '{', '}', ']':
		p.fail("%q has nothing before it to belong to", string(c))
	default:
		end := strings.IndexFunc(p.src[p.pos:], func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(special, c) })
		if end < 0 {
			end = len(p.src) - p.pos
		}
		n.op, n.text = wordNode, p.src[p.pos:p.pos+end]
		p.pos += end
	}
}

var (
	lexiconName = regexp.MustCompile(`^@([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)`)
	captureName = regexp.MustCompile(`^([a-z][a-z0-9_]*):`)
	typeName    = regexp.MustCompile(`^\s*([A-Z][A-Za-z]*)(\+?)\s*>`)
	shapeName   = regexp.MustCompile(`^\[([A-Za-z]+)\]`)
)

func (p *parser) lexicon() string {
	m := lexiconName.FindStringSubmatch(p.src[p.pos:])
	if m == nil {
		p.fail("a lexicon is written @name or @name.part, in lower-case ASCII")
		return ""
	}
	p.pos += len(m[0])
	return m[1]
}

func (p *parser) shape(n *node) {
	m := shapeName.FindStringSubmatch(p.src[p.pos:])
	if m == nil {
		p.fail("a shape is written [Cap]")
		return
	}
	if _, ok := shapes[m[1]]; !ok {
		p.fail("unknown shape %q%s", m[1], rules.Suggest(m[1], slices.Collect(maps.Keys(shapes))))
		return
	}
	n.op, n.text = shapeNode, m[1]
	p.pos += len(m[0])
}

// angle reads what stands in < >: a mention, or a capture of anything.
func (p *parser) angle(n *node, depth int) {
	if m := captureName.FindStringSubmatch(p.src[p.pos:]); m != nil {
		n.name = m[1]
		p.pos += len(m[0])
	}
	if m := typeName.FindStringSubmatch(p.src[p.pos:]); m != nil {
		n.op, n.text = mentionNode, m[1]
		if m[2] != "" {
			n.op = listNode
		}
		p.pos += len(m[0])
		return
	}
	if n.name == "" {
		p.fail("write <Type>, <name:Type>, <name:@lexicon> or <name:(…)>, the name in lower-case ASCII")
		return
	}
	alts := p.alternatives(depth + 1)
	p.expect('>', "a capture")
	if p.err != nil {
		return
	}
	n.op, n.alts = groupNode, alts
	if len(alts) > 1 || len(alts[0]) > 1 {
		return
	}
	// <name:@lexicon> captures the entry; the brackets of <name:(…)> are the capture's own.
	if x := alts[0][0]; x.min == 1 && x.max == 1 && x.name == "" {
		switch x.op {
		case lexiconNode:
			n.op, n.text, n.alts = lexiconNode, x.text, nil
		case groupNode:
			n.alts = x.alts
		}
	}
}

// repeat reads ?, {n} or {n,m} after an atom.
func (p *parser) repeat(n *node) {
	switch {
	case p.err != nil:
		return
	case p.accept('?'):
		n.min, n.max = 0, 1
	case p.accept('{'):
		const want = "a repeat is written {2} or {1,3}, with at most 20"
		n.min = p.number(0, maxRepeat, want)
		n.max = n.min
		if p.accept(',') {
			n.max = p.number(n.min, maxRepeat, want)
		}
		if p.err == nil && n.max == 0 {
			p.fail(want)
		}
		p.expect('}', "a repeat")
	}
	if c := p.peek(); p.err == nil && (c == '?' || c == '{') {
		p.fail("two repeats in a row: use brackets")
	}
}

// number reads a decimal number in [low, high].
func (p *parser) number(low, high int, want string) int {
	p.peek()
	end := p.pos
	for end < len(p.src) && p.src[end] >= '0' && p.src[end] <= '9' {
		end++
	}
	v, err := strconv.Atoi(p.src[p.pos:end])
	if err != nil || v < low || v > high {
		p.fail("%s", want)
		return 0
	}
	p.pos = end
	return v
}
