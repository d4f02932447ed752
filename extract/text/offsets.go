package text

import (
	"math/bits"
	"slices"
	"sort"
)

// An edit is one place where the text differs from its source: Text[text:textEnd] was made of source[src:srcEnd] as a whole.
// Between two edits source and text agree byte for byte. A dropped character is an edit with no text.
type edit struct {
	text, textEnd int32
	src, srcEnd   int32
	point         int32 // code points of the source before src
	shift         int32 // code points of the source before srcEnd, less those of the text before textEnd
}

// offsets leads from the text back to the source. Its zero value with no edits is the identity.
type offsets struct {
	edits  []edit
	points []int32 // code points of the text before every block of pointBlock bytes
}

// pointBlock is how many bytes of text share one sample of the code point count: as many as are counted at once.
const pointBlock = 8

// newOffsets completes edits with code points; room is used for its samples.
func newOffsets(text string, source []byte, edits []edit, room []int32) offsets {
	o := offsets{edits: edits, points: slices.Grow(room[:0], len(text)/pointBlock+1)}
	count := int32(0)
	for at := 0; at+pointBlock <= len(text); at += pointBlock {
		o.points = append(o.points, count)
		count += pointBlock - int32(bits.OnesCount64(continuing(eightBytes(text[at:at+pointBlock]))))
	}
	o.points = append(o.points, count)
	var last edit
	point, textPoint := 0, 0
	for i := range edits {
		e := &edits[i]
		same := countPoints(source[last.srcEnd:e.src])
		e.point = int32(point + same)
		point += same + countPoints(source[e.src:e.srcEnd])
		textPoint += same + countPoints(text[e.text:e.textEnd])
		e.shift = int32(point - textPoint)
		last = *e
	}
	return o
}

// textPoints counts the code points of text before pos.
func (o *offsets) textPoints(text string, pos int) int {
	block := pos / pointBlock
	at, count := block*pointBlock, int(o.points[block])
	if at+pointBlock > len(text) {
		return count + countPoints(text[at:pos])
	}
	before := continuing(eightBytes(text[at:at+pointBlock])) & (1<<(8*(pos-at)) - 1)
	return count + pos - at - bits.OnesCount64(before)
}

// continuing returns a one for each of eight bytes that goes on with a character, 10xxxxxx.
func continuing(b uint64) uint64 { return b >> 7 &^ (b >> 6) & 0x0101010101010101 }

// countPoints counts the code points of valid UTF-8: the bytes that continue none, eight at a time.
func countPoints[T string | []byte](s T) int {
	n, i := len(s), 0
	for ; i+8 <= len(s); i += 8 {
		b := s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56 // one load
		n -= bits.OnesCount64(continuing(x))
	}
	for ; i < len(s); i++ {
		if int8(s[i]) < -0x40 {
			n--
		}
	}
	return n
}

// SourceBytes returns the bytes of the source that Text[start:end] was made of. Whole source characters are given: a letter with
// its combining marks, an entity. Characters that left no trace count only between others. An empty span gives an empty one.
func (d *Document) SourceBytes(start, end int) (from, to int) {
	o := &d.offsets
	from = start
	if i := o.starting(start + 1); i >= 0 {
		e := &o.edits[i]
		if from = int(e.srcEnd) + start - int(e.textEnd); start < int(e.textEnd) {
			from = int(e.src)
		}
	}
	if end <= start {
		return from, from
	}
	to = end
	if i := o.starting(end); i >= 0 {
		e := &o.edits[i]
		if to = int(e.srcEnd); end > int(e.textEnd) {
			to += end - int(e.textEnd)
		}
	}
	return from, to
}

// Source is SourceBytes in Unicode code points of the source.
func (d *Document) Source(start, end int) (from, to int) {
	o := &d.offsets
	from = o.textPoints(d.Text, start)
	if i := o.starting(start + 1); i >= 0 {
		e := &o.edits[i]
		if from += int(e.shift); start < int(e.textEnd) {
			from = int(e.point)
		}
	}
	if end <= start {
		return from, from
	}
	if len(o.edits) == 0 && end-start < pointBlock {
		return from, from + countPoints(d.Text[start:end])
	}
	i := o.starting(end)
	if i < 0 {
		return from, o.textPoints(d.Text, end)
	}
	e := &o.edits[i]
	return from, o.textPoints(d.Text, max(end, int(e.textEnd))) + int(e.shift)
}

// starting returns the index of the last edit whose text starts before pos, or -1.
func (o *offsets) starting(pos int) int {
	if len(o.edits) == 0 {
		return -1
	}
	return sort.Search(len(o.edits), func(i int) bool { return int(o.edits[i].text) >= pos }) - 1
}
