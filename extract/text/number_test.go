package text

import (
	"hash/fnv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// hashed are Words that know every key.
type hashed struct {
	size int
	keys map[uint32]string
}

func (h *hashed) Number(key []byte) uint32 {
	sum := fnv.New32a()
	sum.Write(key)
	if h.keys == nil {
		h.keys = map[uint32]string{}
	}
	h.keys[sum.Sum32()] = string(key)
	return sum.Sum32()
}

func (h *hashed) Key(number uint32) string { return h.keys[number] }

func (h *hashed) Len() int { return h.size }

// pieces are words and marks that bear on each other.
var pieces = []string{" ", "\n", "a", "Đảng", "đảng", "ĐẢNG", "Nguyễn", "nghiêng", "khuỷu", "của", "VNĐ", "QH", "15", "XIII", "ngườingười", "quyềnền",
	"camelCase", "Áp-ga-ni", "abcdefgh", "abcdefghabcdefg", "abcdefghabcdefgh", "abcdefghabcdefghi", "“", "”", "«", "–", "…", "ª", "ⁿ", "Ⅷ", "한국", "е", ".", ",", "@", "[", "`", "{"}

// TestKnown states that a parser with Words finds the tokens that one without finds, and knows of each what its text tells,
// whatever it remembers of other texts.
func TestKnown(t *testing.T) {
	warm := Parser{Words: &hashed{}}
	for _, a := range pieces {
		for _, b := range pieces {
			checkKnown(t, &warm, a+" "+a+b+" "+b+a+b)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom(pieces)
		checkKnown(t, &warm, strings.Join(rapid.SliceOfN(rapid.OneOf(piece, piece, piece, rapid.String()), 0, 60).Draw(t, "pieces"), ""))
	})
}

func checkKnown(t rapid.TB, warm *Parser, in string) {
	t.Helper()
	raw := []byte(in)
	plain, err := Parse(raw)
	if err != nil {
		return // a zero byte
	}
	doc, err := warm.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain.Tokens, doc.Tokens); diff != "" {
		t.Fatalf("%q: tokens (-without memory +with):\n%s", in, diff)
	}
	if diff := cmp.Diff(plain.Sentences, doc.Sentences, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%q: sentences (-without memory +with):\n%s", in, diff)
	}
	for i := range doc.Tokens {
		want := Known{warm.Words.Number(AppendKey(nil, doc.Word(i))), Syllable(doc.Word(i))}
		if doc.Known[i] != want {
			t.Errorf("%q: %v known of %q, want %v", in, doc.Known[i], doc.Word(i), want)
		}
	}
}

// TestWordsGrow states that a parser forgets what it remembers once its Words know more.
func TestWordsGrow(t *testing.T) {
	words := &growing{}
	p := Parser{Words: words}
	for _, want := range []uint32{0, 1, 1} {
		doc, err := p.Parse([]byte("Đảng và Nhà nước ta"))
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Known[0].ID; got != want {
			t.Errorf("Đảng has the number %d, want %d", got, want)
		}
		words.known = true
	}
}

// growing are Words that know a single one, once known is set.
type growing struct{ known bool }

func (g *growing) Number(key []byte) uint32 {
	if g.known && string(key) == "đảng" {
		return 1
	}
	return 0
}

func (*growing) Key(uint32) string { return "đảng" }

func (g *growing) Len() int {
	if g.known {
		return 1
	}
	return 0
}
