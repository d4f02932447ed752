// Package pdf takes the text out of PDF files. It reads what text needs and no more: objects, streams and the operators that
// show text; no pictures, no forms, no passwords.
//
// It is our own because of what files made to do harm do to the libraries there are: they follow references and nested arrays by
// recursion until the stack is full, or make tables of the size that the file names, and neither can be recovered from. Here
// the nesting, the unpacked bytes and the time are bounded. The table of contents of a file is not used: the objects are found
// by looking for them, so that files whose table is wrong are read as well.
package pdf

import (
	"context"
	"errors"
	"fmt"
)

// Errors that a caller can act on. Any other is the context's.
var (
	ErrFormat    = errors.New("no PDF file")
	ErrEncrypted = errors.New("encrypted PDF file")
	ErrTooLarge  = errors.New("text of the PDF file too large")
	ErrNoText    = errors.New("no text in the PDF file")
)

const (
	maxDepth    = 64        // of nested arrays and dictionaries, of the page tree, of references to references
	maxUnpacked = 512 << 20 // bytes that all streams of a file may unpack to
	maxStream   = 64 << 20  // and one
	maxForms    = 8         // forms in forms
)

// Text returns the text of a file: a line for each line of the pages, a blank line where they leave a gap. It has at most
// max bytes. ctx is looked at before each object and every few operators.
func Text(ctx context.Context, raw []byte, max int) (text string, err error) {
	defer func() {
		if p := recover(); p != nil {
			stop, ok := p.(halt)
			if !ok {
				panic(p)
			}
			text, err = "", stop.err
		}
	}()
	f := &file{ctx: ctx, raw: raw, at: map[int]place{}, fonts: map[int]*font{}}
	f.find()
	if len(f.at) == 0 {
		return "", fmt.Errorf("%w: it has no objects", ErrFormat)
	}
	if f.locked {
		return "", ErrEncrypted
	}
	w := &writer{max: max}
	f.pages(w)
	return w.out.String(), nil
}

// A halt ends the reading from wherever it is.
type halt struct{ err error }

func (f *file) check() {
	if err := f.ctx.Err(); err != nil {
		panic(halt{err})
	}
}

// pages writes the text of all pages in order.
func (f *file) pages(w *writer) {
	root := f.dict(f.root)
	if root == nil {
		root = f.catalog()
	}
	seen := map[int]bool{}
	var walk func(o object, resources dict, depth int)
	walk = func(o object, resources dict, depth int) {
		if r, ok := o.(ref); ok {
			if seen[r.n] {
				return
			}
			seen[r.n] = true
		}
		f.check()
		page := f.dict(o)
		if page == nil || depth > maxDepth {
			return
		}
		if own := f.dict(page["Resources"]); own != nil {
			resources = own
		}
		if kids := f.array(page["Kids"]); kids != nil {
			for _, kid := range kids {
				walk(kid, resources, depth+1)
			}
			return
		}
		w.page()
		p := &painter{f: f, w: w, fonts: map[name]*font{}}
		p.run(f.contents(page["Contents"]), resources, 0)
	}
	walk(root["Pages"], nil, 0)
}

// contents returns the operators of a page, which may be cut into several streams.
func (f *file) contents(o object) []byte {
	if list := f.array(o); list != nil {
		var all []byte
		for _, part := range list {
			all = append(append(all, f.stream(part)...), '\n')
		}
		return all
	}
	return f.stream(o)
}
