package text

// plain returns the end of the stretch from i that goes into the text as it is. A blank or a newline belongs to it only
// when a visible character follows, so that runs of blanks and those around newlines are left to step.
func (n *normaliser) plain(i int) int {
	raw := n.raw
	if raw[i] == ' ' && n.lineStart() {
		return i
	}
	state, k := plainVisible, i
	for ; k < len(raw); k++ {
		if state = plainStates[state|uint16(raw[k])]; state == plainStop {
			break
		}
	}
	if k == len(raw) && (state == plainVisible || state == plainNewline) {
		return k
	}
	for k--; k > i && !plainASCII[raw[k]]; k-- {
	}
	return n.plainSlowly(max(k, i))
}

// plainSlowly is plain for a stretch from i on that ends soon: it knows where the last character begins that belongs to it.
func (n *normaliser) plainSlowly(i int) int {
	raw := n.raw
	for i < len(raw) {
		switch b := raw[i]; b {
		case ' ':
			w := plainWidth(raw, i+1)
			if w == 0 {
				return i
			}
			i += 1 + w
		case '\n':
			w := plainWidth(raw, i+1)
			if w == 0 && i+1 < len(raw) && raw[i+1] != '\n' {
				return i
			}
			i += 1 + w
		default:
			w := plainWidth(raw, i)
			if w == 0 {
				return i
			}
			i += w
		}
	}
	return i
}

// The states between two bytes of a plain stretch. They are 256 apart, so that a state and a byte make a place in plainStates:
// text mixes characters of one, two and three bytes so well that a branch for each would mostly be foretold wrong.
const (
	plainVisible uint16 = iota << 8 // behind a visible character
	plainBlank
	plainNewline
	plainLast  // before the last byte of a character
	plainLatin // before the second byte of U+00C0 to U+00FF
	plainViet  // before the second byte of U+1E80 to U+1EFF
	plainMark  // before the second byte of U+2010 to U+203F
	plainMarked
	plainStop
)

// plainStates holds the state behind a byte, by the state before it.
var plainStates = func() (t [plainStop]uint16) {
	for i := range t {
		t[i] = plainStop
	}
	for _, from := range []uint16{plainVisible, plainBlank, plainNewline} {
		for b, plain := range plainASCII {
			if plain {
				t[from|uint16(b)] = plainVisible
			}
		}
		for b := uint16(0xC4); b <= 0xCB; b++ {
			t[from|b] = plainLast
		}
		t[from|0xC3], t[from|0xE1], t[from|0xE2] = plainLatin, plainViet, plainMark
	}
	t[plainVisible|' '], t[plainVisible|'\n'], t[plainNewline|'\n'] = plainBlank, plainNewline, plainNewline
	for b := uint16(0x80); b <= 0xBF; b++ {
		t[plainLast|b] = plainVisible
		if b&^0x20 != 0x90 { // Ð and ð
			t[plainLatin|b] = plainVisible
		}
		if b >= 0x90 && b <= 0xA7 || b >= 0xB0 {
			t[plainMarked|b] = plainVisible
		}
	}
	t[plainViet|0xBA], t[plainViet|0xBB], t[plainMark|0x80] = plainLast, plainLast, plainMarked
	return t
}()

// plainASCII holds the visible ASCII characters but "&", which may start an entity.
var plainASCII = func() (t [256]bool) {
	for b := '!'; b <= '~'; b++ {
		t[b] = b != '&'
	}
	return t
}()

// plainWidth returns the width of the visible character at i when it is NFC in itself and known to stay as it is, otherwise 0.
// Known are ASCII, Latin (U+00C0 to U+02FF without the Đ homoglyphs Ð and ð), the Vietnamese block and the punctuation
// of U+2010 to U+203F.
func plainWidth(raw []byte, i int) int {
	if i >= len(raw) {
		return 0
	}
	switch b := raw[i]; {
	case plainASCII[b]:
		return 1
	case b == 0xE1 && i+2 < len(raw) && raw[i+1]&0xFE == 0xBA && continues(raw[i+2]):
		return 3
	case b >= 0xC3 && b <= 0xCB && i+1 < len(raw) && continues(raw[i+1]):
		if b == 0xC3 && raw[i+1]&^0x20 == 0x90 {
			return 0
		}
		return 2
	case b == 0xE2 && i+2 < len(raw) && raw[i+1] == 0x80 && (raw[i+2] >= 0x90 && raw[i+2] <= 0xA7 || raw[i+2] >= 0xB0 && raw[i+2] <= 0xBF):
		return 3
	}
	return 0
}

// continues reports whether b is a byte of UTF-8 that goes on with a character.
func continues(b byte) bool { return b&0xC0 == 0x80 }
