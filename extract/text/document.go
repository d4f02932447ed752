// Package text turns bytes into NFC text with an offset map back to the source, and finds its lines,
// sentences and syllable tokens. Everything found is a span into the text; nothing is copied.
package text

// A Document owns a normalised text and the spans found in it. It never changes after Parse and is safe for concurrent use.
type Document struct {
	Text      string     // NFC; entities resolved; one space for each run of white space inside a line; lines end in "\n"
	Lines     []Line     // every line of Text, in order; blank ones count as Body
	Sentences []Sentence // in order; each lies in one Line or in lines joined because a sentence was broken by a newline
	Tokens    []Token    // in order
	Known     []Known    // of each token, if Words are not nil
	Words     Words      // that the parser numbered by
	Credits   []Credit   // in order: the persons that photo credits and bylines name

	offsets offsets
}

// Picture is U+FFFC, the object replacement character: it stands for a picture in a text. A line that it opens is the picture's
// caption, whatever else it looks like; readers of pages and office files put it there. It leaves no trace in Document.Text.
const Picture = "\ufffc"

// A Credit is the name of an author or photographer: bytes of Document.Text.
type Credit struct {
	Start, End int32
}

// A Token is a syllable, a number or a punctuation mark: a maximal run of letters (split where a lower-case letter
// meets an upper-case one, and where a run is two or three glued Vietnamese syllables), a maximal run of ASCII digits,
// or one other character. "T.Ư" is three tokens, "14.12" three, "Díaz-Canel" three, "32-CT/TW" five, "QH15" two.
type Token struct {
	Start, End int32 // bytes of Document.Text
	Kind       Kind
	Flags      Flags
}

// Kind says what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word Kind = iota + 1
	Number
	Punct
)

// Flags are facts about a token's form that matching needs often.
type Flags uint8

const (
	Cap       Flags = 1 << iota // first letter is upper case
	Upper                       // all letters are upper case (also a single capital)
	Space                       // white space, or the start of a line, stands before it
	Roman                       // a Roman numeral in capitals: I, V, XIII
	LineStart                   // first token of a line
)

// A Sentence is a run of tokens [First, End).
type Sentence struct {
	First, End int32
	Kind       LineKind // of the line it stands in; Byline too for a source or photographer glued to the end of another line
	Line       int32    // index into Lines of the line it starts in
	Block      int32    // number of the paragraph, heading or item it stands in, however its lines are broken
}

// A Line is one line of the text as given.
type Line struct {
	Start, End int32 // bytes of Document.Text, without the newline
	Kind       LineKind
}

// LineKind says what part of a page a line is.
type LineKind uint8

// The kinds of line. Only the first eight carry facts.
const (
	Body LineKind = iota + 1
	Title
	Heading
	Caption
	ListItem
	Question
	Answer
	Capitals  // a line all in capitals that is no slogan: match without case cues
	Dateline  // clock or publication date of the page
	Byline    // author, photographer, source
	Furniture // navigation, counters, slogans, tags, related headlines, footers
	AltText   // unaccented alternative text of pictures
)

// Facts reports whether lines of this kind may carry facts.
func (k LineKind) Facts() bool { return k >= Body && k <= Capitals }

// appendKey appends the key of token i.
func (d *Document) appendKey(dst []byte, i int) []byte {
	if d.Words != nil {
		if number := d.Known[i].ID; number != 0 {
			if key := d.Words.Key(number); key != "" {
				return append(dst, key...)
			}
		}
	}
	return AppendKey(dst, d.Word(i))
}

// Word returns the text of token i.
func (d *Document) Word(i int) string {
	t := d.Tokens[i]
	return d.Text[t.Start:t.End]
}
