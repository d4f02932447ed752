package text

// plain returns the end of the stretch from i that goes into the text as it is. A blank or a newline belongs to it only
// when a visible character follows, so that runs of blanks and those around newlines are left to step.
func (n *normaliser) plain(i int) int {
	raw := n.raw
	if raw[i] == ' ' && n.lineStart() {
		return i
	}
	for i < len(raw) {
		b := raw[i]
		switch {
		case plainASCII[b]:
			i++
		case b == 0xE1 && i+2 < len(raw) && raw[i+1]&0xFE == 0xBA && continues(raw[i+2]):
			i += 3
		case b == ' ' && i+1 < len(raw) && plainASCII[raw[i+1]]:
			i += 2
		case b == ' ':
			w := plainWidth(raw, i+1)
			if w == 0 {
				return i
			}
			i += 1 + w
		case b == '\n':
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

// plainASCII holds the visible ASCII characters but "&", which may start an entity.
var plainASCII = func() (t [256]bool) {
	for b := '!'; b <= '~'; b++ {
		t[b] = b != '&'
	}
	return t
}()

// plainWidth returns the width of the visible character at i when it is NFC in itself and known to stay as it is, otherwise 0.
// Known are ASCII, Latin (U+00C0 to U+02FF without the Đ homoglyphs Ð and ð), the Vietnamese block and the punctuation of U+2010 to U+203F.
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
