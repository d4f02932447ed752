package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the README's commands print into the README")

// fencedBlock is a block with what is written behind its fence: console, or a language and the file that it is.
var fencedBlock = regexp.MustCompile("(?s)```([^`\n]+)\n(.*?)```")

// TestReadme runs every command of the README's console blocks, in order and in one folder beside the test articles,
// and wants what stands under it. Lines longer than the README is wide are cut as on a terminal. Blocks `console seeds` and
// `console readers` are run where the seeds, or the libraries that read exports, are.
func TestReadme(t *testing.T) {
	sh := newGuideShell(t, true)
	t.Run("seeds", func(t *testing.T) {
		if !sh.has("seeds", seeds, "seeds") {
			t.Skip("no seeds beside the repository: blocks with them are not run")
		}
	})
	t.Run("readers", func(t *testing.T) {
		switch found := sh.has("readers", modules, "node_modules"); {
		case !found && os.Getenv("QUANHE_READERS") != "":
			t.Fatalf("the libraries are not there; npm ci in %s installs them", filepath.Dir(modules))
		case !found:
			t.Skip("the libraries that read exports are not there: blocks with them are not run")
		}
	})
	runCommands(t, "README.md", sh)
}

// modules are the libraries of npm with which graph/export is tested.
var modules = filepath.Join("..", "..", "graph", "export", "testdata", "readers", "node_modules")

// TestReadmeOfRules does the same with the guide for rule authors. Its blocks `LANGUAGE FILE` are written to that file,
// and `LANGUAGE FILE below KEY` into the file under the line with that key. Some of its commands are meant to fail.
func TestReadmeOfRules(t *testing.T) {
	runCommands(t, filepath.Join("rules", "README.md"), newGuideShell(t, false))
}

// runCommands runs the commands of a guide and compares, or with -update writes, what they print. A … in the guide stands
// for anything.
func runCommands(t *testing.T, name string, sh *guideShell) {
	path := filepath.Join("..", "..", name)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	commands := 0
	now := fencedBlock.ReplaceAllStringFunc(string(raw), func(block string) string {
		m := fencedBlock.FindStringSubmatch(block)
		words := strings.Fields(m[1])
		if words[0] != "console" {
			if len(words) > 1 {
				sh.write(words[1], m[2], strings.Join(words[2:], " "))
			}
			return block
		}
		for _, need := range words[1:] {
			if !sh.there[need] {
				return block
			}
		}
		var b strings.Builder
		b.WriteString("```" + m[1] + "\n")
		for _, shown := range strings.Split("\n"+m[2], "\n$ ")[1:] {
			commands++
			command, want, _ := strings.Cut(shown, "\n")
			got := sh.run(strings.TrimSpace(command))
			if want = strings.TrimSuffix(want, "\n"); elided(want, strings.TrimSuffix(got, "\n")) {
				got = want + "\n"
			}
			b.WriteString("$ " + command + "\n" + strings.TrimPrefix(got, "\n"))
		}
		return b.String() + "```"
	})
	if commands < 5 {
		t.Errorf("%s shows only %d commands", name, commands)
	}
	if t.Failed() {
		return // what failed is no transcript
	}
	if *update {
		if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(raw), now); diff != "" {
		t.Errorf("go test ./cmd/quanhe -run Readme -update writes what the program prints now (-%s +program)\n%s", name, diff)
	}
}

// elided reports whether want, in which … stands for anything, is what got says.
func elided(want, got string) bool {
	parts := strings.Split(want, "…")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("(?s)^" + strings.Join(parts, ".*") + "$").MatchString(got)
}

// A guideShell runs commands in a folder of its own beside the test articles.
type guideShell struct {
	t      *testing.T
	dir    string
	env    []string
	strict bool // no command may fail
	there  map[string]bool
}

// has reports whether a path is there, which blocks with a need of that name need, and links it.
func (s *guideShell) has(need, path, link string) bool {
	s.t.Helper()
	if _, err := os.Stat(path); err != nil {
		return false
	}
	s.link(link, path)
	s.there[need] = true
	return true
}

// link gives a path a name in the folder of the shell.
func (s *guideShell) link(name, path string) {
	s.t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.Symlink(path, filepath.Join(s.dir, name)); err != nil {
		s.t.Fatal(err)
	}
}

func newGuideShell(t *testing.T, strict bool) *guideShell {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir, bin := t.TempDir(), t.TempDir()
	if err := os.Symlink(self, filepath.Join(bin, "quanhe")); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "COLUMNS=100", "QUANHE_DB=")
	s := &guideShell{t, dir, env, strict, map[string]bool{}}
	s.link("testdata", filepath.Join("..", "..", "testdata"))
	return s
}

// run returns all that a command line prints.
func (s *guideShell) run(command string) string {
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir, cmd.Env = s.dir, s.env
	out, err := cmd.CombinedOutput()
	if err != nil && s.strict {
		s.t.Errorf("%s: %v\n%s", command, err, out)
	}
	return string(out)
}

// write writes a file; where is empty, or `below KEY`.
func (s *guideShell) write(name, text, where string) {
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if key, ok := strings.CutPrefix(where, "below "); ok {
		old, err := os.ReadFile(path)
		if err != nil {
			s.t.Fatal(err)
		}
		line := regexp.MustCompile(`(?m)^ *` + key + `: .*\n`)
		if len(line.FindAll(old, -1)) != 1 {
			s.t.Fatalf("%s has not one line with the key %s", name, key)
		}
		text = line.ReplaceAllStringFunc(string(old), func(above string) string { return above + text })
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}
