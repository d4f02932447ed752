package text

import (
	"slices"
	"unicode/utf8"
)

// findSentences cuts every block at its full stops. Semicolons and colons end clauses, not sentences.
func (d *Document) findSentences(blocks []block) {
	d.Sentences = slices.Grow(d.Sentences[:0], len(d.Tokens)/16+len(blocks))
	s := splitter{d: d}
	line := 0
	for n, b := range blocks {
		s.first, s.shut, s.end = b.first, 0, b.end
		for at := b.first; at < b.end; {
			stop := s.next(at)
			for d.Lines[line].End <= d.Tokens[at].Start {
				line++
			}
			d.Sentences = append(d.Sentences, Sentence{First: int32(at), End: int32(stop), Line: int32(line), Block: int32(n), Kind: b.kind})
			at, s.first = stop, stop
		}
	}
}

// A splitter looks for the ends of the sentences of one block.
type splitter struct {
	d     *Document
	first int // first token of the sentence
	end   int // of the block
	shut  int // no sentence ends before this token: it follows a closing bracket
}

// maxSentence is how many tokens a sentence has at most. The longest lists of newspapers have some 700; what is longer is a
// table or a dump, whose reading would take time by the square of its length.
const maxSentence = 1500

// next returns the token after the sentence that starts at token t.
func (s *splitter) next(t int) int {
	limit, pause := t+maxSentence, 0
	for t < s.end {
		if t >= limit {
			return max(pause, t-maxSentence/2)
		}
		if s.d.Tokens[t].Kind != Punct {
			t++
			continue
		}
		switch s.d.mark(t) {
		case '(', '[':
			s.shut = max(s.shut, s.closing(t))
		case ',', ';':
			pause = t + 1
		case '.', '!', '?', '…':
			stop := s.closers(t + 1)
			if stop >= s.shut && (stop == s.end || s.ends(t, stop)) {
				return stop
			}
			t = stop
			continue
		}
		t++
	}
	return s.end
}

// maxBracket is how many tokens a bracket may hold and still be one piece: longer ones are most often never closed.
const maxBracket = 60

// closing returns the token after the bracket that closes the one at t, or 0.
func (s *splitter) closing(t int) int {
	depth := 0
	for i := t; i < s.end && i-t < maxBracket; i++ {
		switch s.d.mark(i) {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// closers skips the further full stops, quotes and brackets that stand close after a full stop, and the "./." that ends an article.
func (s *splitter) closers(t int) int {
	for ; t < s.end && s.d.Tokens[t].Flags&Space == 0; t++ {
		switch s.d.mark(t) {
		case '.', '!', '?', '…', ')', ']', '}', '"', '\'', '”', '’', '»':
		case '/':
			if t+1 == s.end || s.d.mark(t+1) != '.' {
				return t
			}
		default:
			return t
		}
	}
	return t
}

// maxMarks is how many quotes, dashes and brackets may open a sentence before its first word.
const maxMarks = 8

// ends reports whether the full stop at token t, with what belongs to it up to token next, ends a sentence. next is
// inside the block.
func (s *splitter) ends(t, next int) bool {
	after := next
	for ; after < min(s.end, next+maxMarks) && s.d.Tokens[after].Kind == Punct; after++ {
		switch s.d.mark(after) {
		case ',', ';', ':', ')', ']', '/', '%', '…':
			return false
		case '•', '*', '+':
			return true
		}
	}
	if after < s.end && s.d.Tokens[after].Kind == Word && s.d.Tokens[after].Flags&Cap == 0 {
		return false
	}
	if s.d.mark(t) != '.' || next > t+1 || t == s.first || s.d.Tokens[t].Flags&Space != 0 {
		return true
	}
	switch s.d.Tokens[t-1].Kind {
	case Number:
		return s.afterNumber(t, next)
	case Word:
		return s.afterWord(t, next)
	}
	return true
}

// afterNumber decides on the full stop at t after a number: "14.12" and "1. Về công tác" (on the work) go on.
func (s *splitter) afterNumber(t, next int) bool {
	following := s.d.Tokens[next]
	if following.Flags&Space == 0 && (following.Kind == Number || following.Flags&Upper != 0) {
		return false
	}
	for i := s.first; i < t; i++ {
		if s.d.Tokens[i].Kind != Number && s.d.mark(i) != '.' {
			return true
		}
	}
	return false
}

// afterWord decides on the full stop at t after a word: abbreviations and initials go on.
func (s *splitter) afterWord(t, next int) bool {
	word, following := s.d.Tokens[t-1], s.d.Tokens[next]
	var buf [maxSyllable * utf8.UTFMax]byte
	key := buf[:0]
	if word.End-word.Start <= maxAbbreviation {
		key = AppendKey(key, s.d.Word(t-1))
	}
	glued := following.Flags&Space == 0
	switch {
	case word.Flags&Roman != 0 && t-1 == s.first: // "II. Kết luận" (conclusion)
		return false
	case string(key) == "v": // "v.v." (and so on) ends a sentence, the v of "v.d." does not
		return t-3 >= s.first && s.d.Word(t-3) == "v"
	case listed(abbreviations, key) && len(key) > 0, glued && following.Kind == Number:
		return false
	case utf8.RuneCount(key) == 1 && word.Flags&Cap != 0:
		return t-2 >= s.first && (word.Flags&Roman != 0 && s.numbered(t-2) || s.lastName(t, next))
	case len(key) == 1:
		return t-1 > s.first // "a. Về công tác" is the head of a list
	case glued && following.Kind == Word:
		return word.Flags&following.Flags&Upper == 0 && !listed(domains, AppendKey(buf[:0], s.d.Word(next)))
	}
	return true
}

// lastName reports whether the capital before the full stop t ends a name, as in "Trần Văn B. Hai bên" (the two sides): it follows
// a capitalised word, and the next word is Vietnamese, while "Robert F." is followed by a foreign one.
func (s *splitter) lastName(t, next int) bool {
	tok := s.d.Tokens
	return tok[t-2].Flags&Cap != 0 && tok[t-1].Flags&tok[next].Flags&Space != 0 && Syllable(s.d.Word(next))
}

// numbered reports whether a Roman numeral after token t is an ordinal, as in "Đại hội X", and not an initial.
func (s *splitter) numbered(t int) bool {
	var buf [maxSyllable * utf8.UTFMax]byte
	tok := s.d.Tokens[t]
	return tok.Kind == Word && tok.End-tok.Start <= int32(len(buf)) && listed(ordinals, AppendKey(buf[:0], s.d.Word(t)))
}

// maxAbbreviation is the longest entry of abbreviations, in bytes.
const maxAbbreviation = 4

var (
	// abbreviations never end a sentence: places, degrees, titles.
	abbreviations = wordSet("tp tx tt q p th ths gs pgs ts bs ks ls kts cn nsnd nsut mr mrs ms dr st jr sr prof gen tr")
	// ordinals are the nouns that a Roman numeral counts.
	ordinals = wordSet("khóa hội thứ kỳ quý tế số hạng chương phần mục tập loại nhóm vùng cấp")
	// domains end web addresses, also in capitals.
	domains = wordSet("vn com net org gov")
)
