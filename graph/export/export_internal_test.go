package export

import (
	"bytes"
	"context"
	"testing"

	"quanhe/graph/query"
)

// WithBudget is Write with less memory to sort in, for tests in the package's own clothes.
func WithBudget(t *testing.T, g query.Graph, opt Options, bytesToSort int) string {
	t.Helper()
	opt.budget = bytesToSort
	var out bytes.Buffer
	if _, err := Write(context.Background(), &out, g, opt); err != nil {
		t.Fatalf("%+v: %v", opt, err)
	}
	return out.String()
}
