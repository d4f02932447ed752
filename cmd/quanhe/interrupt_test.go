package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"quanhe/graph/ledger"
)

// A process is the program itself at work, not a call of run.
type process struct {
	*exec.Cmd
	t      testing.TB
	stdin  io.WriteCloser
	errors string // file with what it says on standard error
}

// start runs quanhe in a folder.
func start(t testing.TB, dir string, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "quanhe") // by this name the test is the program: see TestMain
	if err := os.Symlink(self, name); err != nil {
		t.Fatal(err)
	}
	p := &process{Cmd: exec.Command(name, args...), t: t}
	p.Dir, p.errors = dir, name+".err"
	stderr, err := os.Create(p.errors)
	if err != nil {
		t.Fatal(err)
	}
	defer stderr.Close()
	p.Stderr = stderr
	if p.stdin, err = p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() }) // it has ended unless the test failed
	return p
}

// said returns what the program has said on standard error so far.
func (p *process) said() string {
	b, err := os.ReadFile(p.errors)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(b)
}

// feed writes to the program's standard input.
func (p *process) feed(s string) {
	p.t.Helper()
	if _, err := io.WriteString(p.stdin, s); err != nil {
		p.t.Fatalf("%v\n%s", err, p.said())
	}
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// end waits for the program and returns its exit status, and the signal that ended it, if one did.
func (p *process) end() (code int, by syscall.Signal) {
	p.t.Helper()
	err := p.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	status := p.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return -1, status.Signal()
	}
	return status.ExitStatus(), 0
}

