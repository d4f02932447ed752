package extract

// Facts is everything one document says: the entities it names and the claims it makes.
type Facts struct {
	ID       string   `json:"id"`
	Title    string   `json:"title,omitempty"`
	Date     string   `json:"date,omitempty"` // EDTF
	SHA256   string   `json:"sha256"`
	URL      string   `json:"url,omitempty"`
	Entities []Entity `json:"entities"`
	Claims   []Claim  `json:"claims"`
}

// An Entity is a person, office, party, organization, country, place or document as one text names it.
type Entity struct {
	ID       string    `json:"id"` // type "/" slug, stable across documents for one name; with the province of a district, if it is told
	Type     string    `json:"type"`
	Name     string    `json:"name"` // NFC
	Aliases  []string  `json:"aliases,omitempty"`
	ISO      string    `json:"iso,omitempty"`     // countries: ISO 3166-1 alpha-2
	Country  string    `json:"country,omitempty"` // ISO code of the country it belongs to, when the text says so
	Within   string    `json:"within,omitempty"`  // the province in which the text says that a place below it lies, or the place of a body
	Byline   bool      `json:"byline,omitempty"`
	Mentions []Mention `json:"mentions,omitempty"`
}

// A Mention is a stretch of text that names an entity or that a claim's evidence was read as: ông (he), hai bên (the two
// sides), the verb of a clause whose subject stands before it. It counts code points of the document as given.
type Mention struct {
	Start int `json:"start"`
	End   int `json:"end"`
}
