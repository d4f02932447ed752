// Package html takes the article out of a web page: title, date, author, address and body, without menus, related links,
// comments and whatever else stands around it. Nothing is known of any one site: the body is the stretch of the page with the
// most text outside links, and the names that designers give to boxes say what to leave out.
//
// Time and memory are linear in the size of the page, whatever its nesting.
package html

import (
	"errors"
	"strings"

	"quanhe/extract/text"
)

// ErrNoArticle says that a page has no text of its own.
var ErrNoArticle = errors.New("no article in the page: a list of links, a frameset or a page drawn by scripts; give the pages of the articles")

// A Page is what a page says.
type Page struct {
	Title  string
	Date   string // YYYY-MM-DD; of publication, empty when the page does not say so beside the article or in its head
	Author string
	URL    string // canonical; empty unless absolute
	Text   string // title, then paragraphs, a blank line between two; captions begin with [text.Picture]
}

// Article returns the article of a page, which must be UTF-8. It returns ErrNoArticle.
func Article(page []byte) (Page, error) {
	d := scan(page)
	title := d.title()
	d.mark(title)
	body := d.body(title)
	if len(body) == 0 || d.listing(body) {
		return Page{}, ErrNoArticle
	}
	p := Page{Title: d.titleText(title), URL: d.head.url}
	d.beside(&p, title, body)
	body = d.kept(body, p)
	if len(body) == 0 {
		return Page{}, ErrNoArticle
	}
	p.Text = compose(p.Title, body)
	return p, nil
}

// Fragment returns all text of a page or a piece of one, with its first heading as the title if it has any: a chapter of a
// book, an entry of a feed.
func Fragment(page []byte) Page {
	d := scan(page)
	p := Page{Title: d.head.title}
	var body []*block
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.heading && p.Title == "" || b.heading && len(body) == 0 {
			p.Title = b.line()
			continue
		}
		body = append(body, b)
	}
	p.Text = compose("", body)
	return p
}

// compose writes the title and the blocks.
func compose(title string, body []*block) string {
	var out strings.Builder
	if title != "" {
		out.WriteString(title + "\n")
	}
	item := false
	for _, b := range body {
		line := strings.Trim(string(b.text), " \n")
		if line == "" {
			continue
		}
		if out.Len() > 0 && !(item && b.bullet != "" && !b.caption) { // the items of a list stand together
			out.WriteByte('\n')
		}
		item = b.bullet != "" && !b.caption
		if b.caption {
			out.WriteString(text.Picture + strings.ReplaceAll(line, "\n", " ") + "\n")
			continue
		}
		out.WriteString(b.bullet + line + "\n")
	}
	return out.String()
}
