package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf8"
)

// An xmlWriter writes elements, one to a line. Errors stay in w. encoding/xml's own encoder cannot write an element
// without content as one tag, which makes files of attributes a third longer.
type xmlWriter struct {
	w     *bufio.Writer
	depth int
}

func (x *xmlWriter) indent() {
	for range x.depth {
		x.w.WriteString("  ")
	}
}

// open begins an element with attributes given as name, value, name, value.
func (x *xmlWriter) open(name string, attrs ...string) {
	x.tag(name, attrs)
	x.w.WriteString(">\n")
	x.depth++
}

func (x *xmlWriter) close(name string) {
	x.depth--
	x.indent()
	x.w.WriteString("</" + name + ">\n")
}

// empty writes an element without content.
func (x *xmlWriter) empty(name string, attrs ...string) {
	x.tag(name, attrs)
	x.w.WriteString("/>\n")
}

// text writes an element that holds text alone.
func (x *xmlWriter) text(name, text string, attrs ...string) {
	x.tag(name, attrs)
	x.w.WriteByte('>')
	x.escape(text)
	x.w.WriteString("</" + name + ">\n")
}

func (x *xmlWriter) tag(name string, attrs []string) {
	x.indent()
	x.w.WriteByte('<')
	x.w.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		x.w.WriteByte(' ')
		x.w.WriteString(attrs[i])
		x.w.WriteString(`="`)
		x.escape(attrs[i+1])
		x.w.WriteByte('"')
	}
}

// escape writes text; characters that XML cannot hold become U+FFFD. Line ends of Unicode are written by number, because
// some readers take them for plain ones. The error of w is met again when w is flushed.
func (x *xmlWriter) escape(s string) {
	odd := false
	for i := 0; i < len(s) && !odd; i++ {
		odd = xmlOdd[s[i]]
	}
	if !odd {
		x.w.WriteString(s)
		return
	}
	from := 0
	for i, r := range s {
		if r != 0x85 && r != '\u2028' && r != '\u2029' {
			continue
		}
		x.plain(s[from:i])
		fmt.Fprintf(x.w, "&#x%X;", r)
		from = i + utf8.RuneLen(r)
	}
	x.plain(s[from:])
}

// xmlOdd are the bytes of what may need an escape: signs, control characters, and the first ones of U+0085, of U+2028 and
// U+2029, and of U+FFFE and U+FFFF.
var xmlOdd = func() (odd [256]bool) {
	for c := range odd {
		odd[c] = c < ' ' || c == 0xC2 || c == 0xE2 || c == 0xEF || strings.IndexByte(`<>&'"`, byte(c)) >= 0
	}
	return odd
}()

// plain writes text as encoding/xml does.
func (x *xmlWriter) plain(s string) { _ = xml.EscapeText(x.w, []byte(s)) }
