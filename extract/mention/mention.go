// Package mention finds what a sentence names: persons with their offices, bodies, parties, countries, places,
// documents and awards. It reads one sentence at a time and keeps no memory of the document; who an office alone
// or a given name alone stands for is decided later, over the whole document.
package mention

import "quanhe/extract/text"

// Kind says what a mention names.
type Kind uint8

// The kinds of mention.
const (
	Person   Kind = iota + 1 // a name, an office alone, or a word that stands for a person or a group of persons
	Body                     // an organisation
	Party                    // a political party
	Country                  // a country
	Place                    // a city, a province, a building
	Document                 // an official document
	Award                    // an order, a medal, a prize
	Blocked                  // words that name nothing although a part of them would
)

// A Mention is a run of tokens [First, End) that names something.
type Mention struct {
	Kind       Kind
	First, End int
	Name       string            // canonical name, empty for a person who is only pointed to
	ISO        string            // countries and what belongs to one
	Class      string            // bodies: state, party, local, company, …
	Attrs      map[string]string // attributes of the lexicon entry; nil for names that no lexicon holds
	Figure     *Figure           // persons only
	Base       string            // bodies: the name without its country or province; numbered documents: the kind
	Unit       string            // places: tỉnh (province) or thành phố (city), as written before the name
	Issuer     string            // documents cited by number without symbol: who issued them, where the text says so
	Within     string            // places below the province: the province behind the name
	Inner      []Mention         // countries and bodies named inside this mention
}

// A Figure is a person as one noun phrase has it: offices before the name, the name, offices after it.
type Figure struct {
	NameFirst, NameEnd int // tokens of the name; equal when there is none
	Name               string
	Honorific          string // đồng chí, ông, bà; empty when none
	Gender             byte   // 'f', 'm' or 0
	Offices            []Office
	Point              Point
	Count              int      // hai, ba: how many a group is
	Head               string   // canonical words of a group or anaphor: "bên", "nhà lãnh đạo"
	Spouse             bool     // Phu nhân (wife of the person before), holds nothing
	Whole              bool     // the name has all its parts, as far as its form tells
	Foreign            bool     // the name is not made of Vietnamese syllables
	Leads              *Mention // the delegation's sending body, when the figure was named as its leader
	Groups             []Office // memberships given to a list: các Ủy viên Bộ Chính trị: …
}

// Point says how a figure without a full name points to a person.
type Point uint8

// The ways to point.
const (
	Named   Point = iota // by a name
	Titled               // by an office alone
	Pronoun              // by ông, bà, đồng chí alone
	Group                // by hai bên, hai nhà lãnh đạo, hai Tổng Bí thư
	Leader               // nhà lãnh đạo Lào (the leader of Laos), ông chủ Nhà Trắng
	Peer                 // người đồng cấp (the counterpart in the same office)
	Troupe               // đoàn, a delegation without its leader's name
	Self                 // tôi (I), in an interview or a quotation
)

// An Office is a title as it stands beside a name.
type Office struct {
	First, End int
	Title      string // canonical
	Owner      string // country, party, local, body: what the title says of its owner
	Explicit   bool   // the owner stands beside the title in the text
	Same       bool   // nước này (of this country): the owner is the country told last
	OwnerName  string // the owner as the text names it beside the title; empty when it does not
	OwnerISO   string
	OwnerKind  Kind
	Body       string // organisation whose own words stand in the title, without its country
	BodyClass  string
	Accredited string // ambassadors: the receiving country, body or place
	At         Kind   // what Accredited is
	Posted     string // ambassadors: ISO code of the receiving country
	Status     string // former, late, acting, elect, new; empty for current
	Bare       bool   // the title needs a body that is not beside it
	Unit       string // tỉnh, thành phố, huyện before the owner
	Within     string // the province behind a district
	Rank       bool   // a rank written as an office, which is none
}

// A Sentence is one sentence with what it names, in the order of the text and without overlap.
type Sentence struct {
	Doc        *text.Document
	First, End int // tokens
	Mentions   []Mention
}
