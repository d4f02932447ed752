package text

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A normaliser makes Document.Text of a source and notes every change. Long stretches without change are found by
// looking at single bytes and copied at once; everything else goes through step, one atom after the other.
type normaliser struct {
	raw   []byte
	out   []byte
	edits []edit
	seg   []byte // scratch: a letter with its marks

	composed map[string]string // what norm.NFC made of the segments seen; there are few different ones
}

// maxComposed bounds the memory of segments seen.
const maxComposed = 1024

// run makes all of the text. Its error is an *InvalidError.
func (n *normaliser) run() error {
	n.out = slices.Grow(n.out[:0], len(n.raw))
	for i := 0; i < len(n.raw); {
		j := n.plain(i)
		n.out = append(n.out, n.raw[i:j]...)
		if i = j; i < len(n.raw) {
			if i = n.step(i); i < 0 {
				return &InvalidError{Offset: j}
			}
		}
	}
	return nil
}

// lineStart reports whether nothing stands yet in the line being written.
func (n *normaliser) lineStart() bool {
	return len(n.out) == 0 || n.out[len(n.out)-1] == '\n'
}

// step writes the atom at i and returns the index after it, -1 when the bytes there are not UTF-8.
func (n *normaliser) step(i int) int {
	a := atomAt(n.raw, i)
	switch a.class {
	case dropped:
		n.note(len(n.out), i, a.end)
		return a.end
	case newline:
		start := len(n.out)
		n.out = append(n.out, '\n')
		n.note(start, i, a.end)
		return a.end
	case blank:
		return n.blanks(i)
	case invalid:
		return -1
	}
	return n.segment(i, a)
}

// blanks writes the run of blanks at i as one space, or as nothing at the borders of a line.
func (n *normaliser) blanks(i int) int {
	end, last := i, atom{}
	for end < len(n.raw) {
		if last = atomAt(n.raw, end); last.class != blank && last.class != dropped {
			break
		}
		end = last.end
	}
	start := len(n.out)
	if !n.lineStart() && end < len(n.raw) && last.class != newline {
		n.out = append(n.out, ' ')
	}
	n.note(start, i, end)
	return end
}

// segment writes the visible atom a at i together with the marks that follow it, and with the letter before it
// if a is itself a mark.
func (n *normaliser) segment(i int, a atom) int {
	start, src := len(n.out), i
	n.seg = n.seg[:0]
	if !boundaryBefore(a.first()) && !n.lineStart() && n.out[start-1] != ' ' {
		start, src = n.takeBack()
		n.seg = append(n.seg, n.out[start:]...)
		n.out = n.out[:start]
	}
	n.seg = append(n.seg, a.text...)
	end := a.end
	for at := end; at < len(n.raw); {
		a = atomAt(n.raw, at)
		if at = a.end; a.class == dropped {
			continue
		}
		if a.class != visible || boundaryBefore(a.first()) {
			break
		}
		n.seg = append(n.seg, a.text...)
		end = at
	}
	n.compose()
	n.note(start, src, end)
	return end
}

// compose writes seg in NFC.
func (n *normaliser) compose() {
	if s, ok := n.composed[string(n.seg)]; ok {
		n.out = append(n.out, s...)
		return
	}
	start := len(n.out)
	n.out = append(n.out, norm.NFC.Bytes(n.seg)...)
	if n.composed == nil {
		n.composed = make(map[string]string)
	}
	if len(n.composed) < maxComposed && len(n.seg) <= 4*utf8.UTFMax {
		n.composed[string(n.seg)] = string(n.out[start:])
	}
}

// takeBack gives up the last character written, with its edits, and returns where it starts in the text and in the source.
func (n *normaliser) takeBack() (start, src int) {
	_, w := utf8.DecodeLastRune(n.out)
	start = len(n.out) - w
	for k := len(n.edits) - 1; k >= 0; k-- {
		e := n.edits[k]
		if int(e.textEnd) <= start {
			return start, int(e.srcEnd) + start - int(e.textEnd)
		}
		n.edits = n.edits[:k]
		if int(e.text) < int(e.textEnd) { // the character itself was made of something else: give back all of it
			return int(e.text), int(e.src)
		}
	}
	return start, start
}

// note records that the text from start on was made of source[src:end], unless they are the same bytes.
func (n *normaliser) note(start, src, end int) {
	if bytes.Equal(n.out[start:], n.raw[src:end]) {
		return
	}
	if k := len(n.edits) - 1; k >= 0 && start == len(n.out) {
		if e := &n.edits[k]; e.text == e.textEnd && int(e.text) == start && int(e.srcEnd) == src {
			e.srcEnd = int32(end)
			return
		}
	}
	n.edits = append(n.edits, edit{text: int32(start), textEnd: int32(len(n.out)), src: int32(src), srcEnd: int32(end)})
}

// boundaryBefore reports whether r can neither join nor be reordered with what stands before it.
func boundaryBefore(r rune) bool {
	switch {
	case r < 0x300:
		return true
	case r < 0x34F: // the common combining marks
		return false
	}
	var b [utf8.UTFMax]byte
	return norm.NFC.Properties(b[:utf8.EncodeRune(b[:], r)]).BoundaryBefore()
}
