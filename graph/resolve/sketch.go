package resolve

import (
	"slices"

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

// sketch samples the sentences of a claim.
func (d *docReader) sketch(evidence []extract.Evidence) sketch {
	var all sketch
	for i, e := range evidence {
		s, ok := d.sketches[e.Text]
		if !ok {
			s = sketchOf(e.Text)
			d.sketches[e.Text] = s
		}
		if i == 0 {
			all = s
		} else {
			all = append(all[:len(all):len(all)], s...)
		}
	}
	if len(evidence) > 1 {
		all = smallest(all)
	}
	return all
}

// smallest sorts hashes and keeps those of a sketch.
func smallest(hashes []uint32) sketch {
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return slices.Clip(hashes[:min(len(hashes), sketchSize)])
}

// sketchOf samples a text.
func sketchOf(s string) sketch {
	folded := text.Fold(s)
	var words [shingleSize]string // the last ones
	var hashes []uint32
	n := 0
	for from := 0; from < len(folded); {
		to := from
		for to < len(folded) && wordByte(folded[to]) {
			to++
		}
		if to > from {
			copy(words[:], words[1:])
			words[shingleSize-1] = folded[from:to]
			if n++; n >= shingleSize {
				hashes = append(hashes, hashWords(words[:]))
			}
		}
		from = to + 1
	}
	return smallest(hashes)
}

func wordByte(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' || b > 127 }

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

// longProof is how many shingles a text needs for another to be dated by it.
const longProof = 12

// copies reports whether two texts are near-verbatim the same.
func copies(a, b sketch) bool { return resemblance(a, b) >= float64(reused) }
