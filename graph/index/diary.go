// Package index keeps, beside the quads of a store, what questions would otherwise have to look for in all of them: what
// an entity takes part in, by day, and the syllables of names. So the first page about somebody with tens of thousands of
// events costs no more than the first page.
//
// The index is notes of the store (see [quanhe/graph/store.Tx.SetNote]), written in the same step as what is derived and
// from documents and derived quads alone: it can be thrown away and made anew. A diary holds ids and dates; names stand on
// the card of each entity, and sentences on the leaf of each document.
package index

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"quanhe/extract"
	"quanhe/extract/date"
	"quanhe/extract/text"
)

// A Class parts the diary of an entity.
type Class string

// The classes.
const (
	Events  Class = "e" // what happened, was planned or denied: events as they were resolved, on a day or in a month
	Spans   Class = "l" // events with a date that can mean days further apart than Month, or that is open or has no year
	Posts   Class = "h" // claims of who held an office, but for the first of each chapter; see Head
	States  Class = "s" // other claims of what was so: memberships, parts, other names
	Terms   Class = "t" // tenures as they were resolved, by the first sighting
	Returns Class = "r" // of these the ones of a second term and of later ones
)

// Month is how many days the date of an event among Events spans at most. So who asks what was on some days or later finds
// it among the entries from a month before on, and among Spans, which are few.
const Month = 31

// Place is the role of where something happened.
const Place = "@"

// Undated is the day of what has none: it comes last.
const Undated = "~"

// An Entry says that an entity takes part in something. Entries share memory with what they were read from, so a diary
// of many thousands is read at little cost.
type Entry struct {
	Day  string // the first day it can mean, or else the last; Undated when neither is known
	ID   string // event/<hash> or claim/<hash>
	Last string // the last day it can mean; "" when open or unknown

	Relation, Modality, Status string
	Date                       string // EDTF
	Doc                        string // Short of the document that makes the claim, or alone tells of the event; else ""
	who                        string // parts, each a role, a space and a reference
}

// Who is equal for entries with the same parts.
func (e *Entry) Who() string { return e.who }

// A Part is one role in an entry.
type Part struct {
	Role string
	Ref  string // id of an entity, or "=" and a name that is none
}

// NewEntry makes an entry of what is known of it but for its days.
func NewEntry(e Entry, parts []Part) Entry {
	e.Day, e.Last = Days(e.Date)
	list := make([]string, 0, len(parts))
	for _, p := range parts {
		list = append(list, strings.ReplaceAll(escape(p.Role), " ", mark+"s")+" "+escape(p.Ref))
	}
	slices.Sort(list)
	e.who = strings.Join(slices.Compact(list), sep)
	return e
}

// Parts calls yield with the roles of an entry, sorted; where it happened is one of them.
func (e *Entry) Parts(yield func(role, ref string) bool) {
	for rest, more := e.who, e.who != ""; more; {
		var part string
		part, rest, more = strings.Cut(rest, sep)
		if role, ref, _ := strings.Cut(part, " "); !yield(unescape(role), unescape(ref)) {
			return
		}
	}
}

// crowd is how many bytes of parts the note of an entry has at most. What hundreds take part in would else take the square
// of them.
const crowd = 2048

// elsewhere stands for the parts of a crowd.
const elsewhere = mark + "e"

// Crowd is the name of the note that says who takes part in an entry, if its own note does not.
func (e *Entry) Crowd() (note string, is bool) {
	if e.who != elsewhere {
		return "", false
	}
	return crowdKind + escape(e.ID), true
}

// Gather gives an entry the parts that the note of its crowd says.
func (e *Entry) Gather(note string) { e.who = note }

// Ref returns how an entry refers to a participant.
func Ref(entity, name string) string {
	if entity != "" {
		return entity
	}
	return "=" + name
}

// PlaceNamed is the owner of the diary of a place that is no entity.
func PlaceNamed(name string) string { return "=" + text.Fold(name) }

const (
	sep       = "\x00"
	diaryKind = "resolve/diary" + sep // owner, class and chapter, day, id
	headKind  = "resolve/post" + sep  // owner, chapter of Posts -> its Head
	tallyKind = "resolve/tally" + sep // of a chapter of events -> how much is in it, in digits
	crowdKind = "resolve/crowd" + sep // id -> parts of an entry that has too many to say them in the diary of each
	wordKind  = "resolve/word" + sep  // syllable, entity, folded name
	sameKind  = "resolve/same" + sep  // entity -> the one that stands for it
	readyName = "resolve/index"       // that there is an index at all, and its Version
)

// Diary is how the names of the notes of a diary begin; "" for the class means all.
func Diary(owner string, class Class) string { return diaryKind + escape(owner) + sep + string(class) }

// Chapter is how the names of the notes of a chapter begin: of Events and Spans those of one relation. What a chapter of
// Posts holds says the same, whatever its dates; its first stands in its [Head]. There are no others.
func Chapter(owner string, class Class, of string) string {
	return Diary(owner, class) + escape(of) + sep
}

// ChapterOf is how the name of a note of a diary begins up to its day.
func ChapterOf(name []byte) []byte {
	end := len(diaryKind)
	for range 2 {
		end += bytes.IndexByte(name[end:], sep[0]) + 1
	}
	return name[:end]
}

// Same is how the names of the notes begin that tell which entity stands for another one, by the id of that.
const Same = sameKind

// SameNote is the name of such a note.
func SameNote(entity string) string { return sameKind + escape(entity) }

