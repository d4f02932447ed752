// Package rules holds the rules and lexicons that editors write, their Go types, loading and lint.
package rules
