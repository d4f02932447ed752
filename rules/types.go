package rules

// A Set is everything an editor wrote: the schema, the lexicons and the rules, each list in the order of its names, so
// that neither the order of files nor of rules inside a file has any effect. A loaded Set is not changed any more and
// may be read from several goroutines.
type Set struct {
	Schema   *Schema
	Lexicons []Lexicon     // by name
	Mentions []MentionRule // by id
	Claims   []ClaimRule   // by id

	hash string
}

// A Lexicon is a named list of words that patterns refer to as @name.
type Lexicon struct {
	Name    string
	Type    string // entity type of its entries, or empty: words that only rules look at
	Doc     string
	Cap     bool // an entry counts only where its first syllable is capitalised in the text
	Entries []Entry
	Pos     Pos
}

// An Entry is one thing a lexicon knows, under all the forms the press writes.
type Entry struct {
	Name  string            // canonical name, NFC
	Forms []string          // every form to be matched, the name first unless the entry says `form: false`
	Attrs map[string]string // further facts as written, such as iso; nil when there are none
	Pos   Pos
}

// A MentionRule finds mentions of one entity type.
type MentionRule struct {
	ID       string
	Doc      string
	Type     string     // office: mentions of other types come from lexicons
	Patterns []Text     // alternatives in the pattern language
	Name     Template   // canonical name of the mention; the matched text itself when empty
	Set      []Property // attributes of the mention, in file order
	Tests    []Example  // want lines read `type "canonical name"`
	Pos      Pos
}

// A Property gives an attribute of a mention its value.
type Property struct {
	Key   string
	Value Template
	Pos   Pos
}

// A ClaimRule says which claim a trigger makes and from which slots of its clause the roles are filled.
type ClaimRule struct {
	ID        string
	Doc       string
	Relation  string // a relation of the schema
	Subtype   string
	Trigger   []Text // alternatives in the pattern language; empty when Construct is given
	Construct string // name of an engine construct the rule puts to use instead of a trigger
	Kind      Kind
	Roles     []RoleExpr // in file order
	Require   []string   // roles without which the rule makes no claim, beyond those the schema requires
	Unless    []Text     // patterns; a match that touches the trigger, at most four tokens before it, forbids the claim
	When      []Text     // patterns; each must match in the sentence
	Modality  string     // a modality of the schema that overrides the engine's, or empty
	Label     string     // trigger: the words of the trigger; last: the gathering told last; empty: the capture event
	Date      string     // document: told as of the day of its document, unless the text dates it; empty: what the text is at
	Tests     []Example  // want lines are claims
	Pos       Pos
}

// Kind says what part of speech a trigger is, which decides where its slots stand.
type Kind uint8

// The kinds of trigger.
const (
	Verb      Kind = iota // A điện đàm với B (A phones B)
	Noun                  // cuộc điện đàm giữa A và B (the phone call between A and B)
	Construct             // no trigger: the engine knows the shape, such as an office before a name
)

// kindNames are the words for the kinds of trigger.
var kindNames = [...]string{Verb: "verb", Noun: "noun", Construct: "construct"}

// labelNames are the words for where a claim's label comes from.
var labelNames = []string{"trigger", "last"}

// dateNames are the words for the date of a claim that the text does not date.
var dateNames = []string{"document"}

// String returns the word that rule files use.
func (k Kind) String() string { return kindNames[k] }

// A RoleExpr says which slots may fill a role: the first alternative that is filled does.
type RoleExpr struct {
	Role  string
	Slots []Slot // alternatives in order of preference, at least one
	Pos   Pos
}

// A Slot names a place in the clause: `giữa.2 Person` is the second member of the phrase giữa X và Y (between X and Y),
// if it is a person.
type Slot struct {
	Name  string // "subject", "object", or the words that mark a phrase, as in "nhân dịp" (on the occasion of)
	Index int    // member of the phrase, from 1; 0 when the slot is not numbered
	Type  string // entity type the filler must have, as the schema spells it; empty for any
	Pos   Pos
}

// An Example is one test of a rule.
type Example struct {
	Say  string // the text
	Date string // EDTF date of the document, or empty
	Want []Text // expected lines, none for "nothing of the kind"
	Todo string // why the example is known to fail; it then must fail
	Pos  Pos
}
