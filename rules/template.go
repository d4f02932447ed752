package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Template is literal text with captures in braces: `Bộ trưởng Bộ {ministry}`. A capture may ask for an attribute
// of what it captured: `{country.iso}`.
type Template struct {
	Text  Text
	Parts []Part
}

// A Part of a template is either literal text or a capture.
type Part struct {
	Literal string
	Capture string // empty for literal text
	Attr    string // attribute of the captured mention or entry; empty for its canonical name
}

// IsZero reports whether nothing was written.
func (t Template) IsZero() bool { return len(t.Parts) == 0 }

// Expand writes the template with each capture replaced by what value returns for it, and runs of spaces left by
// empty captures folded to one.
func (t Template) Expand(value func(capture, attr string) string) string {
	if len(t.Parts) == 1 && t.Parts[0].Capture == "" {
		return t.Parts[0].Literal
	}
	var room [8]string
	words := room[:0]
	for _, p := range t.Parts {
		if p.Capture == "" {
			words = append(words, p.Literal)
		} else {
			words = append(words, value(p.Capture, p.Attr))
		}
	}
	return folded(strings.Join(words, ""))
}

// folded returns s with its runs of white space as one space each and none at its ends: mostly s itself.
func folded(s string) string {
	blank := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c > ' ' && c < utf8.RuneSelf:
			blank = false
		case c == ' ' && !blank && i+1 < len(s):
			blank = true
		case c < utf8.RuneSelf:
			return strings.Join(strings.Fields(s), " ")
		default:
			r, w := utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) {
				return strings.Join(strings.Fields(s), " ")
			}
			blank = false
			i += w - 1
		}
	}
	return s
}

// parseTemplate reads a template; an error says at which code point of the text the fault is.
func parseTemplate(t Text) (Template, *Error) {
	tmpl := Template{Text: t}
	fail := func(offset int, format string, args ...any) (Template, *Error) {
		before := []rune(t.Value[:offset])
		return Template{Text: t}, &Error{Pos: t.At(len(before)), Msg: fmt.Sprintf(format, args...)}
	}
	for at := 0; at < len(t.Value); {
		rest := t.Value[at:]
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			tmpl.Parts = append(tmpl.Parts, Part{Literal: rest})
			break
		}
		if i > 0 {
			tmpl.Parts = append(tmpl.Parts, Part{Literal: rest[:i]})
			at += i
			continue
		}
		end := strings.IndexByte(rest, '}')
		if rest[0] == '}' || end < 0 {
			return fail(at, "brace without its partner: write {capture}")
		}
		capture, attr, dotted := strings.Cut(rest[1:end], ".")
		if !isName(capture) || dotted && !isName(attr) {
			return fail(at, "%q is no capture: write {name} or {name.attribute}", rest[:end+1])
		}
		tmpl.Parts = append(tmpl.Parts, Part{Capture: capture, Attr: attr})
		at += end + 1
	}
	if len(tmpl.Parts) == 1 {
		tmpl.Parts[0].Literal = folded(tmpl.Parts[0].Literal)
	}
	return tmpl, nil
}

// isName reports whether s is a name as ids, roles, captures and lexicons have it: ASCII lower-case letters, digits
// and underscores, starting with a letter.
func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '_'):
		default:
			return false
		}
	}
	return s != ""
}

// isDotted reports whether s is names joined by dots, as in office.head.
func isDotted(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if !isName(part) {
			return false
		}
	}
	return true
}
