package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// apartEnv is set where a command runs in a process of its own.
const apartEnv = "QUANHE_APART"

// apart runs the command line again in a process of its own and reports its fall as an error: Gizmo evaluates in a
// goroutine where nobody can recover, and a script that refers to itself overflows the stack, which nobody can anywhere.
func (a *app) apart(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, a.args...)
	cmd.Args[0] = os.Args[0]
	cmd.Env = append(os.Environ(), apartEnv+"=1")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	said := &beginning{most: 1 << 16}
	cmd.Stdout, cmd.Stderr = a.stdout, said
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return err
	}
	if exit != nil && (!exit.Exited() || strings.Contains(said.String(), "\ngoroutine ")) {
		cause, _, _ := strings.Cut(said.String(), "\n")
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("the query brought Cayley down (%s); say it in another way", strings.TrimPrefix(cause, "runtime: "))
	}
	if _, err := io.Copy(a.stderr, said); err != nil {
		return err
	}
	if exit != nil {
		return &statusError{code: exit.ExitCode()}
	}
	return nil
}

// canPart reports whether this process is not the one that apart runs, which it lets fall before that takes all the memory
// there is, and whether its command line is the one to run again.
func (a *app) canPart() bool {
	if os.Getenv(apartEnv) != "" {
		debug.SetMaxStack(64 << 20)
		return false
	}
	return slices.Equal(a.args, os.Args[1:])
}

// beginning keeps the beginning of what is written to it.
type beginning struct {
	bytes.Buffer
	most int
}

// Write keeps what there is room for.
func (b *beginning) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), max(0, b.most-b.Len()))])
	return len(p), nil
}
