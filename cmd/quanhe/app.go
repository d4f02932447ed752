package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
	"quanhe/rules"
)

// An app is one run of the program: its streams and the flags that all commands share.
type app struct {
	args           []string
	stdin          io.Reader
	stdout, stderr io.Writer

	dir       string // of the store
	format    string
	quiet     bool
	failEmpty bool
	rulesDir  string

	started bool // the command line was understood
}

const (
	defaultStore = "quanhe.db"
	storeEnv     = "QUANHE_DB"
)

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "quanhe",
		Short: "Who met whom and when, who held which office, by Vietnamese political news",
		Long: `quanhe reads Vietnamese political news and answers who met whom and when, who held which office,
and which sentence says so.

Start with "quanhe extract FOLDER", then ask "quanhe met NAME".`,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			a.started = true
			return nil
		},
	}
	dir := os.Getenv(storeEnv)
	if dir == "" {
		dir = defaultStore
	}
	f := root.PersistentFlags()
	f.StringVarP(&a.dir, "db", "d", dir, "folder of the store (default also from $"+storeEnv+")")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no messages but errors")
	root.AddCommand(a.extractCommand(), a.metCommand(), a.timelineCommand(), a.pathCommand(), a.holdersCommand(),
		a.showCommand(), a.topCommand(),
		a.conflictsCommand(), a.sameCommand(), a.differentCommand(), a.undoCommand(),
		a.decisionsCommand(), a.evidenceCommand(), a.searchCommand(), a.statusCommand(),
		a.queryCommand(), a.exportCommand(), a.importCommand(), a.verifyCommand(), a.compactCommand(), a.checkCommand(),
		a.explainCommand(), a.evalCommand())
	return root
}

// answers adds the flags of a command that answers a question.
func (a *app) answers(cmd *cobra.Command) *cobra.Command {
	choose(cmd, &a.format, "output", "o", "", formats)
	cmd.Flags().BoolVar(&a.failEmpty, "fail-empty", false,
		fmt.Sprintf("exit with status %d when nothing is found", exitNothing))
	return cmd
}

// choose adds a flag that takes one of some words.
func choose(cmd *cobra.Command, value *string, name, short, what string, of []string) {
	cmd.Flags().VarP(&choice{value, of}, name, short, what+strings.Join(of, ", "))
	complete := cobra.FixedCompletions(of, cobra.ShellCompDirectiveNoFileComp)
	_ = cmd.RegisterFlagCompletionFunc(name, complete) // fails for unknown flags only
}

// A choice is a flag that takes one of some words.
type choice struct {
	value *string
	of    []string
}

// String returns the word chosen.
func (c *choice) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

// Set chooses a word.
func (c *choice) Set(s string) error {
	if !slices.Contains(c.of, s) {
		return fmt.Errorf("not one of %s", strings.Join(c.of, ", "))
	}
	*c.value = s
	return nil
}

// Type names the flag's values in the help.
func (c *choice) Type() string { return "word" }

// say prints a message to standard error unless -q asks for silence.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

// ruleSet returns the rules of a folder, laid over those built in unless it is a whole rule set, or those built in.
func ruleSet(dir string) (*rules.Set, error) {
	if dir == "" {
		return rules.Embedded()
	}
	if _, err := os.Stat(dir); err != nil {
		return nil, err
	}
	return rules.LoadDir(dir)
}

// extractor compiles the rules in use. It returns all faults of the rules in one error, a line each.
func (a *app) extractor() (*extract.Extractor, *rules.Set, error) { return compile(a.rulesDir) }

// compile makes the rules of a folder ready, those of its files and of their patterns in one go.
func compile(dir string) (*extract.Extractor, *rules.Set, error) {
	// What is allocated here mostly stays: to look through it three times on the way takes a fifth of the start-up.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	set, err := ruleSet(dir)
	var faults, more rules.Errors
	if err != nil && !errors.As(err, &faults) {
		return nil, nil, err
	}
	x, err := extract.New(set)
	if err != nil && !errors.As(err, &more) {
		return nil, nil, err
	}
	faults = append(faults, more...)
	if err := faults.Err(); err != nil {
		return nil, nil, fmt.Errorf("%s in %s:\n%w", count(len(faults), "fault"), cmp.Or(dir, "the built-in rules"), err)
	}
	return x, set, nil
}

// rulesFlag adds the flag --rules.
func (a *app) rulesFlag(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&a.rulesDir, "rules", "", "folder of rules to lay over the built-in ones")
	return cmd
}

// view calls fn with one state of the store, open for reading, and the base of its names.
func (a *app) view(fn func(v *store.View, base string) error) error { return a.viewCached(0, fn) }

// viewCached is view with as many bytes for what was read of the store; see [store.Options].
func (a *app) viewCached(bytes int64, fn func(v *store.View, base string) error) error {
	s, err := store.Open(a.dir, store.Options{ReadOnly: true, Cache: bytes})
	if err != nil {
		return err
	}
	defer s.Close()
	v, err := s.View()
	if err != nil {
		return err
	}
	defer v.Close()
	if err := a.unresolved(v); err != nil {
		return err
	}
	return fn(v, s.Base())
}

// unresolved says what answers leave out because a run was cut off; not even -q means not to know that.
func (a *app) unresolved(v *store.View) error {
	n, all, err := resolve.Waiting(v)
	if err != nil || n == 0 && !all {
		return err
	}
	what := count(n, "document")
	if all {
		what = "all that was derived"
	}
	_, err = fmt.Fprintf(a.stderr, "quanhe: a run was cut off, not resolved yet: %s. What the documents tell may be missing here, "+
		"or told twice;\n  the same run again, or any quanhe extract …, resolves them\n", what)
	return err
}

// width returns the columns of the terminal that w is, 0 when it is none. $COLUMNS stands above both.
func width(w io.Writer) int {
	var n int
	if _, err := fmt.Sscan(os.Getenv("COLUMNS"), &n); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil {
			return n
		}
	}
	return 0
}

// terminal reports whether w is one.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// writingCache is how many bytes a run that writes keeps of what it reads of the store: little, as it hardly reads anything
// twice and needs the memory for what it writes.
const writingCache = 16 << 20

// openWritable opens the store of -d. If there is none it makes one under base, the default when empty.
func (a *app) openWritable(base string) (*store.Store, error) {
	s, err := store.Open(a.dir, store.Options{Base: base, Cache: writingCache})
	if !errors.Is(err, store.ErrMissing) {
		return s, err
	}
	if base == "" {
		base = graph.DefaultBase
	}
	return store.Open(a.dir, store.Options{Create: true, Base: base, Cache: writingCache})
}
