// Package rules holds the rules and lexicons that editors write, their Go types, and the strict loader.
//
// A rule set is a folder with schema.yaml, lexicon/*.yaml, mention/*.yaml and claim/*.yaml, and perhaps a second folder
// laid over it that adds to it; README.md tells rule authors what they may write. The package knows the shape of the
// files and the names of the schema. What a pattern, a slot or a claim line means is the business of the packages under
// extract, which report their own faults at a Text's place, so that all faults of a rule set can be listed together.
package rules

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed schema.yaml */*.yaml
var files embed.FS

// Embedded returns the rule set that is part of the program.
func Embedded() (*Set, error) { return Load(files) }

// LoadDir reads the rules in a folder. With a schema.yaml of its own the folder is a whole rule set; without one it is
// laid over the rules of the program. Faults name its files by their path, dir included. For errors see Load.
func LoadDir(dir string) (*Set, error) {
	own := layer{os.DirFS(dir), strings.TrimSuffix(filepath.ToSlash(dir), "/") + "/"}
	switch _, err := fs.Stat(own.files, schemaFile); {
	case err == nil:
		return load(own)
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read rules: %w", err)
	}
	return load(layer{files: files}, own)
}

// Lexicon returns the lexicon of that name.
func (s *Set) Lexicon(name string) (*Lexicon, bool) {
	return find(s.Lexicons, func(l *Lexicon) bool { return l.Name == name })
}

// Hash names the contents of the files the set was read from, of all its layers, in hexadecimal: equal hashes give equal
// facts.
func (s *Set) Hash() string { return s.hash }
