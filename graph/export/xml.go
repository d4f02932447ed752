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

// plain writes text as encoding/xml does.
func (x *xmlWriter) plain(s string) {
	for i := 0; i < len(s); i++ {
		// What may need an escape: signs, control characters, and U+FFFE and U+FFFF, which begin with EF.
		if c := s[i]; c < ' ' || c == 0xEF || strings.IndexByte(`<>&'"`, c) >= 0 {
			_ = xml.EscapeText(x.w, []byte(s))
			return
		}
	}
	x.w.WriteString(s)
}
