package pdf

import (
	"bytes"
	"strconv"
)

// An object is nil, bool, float64, name, text, array, dict, ref, stream, or op: a word that is none of these.
type object any

type (
	name   string
	text   string
	array  []object
	dict   map[name]object
	ref    struct{ n int }
	op     string
	stream struct {
		dict dict
		at   int // of its first byte in the file
	}
)

// A lexer reads objects.
type lexer struct {
	b   []byte
	at  int
	raw bool // inside a page's operators: no references
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skip passes over white space and comments. It reports whether anything is left.
func (l *lexer) skip() bool {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case space(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return true
		}
	}
	return false
}

// end is what next returns for "]", ">>" and the end of the input.
type end byte

// next reads an object that is nested so deep. What is nested deeper is passed over.
func (l *lexer) next(depth int) object {
	if !l.skip() {
		return end(0)
	}
	rest := l.b[l.at:]
	switch c := rest[0]; {
	case c == '/':
		return l.name()
	case c == '(':
		return l.literal()
	case bytes.HasPrefix(rest, []byte("<<")):
		l.at += 2
		return l.dict(depth)
	case c == '<':
		return l.hex()
	case c == '[':
		l.at++
		return l.array(depth)
	case c == ']' || c == '}' || c == '{' || c == ')':
		l.at++
		return end(c)
	case bytes.HasPrefix(rest, []byte(">>")):
		l.at += 2
		return end('>')
	case c == '>':
		l.at++
		return end(0)
	}
	return l.word()
}

// maxArray bounds the elements of an array that are kept.
const maxArray = 1 << 20

func (l *lexer) array(depth int) object {
	a := array{}
	for {
		o := l.nested(depth)
		if e, ok := o.(end); ok {
			if e == ']' || e == 0 || e == '>' {
				return a
			}
			continue
		}
		if len(a) < maxArray {
			a = append(a, o)
		}
	}
}

// nested reads what stands in an array or a dictionary.
func (l *lexer) nested(depth int) object {
	if depth >= maxDepth {
		l.at = len(l.b)
		return end(0)
	}
	return l.next(depth + 1)
}

func (l *lexer) dict(depth int) object {
	d := dict{}
	for {
		k := l.nested(depth)
		if e, ok := k.(end); ok {
			if e == '>' || e == 0 {
				return d
			}
			continue
		}
		key, ok := k.(name)
		if !ok {
			continue
		}
		v := l.nested(depth)
		if e, ok := v.(end); ok {
			if e == '>' || e == 0 {
				return d
			}
			continue
		}
		d[key] = v
	}
}

// word reads a number, a reference, a constant or an operator.
func (l *lexer) word() object {
	from := l.at
	for l.at < len(l.b) && !space(l.b[l.at]) && !delimiter(l.b[l.at]) {
		l.at++
	}
	w := string(l.b[from:l.at])
	if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		n, err := strconv.ParseFloat(w, 64)
		if err != nil {
			n = 0
		}
		if !l.raw && n >= 0 && n == float64(int32(n)) {
			if l.reference() {
				return ref{int(n)}
			}
		}
		return n
	}
	switch w {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return op(w)
}

// reference passes over the "0 R" that makes a number a reference.
func (l *lexer) reference() bool {
	i := l.at
	for i < len(l.b) && space(l.b[i]) {
		i++
	}
	from := i
	for i < len(l.b) && l.b[i] >= '0' && l.b[i] <= '9' {
		i++
	}
	if i == from || i-from > 5 {
		return false
	}
	for i < len(l.b) && space(l.b[i]) {
		i++
	}
	if i < len(l.b) && l.b[i] == 'R' && (i+1 == len(l.b) || space(l.b[i+1]) || delimiter(l.b[i+1])) {
		l.at = i + 1
		return true
	}
	return false
}

func (l *lexer) name() object {
	l.at++
	var b []byte
	for l.at < len(l.b) && !space(l.b[l.at]) && !delimiter(l.b[l.at]) {
		c := l.b[l.at]
		if c == '#' && l.at+2 < len(l.b) {
			if n, err := strconv.ParseUint(string(l.b[l.at+1:l.at+3]), 16, 8); err == nil {
				c = byte(n)
				l.at += 2
			}
		}
		b = append(b, c)
		l.at++
	}
	return name(b)
}

// literal reads a string in brackets.
func (l *lexer) literal() object {
	var b []byte
	l.at++
	for open := 1; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.at++
				return text(b)
			}
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		b = append(b, c)
	}
	return text(b)
}

// escape reads what stands behind a backslash, up to its last byte. It is not ok when it stands for nothing.
func (l *lexer) escape() (byte, bool) {
	l.at++
	if l.at >= len(l.b) {
		return 0, false
	}
	c := l.b[l.at]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return "\n\r\t\b\f"[i], true
	}
	switch {
	case c == '\r':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '\n' {
			l.at++
		}
		return 0, false
	case c == '\n':
		return 0, false
	case c >= '0' && c <= '7':
		n := 0
		for i := 0; i < 3 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; i++ {
			n = n*8 + int(l.b[l.at]-'0')
			l.at++
		}
		l.at--
		return byte(n), true
	}
	return c, true
}

func (l *lexer) hex() object {
	l.at++
	var b []byte
	half, n := false, byte(0)
	for ; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		if c == '>' {
			l.at++
			break
		}
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			continue
		}
		if half {
			b = append(b, n<<4|c)
		}
		n, half = c, !half
	}
	if half {
		b = append(b, n<<4)
	}
	return text(b)
}
