package store

import (
	"sync"

	"github.com/cayleygraph/cayley/graph"
)

// Name is what Cayley calls this kind of store.
const Name = "quanhe"

var registerOnce sync.Once

// Register makes the store known to Cayley under [Name], for callers that open
// stores by name with graph.NewQuadStore. Cayley's registry is global and takes
// a name only once, so the first call counts and others do nothing. Nothing in
// this package needs it.
func Register() {
	registerOnce.Do(func() {
		graph.RegisterQuadStore(Name, graph.QuadStoreRegistration{
			IsPersistent: true,
			NewFunc: func(dir string, opts graph.Options) (graph.QuadStore, error) {
				readOnly, err := opts.BoolKey("read_only", false)
				if err != nil {
					return nil, err
				}
				s, err := Open(dir, Options{ReadOnly: readOnly})
				if err != nil {
					return nil, err // not s: a nil *Store is no nil QuadStore
				}
				return s, nil
			},
			InitFunc: func(dir string, _ graph.Options) error {
				s, err := Open(dir, Options{Create: true})
				if err != nil {
					return err
				}
				return s.Close()
			},
		})
	})
}
