package rules

import "unicode/utf8"

// wrongLetters look right on the screen and never match the text, which is composed and cleaned of them.
var wrongLetters = map[rune]string{
	'Ð': "Icelandic Ð: write the Vietnamese Đ", 'ð': "Icelandic ð: write the Vietnamese đ",
	'\u00a0': "no-break space: write a space", '\u200b': "zero-width space: delete it", '\ufeff': "byte order mark: delete it",
}

// The letters of Vietnamese that bear a tone mark and some more stand in one block.
const vietnameseFirst, vietnameseLast = 'Ạ', 'ỹ'

// letters reports faults of spelling that an editor cannot see.
func (r *reader) letters(src []byte) bool {
	if !utf8.Valid(src) {
		r.errs.Add(Pos{File: r.file}, "not UTF-8: save the file as UTF-8")
		return false
	}
	if !suspect(src) {
		return true
	}
	p := Pos{File: r.file, Line: 1}
	for _, c := range string(src) {
		if p.Col++; c > '\n' && c < utf8.RuneSelf {
			continue
		}
		switch {
		case c == '\n':
			p.Line, p.Col = p.Line+1, 0
		case c >= 0x300 && c <= 0x36f:
			r.errs.Add(p, "combining mark U+%04X: save the text in composed form (NFC)", c)
		case c >= vietnameseFirst && c <= vietnameseLast: // most of the others
		case wrongLetters[c] != "":
			r.errs.Add(p, "%s", wrongLetters[c])
		}
	}
	return true
}

// suspect reports whether a byte of src may be the first of a wrong letter or of a combining mark: of letters of Vietnamese,
// only those with two bytes that C3 begins have one of these.
func suspect(src []byte) bool {
	for i, b := range src {
		switch b {
		case 0xC3: // À to ý, among them Ð and ð
			if src[i+1]&^0x20 == 0x90 {
				return true
			}
		case 0xC2, 0xCC, 0xCD, 0xEF:
			return true
		case 0xE2:
			if src[i+1] == 0x80 && src[i+2] == 0x8B {
				return true
			}
		}
	}
	return false
}
