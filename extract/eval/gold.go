// Package eval measures extraction against gold: documents whose facts a person has written down.
//
// Facts are compared document by document. Names are equal after NFC, HTML unescaping, white-space and case folding
// and the dropping of tone placement (hoà = hòa); a person is any of the gold's spellings, a country its ISO code.
// What the gold marks optional is neither rewarded nor punished.
package eval

import (
	"encoding/json"
	"fmt"
	"io"

	"quanhe/extract/source"
)

// A Gold is one document of a gold file, a JSON object a line.
type Gold struct {
	source.Document
	Facts GoldFacts
}

// GoldFacts is what a person found in a document: each fact of the world once.
type GoldFacts struct {
	Persons      []GoldPerson  `json:"persons"`
	Holds        []GoldHold    `json:"holds"`
	Orgs         []string      `json:"orgs"` // organizations and parties
	OrgsOptional []string      `json:"orgs_optional"`
	Countries    []GoldCountry `json:"countries"`
	Events       []GoldEvent   `json:"events"`
}

// A GoldPerson is a person with the spellings that stand for them.
type GoldPerson struct {
	Name     string   `json:"name"`
	Variants []string `json:"variants"`
	Optional bool     `json:"optional"`
}

// A GoldCountry is a country by name and ISO 3166-1 alpha-2 code; one without a code is not scored.
type GoldCountry struct {
	Name string `json:"name"`
	ISO  string `json:"iso"`
}

// A GoldHold says that a person held an office. The lists name further values that count as right.
type GoldHold struct {
	Person       string `json:"person"`
	Office       string `json:"office"`
	OfficeAlt    values `json:"office_alt"`
	Org          string `json:"org"`
	OrgAlt       values `json:"org_alt"`
	OrgInferred  bool   `json:"org_inferred"` // the owner stands nowhere in the text: not scored
	Status       string `json:"status"`
	StatusAccept values `json:"status_accept"`
	Optional     bool   `json:"optional"`
}

// A GoldEvent is an event with its participants. In DateAccept and DatePrecision an empty string means no date.
type GoldEvent struct {
	Type          string            `json:"type"`
	AltType       values            `json:"alt_type"`
	Participants  []GoldParticipant `json:"participants"`
	Date          string            `json:"date_edtf"`
	DateAccept    values            `json:"date_accept"`
	DatePrecision values            `json:"date_precision"`
	Place         string            `json:"place"`
	Modality      string            `json:"modality"` // empty reads as actual
	Optional      bool              `json:"optional"`
}

// A GoldParticipant takes part in an event in a role.
type GoldParticipant struct {
	Role     string `json:"role"`
	Name     string `json:"name"`
	Optional bool   `json:"optional"`
}

// values is a list that may be written as one value; a null in it is the empty string.
type values []string

// UnmarshalJSON accepts a string, a list of strings and nulls, or null for no values.
func (v *values) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(v))
	}
	var s *string
	if err := json.Unmarshal(b, &s); err != nil || s == nil {
		return err
	}
	*v = values{*s}
	return nil
}

// has reports whether s is one of the values.
func (v values) has(s string) bool {
	for _, x := range v {
		if x == s {
			return true
		}
	}
	return false
}

// ReadGold reads a gold file: lines {id, date, title, text, gold}. The documents are sealed; one whose text is
// kept elsewhere has none.
func ReadGold(r io.Reader) ([]Gold, error) {
	var gold []Gold
	dec := json.NewDecoder(r)
	for n := 1; ; n++ {
		var row struct {
			ID, Date, Title, URL, Text string
			Gold                       *GoldFacts
		}
		if err := dec.Decode(&row); err == io.EOF {
			return gold, nil
		} else if err != nil {
			return nil, fmt.Errorf("gold record %d: %w", n, err)
		}
		if row.ID == "" || row.Gold == nil {
			return nil, fmt.Errorf("gold record %d has no id or no gold; a line is {id, date, title, text, gold}", n)
		}
		g := Gold{Facts: *row.Gold}
		g.Document = source.Document{ID: row.ID, Date: row.Date, Title: row.Title, URL: row.URL, Text: []byte(row.Text)}
		g.Seal()
		gold = append(gold, g)
	}
}
