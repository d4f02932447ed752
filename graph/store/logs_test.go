package store

import (
	"strings"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// TestSpareLogs closes a store whose logs were flushed: none that is not needed stays, and what was written last is there.
func TestSpareLogs(t *testing.T) {
	disk := vfs.NewMem()
	logs := func() (n int) {
		names, err := disk.List("db")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, ".log") {
				n++
			}
		}
		return n
	}
	s, err := open(disk, "db", Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		d := article(i)
		if _, err := s.Replace(d.Label, d.Quads); err != nil {
			t.Fatal(err)
		}
		if err := s.db.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	last := article(4)
	if _, err := s.Replace(last.Label, last.Quads); err != nil {
		t.Fatal(err)
	}
	before := logs()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := logs(); before < 2 || after != 1 {
		t.Errorf("%d logs before closing, %d after; want several and one", before, after)
	}
	if s, err = open(disk, "db", Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v := view(t, s)
	defer v.Close()
	for i := range 5 {
		d := article(i)
		d.Quads[0].Label = d.Label
		if has, err := v.Has(d.Quads[0]); err != nil || !has {
			t.Errorf("document %d is there: %v, %v", i, has, err)
		}
	}
}
