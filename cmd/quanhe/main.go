// Command quanhe reads Vietnamese political news and answers who met whom and when, who held which office, and which
// sentence says so. The README shows a session; "quanhe help" lists the commands.
//
// Data goes to standard output, messages and progress to standard error. The exit status is 0 when all is done, 1 on
// failure, 2 on wrong usage, 3 when some documents failed, 4 when nothing was found and --fail-empty asks to say so,
// 5 when the store is locked or of another version, and 130 when interrupted.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"quanhe/graph/index"
	"quanhe/graph/query"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// Exit statuses.
const (
	exitFailure     = 1
	exitUsage       = 2
	exitSomeFailed  = 3
	exitNothing     = 4
	exitStore       = 5
	exitInterrupted = 130
)

func main() {
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithCancel(context.Background())
	context.AfterFunc(interrupted, func() {
		stop() // a second Ctrl-C ends the program at once, from before anybody says so
		cancel()
	})
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run executes one command line and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{args: args, stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		fmt.Fprintln(stderr, "quanhe: interrupted; nothing is half written, run the same command again to go on")
		return exitInterrupted
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintln(stderr, "quanhe:", msg)
	}
	if !a.started { // the command line itself was wrong
		fmt.Fprintln(stderr, `Try "quanhe help".`)
		return exitUsage
	}
	return exitStatus(err)
}

func exitStatus(err error) int {
	var status *statusError
	switch {
	case errors.As(err, &status):
		return status.code
	case errors.Is(err, store.ErrLocked), errors.As(err, new(*store.VersionError)), errors.As(err, new(*index.VersionError)),
		errors.As(err, new(*resolve.FormatError)):
		return exitStore
	case errors.As(err, new(*query.DateError)):
		return exitUsage
	}
	return exitFailure
}

// A statusError ends the program with a status of its own. Its message may be empty when all has been said.
type statusError struct {
	code int
	msg  string
}

func (e *statusError) Error() string { return e.msg }

// usage returns an error about the command line that only the command itself could find.
func usage(format string, args ...any) error {
	return &statusError{exitUsage, fmt.Sprintf(format, args...)}
}
