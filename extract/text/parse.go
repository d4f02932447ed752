package text

import (
	"bytes"
	"slices"
	"strings"
)

// Parse normalises raw, which must be UTF-8, and finds its lines, tokens and sentences. Empty text gives an empty document.
// It returns *BinaryError, *InvalidError or *SizeError. The document does not keep raw.
func Parse(raw []byte) (*Document, error) { return new(Parser).Parse(raw) }

// A Parser parses one text after the other in the same room. Its zero value is ready; it belongs to one goroutine.
type Parser struct {
	Words Words // to number tokens by, nil for none

	memo       memo
	doc        Document
	normaliser normaliser
	blocks     []block
	key        []byte
	photos     []int32
}

// Parse is the function of that name, but that the document, other than its Text, is good only until the next call.
func (p *Parser) Parse(raw []byte) (*Document, error) {
	if err := check(raw); err != nil {
		return nil, err
	}
	n, d := &p.normaliser, &p.doc
	n.raw, n.out, n.edits = raw, n.out[:0], n.edits[:0]
	err := n.run()
	if n.raw = nil; err != nil {
		return nil, err
	}
	d.Text = string(n.out)
	d.Credits = d.Credits[:0]
	d.offsets = newOffsets(d.Text, raw, n.edits, d.offsets.points)
	d.findLines()
	if d.Words = p.Words; p.Words == nil {
		d.Tokens = AppendTokens(d.Tokens[:0], d.Text)
	} else {
		p.memo.reset(p.Words)
		d.number(&p.memo)
	}
	c := classifier{d: d, blocks: p.blocks, key: p.key, photos: p.photos}
	if bytes.IndexByte(raw, '\f') >= 0 {
		c.feeds = raw
	}
	if bytes.Contains(raw, []byte(Picture)) {
		c.marked = raw
	}
	c.findPhotos()
	c.findBlocks()
	d.findSentences(c.blocks)
	c.glued()
	c.findCredits()
	p.blocks, p.key, p.photos = c.blocks, c.key, c.photos
	return d, nil
}

// check returns the error that makes raw no text, but for what is not UTF-8: that the normaliser meets.
func check(raw []byte) error {
	if len(raw) > MaxSource {
		return &SizeError{Size: len(raw)}
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		return &BinaryError{Offset: i}
	}
	return nil
}

// findLines cuts the text at its newlines. A text that ends in a newline has no empty line after it.
func (d *Document) findLines() {
	d.Lines = slices.Grow(d.Lines[:0], strings.Count(d.Text, "\n")+1)
	for at := 0; at < len(d.Text); {
		end := strings.IndexByte(d.Text[at:], '\n')
		if end < 0 {
			end = len(d.Text) - at
		}
		d.Lines = append(d.Lines, Line{Start: int32(at), End: int32(at + end), Kind: Body})
		at += end + 1
	}
}
