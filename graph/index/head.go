package index

import (
	"fmt"
	"strconv"
	"strings"
)

// A Head is a chapter of Posts in one note: its first sighting, which stands nowhere else, and how much there is. The heads
// of an owner stand in a row, so that all posts of somebody are read at once, however often each was seen.
type Head struct {
	Entry            // the first by day and id
	Documents int    // that see somebody in the post
	More      int    // sightings besides the first
	owner, of string // of the chapter, as names have them
	at, data  string // name of the first behind that of the chapter, and what its note would say
}

// AllHeads is how the names of the notes of all heads begin.
const AllHeads = headKind

// Heads is how the names of the notes of the heads of an owner begin.
func Heads(owner string) string { return headKind + escape(owner) + sep }

// ReadHead reads such a note. The head shares memory with it.
func ReadHead(name, data string) (h Head, err error) {
	h.owner, h.of, _ = strings.Cut(name[len(headKind):], sep)
	err = h.read(data)
	return h, err
}

// Owner is whose post it is.
func (h *Head) Owner() string { return unescape(h.owner) }

// Chapter is how the names of the notes of the other sightings begin.
func (h *Head) Chapter() string { return diaryKind + h.owner + sep + string(Posts) + h.of + sep }

// read reads what a note says; nothing where there is none.
func (h *Head) read(note string) error {
	if note == "" {
		return nil
	}
	documents, rest, _ := strings.Cut(note, sep)
	more, rest, _ := strings.Cut(rest, sep)
	var errs [2]error
	h.Documents, errs[0] = strconv.Atoi(documents)
	h.More, errs[1] = strconv.Atoi(more)
	day := strings.Index(rest, sep) + 1
	id := strings.Index(rest[day:], sep)
	if errs != [2]error{} || h.Documents < 1 || h.More < 0 || day == 0 || id < 0 {
		return fmt.Errorf("the index has the post %q; quanhe verify --repair makes it anew", note)
	}
	h.at, h.data = rest[:day+id], rest[day+id+1:]
	h.Entry = ParseEntry(h.at, h.data)
	return nil
}

// note is what read reads.
func (h *Head) note() []byte {
	note := append(strconv.AppendInt(nil, int64(h.Documents), 10), sep...)
	note = append(strconv.AppendInt(note, int64(h.More), 10), sep...)
	return append(append(append(note, h.at...), sep...), h.data...)
}

// A turn is how a chapter of Posts changes, alike for all owners: what goes and comes of sightings, each by its name behind
// that of the chapter, with what its note says.
type turn struct {
	owners     []string
	documents  int // more that see somebody in the post
	others     int // sightings that came and are written, which are behind one that comes here
	gone, come map[string]string
}

// write brings the notes of a chapter up to date: the first of its sightings is the head.
func (t *turn) write(notes Notes, of string) error {
	if len(t.owners) == 0 { // names that are no entities
		return nil
	}
	head := func(owner string) string { return headKind + escape(owner) + sep + of }
	note, err := notes.Get(head(t.owners[0]))
	if err != nil {
		return err
	}
	var was Head
	if err := was.read(string(note)); err != nil {
		return err
	}
	is, err := t.first(notes, &was, of)
	if err != nil {
		return err
	}
	for _, owner := range t.owners {
		if err := t.sightings(notes, Chapter(owner, Posts, of), was, is); err != nil {
			return err
		}
		var now []byte
		if is.at != "" {
			now = is.note()
		}
		if string(now) == string(note) {
			continue
		}
		if err := notes.Set(head(owner), now); err != nil {
			return err
		}
	}
	return nil
}

// first is the head that there is to be; without a name when nothing is left.
func (t *turn) first(notes Notes, was *Head, of string) (is Head, err error) {
	is.Documents, is.More = was.Documents+t.documents, was.More-len(t.gone)+len(t.come)+t.others
	first := func(at, data string) {
		if is.at == "" || at < is.at {
			is.at, is.data = at, data
		}
	}
	_, goes := t.gone[was.at]
	if was.at == "" {
		is.More--
	} else if !goes {
		first(was.at, was.data)
	}
	for at, data := range t.come {
		first(at, data)
	}
	if !goes {
		return is, nil
	}
	chapter := Chapter(t.owners[0], Posts, of)
	err = notes.Kept(chapter, func(name string, data []byte) bool {
		at := name[len(chapter):]
		_, goes := t.gone[at]
		if !goes {
			first(at, string(data))
		}
		return goes
	})
	return is, err
}

// sightings brings the notes of a chapter up to date but for its head.
func (t *turn) sightings(notes Notes, chapter string, was, is Head) error {
	left := map[string]string{} // what there is to be, of what is touched
	if was.at != "" {
		left[was.at] = was.data
	}
	for at := range t.gone {
		delete(left, at)
	}
	for at, data := range t.come {
		left[at] = data
	}
	delete(left, is.at)
	for at, data := range left {
		if before, kept := t.gone[at]; kept && at != was.at && before == data {
			continue
		}
		if err := notes.Set(chapter+at, []byte(data)); err != nil {
			return err
		}
	}
	if _, came := t.come[is.at]; is.at != "" && is.at != was.at && !came {
		if err := notes.Set(chapter+is.at, nil); err != nil { // it moves up
			return err
		}
	}
	for at := range t.gone {
		if _, stays := left[at]; !stays && at != was.at {
			if err := notes.Set(chapter+at, nil); err != nil {
				return err
			}
		}
	}
	return nil
}
