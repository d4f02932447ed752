package store

import (
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// TestConformance runs Cayley's own suite for stores, with no exemption. Its
// film queries, which take ten seconds to load, stay out of -short.
func TestConformance(t *testing.T) {
	t.Chdir(suiteDir(t))
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		s := memory(t)
		return s, nil, func() {
			if err := s.Close(); err != nil { // Pebble reports what stayed open
				t.Errorf("close after the test: %v", err)
			}
		}
	}, &graphtest.Config{AlwaysRunIntegration: true, OptimizesComparison: true})
}

// suiteDir is where the suite's source lies: it reads its graphs relative to it.
func suiteDir(t *testing.T) string {
	t.Helper()
	pc := reflect.ValueOf(graphtest.TestAll).Pointer()
	file, _ := runtime.FuncForPC(pc).FileLine(pc)
	if !filepath.IsAbs(file) {
		t.Skip("built with -trimpath: the suite's data cannot be found")
	}
	return filepath.Dir(file)
}
