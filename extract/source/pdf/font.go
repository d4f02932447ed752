package pdf

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// A font says what the bytes of a string are.
type font struct {
	wide   bool           // two bytes a character
	chars  map[int]string // by code
	widths map[int]float64
	other  float64 // width of the rest; in thousandths of the size
	narrow *charmap.Charmap
}

const maxChars = 1 << 17 // that the tables of a font may hold

// font reads the font o.
func (f *file) font(o object) *font {
	d := f.dict(o)
	t := &font{chars: map[int]string{}, widths: map[int]float64{}, other: 500}
	if t.wide = d["Subtype"] == name("Type0"); t.wide {
		t.other = 1000
		if kin := f.array(d["DescendantFonts"]); len(kin) > 0 {
			t.wideWidths(f, f.dict(kin[0]))
		}
	} else {
		t.narrow = charmap.Windows1252
		if d["Encoding"] == name("MacRomanEncoding") {
			t.narrow = charmap.Macintosh
		}
		t.differences(f, f.dict(d["Encoding"]))
		first := f.int(d["FirstChar"])
		for i, w := range f.array(d["Widths"]) {
			if n, ok := f.number64(w); ok && i < 256 {
				t.widths[first+i] = n
			}
		}
	}
	if d["ToUnicode"] != nil {
		t.unicode(f.stream(d["ToUnicode"]))
	}
	return t
}

// wideWidths reads the widths of a font of two bytes: "first [w w w]" or "first last w".
func (t *font) wideWidths(f *file, d dict) {
	if n, ok := f.number64(d["DW"]); ok {
		t.other = n
	}
	list := f.array(d["W"])
	for i := 0; i+1 < len(list) && len(t.widths) < maxChars; {
		first := f.int(list[i])
		if ws := f.array(list[i+1]); ws != nil {
			for k, w := range ws {
				t.widths[first+k], _ = f.number64(w)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		last, w := f.int(list[i+1]), 0.0
		w, _ = f.number64(list[i+2])
		for c := first; c <= last && len(t.widths) < maxChars; c++ {
			t.widths[c] = w
		}
		i += 3
	}
}

// differences reads the names of characters that a font puts in other places.
func (t *font) differences(f *file, d dict) {
	code := 0
	for _, o := range f.array(d["Differences"]) {
		switch o := f.resolve(o).(type) {
		case float64:
			code = int(o)
		case name:
			if s := glyph(string(o)); s != "" && len(t.chars) < maxChars {
				t.chars[code] = s
			}
			code++
		}
	}
}

// unicode reads a ToUnicode table.
func (t *font) unicode(b []byte) {
	l := &lexer{b: b, raw: true}
	var args []object
	for {
		o := l.next(0)
		if e, ok := o.(end); ok {
			if e == 0 && !l.skip() {
				return
			}
			continue
		}
		word, ok := o.(op)
		if !ok {
			if args = append(args, o); len(args) > 4*maxChars {
				return
			}
			continue
		}
		switch word {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				t.set(codeOf(args[i]), 0, args[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				t.span(codeOf(args[i]), codeOf(args[i+1]), args[i+2])
			}
		}
		args = args[:0]
	}
}

func (t *font) span(from, to int, o object) {
	list, listed := o.(array)
	for c := from; c <= to && c-from < 1<<16 && len(t.chars) < maxChars; c++ {
		if !listed {
			t.set(c, c-from, o)
		} else if c-from < len(list) {
			t.set(c, 0, list[c-from])
		}
	}
}

// set says that a code is the characters o, the last of which is plus further on.
func (t *font) set(code, plus int, o object) {
	s, ok := o.(text)
	if !ok || len(s) < 2 || len(s) > 64 || len(t.chars) >= maxChars {
		return
	}
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	units[len(units)-1] += uint16(plus)
	t.chars[code] = strings.ReplaceAll(string(utf16.Decode(units)), "\x00", "")
}

func codeOf(o object) int {
	s, _ := o.(text)
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

// each calls fn for each character of s with its text, its width in thousandths and whether it is a blank of one byte.
func (t *font) each(s text, fn func(chars string, width float64, blank bool)) {
	for i := 0; i < len(s); i++ {
		code := int(s[i])
		if t.wide {
			if i+1 >= len(s) {
				return
			}
			code = code<<8 | int(s[i+1])
			i++
		}
		w, ok := t.widths[code]
		if !ok {
			w = t.other
		}
		chars, ok := t.chars[code]
		if !ok && t.narrow != nil {
			chars = string(t.narrow.DecodeByte(byte(code)))
		}
		fn(chars, w, !t.wide && code == ' ')
	}
}

// glyph returns the characters that a glyph is named after: "A", "uni1EA5", "acircumflexacute", "comma".
func glyph(s string) string {
	s, _, _ = strings.Cut(s, ".")
	if c, ok := glyphs[s]; ok {
		return c
	}
	if len(s) == 1 {
		return s
	}
	if hex, ok := strings.CutPrefix(s, "uni"); ok && len(hex) >= 4 {
		s = "u" + hex[:4]
	}
	if hex, ok := strings.CutPrefix(s, "u"); ok && len(hex) >= 4 {
		if n, err := strconv.ParseUint(hex, 16, 21); err == nil {
			return string(rune(n))
		}
	}
	if len(s) < 2 {
		return ""
	}
	out, rest := s[:1], s[1:]
	for rest != "" {
		n := 0
		for accent, mark := range accents {
			if strings.HasPrefix(rest, accent) && len(accent) > n {
				n = len(accent)
				out += mark
			}
		}
		if n == 0 {
			return ""
		}
		rest = rest[n:]
	}
	return norm.NFC.String(out)
}

var accents = map[string]string{"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "tilde": "\u0303", "dieresis": "\u0308",
	"breve": "\u0306", "horn": "\u031b", "dotbelow": "\u0323", "hookabove": "\u0309", "ring": "\u030a", "cedilla": "\u0327", "caron": "\u030c"}

var glyphs = map[string]string{"space": " ", "period": ".", "comma": ",", "colon": ":", "semicolon": ";", "hyphen": "-", "endash": "–", "emdash": "—",
	"parenleft": "(", "parenright": ")", "quotedblleft": "“", "quotedblright": "”", "quoteleft": "‘", "quoteright": "’", "quotesingle": "'", "quotedbl": `"`,
	"slash": "/", "question": "?", "exclam": "!", "percent": "%", "ampersand": "&", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
	"six": "6", "seven": "7", "eight": "8", "nine": "9", "dcroat": "đ", "Dcroat": "Đ", "dmacron": "đ", "Eth": "Đ", "bracketleft": "[", "bracketright": "]",
	"plus": "+", "equal": "=", "fi": "fi", "fl": "fl", "ellipsis": "…", "bullet": "•", "asterisk": "*", "ae": "æ", "AE": "Æ", "oslash": "ø", "Oslash": "Ø"}
