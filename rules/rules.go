// Package rules holds the rules and lexicons that editors write, their Go types, and the strict loader.
//
// A rule set is a folder with schema.yaml, lexicon/*.yaml, mention/*.yaml and claim/*.yaml; README.md tells rule
// authors what they may write. The package knows the shape of the files and the names of the schema. What a pattern, a
// slot or a claim line means is the business of the packages under extract, which report their own faults at a Text's
// place, so that all faults of a rule set can be listed together.
package rules

import (
	"embed"
	"os"
)

//go:embed schema.yaml */*.yaml
var files embed.FS

// Embedded returns the rule set that is part of the program.
func Embedded() (*Set, error) { return Load(files) }

// LoadDir reads the rule set in a folder; see Load.
func LoadDir(dir string) (*Set, error) { return Load(os.DirFS(dir)) }

// Lexicon returns the lexicon of that name.
func (s *Set) Lexicon(name string) (*Lexicon, bool) {
	return find(s.Lexicons, func(l *Lexicon) bool { return l.Name == name })
}

// Hash names the contents of the files the set was read from, in hexadecimal: equal hashes give equal facts.
func (s *Set) Hash() string { return s.hash }
