package index

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/extract"
)

// sees makes a document that sees somebody in office on some days, "" for that of the document.
func sees(sha256 string, days ...string) Listing {
	f := document()
	claim := f.Claims[0]
	claim.Args = slices.Concat(claim.Args, []extract.Arg{{Role: "org", Entity: "country/la", Name: "Lào"}})
	f.SHA256, f.Entities, f.Claims = sha256, nil, nil
	for _, d := range days {
		claim.Date = d
		f.Claims = append(f.Claims, claim)
	}
	return list(f)
}

// posts prints what an owner has of posts, the head first.
func (n noted) posts(t interface{ Fatal(...any) }, owner string) (list []string) {
	for name, data := range n {
		if strings.HasPrefix(name, Heads(owner)) {
			h, err := ReadHead(name, data)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, fmt.Sprintf("%d documents, %d more: %s %s", h.Documents, h.More, h.Day, h.Doc[:4]))
			_ = n.Kept(h.Chapter(), func(name string, data []byte) bool {
				_, _, e := Parse(name, string(data))
				list = append(list, e.Day+" "+e.Doc[:4])
				return true
			})
		}
	}
	return list
}

// A head is the first sighting, which stands nowhere else, and counts documents, however often each sees somebody.
func TestHead(t *testing.T) {
	n := noted{}
	step := func(reason string, come, gone []Listing, want ...string) {
		t.Helper()
		w := NewWriter("", nil)
		var errs []error
		for _, l := range gone {
			errs = append(errs, w.Go(l, false))
		}
		for _, l := range come {
			errs = append(errs, w.Come(l))
		}
		if err := errors.Join(append(errs, w.Write(n))...); err != nil {
			t.Fatal(err)
		}
		for _, owner := range []string{"person/an", "country/la"} {
			if diff := cmp.Diff(want, n.posts(t, owner)); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", reason, owner, diff)
			}
		}
	}
	short := func(sha256 string) string { return Short("doc/" + sha256)[:4] }
	a, b, c := sees("0a", "2021-05-01", ""), sees("0b", "2021-04-01"), sees("0c", "2021-06-01", "XXXX-06-01")
	step("a document that sees twice", []Listing{a}, nil, "1 documents, 1 more: 2021-05-01 "+short("0a"), "2021-09-10 "+short("0a"))
	step("an earlier one", []Listing{b}, nil,
		"2 documents, 2 more: 2021-04-01 "+short("0b"), "2021-05-01 "+short("0a"), "2021-09-10 "+short("0a"))
	step("one goes and one comes", []Listing{c}, []Listing{b}, "2 documents, 3 more: 2021-05-01 "+short("0a"),
		"2021-06-01 "+short("0c"), "2021-09-10 "+short("0a"), "~ "+short("0c"))
	step("the first goes", nil, []Listing{a}, "1 documents, 1 more: 2021-06-01 "+short("0c"), "~ "+short("0c"))
	step("all go", nil, []Listing{c})
	if len(n) != 1 {
		t.Errorf("of nothing there is left %q", n)
	}
	for _, damaged := range []string{"x", "1\x00x\x00d\x00i\x00", "0\x000\x00d\x00i\x00", "1\x000\x00d\x00i", "1\x000\x00d"} {
		if _, err := ReadHead(Heads("a")+"b", damaged); err == nil {
			t.Errorf("%q was read without an error", damaged)
		}
	}
}

// Whatever comes and goes, one by one or many at once or in bulk, the same notes tell the same documents; and what does not
// change is not written.
func TestHeadsOfAnyHistory(t *testing.T) {
	days := []string{"", "2021-04-01", "2021-05-01", "2021-10-01", "XXXX-06-01"}
	rapid.Check(t, func(rt *rapid.T) {
		n, there := noted{}, map[string]Listing{}
		for range rapid.IntRange(1, 5).Draw(rt, "writes") {
			w := NewWriter("", func(quad.IRI, string) (bool, error) { return false, nil })
			for _, doc := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"0a", "0b", "0c", "0d"}), 1, 4, rapid.ID).Draw(rt, "documents") {
				if there[doc] != nil {
					if err := w.Go(there[doc], false); err != nil {
						rt.Fatal(err)
					}
					delete(there, doc)
				}
				if seen := rapid.SliceOfNDistinct(rapid.SampledFrom(days), 0, 3, rapid.ID).Draw(rt, doc); len(seen) > 0 {
					there[doc] = sees(doc, seen...)
					if err := w.Come(there[doc]); err != nil {
						rt.Fatal(err)
					}
				}
			}
			if err := w.Write(n); err != nil {
				rt.Fatal(err)
			}
		}
		bulk, half := noted{}, rapid.IntRange(0, len(there)).Draw(rt, "first step")
		b, memory := newBulk(bulk), rapid.SampledFrom([]int{1, bulkMemory}).Draw(rt, "memory")
		b.memory = memory
		for _, doc := range slices.Sorted(maps.Keys(there)) {
			if half--; half == 0 { // a second step finds what the first one left
				if err := b.End(); err != nil {
					rt.Fatal(err)
				}
				b = newBulk(bulk)
				b.memory = memory
			}
			if err := b.Come(string(there[doc])); err != nil {
				rt.Fatal(err)
			}
		}
		if err := errors.Join(b.End(), bulk.Set(readyName, []byte(Version))); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(n, bulk); diff != "" {
			rt.Fatalf("-one by one +bulk:\n%s", diff)
		}
		w := NewWriter("", nil)
		for _, l := range there {
			if err := errors.Join(w.Go(l, false), w.Come(l)); err != nil {
				rt.Fatal(err)
			}
		}
		if err := w.Write(unchanged{n}); err != nil {
			rt.Fatal(err)
		}
	})
}

// unchanged takes nothing but what is there.
type unchanged struct{ noted }

func (u unchanged) Set(name string, data []byte) error {
	if was, there := u.noted[name]; there && data != nil && was == string(data) && name != readyName {
		return errors.New(name + " was written as it was")
	} else if (!there || was != string(data)) && name != readyName {
		return errors.New(name + " was changed")
	}
	return nil
}
