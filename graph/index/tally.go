package index

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// Tally is the name of the note that tells how many events are in a chapter. Where there is none there are none.
func Tally(chapter string) string { return hashOf(chapter).tally() }

// Tallies is how the names of these notes begin.
const Tallies = tallyKind

// A hash stands for a text in names: 96 bits of SHA-256, which hostile text cannot make collide within reason.
type hash [12]byte

func hashOf(s string) hash {
	sum := sha256.Sum256([]byte(s))
	return hash(sum[:len(hash{})])
}

func (h hash) String() string { return base64.RawURLEncoding.EncodeToString(h[:]) }

// tally is the name of the tally of the chapter.
func (h hash) tally() string { return tallyKind + h.String() }

// Counted reads such a note.
func Counted(tally []byte) (int, error) {
	if len(tally) == 0 {
		return 0, nil
	}
	n, err := strconv.Atoi(string(tally))
	if err != nil || n < 0 {
		return 0, fmt.Errorf("the index counts %q; quanhe verify --repair makes it anew", tally)
	}
	return n, nil
}

// tallies are how much more there is in chapters, of which a load has hundreds of thousands.
type tallies map[hash]int32

// count counts a note n times, if it is one of an event in a diary.
func (t tallies) count(name string, n int32) {
	if !strings.HasPrefix(name, diaryKind) {
		return
	}
	chapter := name[:len(ChapterOf([]byte(name)))]
	if class := classOf(chapter); class == Events || class == Spans {
		t[hashOf(chapter)] += n
	}
}

// classOf is the class of a chapter.
func classOf(chapter string) Class {
	_, rest, _ := strings.Cut(chapter[len(diaryKind):], sep)
	return Class(rest[:1])
}

// write brings the notes up to date.
func (t tallies) write(notes Notes) error {
	for chapter, more := range t {
		if err := writeTally(notes, chapter, more); err != nil {
			return err
		}
	}
	return nil
}

// writeTally brings the note of a chapter up to date, in which there is so much more.
func writeTally(notes Notes, chapter hash, more int32) error {
	if more == 0 {
		return nil
	}
	name := chapter.tally()
	was, err := notes.Get(name)
	if err != nil {
		return err
	}
	n, err := Counted(was)
	if err != nil {
		return err
	}
	var data []byte
	if n += int(more); n > 0 {
		data = strconv.AppendInt(nil, int64(n), 10)
	}
	return notes.Set(name, data)
}
