// Package graph maps facts to quads and back: the vocabulary, nothing else.
package graph
