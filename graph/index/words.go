package index

import (
	"slices"
	"strings"
)

// word gives the notes of a folded name of an entity: one for each syllable.
func word(id, key string, to set) {
	syllables := strings.Fields(key)
	slices.Sort(syllables)
	for _, syllable := range slices.Compact(syllables) {
		to(wordKind+syllable+sep+id+sep+key, []byte{})
	}
}

// isWord tells the notes of names from those of diaries.
func isWord(note string) bool { return strings.HasPrefix(note, wordKind) }

// Words is how the names of the notes begin that tell which names have a syllable that begins with some letters, folded.
func Words(letters string) string { return wordKind + letters }

// Word reads such a note: an entity and a folded name of it.
func Word(name []byte) (id, key string) {
	parts := strings.SplitN(string(name[len(wordKind):]), sep, 3)
	if len(parts) < 3 {
		return "", ""
	}
	return parts[1], parts[2]
}
