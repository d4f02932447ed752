package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"quanhe/extract/source/feed"
	"quanhe/extract/source/html"
)

// feed reads the items of an RSS or Atom file.
func (r *reader) feed(in *input) error {
	text, name := decoded(in.r)
	items := feed.NewReader(text, r.limit)
	for n := 1; ; n++ {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		item, err := items.Next()
		p := fmt.Sprintf("%s/%d", in.path, n)
		if err == io.EOF {
			if n == 1 {
				return r.fail(in.path, 0, ErrEmpty)
			}
			return nil
		}
		if errors.Is(err, feed.ErrTooLarge) {
			err = r.tooLarge("feed item")
		} else if err != nil {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if err != nil {
			return r.fail(p, 0, err)
		}
		d, err := r.item(item)
		if d.ID = fmt.Sprintf("%s#%d", in.id, n); item.ID != "" {
			d.ID = in.id + "/" + item.ID
		}
		d.Format, d.Encoding = Feed, string(name)
		if err != nil {
			err = r.fail(p, 0, err)
		} else {
			err = r.document(d, p, 0)
		}
		if err != nil {
			return err
		}
	}
}

// item makes a document of an item: its title, then its text.
func (r *reader) item(item feed.Item) (Document, error) {
	plain := func(s string) string { return strings.Join(strings.Fields(html.Fragment([]byte(s)).Text), " ") }
	d := Document{Title: plain(item.Title), URL: item.URL, Author: plain(item.Author), Date: html.Day(item.Date)}
	body := html.Fragment([]byte(item.Content))
	var b bytes.Buffer
	for _, part := range []string{d.Title + "\n", body.Title + "\n", "\n", body.Text} {
		if part != "\n" || b.Len() > 0 {
			b.WriteString(part)
		}
	}
	d.Text = bytes.TrimLeft(b.Bytes(), "\n")
	if err := checkText(d.Text); err != nil {
		return d, err
	}
	d.refont()
	if len(d.Text) > r.limit {
		return d, r.tooLarge("feed item")
	}
	return d, nil
}
