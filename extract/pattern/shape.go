package pattern

import (
	"unicode/utf8"

	"quanhe/extract/text"
)

// shapes are the token shapes a pattern can ask for.
var shapes = map[string]shape{"Cap": capShape, "Num": numShape, "Abbr": abbrShape, "Upper": upperShape, "Roman": romanShape}

type shape uint8

const (
	capShape   shape = iota // begins with a capital: Nguyễn, VN
	numShape                // digits
	abbrShape               // two capitals or more that are no Roman numeral: TTXVN, QH
	upperShape              // capitals only: VN, XIII, Ư
	romanShape              // Roman numeral in capitals: XIII
)

// fits reports whether a token of the document has the shape.
func (s shape) fits(doc *text.Document, tok *text.Token) bool {
	switch s {
	case capShape:
		return tok.Flags&text.Cap != 0
	case numShape:
		return tok.Kind == text.Number
	case abbrShape:
		return tok.Flags&text.Upper != 0 && tok.Flags&text.Roman == 0 && utf8.RuneCountInString(doc.Text[tok.Start:tok.End]) > 1
	case upperShape:
		return tok.Flags&text.Upper != 0
	case romanShape:
		return tok.Flags&text.Roman != 0
	}
	return false
}
