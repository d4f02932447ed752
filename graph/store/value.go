package store

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

const (
	idLen    = 16
	hashName = "sha256"
)

// nodeID names a value. The zero id names nothing: the label of a quad without
// label, any value in a pattern. It implements Cayley's refs.Ref.
type nodeID [idLen]byte

// Key makes a nodeID comparable for Cayley; it is the id itself.
func (n nodeID) Key() any { return n }

// The first canonical byte of a value tells its kind. Two values are one node
// exactly when kind and payload are equal: "5" and 5 differ, as do "a" and
// "a"@vi. Times are one node when they are the same instant.
const (
	kindIRI    = 'i'
	kindBNode  = 'b'
	kindString = 's'
	kindTyped  = 't'
	kindLang   = 'l'
	kindInt    = 'n'
	kindFloat  = 'f'
	kindBool   = 'o'
	kindTime   = 'd'
)

// errValue marks canonical bytes that no value has.
var errValue = errors.New("malformed value")

// idOf names canonical bytes.
func idOf(canonical []byte) nodeID {
	sum := sha256.Sum256(canonical)
	return nodeID(sum[:idLen])
}

// appendValue appends the canonical bytes of v: a kind and a payload.
func appendValue(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(b, kindIRI), v...), nil
	case quad.BNode:
		return append(append(b, kindBNode), v...), nil
	case quad.String:
		return append(append(b, kindString), v...), nil
	case quad.TypedString:
		return append(appendHead(append(b, kindTyped), string(v.Type)), v.Value...), nil
	case quad.LangString:
		return append(appendHead(append(b, kindLang), v.Lang), v.Value...), nil
	case quad.Int:
		return binary.BigEndian.AppendUint64(append(b, kindInt), uint64(v)), nil
	case quad.Float:
		f := float64(v)
		if f != f {
			f = math.NaN() // one NaN, whatever its payload
		}
		return binary.BigEndian.AppendUint64(append(b, kindFloat), math.Float64bits(f)), nil
	case quad.Bool:
		if v {
			return append(b, kindBool, 1), nil
		}
		return append(b, kindBool, 0), nil
	case quad.Time:
		t := time.Time(v)
		b = binary.BigEndian.AppendUint64(append(b, kindTime), uint64(t.Unix()))
		return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())), nil
	}
	return nil, fmt.Errorf("values of type %T cannot be stored", v)
}

// appendHead appends a string in front of which its length stands, so that
// what follows it stays apart.
func appendHead(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// parseValue is the inverse of appendValue: it accepts exactly the bytes that
// appendValue makes.
func parseValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, errValue
	}
	kind, b := b[0], b[1:]
	switch {
	case kind == kindIRI:
		return quad.IRI(b), nil
	case kind == kindBNode:
		return quad.BNode(b), nil
	case kind == kindString:
		return quad.String(b), nil
	case kind == kindTyped:
		head, rest, ok := cutHead(b)
		if ok {
			return quad.TypedString{Value: quad.String(rest), Type: quad.IRI(head)}, nil
		}
	case kind == kindLang:
		head, rest, ok := cutHead(b)
		if ok {
			return quad.LangString{Value: quad.String(rest), Lang: string(head)}, nil
		}
	case kind == kindInt && len(b) == 8:
		return quad.Int(binary.BigEndian.Uint64(b)), nil
	case kind == kindFloat && len(b) == 8:
		bits := binary.BigEndian.Uint64(b)
		if f := math.Float64frombits(bits); f == f || bits == math.Float64bits(math.NaN()) {
			return quad.Float(f), nil
		}
	case kind == kindBool && len(b) == 1 && b[0] <= 1:
		return quad.Bool(b[0] == 1), nil
	case kind == kindTime && len(b) == 12:
		seconds, nanos := binary.BigEndian.Uint64(b), binary.BigEndian.Uint32(b[8:])
		if nanos < uint32(time.Second) {
			return quad.Time(time.Unix(int64(seconds), int64(nanos)).UTC()), nil
		}
	}
	return nil, errValue
}

// cutHead undoes appendHead. Lengths in more bytes than needed are refused.
func cutHead(b []byte) (head, rest []byte, ok bool) {
	n, width := binary.Uvarint(b)
	if width <= 0 || n > uint64(len(b)-width) || len(binary.AppendUvarint(nil, n)) != width {
		return nil, nil, false
	}
	b = b[width:]
	return b[:n], b[n:], true
}
