package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A pkg is a package of the module, without its tests.
type pkg struct {
	dir   string // below the module, with slashes
	fset  *token.FileSet
	files map[string]*ast.File // by path below the module
}

// imports returns the packages imported, each with a file that does so.
func (p *pkg) imports() map[string]string {
	m := map[string]string{}
	for name, f := range p.files {
		for _, i := range f.Imports {
			path, _ := strconv.Unquote(i.Path.Value) // parsed already
			m[path] = name
		}
	}
	return m
}

// module parses every package of the module.
func module(t *testing.T) []*pkg {
	t.Helper()
	root := filepath.Join("..", "..")
	byDir := map[string]*pkg{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		dir := rel[:strings.LastIndex(rel, "/")]
		p := byDir[dir]
		if p == nil {
			p = &pkg{dir: dir, fset: token.NewFileSet(), files: map[string]*ast.File{}}
			byDir[dir] = p
		}
		p.files[rel], err = parser.ParseFile(p.fset, path, nil, parser.ParseComments)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(byDir) < 10 {
		t.Fatalf("only %d packages found below %s", len(byDir), root)
	}
	var all []*pkg
	for _, dir := range slices.Sorted(maps.Keys(byDir)) {
		all = append(all, byDir[dir])
	}
	return all
}

// under reports whether a package path is p or below it. A trailing "/" in p means only below.
func under(path, p string) bool {
	if below, ok := strings.CutSuffix(p, "/"); ok {
		return strings.HasPrefix(path, below+"/")
	}
	return path == p || strings.HasPrefix(path, p+"/")
}

// bans say who may not import what. Packages of the module are written below it.
var bans = []struct {
	in, except []string // packages that the ban holds for; none means all
	imports    []string
	reason     string
}{
	{in: []string{"extract/text"}, imports: []string{"quanhe"},
		reason: "spans and tokens are the ground everything stands on"},
	{in: []string{"extract/source", "extract/clause", "extract/pattern", "extract/date", "extract/mention", "extract/slab"},
		imports: []string{"quanhe/graph", "quanhe/cmd", "quanhe/extract$", "quanhe/extract/eval"},
		reason:  "the stages know nothing of the pipeline that calls them"},
	{in: []string{"extract"}, imports: []string{"quanhe/graph", "quanhe/cmd"},
		reason: "facts are made without a graph, so that they can be printed, scored and tested without one"},
	{in: []string{"rules"}, imports: []string{"quanhe"},
		reason: "rule files are data: whoever reads them needs nothing else"},
	{in: []string{"graph"}, except: []string{"graph/"}, imports: []string{"quanhe/graph", "quanhe/cmd", "quanhe/rules"},
		reason: "the vocabulary is what stores, queries and exports share"},
	{in: []string{"graph/"}, imports: []string{"quanhe/cmd", "quanhe/rules", "quanhe/extract/eval"},
		reason: "what is in the graph does not depend on how it came there"},
	{in: []string{"graph/resolve"}, imports: []string{"quanhe/graph/query", "quanhe/graph/export", "quanhe/graph/ledger"},
		reason: "what is one is worked out from documents; questions and exports read the result"},
	{in: []string{"graph/index"}, imports: []string{"quanhe/graph/query", "quanhe/graph/export", "quanhe/graph/resolve", "quanhe/graph/store"},
		reason: "what is resolved writes the index and questions read it; it knows quads and notes alone"},
	{in: []string{"graph/store"}, imports: []string{"quanhe/extract", "quanhe/graph/query", "quanhe/graph/export", "quanhe/graph/resolve"},
		reason: "the store keeps quads, whatever they mean"},
	{except: []string{"graph"}, imports: []string{"github.com/cayleygraph"},
		reason: "Cayley is reached through graph, so that its faults are cured in one place"},
	{except: []string{"graph/store"}, imports: []string{"github.com/cockroachdb"},
		reason: "the layout on disk is the store's own affair"},
	{except: []string{"rules"}, imports: []string{"gopkg.in/yaml.v3"},
		reason: "rule files are decoded strictly and with positions, in one place"},
	{except: []string{"extract", "graph/query"}, imports: []string{"golang.org/x/text"},
		reason: "text is normalised once, when it is read; search folds what people type"},
	{except: []string{"extract/source"}, imports: []string{"golang.org/x/net", "net/http", "github.com/klauspost", "github.com/bmatcuk"},
		reason: "what documents come in is known where they are read, and nowhere behind it"},
	{except: []string{"extract/source", "graph/export"}, imports: []string{"archive"},
		reason: "documents come in archives, and exports of several files leave in one"},
	{in: []string{"extract/source/"}, imports: []string{"quanhe/extract/source$"},
		reason: "a format knows nothing of files, archives and ids"},
	{except: []string{"cmd"},
		imports: []string{"github.com/spf13", "github.com/schollz", "golang.org/x/term", "github.com/mattn"},
		reason:  "terminals and flags belong to the command line"},
	{except: []string{"cmd"}, imports: []string{"log", "log/slog", "os/signal"},
		reason: "a package returns errors; what is said to people is said in cmd"},
}

func TestImports(t *testing.T) {
	for _, p := range module(t) {
		imports := p.imports()
		for _, path := range slices.Sorted(maps.Keys(imports)) {
			for _, b := range bans {
				if len(b.in) > 0 && !slices.ContainsFunc(b.in, func(in string) bool { return under(p.dir, in) }) ||
					slices.ContainsFunc(b.except, func(e string) bool { return under(p.dir, e) }) {
					continue
				}
				if slices.ContainsFunc(b.imports, func(i string) bool {
					exact, only := strings.CutSuffix(i, "$")
					return only && path == exact || !only && under(path, i)
				}) {
					t.Errorf("%s imports %s: %s", imports[path], path, b.reason)
				}
			}
		}
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	rooms := []string{"cmd", "extract", "graph", "rules", "testdata"}
	for _, e := range entries {
		made := strings.HasPrefix(e.Name(), ".") || e.Name() == defaultStore
		if e.IsDir() && !made && !slices.Contains(rooms, e.Name()) {
			t.Errorf("folder %s: the house has the rooms %s", e.Name(), strings.Join(rooms, ", "))
		}
	}
}

func TestDocumented(t *testing.T) {
	for _, p := range module(t) {
		var files []*ast.File
		for _, name := range slices.Sorted(maps.Keys(p.files)) {
			files = append(files, p.files[name])
		}
		d, err := doc.NewFromFiles(p.fset, files, "quanhe/"+p.dir)
		if err != nil {
			t.Fatal(err)
		}
		if d.Doc == "" {
			t.Errorf("package %s has no comment: say what it is for", p.dir)
		}
		values := slices.Concat(d.Consts, d.Vars)
		funcs := slices.Clone(d.Funcs)
		for _, typ := range d.Types {
			if typ.Doc == "" && !explained(typ.Decl) {
				t.Errorf("%s: type %s has no comment", p.dir, typ.Name)
			}
			values = slices.Concat(values, typ.Consts, typ.Vars)
			funcs = slices.Concat(funcs, typ.Funcs)
			for _, m := range typ.Methods {
				// Error, String and the like say by their interface what they do.
				if m.Doc == "" && !slices.Contains(wellKnown, m.Name) {
					t.Errorf("%s: method %s.%s has no comment", p.dir, typ.Name, m.Name)
				}
			}
		}
		for _, f := range funcs {
			if f.Doc == "" {
				t.Errorf("%s: func %s has no comment", p.dir, f.Name)
			}
		}
		for _, v := range values {
			if v.Doc == "" && !explained(v.Decl) {
				t.Errorf("%s: %s has no comment", p.dir, strings.Join(v.Names, ", "))
			}
		}
	}
}

// wellKnown are methods of interfaces that every Go programmer knows.
var wellKnown = []string{"Error", "Unwrap", "Is", "String"}

// explained reports whether every exported name of a declaration has a comment of its own.
func explained(decl *ast.GenDecl) bool {
	for _, s := range decl.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && s.Doc == nil && s.Comment == nil {
				return false
			}
		case *ast.ValueSpec:
			exported := slices.ContainsFunc(s.Names, (*ast.Ident).IsExported)
			if s.Doc == nil && s.Comment == nil && exported {
				return false
			}
		}
	}
	return true
}

func TestNoInit(t *testing.T) {
	for _, p := range module(t) {
		for name, f := range p.files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
					t.Errorf("%s has an init: importing a package does nothing, what it needs it is given", name)
				}
			}
		}
	}
}
