package pattern

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A SyntaxError says what is wrong with a pattern and where.
type SyntaxError struct {
	Offset int // code points before the fault
	Msg    string
}

// Error returns the message with its place, counting columns from 1.
func (e *SyntaxError) Error() string { return fmt.Sprintf("pattern, column %d: %s", e.Offset+1, e.Msg) }

// Limits that keep a slip of the pen from becoming a slow program.
const (
	maxRepeat = 20
	maxGap    = 40
	maxDepth  = 20
)

// Parse reads a pattern. An error is a *SyntaxError.
func Parse(src string) (*Expr, error) {
	if !utf8.ValidString(src) {
		return nil, &SyntaxError{Msg: "not UTF-8"}
	}
	p := &parser{src: src}
	alts := p.alternatives(0)
	if p.err == nil && p.pos < len(src) {
		p.fail("%q without its partner", p.src[p.pos:p.pos+1])
	}
	if p.err != nil {
		return nil, p.err
	}
	return &Expr{alts}, nil
}

// A parser reads src from pos on. After the first error every method returns at once.
type parser struct {
	src string
	pos int
	err error

	countedTo, counted int // code points before byte countedTo
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = &SyntaxError{Offset: p.offset(p.pos), Msg: fmt.Sprintf(format, args...)}
		p.pos = len(p.src)
	}
}

// offset converts bytes to code points, counting on from where it was asked last.
func (p *parser) offset(pos int) int {
	if pos < p.countedTo {
		p.countedTo, p.counted = 0, 0
	}
	p.counted += utf8.RuneCountInString(p.src[p.countedTo:pos])
	p.countedTo = pos
	return p.counted
}

// peek skips white space and returns the next byte, 0 at the end.
func (p *parser) peek() byte {
	p.pos += len(p.src[p.pos:]) - len(strings.TrimLeftFunc(p.src[p.pos:], unicode.IsSpace))
	if p.pos == len(p.src) {
		return 0
	}
	return p.src[p.pos]
}

// accept takes the next byte if it is c.
func (p *parser) accept(c byte) bool {
	if p.peek() != c || p.pos == len(p.src) {
		return false
	}
	p.pos++
	return true
}

func (p *parser) expect(c byte, of string) {
	if !p.accept(c) {
		p.fail("%s is not closed: %q is missing", of, string(c))
	}
}

// alternatives reads sequences separated by | up to a closing character or the end.
func (p *parser) alternatives(depth int) []seq {
	if depth > maxDepth {
		p.fail("nested deeper than %d", maxDepth)
	}
	var alts []seq
	for p.err == nil {
		var s seq
		for c := p.peek(); p.err == nil && c != 0 && !strings.ContainsRune("|)>", rune(c)); c = p.peek() {
			s = append(s, p.item(depth))
		}
		if len(s) == 0 {
			p.fail("nothing stands here: write a syllable, @lexicon or <Type>")
		}
		alts = append(alts, s)
		if !p.accept('|') {
			break
		}
	}
	return alts
}
