package extract

import "quanhe/extract/text"

// A repeat is a sentence that says word for word what the document said before: a caption shown twice, a lead above the
// article and in it. It is not read again; it is more evidence for what the first one tells.
type repeat struct {
	of, again text.Sentence
}

// minRepeat is how many tokens make a sentence its own: shorter ones, as "Ảnh: TTXVN" (photo: VNA), are written again
// without being the same, unless the sentence before repeats as well.
const minRepeat = 8

// repeats finds the sentences of a document that repeat another one, by their index the index of the first; nil when none can.
func repeats(doc *text.Document) map[int]int {
	words := func(i int) string {
		s := doc.Sentences[i]
		return doc.Text[doc.Tokens[s.First].Start:doc.Tokens[s.End-1].End]
	}
	if distinct(doc) {
		return nil
	}
	first, out := map[string]int{}, map[int]int{}
	for i, s := range doc.Sentences {
		if of, ok := out[i-1]; ok && of+1 < i && words(of+1) == words(i) {
			out[i] = of + 1
			if root, ok := out[of+1]; ok { // itself a repeat
				out[i] = root
			}
			continue
		}
		if s.End-s.First < minRepeat {
			continue
		}
		if of, ok := first[words(i)]; ok {
			out[i] = of
		} else {
			first[words(i)] = i
		}
	}
	return out
}

// distinct reports whether no sentence that is long enough repeats another one, as far as a few of their bytes tell.
func distinct(doc *text.Document) bool {
	var seen [1 << 6]uint64
	for _, s := range doc.Sentences {
		if s.End-s.First < minRepeat {
			continue
		}
		from, to := doc.Tokens[s.First].Start, doc.Tokens[s.End-1].End
		mark := uint64(to - from) // more than minRepeat bytes
		for k := range int32(minRepeat) {
			mark = mark<<7 ^ mark>>57 ^ uint64(doc.Text[from+k]) ^ uint64(doc.Text[to-1-k])<<32 ^ uint64(doc.Text[from+(to-from)/2+k-minRepeat/2])<<16
		}
		mark = mark * 0x9e3779b97f4a7c15 >> 52 // Fibonacci hashing
		if word, bit := &seen[mark>>6], uint64(1)<<(mark&63); *word&bit != 0 {
			return false
		} else {
			*word |= bit
		}
	}
	return true
}

// reads reports whether sentences of a line may carry facts that are read.
func reads(s text.Sentence) bool { return s.Kind.Facts() && s.Kind != text.Capitals }
