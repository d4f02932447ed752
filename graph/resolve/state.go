package resolve

import (
	"encoding/json"
	"fmt"
	"strings"
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
	blockKind    = "resolve/name" + sep     // key of the block
	recordKind   = "resolve/record" + sep   // claim
	indexKind    = "resolve/index" + sep    // key, then claim: records by the blocks they stand in
	bearsKind    = "resolve/bears" + sep    // key of a name's block, then claim: records that name it
	eventKind    = "resolve/event" + sep    // claim -> event
	officeKind   = "resolve/office" + sep   // desk -> its tenures
	anchorKind   = "resolve/anchor" + sep   // anchor, then claim: records by their anchors
	decidedKind  = "resolve/decided" + sep  // anchor of a record, then a decision about it
	documentKind = "resolve/document" + sep // document: that its facts are in
	formatName   = "resolve/format"         // version of all these
	format       = "1"
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
