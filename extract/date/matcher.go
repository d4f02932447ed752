package date

import (
	"strings"
	"unicode/utf8"

	"quanhe/extract/text"
)

// A matcher reads the tokens [first, end) of a document. Every reading method takes the index of a token and is safe
// outside the range, where there is nothing. Methods that read something return the index after it, 0 when they fail.
type matcher struct {
	text       string
	tokens     []text.Token
	first, end int
}

// str is the text of token i, "" outside the range.
func (m *matcher) str(i int) string {
	if i < m.first || i >= m.end {
		return ""
	}
	t := &m.tokens[i]
	return m.text[t.Start:t.End]
}

// is reports whether token i is one of the words, given in lower case. Capitals in the text do not matter.
func (m *matcher) is(i int, words ...string) bool {
	s := m.str(i)
	if s == "" {
		return false
	}
	capital := m.tokens[i].Flags&text.Cap != 0
	for _, w := range words {
		switch {
		case len(s) != len(w):
		case s[0] == w[0] && s == w:
			return true
		case capital && sameFirst(s[0], w[0]) && strings.EqualFold(s, w):
			return true
		}
	}
	return false
}

// sameFirst reports whether two words can be the same but for capitals, by their first bytes.
func sameFirst(a, b byte) bool {
	return a|0x20 == b|0x20 || a >= utf8.RuneSelf || b >= utf8.RuneSelf
}

// phrase returns the index after the words when they stand at i one after the other, else 0.
func (m *matcher) phrase(i int, words ...string) int {
	for k, w := range words {
		if !m.is(i+k, w) {
			return 0
		}
	}
	return i + len(words)
}

func (m *matcher) has(i int, f text.Flags) bool {
	return i >= m.first && i < m.end && m.tokens[i].Flags&f != 0
}

func (m *matcher) kind(i int) text.Kind {
	if i < m.first || i >= m.end {
		return 0
	}
	return m.tokens[i].Kind
}

// glued reports whether token i follows the one before without white space.
func (m *matcher) glued(i int) bool {
	return i > m.first && i < m.end && m.tokens[i].Flags&(text.Space|text.LineStart) == 0
}

// mark is the punctuation mark at i, with every dash as '-'; 0 when there is none or it is not among those the grammar uses.
func (m *matcher) mark(i int) byte {
	if m.kind(i) != text.Punct {
		return 0
	}
	switch s := m.str(i); s {
	case "-", "–", "—", "‑", "−", "‐":
		return '-'
	default:
		return s[0]
	}
}

// number is the value of the digits at i and how many there are; 0 digits when there is no number of at most four.
func (m *matcher) number(i int) (value, digits int) {
	if m.kind(i) != text.Number {
		return 0, 0
	}
	s := m.str(i)
	if len(s) > 4 {
		return 0, 0
	}
	for _, c := range []byte(s) {
		value = value*10 + int(c-'0')
	}
	return value, len(s)
}

// dayNumber is a number from 1 to 31 in one or two digits, else 0.
func (m *matcher) dayNumber(i int) int {
	if v, digits := m.number(i); digits <= 2 && v <= 31 {
		return v
	}
	return 0
}

// year is a year in four digits, else 0.
func (m *matcher) year(i int) int {
	v, digits := m.number(i)
	if digits == 4 && v >= 1000 && v <= 2100 {
		return v
	}
	return 0
}

// joint is the mark at i when it stands without spaces between two numbers, as in 14.12; else 0.
func (m *matcher) joint(i int) byte {
	if m.glued(i) && m.glued(i+1) && m.kind(i-1) == text.Number && m.kind(i+1) == text.Number {
		return m.mark(i)
	}
	return 0
}

// opens reports whether a number at i begins there, and is not the tail of COVID-19, QH15, 3,5 or 52.000.
func (m *matcher) opens(i int) bool {
	if !m.glued(i) {
		return true
	}
	if m.kind(i-1) != text.Punct {
		return false
	}
	switch m.mark(i - 1) {
	case '-', '/', '.':
		return m.mark(i-2) == ')' || m.mark(i-1) == '-' && !m.glued(i-1)
	case ',':
		return m.kind(i-2) != text.Number
	}
	return true
}

// closes reports whether a number before token i ends there, and is not the head of 30/2020/NĐ-CP, 12/3% or 5/2m.
// A dash before a number or a space leaves a range open and does not hinder.
func (m *matcher) closes(i int) bool {
	if !m.glued(i) {
		return true
	}
	switch m.kind(i) {
	case text.Number:
		return false
	case text.Word:
		return m.has(i, text.Cap) // a lost line break: "12/4Thủ tướng"
	}
	inside := m.glued(i+1) && m.kind(i+1) != text.Punct
	switch m.mark(i) {
	case '/', '%', '+':
		return false
	case '-':
		return !inside || m.kind(i+1) == text.Number
	case '.', ',':
		return !inside || m.kind(i+1) == text.Word
	}
	return true
}

// begins reports whether token i begins a sentence, a quotation or a clause of its own.
func (m *matcher) begins(i int) bool {
	return i == m.first || m.has(i, text.LineStart) || m.kind(i-1) == text.Punct && m.mark(i-1) != ','
}

// ends reports whether a clause or group ends before token i.
func (m *matcher) ends(i int) bool {
	return i >= m.end || m.kind(i) == text.Punct
}
