package pattern

import "quanhe/extract/text"

// glossLen is how many tokens an abbreviation in brackets has: ( UBND ).
const glossLen = 3

// maxGlossed is how many tokens of a name may stand before the abbreviation that stands inside it.
const maxGlossed = 8

// gloss reports whether an abbreviation stands in the brackets that open at token i, such as a name holds where it is first told:
// Ban Thường vụ (BTV) Tỉnh ủy.
func (in *Input) gloss(i int) bool {
	if i+glossLen > len(in.Doc.Tokens) || in.Doc.Word(i+2) != ")" {
		return false
	}
	t := &in.Doc.Tokens[i+1]
	return t.Kind == text.Word && t.Flags&text.Upper != 0 && t.End-t.Start > 1
}

// over returns the forms that start at token i and go on behind the abbreviation at token g, longest first.
func (in *Input) over(lexicons *Trie, i, g, end int) []Hit {
	in.bridged = append(append(in.bridged[:0], in.IDs[i:g]...), in.IDs[g+glossLen:end]...)
	in.long = lexicons.Match(in.long[:0], in.bridged, 0, in.Doc.Tokens[i].Flags&text.Cap != 0)
	for k := range in.long {
		if int(in.long[k].Len) <= g-i {
			return in.long[:k]
		}
		in.long[k].Len += glossLen
	}
	return in.long
}
