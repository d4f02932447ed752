package resolve

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/store"
)

// A clerk that cannot write says so, to who derives and at the end, and holds nobody up.
func TestClerkCannotWrite(t *testing.T) {
	s := openMemory(t)
	b := &bulkState{store: s, absent: map[string]bool{}}
	var err error
	if b.view, err = s.View(); err != nil {
		t.Fatal(err)
	}
	defer b.view.Close()
	if b.loader, err = s.Load(store.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := b.loader.Close(); err != nil {
		t.Fatal(err)
	}
	v := graph.NewVocabulary("")
	b.clerk = newClerk(b)
	for range 4 * errands { // more than may wait
		node := v.Node("tenure/1")
		b.clerk.put(Node{Subject: node, Fresh: true, Quads: []quad.Quad{
			{Subject: node, Predicate: graph.Type, Object: v.Tenure, Label: v.Derived},
			{Subject: node, Predicate: v.Role("person"), Object: v.Node("person/an"), Label: v.Derived},
		}})
	}
	if _, err := b.clerk.end(true); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("at the end: error %v, want one of the closed loader", err)
	}
	if err := b.clerk.failure(); err == nil {
		t.Error("who derives is not told of it")
	}
}
