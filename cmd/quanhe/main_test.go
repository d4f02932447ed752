package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/rogpeppe/go-internal/testscript"

	"quanhe/graph/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"quanhe": main})
}

// TestScripts runs testdata/script. Beside testscript's own commands there are
//
//	exits STATUS COMMAND…   runs a command that must end with that exit status
//	lock DIR                holds the store in DIR open until the script ends
//	fill FILE SIZE TEXT     writes TEXT over and over, SIZE bytes of it, on one line
//	fifo FILE               makes a pipe
//	damage DIR TAG          takes the first key that begins with TAG out of the store in DIR, behind its back
func TestScripts(t *testing.T) {
	module, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("MODULE", module)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "lock": lock, "fill": fill, "fifo": fifo, "damage": damage,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit := (*exec.ExitError)(nil)
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

func lock(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lock DIR")
	}
	s, err := store.Open(ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	ts.Defer(func() { ts.Check(s.Close()) })
}

func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: fill FILE SIZE TEXT")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	b := make([]byte, 0, size+len(args[2]))
	for len(b) < size {
		b = append(b, args[2]...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}

func fifo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: fifo FILE")
	}
	ts.Check(syscall.Mkfifo(ts.MkAbs(args[0]), 0o644))
}

func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: damage DIR TAG")
	}
	db, err := pebble.Open(ts.MkAbs(args[0]), &pebble.Options{Logger: quiet{}})
	ts.Check(err)
	it, err := db.NewIter(&pebble.IterOptions{LowerBound: []byte(args[1])})
	ts.Check(err)
	if !it.First() || !bytes.HasPrefix(it.Key(), []byte(args[1])) {
		ts.Fatalf("no key begins with %s", args[1])
	}
	key := bytes.Clone(it.Key())
	ts.Check(errors.Join(it.Close(), db.Delete(key, pebble.Sync), db.Close()))
}

// quiet is a logger that says nothing.
type quiet struct{}

func (quiet) Infof(string, ...any)         {}
func (quiet) Errorf(string, ...any)        {}
func (quiet) Fatalf(f string, args ...any) { panic(fmt.Sprintf(f, args...)) }
