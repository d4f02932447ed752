package resolve

import (
	"encoding/json"
	"fmt"
	"strings"

	"quanhe/graph/index"
)

// A State keeps what resolving must remember between updates, as small records by name. It follows from the documents
// and decisions alone: whatever their order, the records are the same, byte for byte.
//
// All methods belong to one update at a time. Set with nil deletes; Each gives the records whose names begin with prefix,
// which ends behind a separator (a zero byte) and the names have none after it, sorted by name, with the changes made so far.
type State interface {
	Get(name string) ([]byte, error)
	Set(name string, data []byte) error
	Each(prefix string, fn func(name string, data []byte) error) error
}

// The names of records: a kind, then what it is about, split by a byte that no key holds.
const (
	sep          = "\x00"
	documentKind = index.Documents         // short document -> its Contribution
	waitingKind  = "resolve/waiting" + sep // short document -> what of it waits to be resolved
	blockKind    = "resolve/name" + sep    // key of the block
	shelfKind    = "resolve/shelf" + sep   // key -> refs of the records that stand there
	bearsKind    = "resolve/bears" + sep   // hash of a name in a guise, then a short document: who has records of it
	eventKind    = "resolve/event" + sep   // ref of a record -> its event, where that is not named by itself
	deskKind     = "resolve/desk" + sep    // hash of a desk, then a tenure: its holders, each with all terms
	decidedKind  = "resolve/decided" + sep // a decision about records, see anchorPair -> how many times
	formatName   = "resolve/format"        // version of all these
	format       = "7"
)

// load reads a record into v and reports whether there is one.
func load(s State, name string, v any) (bool, error) {
	data, err := s.Get(name)
	if err != nil || data == nil {
		return false, err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return false, fmt.Errorf("note %q: %w", name, err)
	}
	return true, nil
}

// save writes v as a record. Maps are written in the order of their keys, so equal values are equal bytes.
func save(s State, name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("note %q: %w", name, err)
	}
	return s.Set(name, data)
}

// last is what stands behind the last separator of a name.
func last(name string) string { return name[strings.LastIndex(name, sep)+1:] }
