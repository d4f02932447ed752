package resolve

import (
	"strings"

	"quanhe/extract/text"
)

// A post is an office of an owner, as one article tells it of a person.
type post struct {
	Office  string `json:"office"`            // entity id, or the name when the office is no entity
	Title   string `json:"title"`             // name of the office
	Org     string `json:"org,omitempty"`     // entity id of the owner
	Country string `json:"country,omitempty"` // ISO code
	// OrgBlock is the block of the owner's name where other documents may tell whose that is: of an abbreviation, and of a
	// place that no list has, of which one document tells the province and another does not.
	OrgBlock string `json:"orgBlock,omitempty"`
}

// key tells apart what documents say of a post.
func (p *post) key() string { return p.Office + "|" + p.Org + "|" + p.Country }

// desk tells posts apart. The country counts where there is no owner: of an owner one document may know it and another not.
func (p *post) desk() string {
	if p.Org == "" {
		return p.Office + "|" + p.Country
	}
	return p.Office + "|" + p.Org
}

// shared reports whether many hold the office at once, so that holding it tells nothing of who it is.
func (p *post) shared() bool {
	t := text.Fold(p.Title)
	for _, head := range []string{"uy vien", "dai bieu", "thanh vien", "tinh uy vien", "thanh uy vien", "bi thu trung uong",
		"pho ", "thu truong", "tro ly", "co van", "dai su", "dac phai vien", "nghi si", "ha nghi si", "thuong nghi si"} {
		if strings.HasPrefix(t, head) {
			return true
		}
	}
	return false
}

// membership reports whether the office is a seat in a large body, which goes with any other office.
func (p *post) membership() bool {
	t := text.Fold(p.Title)
	for _, head := range []string{"uy vien", "dai bieu", "thanh vien", "tinh uy vien", "thanh uy vien", "bi thu trung uong",
		"nghi si", "ha nghi si", "thuong nghi si"} {
		if strings.HasPrefix(t, head) {
			return true
		}
	}
	return false
}

// family is the sphere a career moves in: the centre of a state with its parties, one province, one body.
func (p *post) family() string {
	typ, _, _ := strings.Cut(p.Org, "/")
	switch typ {
	case "place", "organization":
		return p.Org
	}
	return "state " + p.Country
}

// seat is the desk that takes a whole person: a ministry, a province, a company. It is "" for the leaders of a state or
// party and for seats in large bodies, which go together with others.
func (p *post) seat() string {
	typ, _, _ := strings.Cut(p.Org, "/")
	if typ == "place" || typ == "organization" {
		return p.Org
	}
	if p.membership() {
		return ""
	}
	t := text.Fold(p.Title)
	t = strings.TrimPrefix(t, "pho ")
	for _, top := range []string{"tong bi thu", "thuong truc ban bi thu", "bi thu thu nhat", "chu tich", "thu tuong",
		"tong thong", "quoc vuong", "nha vua", "nu hoang", "thai tu", "hoang thai tu", "giao hoang"} {
		if strings.HasPrefix(t, top) {
			return ""
		}
	}
	for _, head := range []string{"bo truong", "thu truong", "truong ban", "truong", "chu nhiem", "vu truong", "cuc truong"} {
		if rest, ok := strings.CutPrefix(t, head+" "); ok && rest != "" {
			return rest
		}
	}
	return t
}

// incompatible reports whether nobody can be in both offices at one time.
func (n *node) incompatible(m *node) bool {
	return n.taken != "" && m.taken != "" && n.taken != m.taken
}
