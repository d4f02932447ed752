package index

import (
	"bytes"
	"slices"
	"strings"

	"quanhe/extract/text"
)

// named gives the words of what is said of an entity, if it is a name.
func named(entity string, what byte, value string, to set) {
	if what == saidName || what == saidAlias {
		word(entity, text.Fold(value), to)
	}
}

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

// Word reads such a note: an entity and a folded name of it, which are parts of the note.
func Word(name []byte) (id, key []byte) {
	_, rest, _ := bytes.Cut(name[len(wordKind):], []byte(sep))
	id, key, _ = bytes.Cut(rest, []byte(sep))
	return id, key
}
