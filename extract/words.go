package extract

import (
	"math"
	"strconv"

	"quanhe/extract/clause"
	"quanhe/extract/pattern"
	"quanhe/extract/text"
	"quanhe/rules"
)

// wordClasses are the classes of words as lexicon clause.word calls them.
var wordClasses = map[string]clause.Class{"light": clause.Light, "prep": clause.Prep, "and": clause.And, "saying": clause.Saying,
	"closing": clause.Closing, "linking": clause.Linking}

// readWords takes over what the lexicons say about the words of clauses.
func (x *Extractor) readWords() {
	if x.clause >= 0 {
		for _, e := range x.set.Lexicons[x.clause].Entries {
			x.classOf = append(x.classOf, wordClasses[e.Attrs["class"]])
		}
	}
	if x.cueWords >= 0 {
		for _, e := range x.set.Lexicons[x.cueWords].Entries {
			c := clause.Cue{Reads: e.Attrs["reads"], Wide: e.Attrs["wide"] != "", Behind: e.Attrs["behind"] != "", Cancels: e.Attrs["cancels"] != ""}
			if near := e.Attrs["near"]; near != "" {
				c.Near, _ = strconv.Atoi(near) // the lint sees to it that it is a number
			}
			x.cueOf = append(x.cueOf, c)
		}
	}
}

// entry returns the longest entry of a lexicon at a token, nil when there is none.
func (x *Extractor) entry(in *pattern.Input, token int, lexicon string) (int, *rules.Entry) {
	return x.entryOf(in, token, x.lexiconNumber(lexicon))
}

// entryOf is entry for the n-th lexicon, which may be -1.
func (x *Extractor) entryOf(in *pattern.Input, token, n int) (int, *rules.Entry) {
	if h, ok := hitBefore(in, token, math.MaxInt, n); ok {
		return int(h.Len), &x.set.Lexicons[n].Entries[h.Entry]
	}
	return 0, nil
}

// hitBefore returns the longest entry of the n-th lexicon at a token that does not go on behind token end.
func hitBefore(in *pattern.Input, token, end, n int) (pattern.Hit, bool) {
	if in.Starts(token)&pattern.Lexicon(n) == 0 {
		return pattern.Hit{}, false
	}
	for _, h := range in.Hits(token) { // longest first
		if int(h.Lexicon) == n && token+int(h.Len) <= end {
			return h, true
		}
	}
	return pattern.Hit{}, false
}

// particle classifies the word at a token for package clause.
func (x *Extractor) particle(in *pattern.Input, token, end int) (int, clause.Class) {
	if h, ok := hitBefore(in, token, end, x.clause); ok {
		return int(h.Len), x.classOf[h.Entry]
	}
	return 0, clause.Other
}

// cues appends to dst the cues of modality in a sentence.
func (x *Extractor) cues(in *pattern.Input, s text.Sentence, dst []clause.Cue) []clause.Cue {
	words := pattern.Lexicon(x.cueWords)
	for i := int(s.First); i < int(s.End); i++ {
		if in.Starts(i)&words == 0 {
			continue
		}
		h, ok := hitBefore(in, i, math.MaxInt, x.cueWords)
		if !ok {
			continue
		}
		c := x.cueOf[h.Entry]
		if last := i + int(h.Len) - 1; c.Reads == "neutral" && in.Key(last) == "chỉ" && verbOf(in, last+1) {
			if h, ok = hitBefore(in, i, last, x.cueWords); !ok {
				continue
			}
			c = x.cueOf[h.Entry] // không chỉ định (does not appoint) is not không chỉ (not only)
		}
		if c.First, c.End = i, i+int(h.Len); c.Reads != "neutral" && !(c.Cancels && moved(in, c.End, int(s.End))) {
			dst = append(dst, c)
		}
		i = c.End - 1
	}
	return dst
}

// moved reports whether the word of putting off that ends at a token only compares the day told with the one planned first: khai mạc ngày
// 9/12, lùi ba ngày so với kế hoạch (three days later than planned).
func moved(in *pattern.Input, token, end int) bool {
	for i := token; i+1 < min(token+6, end) && in.Doc.Tokens[i].Kind != text.Punct; i++ {
		switch in.Key(i) {
		case "đến", "tới", "sang":
			return false
		case "so":
			return in.Key(i+1) == "với"
		}
	}
	return false
}

// verbOf reports whether the word at a token makes a verb of chỉ (only) before it: chỉ định (appoint), chỉ đạo (direct).
func verbOf(in *pattern.Input, token int) bool {
	if token >= len(in.IDs) {
		return false
	}
	switch in.Key(token) {
	case "định", "đạo", "huy", "trích":
		return true
	}
	return false
}
