package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph/index"
)

// A record is what one document says of one event: as much of the claim as resolving needs.
type record struct {
	Claim    string
	Doc      string // id of the document
	ref      string // its name in the state: the document's, and its place among the records there
	Relation string
	Subtype  string
	Label    string
	Modality extract.Modality
	Date     string // EDTF
	Count    int
	Who      []part // by role and id
	Place    *part
	Sketch   sketch
	Caption  bool

	// What prepare works out in one state of affairs:
	keys      []string // shelves the record stands on
	when      when
	label     label
	principal []string // nodes of who makes the event what it is, sorted
	unsure    []string // those of them who may be one of several namesakes
	nodes     []string // node of each of Who; "" for who is only resolved when the event is written
	place     string   // node of Place
	house     bool     // Place is a house and no town
	shape     *shape
	decided   []string // decisions of people about the anchor, see anchorPair
	joined    bool     // it is in a component
}

// A part is a participant of a record.
type part struct {
	Role   string
	ID     string // entity id, or "=" and the name
	Name   string // as the document writes it
	bearer int    // which bearer of the document it is, from 1; 0 for none
	Key    string // block of the bearer's name
	posts  []string
}

// is makes the part one of the bearers of its document.
func (p *part) is(b *bearer) { p.ID, p.Key, p.posts = b.ID, b.Key, b.keys }

// shortDoc names a document in the state.
func shortDoc(doc string) string { return index.Short(doc) }

// A brief is the name that shortDoc gives a document, where there are many.
type brief [12]byte

// String is what shortDoc gives.
func (b brief) String() string { return hex.EncodeToString(b[:]) }

// readBrief reads what shortDoc gave.
func readBrief(short string) (b brief, err error) {
	if len(short) != 2*len(b) {
		return b, fmt.Errorf("document %q: %w", short, errTorn)
	}
	if _, err := hex.Decode(b[:], []byte(short)); err != nil {
		return b, fmt.Errorf("document %q: %w", short, errTorn)
	}
	return b, nil
}

func refOf(short string, n int) string { return short + "." + strconv.Itoa(n) }

// anchor names the record by its document, kind and principals. A decision of people clings to it, so that it outlives
// rules that read another date or place from the same sentence.
func (r *record) anchor() string {
	var who []string
	for _, p := range r.Who {
		if principalRole(r.Relation, p.Role) {
			who = append(who, p.ID)
		}
	}
	slices.Sort(who)
	short, _, _ := strings.Cut(r.ref, ".")
	return short + "." + hashOf(family(r.Relation)+"\n"+strings.Join(slices.Compact(who), "\n"))
}

// anchorPair is a decision that two anchors tell of the same event or of different ones, in either order the same.
func anchorPair(same bool, a, b string) string {
	kind := "different"
	if same {
		kind = "same"
	}
	return kind + "|" + min(a, b) + "|" + max(a, b)
}

// decision tells what people decided of two records.
func (r *record) decision(s *record) (same, different bool) {
	if len(r.decided) == 0 || len(s.decided) == 0 {
		return false, false
	}
	a, b := r.anchor(), s.anchor()
	return slices.Contains(r.decided, anchorPair(true, a, b)), slices.Contains(r.decided, anchorPair(false, a, b))
}

// hashOf names what is derived: 96 bits of SHA-256 like all nodes of the graph.
func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}

// family is the kind of event of a relation: what one report calls a meeting the next calls talks.
func family(relation string) string {
	switch relation {
	case "meet", "talks", "working_session":
		return "encounter"
	}
	return relation
}

// strength orders the relations of one family: the strongest names the event.
func strength(relation string) int {
	switch relation {
	case "talks":
		return 2
	case "working_session":
		return 1
	}
	return 0
}

// principalRole reports whether who has the role makes an event what it is. Others may be left out by a report.
func principalRole(relation, role string) bool {
	switch role {
	case "attendee", "witness", "inviter", "office", "award", "part", "publisher", "giver", "organisation", "interviewer":
		return false
	case "topic":
		return documentEvent(relation) || relation == "ceremony"
	case "agent":
		return !documentEvent(relation) && relation != "elect" && relation != "appoint" && relation != "dismiss" &&
			relation != "discipline"
	case "organizer":
		return relation == "congress"
	case "chair", "guest", "host":
		return relation != "conference" && relation != "seminar"
	}
	return true
}

// documentEvent reports whether a relation is the making of an official document, which its number names.
func documentEvent(relation string) bool {
	return relation == "issue_document" || relation == "adopt_document"
}

// once reports whether an event of the relation happens to its principals at most once in a while, so that a partial date
// suffices to tell it.
func once(relation string) bool {
	switch relation {
	case "elect", "appoint", "dismiss", "resign", "inaugurate", "discipline", "death", "issue_document", "adopt_document",
		"present_credentials", "establish_relations", "upgrade_relations", "found", "join_organisation", "congress":
		return true
	}
	return false
}

