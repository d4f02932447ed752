package store

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// distinct are values no two of which are one node.
var distinct = []quad.Value{
	quad.IRI("a"), quad.BNode("a"), quad.String("a"), quad.String("ă"), quad.String(""),
	quad.TypedString{Value: "a", Type: "b"}, quad.TypedString{Value: "b", Type: "a"},
	quad.TypedString{Value: "ab", Type: ""}, quad.TypedString{Value: "", Type: "ab"},
	quad.TypedString{Value: "5", Type: "http://www.w3.org/2001/XMLSchema#integer"},
	quad.LangString{Value: "a", Lang: "vi"}, quad.LangString{Value: "ia", Lang: "v"},
	quad.LangString{Value: "a", Lang: strings.Repeat("x", 300)},
	quad.Int(0), quad.Int(5), quad.Int(-1), quad.Int(math.MinInt64), quad.Int(math.MaxInt64),
	quad.Float(0), quad.Float(5), quad.Float(math.Inf(1)), quad.Float(math.NaN()),
	quad.Bool(false), quad.Bool(true),
	quad.Time{}, quad.Time(time.Unix(5, 0)), quad.Time(time.Unix(5, 1)), quad.Time(time.Unix(-5, 999_999_999)),
}

func TestValuesComeBack(t *testing.T) {
	seen := make(map[nodeID]quad.Value)
	for _, v := range distinct {
		canonical, err := appendValue([]byte("before"), v)
		if err != nil {
			t.Errorf("%#v: %v", v, err)
			continue
		}
		canonical = bytes.TrimPrefix(canonical, []byte("before"))
		got, err := parseValue(canonical)
		if err != nil || !sameValue(got, v) {
			t.Errorf("%#v came back as %#v, error %v", v, got, err)
		}
		n := idOf(canonical)
		if other, taken := seen[n]; taken {
			t.Errorf("%#v and %#v are one node", v, other)
		}
		seen[n] = v
	}
}

// sameValue is equality but for NaN, which equals nothing, and for times, whose
// zone is not kept.
func sameValue(a, b quad.Value) bool {
	if t, ok := a.(quad.Time); ok {
		return t.Equal(b)
	}
	if f, ok := a.(quad.Float); ok && f != f {
		g, ok := b.(quad.Float)
		return ok && g != g
	}
	return a == b
}

func TestEqualValuesAreOneNode(t *testing.T) {
	instant := time.Date(2024, 8, 19, 8, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		reason string
		a, b   quad.Value
	}{
		{"one instant in two zones", quad.Time(instant), quad.Time(instant.In(time.FixedZone("ICT", 7*3600)))},
		{"two bit patterns of NaN", quad.Float(math.NaN()), quad.Float(math.Float64frombits(0xfff8000000000123))},
	} {
		a, errA := id(c.a)
		b, errB := id(c.b)
		if a != b || errA != nil || errB != nil {
			t.Errorf("%s: %v and %v are two nodes (%v, %v)", c.reason, c.a, c.b, errA, errB)
		}
	}
}

// strange is a value of a kind that this package does not know.
type strange struct{ quad.Value }

func TestUnknownKindsAreRefused(t *testing.T) {
	s := memory(t)
	bad := q("s", "p", "o", "l")
	bad.Object = strange{quad.String("x")}
	if _, err := s.Replace(bad.Label, []quad.Quad{bad}); err == nil || !strings.Contains(err.Error(), "strange") {
		t.Errorf("Replace with a value of unknown type: error %v", err)
	}
	if got := all(t, s); len(got) != 0 {
		t.Errorf("the refused quad left %v", got)
	}
}

// FuzzValue states the law of the canonical form: bytes that parse are the bytes
// that their value is written as.
func FuzzValue(f *testing.F) {
	for _, v := range distinct {
		canonical, err := appendValue(nil, v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(canonical)
	}
	f.Add([]byte{kindLang, 0x81, 0x00, 'x'}) // a length in more bytes than needed
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := parseValue(b)
		if err != nil {
			t.Skip()
		}
		again, err := appendValue(nil, v)
		if err != nil {
			t.Fatalf("%#v was read but cannot be written: %v", v, err)
		}
		if !bytes.Equal(again, b) {
			t.Fatalf("%x is read as %#v, which is written as %x", b, v, again)
		}
	})
}
