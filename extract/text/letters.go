package text

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A letter is what matching and syllable analysis need to know of one code point.
type letter struct {
	lower uint16 // lower-case form, tone kept; 0 when the code point is no letter
	base  uint16 // lower-case form without tone: "ằ" -> "ă", "é" -> "e"; other accents stay
	tone  tone
	class letterClass

	folded uint16 // lower-case form without any accent: "ằ" -> "a"; 0 outside the table, and for what is no letter
}

// tone is one of the six tones of Vietnamese in the order of the letters below.
type tone uint8

const (
	level  tone = iota // ngang: no mark
	grave              // huyền
	acute              // sắc
	hook               // hỏi
	tilde              // ngã
	dotted             // nặng
)

type letterClass uint8

const (
	isLetter letterClass = 1 << iota
	isUpper
	isVowel  // of the Vietnamese alphabet, with or without tone
	isToned  // with tone
	isAccent // a Vietnamese letter outside ASCII

	vowelBit, tonedBit = 2, 3 // places of isVowel and isToned
)

// toneRows lists each Vietnamese vowel with its six tones.
var toneRows = [...]string{
	"aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
	"oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
}

const (
	latinEnd  = 0x250  // the table covers U+0000 up to here
	vietFirst = 0x1E80 // and, of the block before it, the toned Vietnamese letters
	vietEnd   = 0x1F00
)

// letters is the table behind letterOf: Latin first, then the Vietnamese block.
var letters = makeLetters()

func makeLetters() [latinEnd + vietEnd - vietFirst]letter {
	var table [latinEnd + vietEnd - vietFirst]letter
	for i := range table {
		r := rune(i)
		if i >= latinEnd {
			r = rune(i - latinEnd + vietFirst)
		}
		if !unicode.IsLetter(r) {
			continue
		}
		low := unicode.ToLower(r)
		table[i] = letter{lower: uint16(low), base: uint16(low), class: isLetter}
		if bare := []rune(norm.NFD.String(string(r))); !slices.ContainsFunc(bare[1:], func(c rune) bool { return !unicode.Is(unicode.Mn, c) }) {
			table[i].folded = uint16(plain(unicode.ToLower(bare[0])))
		}
		if low != r {
			table[i].class |= isUpper
		}
	}
	for _, row := range toneRows {
		base, _ := utf8.DecodeRuneInString(row)
		var t tone
		for _, r := range row {
			for _, r := range [2]rune{r, unicode.ToUpper(r)} {
				e := &table[letterIndex(r)]
				e.base, e.tone = uint16(base), t
				e.class |= isVowel
				if r >= utf8.RuneSelf {
					e.class |= isAccent
				}
				if t != level {
					e.class |= isToned
				}
			}
			t++
		}
	}
	for _, r := range "đĐ" {
		table[r].class |= isAccent
	}
	table['Ð'].lower, table['ð'].lower = 'đ', 'đ' // Icelandic eth: Parse never leaves one, lexicons may hold one
	return table
}

// letterIndex returns the place of r in the table, or -1.
func letterIndex(r rune) int {
	switch {
	case uint32(r) < latinEnd:
		return int(r)
	case r >= vietFirst && r < vietEnd:
		return int(r) - vietFirst + latinEnd
	}
	return -1
}

// Letters of other scripts have no base and no tone. Marks count as letters.
var noLetter, otherLetter, otherUpper = letter{}, letter{class: isLetter}, letter{class: isLetter | isUpper}

// letterOf describes r.
func letterOf(r rune) *letter {
	switch i := letterIndex(r); {
	case i >= 0:
		return &letters[i]
	case !unicode.In(r, unicode.Letter, unicode.Mark):
		return &noLetter
	case unicode.IsUpper(r):
		return &otherUpper
	}
	return &otherLetter
}

// letterIn describes the character of s at i and gives its width. s need not be valid.
func letterIn(s string, i int) (*letter, int) {
	b := s[i]
	switch {
	case b < utf8.RuneSelf:
		return &letters[b], 1
	case b >= 0xC3 && b <= 0xC8 && i+1 < len(s) && s[i+1]&0xC0 == 0x80: // U+00C0 to U+023F
		return &letters[int(b&0x1F)<<6|int(s[i+1]&0x3F)], 2
	case b == 0xE1 && i+2 < len(s) && s[i+1]&0xFE == 0xBA && s[i+2]&0xC0 == 0x80:
		return &letters[vietnamese(s[i+1], s[i+2])], 3
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	return letterOf(r), w
}

// vietnamese returns the place in the table of the character from vietFirst to vietEnd whose last two bytes these are.
func vietnamese(b, c byte) int { return int(b&1)<<6 | int(c&0x3F) + latinEnd }

// withTone returns base carrying t, or base when it is no Vietnamese vowel.
func withTone(base uint16, t tone) rune {
	for _, row := range toneRows {
		if first, _ := utf8.DecodeRuneInString(row); first != rune(base) {
			continue
		}
		var i tone
		for _, r := range row {
			if i == t {
				return r
			}
			i++
		}
	}
	return rune(base)
}
