package html

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// lineBreak ends a line; two in a row end a paragraph.
func (d *document) lineBreak() {
	if d.breaks++; d.breaks > 1 {
		d.fresh = true
	}
}

// addText adds to the block in hand, or begins one.
func (d *document) addText(s []byte) {
	for len(s) > 0 {
		word := s
		if i := bytes.IndexFunc(s, blank); i >= 0 {
			word = s[:i]
		}
		if len(word) == 0 {
			n := bytes.IndexFunc(s, func(r rune) bool { return !blank(r) })
			if n < 0 {
				n = len(s)
			}
			s, d.space, d.inWord = s[n:], true, false
			continue
		}
		d.addWord(word)
		s = s[len(word):]
	}
}

// addWord adds a word or a piece of one.
func (d *document) addWord(w []byte) {
	if bytes.IndexFunc(w, func(r rune) bool { return r > '~' && visible(r) < 0 || r < ' ' }) >= 0 {
		w = bytes.Map(visible, w)
	}
	if len(w) == 0 {
		return
	}
	if d.fresh {
		d.begin()
	}
	b := &d.blocks[len(d.blocks)-1]
	switch {
	case len(b.text) == 0:
	case d.breaks > 0:
		b.text = append(b.text, '\n')
		d.inWord = false
	case d.space:
		b.text = append(b.text, ' ')
	}
	if !d.inWord {
		if d.links > 0 {
			b.linked++
		} else {
			b.words++
		}
	}
	b.text = append(b.text, w...)
	d.breaks, d.space, d.inWord = 0, false, true
}

// begin begins a block.
func (d *document) begin() {
	at := d.box()
	d.blocks = append(d.blocks, block{box: at, crossed: d.crossed, bullet: d.bullet})
	d.crossed, d.bullet, d.fresh, d.breaks, d.inWord = 0, "", false, 0, false
	b := &d.blocks[len(d.blocks)-1]
	for i := at; i >= 0; i = d.boxes[i].parent {
		switch t := d.boxes[i].tag; t {
		case atom.H1:
			b.top, b.heading = true, true
		case atom.H2, atom.H3, atom.H4:
			b.heading = true
		case atom.Td, atom.Th:
			b.row, b.cell = d.rows, d.cells
		}
	}
}

// blank holds for white space and for what stands for it.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\u3000' }

// visible drops soft hyphens and other characters without a shape.
func visible(r rune) rune {
	if r >= 0xc0 && r < 0x250 || r >= 0x1ea0 && r < 0x1f00 { // the letters of Vietnamese
		return r
	}
	if r == '\ufffc' || unicode.In(r, unicode.Cc, unicode.Cf) {
		return -1
	}
	return r
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

var blocks = tags(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog,
	atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
	atom.H6, atom.Header, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table,
	atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Time, atom.Option)

var void = tags(atom.Area, atom.Base, atom.Col, atom.Embed, atom.Frame, atom.Img, atom.Input, atom.Param, atom.Source, atom.Track, atom.Wbr)

var roles = map[atom.Atom]role{atom.Nav: layout, atom.Header: layout, atom.Footer: layout, atom.Aside: layout, atom.Figcaption: caption,
	atom.Figure: picture, atom.Time: dated, atom.Option: clutter}

func tags(list ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, t := range list {
		m[t] = true
	}
	return m
}
