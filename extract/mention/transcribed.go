package mention

import (
	"strings"

	"quanhe/extract/text"
)

// transcribed reports whether the run is the name found last in another spelling, alone in a bracket right behind it: Tập
// Cận Bình (Xi Jinping).
func (s *scan) transcribed(first, end int, foreign bool) bool {
	if len(s.persons) == 0 || !s.is(first-1, "(") || !s.is(end, ")") {
		return false
	}
	last := s.persons[len(s.persons)-1]
	return last.End == first-1 && last.Foreign != foreign && soundAlike(last.Text, s.join(first, end))
}

// Transcribed reports whether a name, behind a bracket that opens at a token, is another spelling of the name before it.
func Transcribed(before, f *Figure, bracket int) bool {
	return before.NameEnd == bracket && f.NameFirst == bracket+1 && before.Foreign != f.Foreign && soundAlike(before.Name, f.Name)
}

// soundAlike reports whether two names have as many syllables, as the Sino-Vietnamese and the Latin form of a name do, and
// a person and a news agency hardly ever: Lý Khắc Cường, Li Keqiang.
func soundAlike(a, b string) bool { return syllables(a) > 1 && syllables(a) == syllables(b) }

// syllables counts the runs of vowels in a name.
func syllables(name string) (n int) {
	vowel := false
	for _, c := range text.Fold(name) {
		is := strings.ContainsRune("aeiouy", c)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	return n
}