// A who gives the node of a participant, and whether it is known which of several namesakes it is.
type who func(*part) (node string, sure bool)

// prepare works out what matching needs. Those who only attend can be many and decide nothing: finish resolves them.
func (r *record) prepare(is who) {
	r.when, r.label = whenOf(r.Date), labelOf(r.Label)
	r.nodes = make([]string, len(r.Who))
	for i := range r.Who {
		p := &r.Who[i]
		if p.Role == "attendee" || p.Role == "witness" {
			continue
		}
		node, sure := is(p)
		r.nodes[i] = node
		if principalRole(r.Relation, p.Role) && p.ID != "" {
			r.principal = append(r.principal, node)
			if !sure {
				r.unsure = append(r.unsure, node)
			}
		}
	}
	slices.Sort(r.principal)
	r.principal = slices.Compact(r.principal)
	slices.Sort(r.unsure)
	r.unsure = slices.Compact(r.unsure)
	if r.Place != nil {
		r.place, _ = is(r.Place)
		r.house = venue(r.Place.Name)
	}
}

// finish resolves the participants that prepare left.
func (r *record) finish(is who) {
	for i := range r.Who {
		if r.nodes[i] == "" {
			r.nodes[i], _ = is(&r.Who[i])
		}
	}
}

// nodeOf is the node of the first participant in a role, "" for none.
func (r *record) nodeOf(role string) string {
	for i := range r.Who {
		if r.Who[i].Role == role {
			return r.nodes[i]
		}
	}
	return ""
}

// A label is the name of a conference made ready for comparing.
type label struct {
	words   []string
	ordinal string // the number in lần thứ 16, Đại hội XIII, Hội nghị Ngoại giao 31
	special bool   // says which one it is, not only that it is a conference
}

// labelOf reads a label up to what a conference is for: Hội nghị Đối ngoại toàn quốc [triển khai …].
func labelOf(s string) label {
	var l label
	words := strings.Fields(text.Fold(s))
	for i, w := range words {
		if l.ordinal == "" && i > 0 && ordinal(w) {
			l.ordinal = number(w)
			continue
		}
		if i > 1 && purpose(w, words[i+1:]) {
			break
		}
		l.words = append(l.words, w)
	}
	for n := len(l.words); n >= 2 && l.words[n-2] == "lan" && l.words[n-1] == "thu"; n = len(l.words) {
		l.words = l.words[:n-2]
	}
	l.special = len(l.words) >= 4 && !general(l.words) || l.ordinal != "" && len(l.words) >= 2
	return l
}

// purpose reports whether a word begins what a conference is for, and no more of its name.
func purpose(w string, next []string) bool {
	if w == "nham" || w == "giua" {
		return true
	}
	if len(next) == 0 {
		return false
	}
	switch w + " " + next[0] {
	case "trien khai", "quan triet", "tong ket", "so ket", "thuc hien":
		return true
	}
	return false
}

// general reports whether the words of a label fit many conferences: hội nghị trực tuyến quan trọng.
func general(words []string) bool {
	for _, w := range words {
		switch w {
		case "hoi", "nghi", "cuoc", "hop", "phien", "ky", "dien", "dan", "thao", "toa", "dam", "le", "dai", "truc", "tuyen",
			"quan", "trong", "quoc", "te", "dac", "biet", "thuong", "nien", "chuyen", "de", "sau", "cap", "cao":
		default:
			return false
		}
	}
	return true
}

// ordinal reports whether a folded word is a number that names one of a series: 16 or xiii.
func ordinal(w string) bool {
	return w != "" && (strings.Trim(w, "0123456789") == "" && len(w) < 4 || strings.Trim(w, "ivx") == "" && (len(w) > 1 || w != "v"))
}

// number writes Roman numerals below 40 as digits.
func number(w string) string {
	if strings.Trim(w, "ivx") != "" {
		return w
	}
	value, last := 0, 0
	for i := len(w) - 1; i >= 0; i-- {
		v := map[byte]int{'i': 1, 'v': 5, 'x': 10}[w[i]]
		if v < last {
			v = -v
		} else {
			last = v
		}
		value += v
	}
	return strconv.Itoa(value)
}

// names reports whether two labels name one conference: one begins with the words of the other, and they are no two of
// one series.
func (l label) names(m label) bool {
	if l.ordinal != m.ordinal && l.ordinal != "" && m.ordinal != "" || !l.special || !m.special {
		return false
	}
	n := min(len(l.words), len(m.words))
	return slices.Equal(l.words[:n], m.words[:n])
}
