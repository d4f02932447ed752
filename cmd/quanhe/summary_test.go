package main

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"quanhe/extract"
)

// A summary keeps names, and nothing of the texts that they are cut from.
func TestSummaryKeepsNoText(t *testing.T) {
	const docs, size = 64, 256 << 10
	s := newSummary()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range docs {
		text := fmt.Sprintf("person/%03d person/%03d Bộ trưởng %03d", i, docs+i, i) + strings.Repeat(" ", size)
		a, b, office := text[:10], text[11:21], text[22:40]
		claims := []extract.Claim{
			{Relation: "holds", Args: []extract.Arg{{Role: "person", Entity: a, Name: a}, {Role: "office", Name: office}}},
			{Relation: "meet", Modality: extract.Actual, Args: []extract.Arg{{Role: "agent", Entity: a, Name: a}, {Role: "counterpart", Entity: b, Name: b}}},
		}
		f := &extract.Facts{Claims: claims, Entities: []extract.Entity{{ID: a, Type: "person", Name: a}, {ID: b, Type: "person", Name: b}}}
		s.add(f)
		s.add(f) // who is known already
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if len(s.persons) != 2*docs || len(s.pairs) != docs || len(s.offices) != docs || s.encounters != 2*docs {
		t.Errorf("%d persons, %d pairs, %d offices, %d encounters", len(s.persons), len(s.pairs), len(s.offices), s.encounters)
	}
	if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > docs*size/4 {
		t.Errorf("of %d bytes of texts %d are kept", docs*size, kept)
	}
	runtime.KeepAlive(s)
}
