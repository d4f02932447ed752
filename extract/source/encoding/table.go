package encoding

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// A codec decodes one of the encodings that have ASCII in their lower half.
type codec struct {
	name   Name
	table  *[256]rune
	marked bool // a letter may be followed by its accents: compose them
	pairs  bool // VNI: a letter and the byte behind it are one
}

// codecs are those that a text is tried with, the likeliest first.
func codecs() []codec {
	return []codec{
		{name: Windows1258, table: windows1258, marked: true},
		{name: TCVN3, table: tcvn3, marked: true},
		{name: VISCII, table: viscii},
		{name: VNI, table: vni, pairs: true},
	}
}

func legacy(name Name) codec {
	for _, c := range codecs() {
		if c.name == name {
			return c
		}
	}
	panic("encoding: no table for " + string(name))
}

// text appends b to dst, decoded and composed.
func (c codec) text(dst, b []byte) []byte {
	start := len(dst)
	for i := 0; i < len(b); i++ {
		r := c.table[b[i]]
		if c.pairs && i+1 < len(b) {
			if both, ok := vniPairs[[2]byte{b[i], b[i+1]}]; ok {
				r = both
				i++
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	if c.marked && !norm.NFC.IsNormal(dst[start:]) {
		dst = append(dst[:start], norm.NFC.Bytes(dst[start:])...)
	}
	return dst
}

var (
	windows1258 = charTable(charmap.Windows1258)
	tcvn3       = newTable(map[int]string{
		0x01: "ÚỤ", 0x04: "ỪỬỮ", 0x11: "ỨỰỲỶỸÝỴ",
		0x80: "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ" +
			"\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ" +
			"ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò" +
			"ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
	})
	viscii = newTable(map[int]string{
		0x02: "Ẳ", 0x05: "ẴẪ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1e: "Ỵ",
		0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" +
			"ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ" +
			"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư" +
			"àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
	})
	vni      = newVNI()
	vniPairs = newVNIPairs()
)

// charTable returns the table of a code page; bytes without a character stand for the control characters of Latin-1.
func charTable(m *charmap.Charmap) *[256]rune {
	var t [256]rune
	for i := range t {
		if t[i] = m.DecodeByte(byte(i)); t[i] == utf8.RuneError {
			t[i] = rune(i)
		}
	}
	return &t
}

// newTable returns ASCII with the runs of characters from the bytes given.
func newTable(runs map[int]string) *[256]rune {
	var t [256]rune
	for i := range t {
		t[i] = rune(i)
	}
	for at, run := range runs {
		for _, r := range run {
			t[at] = r
			at++
		}
	}
	return &t
}

// vniSingles are the letters that are one byte in VNI, by the character of windows-1252 at that byte.
const vniSingles = "ôơ öư ñđ íí ìì æỉ óĩ òị îỵ"

// vniAccents are the letters with each character of windows-1252 that gives them an accent, and what both are together.
const vniAccents = "a ùá øà ûả õã ïạ ââ áấ àầ åẩ ãẫ äậ êă éắ èằ úẳ üẵ ëặ" +
	" e ùé øè ûẻ õẽ ïẹ âê áế àề åể ãễ äệ" +
	" o ùó øò ûỏ õõ ïọ âô áố àồ åổ ãỗ äộ" +
	" ô ùớ øờ ûở õỡ ïợ u ùú øù ûủ õũ ïụ ö ùứ øừ ûử õữ ïự y ùý øỳ ûỷ õỹ"

// newVNI returns windows-1252 with the letters of VNI in their places, small and capital.
func newVNI() *[256]rune {
	t := *charTable(charmap.Windows1252)
	for at, letter := range pairsOf(vniSingles) {
		t[latin(at)], t[latin(unicode.ToUpper(at))] = letter, unicode.ToUpper(letter)
	}
	return &t
}

// newVNIPairs returns the letters of two bytes. A capital may have its accent in either case.
func newVNIPairs() map[[2]byte]rune {
	pairs := map[[2]byte]rune{}
	var letter rune
	for _, word := range fields(vniAccents) {
		if len(word) == 1 {
			letter = word[0]
			continue
		}
		small, large := latin(letter), latin(unicode.ToUpper(letter))
		mark, upper := latin(word[0]), latin(unicode.ToUpper(word[0]))
		pairs[[2]byte{small, mark}] = word[1]
		pairs[[2]byte{large, mark}] = unicode.ToUpper(word[1])
		pairs[[2]byte{large, upper}] = unicode.ToUpper(word[1])
	}
	return pairs
}

// latin returns the byte of r in windows-1252.
func latin(r rune) byte {
	b, ok := charmap.Windows1252.EncodeRune(r)
	if !ok {
		panic("encoding: no character of windows-1252: " + string(r))
	}
	return b
}

func pairsOf(s string) map[rune]rune {
	m := map[rune]rune{}
	for _, w := range fields(s) {
		m[w[0]] = w[1]
	}
	return m
}

// fields cuts s at its spaces.
func fields(s string) [][]rune {
	var all [][]rune
	var word []rune
	for _, r := range s + " " {
		if r != ' ' {
			word = append(word, r)
		} else if len(word) > 0 {
			all, word = append(all, word), nil
		}
	}
	return all
}
