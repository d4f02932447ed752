package extract

// A Modality says whether a source reports an event as held, as planned or as not held.
type Modality string

// The modalities of a claim. The zero value reads as Actual.
const (
	Actual  Modality = "actual"
	Planned Modality = "planned"
	Negated Modality = "negated"
)

// A Claim is one relation with role arguments, as one document states it.
type Claim struct {
	Relation string     `json:"relation"`
	Subtype  string     `json:"subtype,omitempty"`
	Label    string     `json:"label,omitempty"` // name of a conference, congress or ceremony
	Modality Modality   `json:"modality"`
	Date     string     `json:"date,omitempty"` // EDTF
	Status   string     `json:"status,omitempty"`
	Count    int        `json:"count,omitempty"`
	Args     []Arg      `json:"args"`
	Place    *Ref       `json:"place,omitempty"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// An Arg is one participant of a claim in one role.
type Arg struct {
	Role   string `json:"role"`
	Entity string `json:"entity,omitempty"` // id of an Entity of the same Facts
	Name   string `json:"name"`             // the entity's name, NFC
}

// A Ref points to an entity of the same Facts.
type Ref struct {
	Entity string `json:"entity,omitempty"`
	Name   string `json:"name"`
}

// Evidence is a stretch of the document that states a claim.
// Start and End count Unicode code points of the document's text as given.
type Evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Rule  string `json:"rule"`
	Text  string `json:"text"`
}
