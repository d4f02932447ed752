package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPlain states that a stretch that stays as it is ends where looking at its characters one by one ends it.
func TestPlain(t *testing.T) {
	piece := rapid.SampledFrom([]string{" ", "\n", "\n\n ", "a", "đ", "Ð", "ð", "ữ", "Ọ", "&", "–", "‧", "‰", "…", "\t", "\u200b", "\u0301", "\xe1", "\xe1\xba", "\xc3", "é", "한", "\xff"})
	rapid.Check(t, func(t *rapid.T) {
		raw := []byte(strings.Join(rapid.SliceOfN(piece, 1, 12).Draw(t, "pieces"), ""))
		n := &normaliser{raw: raw, out: []byte("a")}
		if got, want := n.plain(0), n.plainSlowly(0); got != want {
			t.Errorf("%q: plain ends at %d, want %d", raw, got, want)
		}
	})
}
