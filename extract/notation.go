package extract

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The fields of the claim notation that are no roles. A role may not have one of these names.
const (
	fieldPlace    = "place"
	fieldLabel    = "label"
	fieldSubtype  = "subtype"
	fieldStatus   = "status"
	fieldModality = "modality"
	fieldCount    = "count"
	fieldDate     = "date"
)

// A NotationError says where a claim line is wrong.
type NotationError struct {
	Col int // 1-based, in Unicode code points of the line
	Msg string
}

// Error gives the column and the reason.
func (e *NotationError) Error() string { return fmt.Sprintf("column %d: %s", e.Col, e.Msg) }

// String prints the claim on one line: the relation, the arguments in their order, then the fields that are set.
//
//	talks agent="Tô Lâm" counterpart="Tập Cận Bình" place="Bắc Kinh" date=2024-08-19
//
// Names stand in quotes, in which \", \\ and \n are escaped; other values only when they hold a space, a quote or a
// backslash. The modality Actual is not written. Entity ids and evidence have no place in the notation.
func (c Claim) String() string {
	var buf [256]byte
	b := append(buf[:0], c.Relation...)
	for i := range c.Args {
		b = appendQuoted(appendField(b, c.Args[i].Role), c.Args[i].Name)
	}
	if c.Place != nil {
		b = appendQuoted(appendField(b, fieldPlace), c.Place.Name)
	}
	if c.Label != "" {
		b = appendQuoted(appendField(b, fieldLabel), c.Label)
	}
	if c.Subtype != "" {
		b = appendBare(appendField(b, fieldSubtype), c.Subtype)
	}
	if c.Status != "" {
		b = appendBare(appendField(b, fieldStatus), c.Status)
	}
	if m := c.modality(); m != Actual {
		b = appendBare(appendField(b, fieldModality), string(m))
	}
	if c.Count != 0 {
		b = strconv.AppendInt(appendField(b, fieldCount), int64(c.Count), 10)
	}
	if c.Date != "" {
		b = appendBare(appendField(b, fieldDate), c.Date)
	}
	return string(b)
}

// modality is the claim's modality with the zero value read as Actual.
func (c Claim) modality() Modality {
	if c.Modality == "" {
		return Actual
	}
	return c.Modality
}

func appendField(b []byte, key string) []byte {
	return append(append(append(b, ' '), key...), '=')
}

var quoteEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func appendQuoted(b []byte, s string) []byte {
	if strings.ContainsAny(s, "\\\"\n") {
		s = quoteEscapes.Replace(s)
	}
	return append(append(append(b, '"'), s...), '"')
}

// appendBare appends s as it is when it can stand without quotes.
func appendBare(b []byte, s string) []byte {
	if s == "" || strings.ContainsAny(s, " \t\r\n\"\\") {
		return appendQuoted(b, s)
	}
	return append(b, s...)
}

// ParseClaim reads one claim in the notation that [Claim.String] prints; fields may come in any order, arguments keep
// theirs. For every line it accepts, parsing the printed claim gives the same claim again. The error is a [*NotationError].
func ParseClaim(line string) (Claim, error) {
	p := &notationParser{line: line, seen: map[string]bool{}}
	c := Claim{Modality: Actual}
	p.space()
	c.Relation = p.word()
	if c.Relation == "" {
		return Claim{}, p.fail(p.pos, "a claim begins with its relation, such as meet or holds")
	}
	for {
		start := p.pos
		if p.space(); p.pos == len(line) {
			return c, nil
		}
		if p.pos == start {
			return Claim{}, p.fail(p.pos, "want a space before the next field")
		}
		if err := p.field(&c); err != nil {
			return Claim{}, err
		}
	}
}

// A notationParser reads a claim line from left to right; pos counts bytes.
type notationParser struct {
	line string
	pos  int
	seen map[string]bool // fields that may stand once
}

func (p *notationParser) fail(pos int, format string, args ...any) error {
	return &NotationError{Col: utf8.RuneCountInString(p.line[:pos]) + 1, Msg: fmt.Sprintf(format, args...)}
}

