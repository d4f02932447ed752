package extract

import (
	"strings"

	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// A draft is a claim in the making: its fillers are not yet entities, and more evidence may join it.
type draft struct {
	relation, subtype, label string
	modality                 Modality
	date                     string
	day                      string // that the story goes on from, when it is not the date
	own                      bool   // the date is said of this event, not taken over from the text before
	cited                    bool   // the date is that of a decision cited
	count                    int
	args                     []filled
	place                    *who
	evidence                 []proof
	noun                     bool // told by a noun, so that it may point back
	byName                   bool // who holds it is only told by its name
	order                    int
	key                      labelKey
}

// A labelKey is a label and its key.
type labelKey struct{ label, key string }

// labelled returns the key of the label.
func (d *draft) labelled() string {
	if d.key.label != d.label {
		d.key = labelKey{d.label, gatheringKey(d.label)}
	}
	return d.key.key
}

// gatheringKey returns what labels of one gathering share: Hội nghị Ngoại giao 31 is Hội nghị Ngoại giao lần thứ 31 (the 31st).
func gatheringKey(label string) string {
	return strings.Replace(text.Key(label), " lần thứ ", " ", 1)
}

// A filled is a role and who fills it.
type filled struct {
	role string
	who  who
}

// A who is somebody or something that fills a role: a person of the document, or anything else by name.
type who struct {
	person *person
	kind   mention.Kind
	name   string
	iso    string
	within string // of a place below it: the province told behind it
	office bool
	first  int // tokens of the mention, when it was one
	end    int
}

// A proof is the sentence and the rule behind a draft.
type proof struct {
	s    *sentence
	rule string
}

// same reports whether two fillers are one.
func (w who) same(v who) bool {
	if w.person != nil || v.person != nil {
		return w.person == v.person
	}
	if w.iso != "" && w.kind == mention.Country && v.kind == mention.Country {
		return w.iso == v.iso
	}
	return w.name == v.name && w.office == v.office
}

// arg returns the fillers of a role.
func (d *draft) arg(role string) []who {
	var out []who
	for _, a := range d.args {
		if a.role == role {
			out = append(out, a.who)
		}
	}
	return out
}

// add gives the draft a filler unless it has it already, in whatever role.
func (d *draft) add(role string, w who) {
	for _, a := range d.args {
		if a.who.same(w) {
			return
		}
	}
	d.args = append(d.args, filled{role, w})
}

// core appends to dst who takes part in the draft, attendees and inviters left out.
func (d *draft) core(dst []who) []who {
	for i := range d.args {
		switch d.args[i].role {
		case "attendee", "inviter", "witness", "topic", "office":
		default:
			dst = append(dst, d.args[i].who)
		}
	}
	return dst
}
