package eval

import (
	"maps"
	"slices"
	"strings"
)

// A Table holds scores by kind.
type Table map[string]*Score

// of returns the score of a kind, a new one for a kind not met before.
func (t Table) of(kind string) *Score {
	s := t[kind]
	if s == nil {
		s = &Score{Kind: kind}
		t[kind] = s
	}
	return s
}

// String prints one kind a line, in the order of their names.
func (t Table) String() string {
	var b strings.Builder
	for _, kind := range slices.Sorted(maps.Keys(t)) {
		b.WriteString("  " + t[kind].line(20))
	}
	return b.String()
}