func (p *notationParser) space() {
	for p.pos < len(p.line) && isSpace(p.line[p.pos]) {
		p.pos++
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// word reads a relation, role or field name: a lower-case ASCII letter, then letters, digits and underscores.
func (p *notationParser) word() string {
	start := p.pos
	for p.pos < len(p.line) {
		b := p.line[p.pos]
		if b >= 'a' && b <= 'z' || p.pos > start && (b == '_' || b >= '0' && b <= '9') {
			p.pos++
			continue
		}
		break
	}
	return p.line[start:p.pos]
}

// field reads one key=value into c.
func (p *notationParser) field(c *Claim) error {
	start := p.pos
	key := p.word()
	if key == "" || p.pos == len(p.line) || p.line[p.pos] != '=' {
		return p.fail(p.pos, `want role="Name" or field=value`)
	}
	p.pos++
	at := p.pos
	value, quoted, err := p.value()
	if err != nil {
		return err
	}
	if value == "" {
		return p.fail(at, "%s has no value; leave the field out instead", key)
	}
	if !isField(key) || key == fieldPlace || key == fieldLabel {
		if !quoted {
			return p.fail(at, `the name after %s= needs quotes: %s="…"`, key, key)
		}
	}
	if !isField(key) {
		c.Args = append(c.Args, Arg{Role: key, Name: value})
		return nil
	}
	if p.seen[key] {
		return p.fail(start, "%s stands twice", key)
	}
	p.seen[key] = true
	return p.set(c, key, value, at)
}

func isField(key string) bool {
	switch key {
	case fieldPlace, fieldLabel, fieldSubtype, fieldStatus, fieldModality, fieldCount, fieldDate:
		return true
	}
	return false
}

// set stores the value of a field that is no role; at is where the value begins.
func (p *notationParser) set(c *Claim, key, value string, at int) error {
	switch key {
	case fieldPlace:
		c.Place = &Ref{Name: value}
	case fieldLabel:
		c.Label = value
	case fieldSubtype:
		c.Subtype = value
	case fieldStatus:
		c.Status = value
	case fieldDate:
		c.Date = value
	case fieldModality:
		c.Modality = Modality(value)
		if c.Modality != Actual && c.Modality != Planned && c.Modality != Negated {
			return p.fail(at, "unknown modality %q; want actual, planned or negated", value)
		}
	case fieldCount:
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return p.fail(at, "count %q is no whole number above zero", value)
		}
		c.Count = n
	}
	return nil
}

// value reads a quoted string or a run without white space.
func (p *notationParser) value() (value string, quoted bool, err error) {
	if p.pos < len(p.line) && p.line[p.pos] == '"' {
		value, err = p.quotedValue()
		return value, true, err
	}
	start := p.pos
	for p.pos < len(p.line) && !isSpace(p.line[p.pos]) {
		if b := p.line[p.pos]; b == '"' || b == '\\' {
			return "", false, p.fail(p.pos, "%q inside a value without quotes", b)
		}
		p.pos++
	}
	return p.line[start:p.pos], false, nil
}

func (p *notationParser) quotedValue() (string, error) {
	open := p.pos
	var b strings.Builder
	for p.pos++; p.pos < len(p.line); p.pos++ {
		switch ch := p.line[p.pos]; ch {
		case '"':
			p.pos++
			return b.String(), nil
		case '\\':
			p.pos++
			if p.pos == len(p.line) {
				return "", p.fail(open, "the quote is not closed")
			}
			switch esc := p.line[p.pos]; esc {
			case '"', '\\':
				b.WriteByte(esc)
			case 'n':
				b.WriteByte('\n')
			default:
				return "", p.fail(p.pos-1, `unknown escape; only \", \\ and \n are known`)
			}
		default:
			b.WriteByte(ch)
		}
	}
	return "", p.fail(open, "the quote is not closed")
}

// Covers reports whether got says what want asks for, as the examples of rules mean it: the same relation and modality,
// the same set of arguments by role and name, and every other field that want gives. A field that want leaves out may
// have any value. Entity ids and evidence are not compared.
func (want Claim) Covers(got Claim) bool {
	free := func(w, g string) bool { return w == "" || w == g }
	switch {
	case want.Relation != got.Relation, want.modality() != got.modality(),
		!free(want.Date, got.Date), !free(want.Label, got.Label),
		!free(want.Subtype, got.Subtype), !free(want.Status, got.Status),
		want.Count != 0 && want.Count != got.Count,
		want.Place != nil && (got.Place == nil || want.Place.Name != got.Place.Name):
		return false
	}
	return holdsAll(want.Args, got.Args) && holdsAll(got.Args, want.Args)
}

// holdsAll reports whether each of the arguments some stands among all, by role and name.
func holdsAll(all, some []Arg) bool {
	for _, s := range some {
		found := false
		for _, a := range all {
			found = found || a.Role == s.Role && a.Name == s.Name
		}
		if !found {
			return false
		}
	}
	return true
}
