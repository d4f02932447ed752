package index

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"quanhe/extract"
	"quanhe/graph"
)

// A bulk keeps what it counts, and nothing of the listings that it was read from.
func TestBulkKeepsNoListing(t *testing.T) {
	const docs, size = 64, 256 << 10
	f := document()
	f.Claims[0].Evidence = []extract.Evidence{{Text: strings.Repeat("a", size)}}
	b := newBulk(noted{})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range docs {
		f.SHA256 = fmt.Sprintf("%02x", i)
		f.Entities[0].ID = fmt.Sprint("person/", i)
		if err := b.Come(string(list(f))); err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > docs*size/4 {
		t.Errorf("of %d bytes of listings %d are kept", docs*size, kept)
	}
	runtime.KeepAlive(b)
}

// A card sums up what documents and what is derived say, as their quads do, whoever writes it; what goes is taken back.
func TestCards(t *testing.T) {
	v := graph.NewVocabulary("")
	other := document()
	other.SHA256, other.Entities[0].Name = "01", "Đỗ An"
	other.Entities[0].ISO, other.Entities[0].Country, other.Entities[0].Byline = "VN", "LA", true
	third := document()
	third.SHA256 = "02"
	an := v.Node("person/an")
	said := func(s, p, o quad.IRI) quad.Quad {
		return quad.Quad{Subject: s, Predicate: p, Object: o, Label: v.Derived}
	}
	is := map[quad.IRI][]quad.Quad{
		v.Node("person/do-an"): {said(v.Node("person/do-an"), v.SameAs, an)},
		v.Node("person/an~1"):  {said(v.Node("person/an~1"), v.Namesake, an), said(v.Node("person/an~1"), graph.Type, v.Class("person"))},
		an:                     {{Subject: an, Predicate: v.Preferred, Object: quad.String("Đỗ Ấn"), Label: v.Derived}},
	}
	n, bulk := noted{}, noted{}
	w, b := NewWriter("", nil), newBulk(bulk)
	var quads []quad.Quad
	for _, f := range []*extract.Facts{document(), other, third} {
		quads = append(quads, graph.Quads(f, "")...)
		if err := errors.Join(w.Come(list(f)), b.Come(string(list(f)))); err != nil {
			t.Fatal(err)
		}
	}
	for subject, list := range is {
		w.Derived(subject, nil, list, "")
		if quads = append(quads, list...); b.Derived(subject, nil, list, "") != nil {
			t.Fatal("a bulk took no derived quads")
		}
	}
	if err := errors.Join(w.Write(n), b.End()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(n, bulk); diff != "" {
		t.Errorf("in bulk (-one by one +bulk):\n%s", diff)
	}
	want := &Card{Documents: 3, Types: []string{"person"}, Names: []string{"Đỗ Ân", "Đỗ An"}, Aliases: []string{"Bác Ân"},
		ISOs: []string{"VN"}, Countries: []string{"LA"}, Byline: true, Shown: "Đỗ Ấn",
		Spellings: []string{"person/do-an"}, Namesakes: []string{"person/an~1"}}
	card := func() *Card {
		c, err := ReadCard([]byte(n[CardNote("person/an")]))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return q.Subject != an && q.Object != quad.Value(an) })
	for by, got := range map[string]*Card{"the index": card(), "the quads": CardOf(v, an, quads)} {
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", by, diff)
		}
	}
	w = NewWriter("", func(quad.IRI, string) (bool, error) { return false, nil })
	for subject, list := range is {
		w.Derived(subject, list, nil, "")
	}
	if err := errors.Join(w.Go(list(other), false), w.Go(list(third), false), w.Write(n)); err != nil {
		t.Fatal(err)
	}
	want = &Card{Documents: 1, Types: []string{"person"}, Names: []string{"Đỗ Ân"}, Aliases: []string{"Bác Ân"}}
	if diff := cmp.Diff(want, card()); diff != "" {
		t.Errorf("of the one that stays (-want +got):\n%s", diff)
	}
	w = NewWriter("", func(quad.IRI, string) (bool, error) { return false, nil })
	if err := errors.Join(w.Go(list(document()), false), w.Write(n)); err != nil || len(n) != 1 {
		t.Errorf("of nothing there is left %q, error %v", n, err)
	}
}

// A leaf gives each claim as its quads do, and none that the document does not make.
func TestLeaf(t *testing.T) {
	f := document()
	f.ID, f.Title, f.URL = "a.txt", "Bài", "https://bao.example"
	f.Claims[0].Evidence = []extract.Evidence{{Start: 300, End: 400, Rule: "b", Text: "Sau."}, {Start: 5, End: 9, Text: "=Trước."}}
	f.Claims[0].Place, f.Claims[0].Count, f.Claims[0].Label = &extract.Ref{Name: "Huế"}, 200, "Hội nghị"
	f.Claims = append(f.Claims, f.Claims[0])
	f.Claims[2].Evidence = []extract.Evidence{{Start: 500, End: 600, Rule: "b", Text: "Sau."}}
	listing := list(f)
	note := append(Listing{}.put(string(listing)), "and what else is kept"...)
	l, err := ReadLeaf(note)
	if err != nil || l.Document.ID != "a.txt" || l.Document.Title != "Bài" || l.Document.SHA256 != "00" || l.Document.URL != f.URL {
		t.Fatalf("%+v, error %v", l.Document, err)
	}
	want := f.Claims[0]
	want.Args = []extract.Arg{{Role: "office", Name: "Thủ tướng"}, {Role: "person", Entity: "person/an"}} // names come from cards
	want.Evidence = []extract.Evidence{want.Evidence[1], want.Evidence[0], f.Claims[2].Evidence[0]}
	got, ok, err := l.Claim(graph.ClaimID(f.SHA256, &f.Claims[0]))
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); !ok || err != nil || diff != "" {
		t.Errorf("found %t, error %v (-want +got):\n%s", ok, err, diff)
	}
	for _, id := range []string{graph.ClaimID("01", &f.Claims[0]), "claim/x", "event/1"} {
		if _, ok, err := l.Claim(id); ok || err != nil {
			t.Errorf("%s: found %t, error %v", id, ok, err)
		}
	}
	for n := range listing[:len(leafOf(f, graph.ClaimIDs(f)))] {
		l, err := ReadLeaf(note[:n])
		if err == nil {
			_, _, err = l.Claim(graph.ClaimID(f.SHA256, &f.Claims[0]))
		}
		if err == nil {
			t.Errorf("%d bytes were read without an error", n)
		}
	}
}

// What is counted keeps no part of the documents that say it: neither the first nor the last, whose key a map would keep.
func TestCardsKeepNoDocument(t *testing.T) {
	c := cards{}
	for _, name := range []string{"Lê An", "Lê Ân", "Lê Án"} {
		doc := strings.Clone("person/le-an " + name)
		begin := uintptr(unsafe.Pointer(unsafe.StringData(doc)))
		c.add(doc[:len("person/le-an")], saidName, doc[len("person/le-an "):], 1)
		for entity, list := range c {
			for _, kept := range append([]string{entity}, (*list)[len(*list)-1].value) {
				if at := uintptr(unsafe.Pointer(unsafe.StringData(kept))); at >= begin && at < begin+uintptr(len(doc)) {
					t.Errorf("%q of %q is kept where it stands", kept, doc)
				}
			}
		}
	}
	if len(c) != 1 || len(*c["person/le-an"]) != 3 {
		t.Errorf("counted %v", c)
	}
}
