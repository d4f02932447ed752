package source

import (
	"context"
	"errors"
	"fmt"

	"quanhe/extract/source/pdf"
)

// maxPDF is the largest PDF file read, in bytes: it is held in memory.
const maxPDF = 64 << 20

// pdf reads a PDF file.
func (r *reader) pdf(in *input) error {
	raw, err := r.bytes(in, maxPDF)
	if err != nil {
		if errors.Is(err, ErrTooLarge) {
			err = fmt.Errorf("PDF file %w: at most %d MiB; extract its text first, for example with pdftotext", ErrTooLarge, maxPDF>>20)
		}
		return r.fail(in.path, 0, err)
	}
	text, err := r.pdfText(raw)
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	d := Document{Text: []byte(text), Format: PDF}
	if err := checkText(d.Text); errors.Is(err, ErrEmpty) {
		return r.fail(in.path, 0, fmt.Errorf("%w; a scan perhaps: recognise its text first, for example with ocrmypdf", pdf.ErrNoText))
	} else if err != nil {
		return r.fail(in.path, 0, err)
	}
	d.refont()
	return r.single(d, in)
}

// pdfText returns the text of a PDF file. It gives up when that takes longer than r.patience, or when r.ctx is done: the
// parser looks at the context at every object and operator, so nothing goes on behind it.
func (r *reader) pdfText(raw []byte) (string, error) {
	ctx, cancel := context.WithTimeout(r.ctx, r.patience)
	defer cancel()
	text, err := pdf.Text(ctx, raw, r.limit)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		err = ErrTimeout
	case errors.Is(err, pdf.ErrTooLarge):
		err = r.tooLarge("text")
	case errors.Is(err, pdf.ErrEncrypted):
		err = ErrEncrypted
	case errors.Is(err, pdf.ErrFormat):
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return text, err
}
