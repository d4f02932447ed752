package language

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"quanhe/graph/store"
)

// view holds a small graph: a and b know c, c knows d.
func view(t *testing.T) *store.View {
	t.Helper()
	s, err := store.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	iri := func(s string) quad.IRI { return quad.IRI("https://x.test/" + s) }
	quads := []quad.Quad{
		{Subject: iri("a"), Predicate: iri("knows"), Object: iri("c")},
		{Subject: iri("b"), Predicate: iri("knows"), Object: iri("c")},
		{Subject: iri("c"), Predicate: iri("knows"), Object: iri("d")},
		{Subject: iri("a"), Predicate: iri("name"), Object: quad.String("Tô A")},
	}
	if _, err := s.Replace(iri("doc"), quads); err != nil {
		t.Fatal(err)
	}
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(v.Close(), s.Close()); err != nil {
			t.Error(err)
		}
	})
	return v
}

// ask returns the rows as JSON, one a line.
func ask(ctx context.Context, v *store.View, name, q string, limit int) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := Run(ctx, v, name, q, limit, func(row any) error { return enc.Encode(row) })
	return b.String(), err
}

func TestRun(t *testing.T) {
	v := view(t)
	for _, c := range []struct {
		reason, lang, query string
		limit               int
		want                string
		err                 string // part of the message
	}{
		{"a row for each result", "gizmo", `g.V("<https://x.test/d>").in("<https://x.test/knows>").all()`, 0, `{"id":"<https://x.test/c>"}`, ""},
		{"rows that a script emits, without its own value", "gizmo", `g.emit("một"); g.emit({n: 2}); 3`, 0, `"một"` + "\n" + `{"n":2}`, ""},
		{"the limit", "gizmo", `g.emit(1); g.emit(2); g.emit(3)`, 2, "1\n2", ErrLimit.Error()},
		{"as many as the limit", "gizmo", `g.emit(1); g.emit(2)`, 2, "1\n2", ""},
		{"as many as the limit, and the value of the script", "gizmo", `g.emit(1); g.emit(2); 3`, 2, "1\n2", ""},
		{"syntax", "gizmo", `g.V(`, 0, "", "gizmo: SyntaxError"},
		{"an error of the script", "gizmo", `g.nothing()`, 0, "", "gizmo: TypeError"},
		{"a union of nothing, on which Cayley panics", "gizmo", `g.V("missing").both("p").both("p").unique().all()`, 0, "", ""},
		{"a tree", "graphql", `{ nodes(id: <https://x.test/a>) { <https://x.test/name> } }`, 0, `{"nodes":{"<https://x.test/name>":"Tô A"}}`, ""},
		{"syntax", "graphql", `{ nodes(`, 0, "", "graphql: Syntax Error"},
		{"a row for each match", "mql", `[{"id": null, "<https://x.test/name>": "Tô A"}]`, 0, `{"<https://x.test/name>":"Tô A","id":"<https://x.test/a>"}`, ""},
		{"syntax", "mql", `[`, 0, "", "mql: unexpected end"},
		{"an unknown language", "sql", ``, 0, "", "there are gizmo, graphql, mql"},
	} {
		got, err := ask(context.Background(), v, c.lang, c.query, c.limit)
		if strings.TrimSpace(got) != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %s: rows %q, error %v; want %q, %q", c.lang, c.reason, got, err, c.want, c.err)
		}
	}
}

func TestRunEnds(t *testing.T) {
	v := view(t)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := ask(ctx, v, "gizmo", `while (true) {}`, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("an endless script: %v, want the deadline", err)
	}
	done, stop := context.WithCancel(context.Background())
	stop()
	for _, c := range [][2]string{{"gizmo", `g.V().all()`}, {"graphql", `{ nodes { id } }`}, {"mql", `[{"id": null}]`}} {
		if _, err := ask(done, v, c[0], c[1], 0); !errors.Is(err, context.Canceled) {
			t.Errorf("%s after its context ended: %v", c[0], err)
		}
	}
	enough := errors.New("enough")
	if err := Run(context.Background(), v, "gizmo", `g.emit(1)`, 0, func(any) error { return enough }); err != enough {
		t.Errorf("fn's error came back as %v", err)
	}
	err := Run(context.Background(), v, "graphql", `{ nodes { id } }`, 0, func(any) error { panic("boom") })
	if err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("a panic came back as %v", err)
	}
}
