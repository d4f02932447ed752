package query

import (
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// order sorts names as Vietnamese dictionaries do: by letters, a before ă before â and d before đ, then by tones. It is for
// one goroutine.
type order struct{ c *collate.Collator }

func newOrder() order { return order{collate.New(language.Vietnamese)} }

// compare is 0 for equal strings only.
func (o order) compare(a, b string) int {
	if c := o.c.CompareString(a, b); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}
