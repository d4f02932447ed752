package source

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"

	"quanhe/extract/source/docx"
	"quanhe/extract/source/encoding"
	"quanhe/extract/source/epub"
	"quanhe/extract/source/html"
)

// opener opens files of an archive as what comes out of in.
func (in *input) opener() func(*zip.File) (io.ReadCloser, error) {
	return func(f *zip.File) (io.ReadCloser, error) {
		open, err := openEntry(f)
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{in.meter.unpacked(open), open}, nil
	}
}

// docx reads a Word file.
func (r *reader) docx(in *input, z *zip.Reader) error {
	for _, f := range z.File {
		if f.Name != "word/document.xml" {
			continue
		}
		open, err := in.opener()(f)
		if err != nil {
			return r.fail(in.path, 0, err)
		}
		defer open.Close()
		text, err := docx.Text(open, r.limit)
		switch {
		case errors.Is(err, docx.ErrTooLarge):
			err = r.tooLarge("text")
		case err != nil && damage(err) == err && !in.meter.burst:
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if err != nil {
			return r.fail(in.path, 0, err)
		}
		d := Document{Text: []byte(text), Format: DOCX}
		if err := checkText(d.Text); err != nil {
			return r.fail(in.path, 0, err)
		}
		d.refont()
		return r.single(d, in)
	}
	return nil // the caller has seen it there
}

// epub reads the chapters of a book. Those without text, such as covers, are passed over.
func (r *reader) epub(in *input, z *zip.Reader) error {
	book, err := epub.Open(z, in.opener())
	if err != nil {
		if damage(err) == err && !in.meter.burst {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return r.fail(in.path, 0, err)
	}
	found := false
	for _, c := range book.Chapters {
		d, err := r.chapter(in, c)
		if errors.Is(err, ErrEmpty) {
			continue
		}
		found = true
		if err != nil {
			err = r.fail(in.path+"/"+c.Name, 0, err)
		} else {
			d.ID, d.Author, d.Date = in.id+"/"+entryName(c.Name), book.Author, html.Day(book.Date)
			err = r.document(d, in.path+"/"+c.Name, 0)
		}
		if err != nil || in.meter.burst {
			return err
		}
	}
	if !found {
		return r.fail(in.path, 0, ErrEmpty)
	}
	return nil
}

// chapter returns the document that a chapter is.
func (r *reader) chapter(in *input, c epub.Chapter) (Document, error) {
	switch {
	case c.File == nil:
		return Document{}, fmt.Errorf("%w: the book lists it and lacks it", ErrDamaged)
	case c.Locked:
		return Document{}, ErrEncrypted
	}
	open, err := in.opener()(c.File)
	if err != nil {
		return Document{}, err
	}
	defer open.Close()
	raw, err := io.ReadAll(io.LimitReader(open, int64(pageShare*r.limit)+1))
	if err != nil {
		return Document{}, err
	}
	if len(raw) > pageShare*r.limit {
		return Document{}, r.tooLarge("chapter")
	}
	text, name := encoding.Decode(raw)
	if name == encoding.Unknown {
		return Document{}, checkText(raw)
	}
	p := html.Fragment(text)
	d := Document{Title: p.Title, Text: []byte(p.Text), Format: EPUB, Encoding: string(name)}
	if strings.TrimSpace(p.Text) == "" {
		return Document{}, ErrEmpty
	}
	if p.Title != "" {
		d.Text = []byte(p.Title + "\n\n" + p.Text)
	}
	d.refont()
	if len(d.Text) > r.limit {
		return Document{}, r.tooLarge("chapter")
	}
	return d, checkText(d.Text)
}
