package extract

import (
	"io"

	"quanhe/extract/source"
)

// ExplainOptions say what Explain writes.
type ExplainOptions struct {
	Rule string // say only why this rule did not match
}

// Explain writes how a document was read.
func (x *Extractor) Explain(w io.Writer, d source.Document, opt ExplainOptions) error {
	return nil
}