// Since is an entry before all events that can lie on a day or later, but for Spans.
func Since(day string) *Entry {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return &Entry{}
	}
	return &Entry{Day: t.AddDate(0, 0, -Month).Format(time.DateOnly)}
}

// Past is a name behind all those of a chapter, and not behind others that come later.
func Past(chapter string) string { return chapter[:len(chapter)-len(sep)] + mark }

// At is the first name that a note of a chapter can have that is not before an entry, of which day and id count.
func At(chapter string, e *Entry) string { return chapter + e.Day + sep + e.ID }

// All is how the names of the notes of all diaries begin.
const All = diaryKind

// Parse reads a note of a diary, and whose it is. The entry shares memory with the note.
func Parse(name, data string) (owner string, class Class, e Entry) {
	owner, rest, _ := strings.Cut(name[len(diaryKind):], sep)
	chapter, rest, _ := strings.Cut(rest, sep)
	if chapter != "" {
		class = Class(chapter[:1])
	}
	return unescape(owner), class, ParseEntry(rest, data)
}

// ParseEntry reads a note of a diary, by its name behind that of its chapter. The entry shares memory with the note.
func ParseEntry(name, data string) (e Entry) {
	e.Day, e.ID, _ = strings.Cut(name, sep)
	for _, to := range []*string{&e.Relation, &e.Modality, &e.Status, &e.Date, &e.Last, &e.Doc} {
		*to, data, _ = strings.Cut(data, sep)
	}
	e.who = data
	e.Status, e.Date = unescape(e.Status), unescape(e.Date)
	return e
}

// mark begins what stands for a byte that would part what belongs together.
const mark = "\x01"

var (
	escaper   = strings.NewReplacer(mark, mark+"m", sep, mark+"z")
	unescaper = strings.NewReplacer(mark+"m", mark, mark+"z", sep, mark+"s", " ")
)

// escape writes a text without separators; hardly any has one.
func escape(s string) string {
	if strings.ContainsAny(s, mark+sep) {
		return escaper.Replace(s)
	}
	return s
}

// unescape undoes escape.
func unescape(s string) string {
	if strings.Contains(s, mark) {
		return unescaper.Replace(s)
	}
	return s
}

// notes are the notes of an entry, one in the diary of each participant, and one for a crowd of them. No name comes twice.
func (e *Entry) notes(class Class, to set) {
	data, chapter := e.short(to), e.chapter(class)
	for _, owner := range e.owners() {
		to(At(Chapter(owner, class, chapter), e), data)
	}
}

// short is what the note of an entry in a diary says, without a crowd, of which there is a note.
func (e *Entry) short(to set) []byte {
	short := *e
	if len(e.who) > crowd {
		short.who = elsewhere
		name, _ := short.Crowd()
		to(name, []byte(e.who))
	}
	return short.data()
}

// owners are those in whose diaries an entry stands, sorted.
func (e *Entry) owners() []string {
	owners := make([]string, 0, 8)
	e.Parts(func(role, ref string) bool {
		name, none := strings.CutPrefix(ref, "=")
		switch {
		case !none:
			owners = append(owners, ref)
		case role == Place:
			owners = append(owners, PlaceNamed(name))
		}
		return true
	})
	slices.Sort(owners)
	return slices.Compact(owners)
}

// set takes a note.
type set func(name string, data []byte)

// data is what the notes of an entry say.
func (e *Entry) data() []byte {
	parts := [...]string{e.Relation, e.Modality, escape(e.Status), escape(e.Date), e.Last, e.Doc, e.who}
	size := len(parts) - 1
	for _, p := range parts {
		size += len(p)
	}
	data := append(make([]byte, 0, size), parts[0]...)
	for _, p := range parts[1:] {
		data = append(append(data, sep...), p...)
	}
	return data
}

// chapter is what an entry stands under in a class.
func (e *Entry) chapter(class Class) string {
	switch class {
	case Events, Spans:
		return e.Relation
	case Posts:
		return hashOf(e.Modality + sep + escape(e.Status) + sep + e.who).String()
	}
	return ""
}

// class is where an event stands.
func (e *Entry) class() Class {
	from, to, _ := date.Bounds(e.Date)
	first, err := time.Parse(time.DateOnly, from)
	last, lastErr := time.Parse(time.DateOnly, to)
	if err != nil || lastErr != nil || last.Sub(first) >= Month*24*time.Hour {
		return Spans
	}
	return Events
}

// Days are the day under which a date stands and its last day.
func Days(edtf string) (day, last string) {
	first, last, _ := date.Bounds(edtf)
	switch {
	case first != "":
		return first, last
	case last != "":
		return last, last
	}
	return Undated, ""
}

// ClassOf says in which part of a diary a relation stands.
func ClassOf(relation string) Class {
	switch relation {
	case "holds":
		return Posts
	case "member_of", "alias", "party_of", "part_of":
		return States
	}
	return Events
}

// EntryOf makes the entry of a claim, or of what sums up an event, with other places that reports give.
func EntryOf(id string, c *extract.Claim, places ...extract.Ref) Entry {
	parts := make([]Part, 0, len(c.Args)+1)
	for _, a := range c.Args {
		parts = append(parts, Part{a.Role, Ref(a.Entity, a.Name)})
	}
	if c.Place != nil {
		places = append(places, *c.Place)
	}
	for _, p := range places {
		parts = append(parts, Part{Place, Ref(p.Entity, p.Name)})
	}
	modality := string(cmp.Or(c.Modality, extract.Actual))
	return NewEntry(Entry{ID: id, Relation: c.Relation, Modality: modality, Status: c.Status, Date: c.Date}, parts)
}
