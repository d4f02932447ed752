package pattern

import (
	"fmt"
	"maps"
	"slices"

	"quanhe/extract/text"
	"quanhe/rules"
)

// An Env is what the names in patterns stand for.
type Env struct {
	Vocab    *Vocab             // the vocabulary of the forms; compiling adds the syllables of patterns to it
	Lexicons map[string]int     // number of each lexicon, as given to Forms.Add
	Types    map[string]TypeSet // types as patterns spell them: Person
	Titles   TypeSet            // mentions that may stand before a member of a list <Person+>, such as offices
}

// A Prog is a compiled pattern.
type Prog struct {
	insts  []inst
	names  []string // of the captures, by slot
	src    string
	titles TypeSet
	commas [4]ID // what joins the members of a list: , ; và cùng

	wake   Wake
	begins []begin  // of wake, each with what may follow
	first  follow   // what may stand first, as far as it is quickly told
	gaps   []follow // what may stand behind each gap
}

// An inst is one step of a program. Programs have no loops: repeats are written out.
type inst struct {
	op    instOp
	slot  int16 // capture slot, or -1
	arg   int32 // token count, lexicon, shape, or length of the gap
	id    ID
	x, y  int32 // where to go on; x of a gap is its place in gaps
	at    int32 // code points before the item in the source
	types TypeSet
	text  string
}

type instOp uint8

const (
	matchInst   instOp = iota
	idInst             // one syllable
	exactInst          // arg tokens that read text
	lexiconInst        // the longest entry of lexicon arg
	mentionInst        // a mention of one of types
	listInst           // a list of them
	shapeInst          // a token of shape arg
	gapInst            // up to arg tokens
	altInst            // x, then y
	jumpInst           // x
	openInst           // a capture begins
	closeInst          // and ends
	notInst            // the program at x (the next) must not match, then y
	yesInst            // end of that program
)

// maxProgram is far above any sensible pattern and keeps (((x{20}){20}){20}) from filling the memory.
const maxProgram = 4000

// Compile looks up the names in a pattern and turns it into a program. An error is a *SyntaxError: an unknown name, a
// pattern that can match nothing at all, a gap with nothing before or after it.
func Compile(e *Expr, env *Env) (*Prog, error) {
	c := &compiler{env: env, prog: &Prog{src: e.String(), titles: env.Titles}}
	for i, word := range [...]string{",", ";", "và", "cùng"} {
		c.prog.commas[i] = env.Vocab.internText(word)[0]
	}
	c.alts(e.alts)
	c.emit(inst{op: matchInst})
	if c.err == nil {
		c.edges()
	}
	if c.err != nil {
		return nil, c.err
	}
	c.prog.wakes()
	return c.prog, nil
}

// String returns the canonical spelling of the pattern.
func (p *Prog) String() string { return p.src }

// Names returns the names of the captures; Capture.Slot is an index into it. The slice belongs to the program.
func (p *Prog) Names() []string { return p.names }

type compiler struct {
	env    *Env
	prog   *Prog
	inside int // depth of negations
	err    error
}

func (c *compiler) fail(n *node, format string, args ...any) {
	if c.err == nil {
		c.err = &SyntaxError{Offset: n.at, Msg: fmt.Sprintf(format, args...)}
	}
}

// emit appends an instruction and returns its index.
func (c *compiler) emit(in inst) int32 {
	c.prog.insts = append(c.prog.insts, in)
	return int32(len(c.prog.insts) - 1)
}

func (c *compiler) here() int32 { return int32(len(c.prog.insts)) }

func (c *compiler) alts(alts []seq) {
	var ends []int32
	for i, s := range alts {
		if i == len(alts)-1 {
			c.seq(s)
			break
		}
		split := c.emit(inst{op: altInst})
		c.prog.insts[split].x = c.here()
		c.seq(s)
		ends = append(ends, c.emit(inst{op: jumpInst}))
		c.prog.insts[split].y = c.here()
	}
	for _, end := range ends {
		c.prog.insts[end].x = c.here()
	}
}

func (c *compiler) seq(s seq) {
	for i := range s {
		c.repeat(&s[i])
	}
}

// repeat writes out x{n,m} as n copies and m-n nested options.
func (c *compiler) repeat(n *node) {
	if n.op == gapNode || n.op == notNode {
		c.item(n)
		return
	}
	var splits []int32
	for i := range n.max {
		if len(c.prog.insts) > maxProgram {
			c.fail(n, "too large with its repeats written out")
			return
		}
		if i >= n.min {
			split := c.emit(inst{op: altInst})
			c.prog.insts[split].x = c.here()
			splits = append(splits, split)
		}
		c.item(n)
	}
	for _, split := range splits {
		c.prog.insts[split].y = c.here()
	}
}

func (c *compiler) item(n *node) {
	in := inst{slot: c.slot(n), at: int32(n.at), text: n.text}
	switch n.op {
	case wordNode:
		c.word(n)
	case exactNode:
		toks := text.Tokens(n.text)
		in.op, in.arg, in.id = exactInst, int32(len(toks)), c.env.Vocab.internText(n.text)[0]
		c.emit(in)
	case lexiconNode:
		number, ok := c.env.Lexicons[n.text]
		if !ok {
			c.fail(n, "unknown lexicon @%s%s", n.text, rules.Suggest(n.text, slices.Collect(maps.Keys(c.env.Lexicons))))
		}
		in.op, in.arg = lexiconInst, int32(number)
		c.emit(in)
	case mentionNode, listNode:
		types, ok := c.env.Types[n.text]
		if !ok {
			c.fail(n, "unknown type %s%s; for the syllable write <name:(%[1]s)>", n.text, rules.Suggest(n.text, slices.Collect(maps.Keys(c.env.Types))))
		}
		in.op, in.types = mentionInst, types
		if n.op == listNode {
			in.op = listInst
		}
		c.emit(in)
	case shapeNode:
		in.op, in.arg = shapeInst, int32(shapes[n.text])
		c.emit(in)
	case gapNode:
		in.op, in.arg = gapInst, int32(n.max)
		c.emit(in)
	case groupNode:
		if in.slot < 0 {
			c.alts(n.alts)
			break
		}
		in.op = openInst
		c.emit(in)
		c.alts(n.alts)
		in.op = closeInst
		c.emit(in)
	case notNode:
		in.op = notInst
		not := c.emit(in)
		c.prog.insts[not].x = c.here()
		c.inside++
		c.alts(n.alts)
		c.inside--
		c.emit(inst{op: yesInst, at: in.at})
		c.prog.insts[not].y = c.here()
	}
}

// word writes a word as the lexicons cut it: Hoa-kỳ is three tokens.
func (c *compiler) word(n *node) {
	ids := c.env.Vocab.internText(n.text)
	if len(ids) == 0 {
		c.fail(n, "%q has no syllable", n.text)
	}
	for _, id := range ids {
		c.emit(inst{op: idInst, slot: -1, at: int32(n.at), id: id})
	}
}

// slot returns the number of the node's capture, -1 without one.
func (c *compiler) slot(n *node) int16 {
	if n.name == "" {
		return -1
	}
	if c.inside > 0 {
		c.fail(n, "<%s:…> inside ! is never captured", n.name)
	}
	if i := slices.Index(c.prog.names, n.name); i >= 0 {
		return int16(i)
	}
	c.prog.names = append(c.prog.names, n.name)
	return int16(len(c.prog.names) - 1)
}
