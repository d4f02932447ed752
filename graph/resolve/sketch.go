package resolve

import (
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/extract/text"
)

// A sketch holds the smallest hashes of the shingles of a text, sorted, at most sketchSize of them: a bottom-k sample,
// by which two texts can be compared without having them (Broder 1997, On the resemblance and containment of documents).
type sketch []uint32

const (
	sketchSize  = 24
	shingleSize = 3 // words; fewer say too little, more lose a sentence for one changed word
)

// sketchOf samples the sentences of a claim.
func sketchOf(evidence []extract.Evidence) sketch {
	var s sketch
	seen := map[string]bool{}
	for _, e := range evidence {
		if seen[e.Text] {
			continue
		}
		seen[e.Text] = true
		words := strings.FieldsFunc(text.Fold(e.Text), func(r rune) bool {
			return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > 127)
		})
		for i := 0; i+shingleSize <= len(words); i++ {
			s = append(s, hashWords(words[i:i+shingleSize]))
		}
	}
	slices.Sort(s)
	s = slices.Compact(s)
	return slices.Clip(s[:min(len(s), sketchSize)])
}

// hashWords is FNV-1a with its bits mixed once more, so that the smallest are a fair sample.
func hashWords(words []string) uint32 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := 0; i < len(w); i++ {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	return uint32(h >> 32)
}

// resemblance estimates which part of their shingles two texts share, 0 to 1.
func resemblance(a, b sketch) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	union, both := 0, 0
	// Where a text has more shingles than its sketch, nothing is known beyond its last one.
	for i, j := 0, 0; (i < len(a) || j < len(b)) && union < sketchSize; union++ {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return float64(both) / float64(union)
}

const (
	reused    = 0.8 // resemblance from which a report is the same text again
	verbatim  = 0.9 // … from which it may even date another
	longProof = 12  // shingles that a text needs for that
)

// copies reports whether two texts are near-verbatim the same.
func copies(a, b sketch) bool { return resemblance(a, b) >= reused }
