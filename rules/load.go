package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"sync"

	"gopkg.in/yaml.v3"
)

const schemaFile = "schema.yaml"

// A loader gathers a Set from its files.
type loader struct {
	set    *Set
	errs   Errors
	strict bool           // the schema was read without fault, so names can be checked against it
	name   string         // of the layer in hand
	first  map[string]Pos // where the layer in hand first gives an id or lexicon name
	below  map[string]Pos // the same of the layer under it
}

// Load reads the rule set below fsys. Every fault of every file is found in one go and returned as Errors, along with
// what could be read, so that the caller can add the faults it finds there itself; a set that came with an error must
// not be used for extraction. Any other error means that a file could not be read.
func Load(fsys fs.FS) (*Set, error) { return load(layer{files: fsys}) }

// load reads layers, the lowest first. That one holds the schema.
func load(layers ...layer) (*Set, error) {
	l := &loader{set: &Set{Schema: &Schema{}}}
	sum := sha256.New()
	for _, layer := range layers {
		if err := l.layer(layer, sum); err != nil {
			return nil, fmt.Errorf("read rules: %w", err)
		}
	}
	l.set.hash = hex.EncodeToString(sum.Sum(nil))
	slices.SortFunc(l.set.Lexicons, func(a, b Lexicon) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(l.set.Mentions, func(a, b MentionRule) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(l.set.Claims, func(a, b ClaimRule) int { return cmp.Compare(a.ID, b.ID) })
	return l.set, l.errs.Err()
}

// layer reads the files of one layer and writes all that they say to sum, but not where the folder is.
func (l *loader) layer(from layer, sum io.Writer) error {
	names, err := ruleFiles(from.files)
	if err != nil {
		return err
	}
	l.name, l.below, l.first = from.name, l.first, make(map[string]Pos)
	fmt.Fprintf(sum, "layer %d\n", len(names))
	pages := make([]page, len(names))
	var parsing sync.WaitGroup
	defer parsing.Wait()
	for i, name := range names {
		src, err := fs.ReadFile(from.files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(src), src)
		p := &pages[i]
		p.reader, p.parsed = reader{file: l.name + name, errs: new(Errors)}, make(chan struct{})
		parsing.Go(func() {
			defer close(p.parsed)
			p.docs = p.reader.documents(src)
		})
	}
	for i, name := range names {
		<-pages[i].parsed
		l.file(name, &pages[i])
	}
	lowest := l.below == nil
	switch {
	case lowest && (len(names) == 0 || names[0] != schemaFile):
		l.errs.Add(Pos{File: l.name + schemaFile}, "missing: a rule set needs its schema")
	case len(names) == 0:
		l.errs.Add(Pos{File: l.name}, "no rules here: write lexicon/NAME.yaml, mention/NAME.yaml or claim/NAME.yaml")
	}
	return nil
}

// ruleFiles lists the YAML files of a rule set, the schema first because the rest is checked against it.
func ruleFiles(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (path.Ext(name) == ".yaml" || path.Ext(name) == ".yml") {
			names = append(names, name)
		}
		return err
	})
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case a == schemaFile:
			return -1
		case b == schemaFile:
			return 1
		}
		return cmp.Compare(a, b)
	})
	return names, err
}

// A page is a file as YAML, with its reader and the faults found so far. Files are parsed at the same time, as most of the time
// of loading goes into it, and read one after the other, each as soon as it is parsed.
type page struct {
	reader reader
	docs   []*yaml.Node
	parsed chan struct{} // closed then
}

// file reads one file by the folder it stands in.
func (l *loader) file(name string, p *page) {
	r, found := &p.reader, *p.reader.errs
	r.errs = &l.errs
	dir, _ := path.Split(name)
	var read func(*yaml.Node)
	switch {
	case name == schemaFile:
		before := len(l.errs)
		l.errs = append(l.errs, found...)
		for _, doc := range p.docs {
			r.schema(doc, l.set.Schema)
		}
		l.strict = len(l.errs) == before
		return
	case path.Ext(name) != ".yaml":
	case dir == "lexicon/":
		read = func(doc *yaml.Node) { l.lexicon(r, doc) }
	case dir == "mention/":
		read = func(doc *yaml.Node) {
			r.mapping(doc, "a mention file", field{"mentions", true, func(n *yaml.Node) {
				r.each(n, "mentions", func(n *yaml.Node) { l.mention(r, n) })
			}})
		}
	case dir == "claim/":
		read = func(doc *yaml.Node) {
			r.mapping(doc, "a claim file", field{"claims", true, func(n *yaml.Node) {
				r.each(n, "claims", func(n *yaml.Node) { l.claim(r, n) })
			}})
		}
	}
	if read == nil {
		l.errs.Add(Pos{File: r.file}, "not a rule file: rules are lexicon/*.yaml, mention/*.yaml and claim/*.yaml")
		return
	}
	l.errs = append(l.errs, found...)
	for _, doc := range p.docs {
		read(doc)
	}
}

// unique reports an id that its layer gave before; ids share one space for each kind of thing.
func (l *loader) unique(r *reader, kind string, id Text) {
	if id.Value == "" {
		return
	}
	key := kind + " " + id.Value
	if first, dup := l.first[key]; dup {
		r.errs.Add(id.Pos, "%s is already used at %s", key, first)
		return
	}
	l.first[key] = id.Pos
}

// schemaName checks a name against the schema, if there is a schema to check against.
func (l *loader) schemaName(r *reader, t Text, what string, known []string) bool {
	if t.Value == "" {
		return false
	}
	return !l.strict || r.known(t, what, known)
}