// ran returns the report that a run wrote.
func ran(t testing.TB, path string) (r ledger.Run) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// meetings is n JSONL records of about a kilobyte, each of which tells of a meeting.
func meetings(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"m%d","date":"2024-03-05","text":"Sáng 5/3, Thủ tướng Phạm Minh Chính đã hội đàm với Thủ tướng Lào Sonexay Siphandone.%s"}`+"\n",
			i, strings.Repeat(` Hai bên trao đổi về hợp tác.`, 24))
	}
	return b.String()
}

func TestInterruptedRunGoesOn(t *testing.T) {
	const records = 400
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		dir := t.TempDir()
		all := meetings(records)
		p := start(t, dir, "extract", "--report", "first.json", "-")
		p.feed(all[:len(all)/2]) // more than a pipe holds, so that some of it has been read; the rest never comes
		p.signal(sig)
		if code, by := p.end(); code != exitInterrupted {
			t.Fatalf("%v: exit status %d, ended by %v, want %d\n%s", sig, code, by, exitInterrupted, p.said())
		}
		first := ran(t, filepath.Join(dir, "first.json"))
		if first.End != "interrupted" || first.New == 0 || first.New >= records {
			t.Errorf("%v: the report says %s, %v", sig, first.End, first.Counts)
		}
		checkUnresolved(t, dir, true) // they came in bulk
		if err := os.WriteFile(filepath.Join(dir, "all.jsonl"), []byte(all), 0o644); err != nil {
			t.Fatal(err)
		}
		p = start(t, dir, "extract", "--report", "second.json", "all.jsonl")
		if code, _ := p.end(); code != 0 {
			t.Fatalf("%v: the second run: exit status %d\n%s", sig, code, p.said())
		}
		second := ran(t, filepath.Join(dir, "second.json"))
		want := ledger.Counts{New: records - first.New, Unchanged: first.New}
		if second.Counts != want {
			t.Errorf("%v: the second run did %v, want %v", sig, second.Counts, want)
		}
		checkUnresolved(t, dir, false)
	}
}

// checkUnresolved asks everything that reads the store: each says that documents wait to be resolved, if they do.
func checkUnresolved(t testing.TB, dir string, want bool) {
	t.Helper()
	for _, args := range [][]string{
		{"met", "pham minh chinh"}, {"show", "pham minh chinh"}, {"evidence", "-q", "pham minh chinh"}, {"status"}, {"conflicts"},
		{"query", "g.emit(1)"}, {"export", "-f", "dot"},
	} {
		p := start(t, dir, args...)
		if code, _ := p.end(); code != 0 {
			t.Fatalf("%v: exit status %d\n%s", args, code, p.said())
		}
		got := regexp.MustCompile(`not resolved yet: [0-9]+ documents\. .*\n.*quanhe extract …`).MatchString(p.said())
		if got != want {
			t.Errorf("%v: says that documents are not resolved yet: %v, want %v\n%s", args, got, want, p.said())
		}
	}
}

func TestSecondInterruptEndsAtOnce(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, "extract", "--timeout", "0", "--jobs", "1", "-")
	p.feed(meetings(200))
	p.feed(fmt.Sprintf(`{"id":"crowd","text":%q}`+"\n", crowd(2<<20))) // takes minutes
	p.feed(meetings(100)[:64<<10])                                     // so that the crowd has been read
	p.signal(syscall.SIGINT)
	for !strings.Contains(p.said(), "Ctrl-C again") {
		time.Sleep(time.Millisecond)
	}
	p.signal(syscall.SIGINT)
	if code, by := p.end(); by != syscall.SIGINT {
		t.Fatalf("exit status %d, ended by %v, want %v", code, by, syscall.SIGINT)
	}
	p = start(t, dir, "extract", "--report", "run.json", "-")
	p.feed(meetings(200))
	if err := p.stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if code, _ := p.end(); code != 0 {
		t.Fatalf("the store is not as it was: exit status %d\n%s", code, p.said())
	}
	if r := ran(t, filepath.Join(dir, "run.json")); r.Read() != 200 || r.New+r.Unchanged != 200 {
		t.Errorf("the next run did %v", r.Counts)
	}
}

// crowd is a text of about so many bytes in which nearly every word names somebody new.
func crowd(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "Thủ tướng %s %s %s tiếp ông %s %s. ", surnames[i%7], given[i/7%15], given[i/105%15], given[i/1575%15], given[i/3%15])
	}
	return b.String()
}

// Killed at any moment, a run leaves whole documents and goes on from there to what it would have made at once.
func TestKilledRunGoesOn(t *testing.T) {
	const records = 300
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "all.jsonl"), []byte(meetings(records)), 0o644); err != nil {
		t.Fatal(err)
	}
	done := func(args ...string) string {
		t.Helper()
		p := start(t, dir, args...)
		if code, _ := p.end(); code != 0 {
			t.Fatalf("%v: exit status %d\n%s", args, code, p.said())
		}
		return p.said()
	}
	done("extract", "-d", "whole.db", "all.jsonl")
	done("export", "-d", "whole.db", "-f", "nquads", "--out", "whole.nq")
	begun := false
	for wait := 150 * time.Millisecond; !begun || wait < time.Second; wait += 150 * time.Millisecond {
		p := start(t, dir, "extract", "all.jsonl")
		time.Sleep(wait) // any moment will do
		p.signal(syscall.SIGKILL)
		p.end()
		_, err := os.Stat(filepath.Join(dir, defaultStore))
		begun = begun || err == nil
	}
	done("extract", "all.jsonl")
	done("export", "-f", "nquads", "--out", "killed.nq")
	want, err := os.ReadFile(filepath.Join(dir, "whole.nq"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "killed.nq"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("killed runs made %d bytes of quads, a whole one %d", len(got), len(want))
	}
}

// Killed at any moment, an export leaves the file that was there, or all of the new one.
func TestKilledExportIsWholeOrNot(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "all.jsonl"), []byte(meetings(300)), 0o644); err != nil {
		t.Fatal(err)
	}
	done := func(args ...string) {
		t.Helper()
		p := start(t, dir, args...)
		if code, _ := p.end(); code != 0 {
			t.Fatalf("%v: exit status %d\n%s", args, code, p.said())
		}
	}
	file := filepath.Join(dir, "graph.nq")
	done("extract", "all.jsonl")
	done("export", "-q", "-f", "nquads", "--out", file)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const before = "what was there before"
	kept := 0
	for wait := 10 * time.Millisecond; wait < time.Second; wait = wait * 3 / 2 {
		if err := os.WriteFile(file, []byte(before), 0o644); err != nil {
			t.Fatal(err)
		}
		p := start(t, dir, "export", "-q", "-f", "nquads", "--out", file)
		time.Sleep(wait) // any moment will do
		p.signal(syscall.SIGKILL)
		p.end()
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case string(got) == before:
			kept++
		case !bytes.Equal(got, whole):
			t.Errorf("killed after %v an export leaves %d bytes of %d", wait, len(got), len(whole))
		}
	}
	if kept == 0 {
		t.Error("no export was killed before its end: the test shows nothing")
	}
}
