package clause

import (
	"strings"
	"testing"
)

func TestHolds(t *testing.T) {
	c := &Sentence{words: bit("với") | bit("hay không") | bit("")}
	for _, word := range []string{"với", "hay không"} {
		if !c.holds(word) {
			t.Errorf("a sentence with %s does not hold it", word)
		}
	}
	if c.holds("giữa") {
		t.Error("a sentence without giữa holds it")
	}
}

func TestQuoted(t *testing.T) {
	for _, tt := range []struct {
		reason, say string // words, each a chunk
		i, from     int
		want        int
	}{
		{"round marks", `gặp “ X của Y ” của A`, 1, 1, 5},
		{"straight ones", `gặp " X của Y " của A`, 1, 1, 5},
		{"behind another quotation", `" Z " gặp " X "`, 4, 4, 6},
		{"the trigger stands in it: this mark closes it", `" Z gặp " X "`, 3, 3, 0},
		{"no mark", `gặp X "`, 1, 1, 0},
		{"never closed", `gặp “ X`, 1, 1, 0},
	} {
		c := new(Sentence)
		for _, w := range strings.Fields(tt.say) {
			c.Chunks = append(c.Chunks, Chunk{Word: w})
		}
		if got := c.quoted(tt.i, tt.from); got != tt.want {
			t.Errorf("%s: the quotation at %d of %s ends at %d, want %d", tt.reason, tt.i, tt.say, got, tt.want)
		}
	}
}
