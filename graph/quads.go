package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/text"
)

// DocumentID is the id of the node of the document whose bytes have this SHA-256, in hex. It is the label of all the
// document's quads.
func DocumentID(sha256 string) string { return "doc/" + sha256 }

// Quads returns what a document says as quads under base (DefaultBase when empty), sorted and each once.
//
// The facts must name entities by distinct ids, and an argument or place with an id must carry the name of its entity.
// Claims that are equal but for their evidence become one, and the order of claims, arguments and entities is not kept.
func Quads(f *extract.Facts, base string) []quad.Quad {
	return sorted(QuadsOf(f, ClaimIDs(f), base))
}

// QuadsOf is Quads for who knows the ids of the claims, as [ClaimIDs] gives them, and asks for no order: a quad may come
// twice.
func QuadsOf(f *extract.Facts, claims []string, base string) []quad.Quad {
	v := NewVocabulary(base)
	doc := v.Node(DocumentID(f.SHA256))
	b := &builder{v: v, doc: doc, label: doc, sha256: f.SHA256, quads: make([]quad.Quad, 0, expected(f)),
		sentences: map[sentence]quad.Value{}}
	b.document(f)
	for i := range f.Entities {
		b.entity(&f.Entities[i])
	}
	for i := range f.Claims {
		b.claim(claims[i], &f.Claims[i])
	}
	return b.quads
}

// sorted returns quads sorted and each once. Those of a node stand together already, so that it is cheaper to sort the
// nodes and then each by itself.
func sorted(quads []quad.Quad) []quad.Quad {
	var nodes [][]quad.Quad
	for rest := quads; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Subject == rest[0].Subject {
			n++
		}
		nodes = append(nodes, rest[:n])
		rest = rest[n:]
	}
	slices.SortFunc(nodes, func(x, y []quad.Quad) int { return compareValues(x[0].Subject, y[0].Subject) })
	out := make([]quad.Quad, 0, len(quads))
	from := 0 // of the node in hand, whose quads may stand in several places
	for i, node := range nodes {
		if out = append(out, node...); i+1 == len(nodes) || nodes[i+1][0].Subject != node[0].Subject {
			slices.SortFunc(out[from:], Compare)
			from = len(out)
		}
	}
	return slices.Compact(out)
}

// Compare orders quads by subject, predicate, object and label: IRIs first, then strings, each by its characters, then
// all other values by the text that stands for them.
func Compare(a, b quad.Quad) int {
	if c := compareValues(a.Subject, b.Subject); c != 0 {
		return c
	}
	if c := compareValues(a.Predicate, b.Predicate); c != 0 {
		return c
	}
	if c := compareValues(a.Object, b.Object); c != 0 {
		return c
	}
	return compareValues(a.Label, b.Label)
}

// compareValues compares what nearly all values are without the text that stands for them, which has to be made first.
func compareValues(a, b quad.Value) int {
	switch a := a.(type) {
	case quad.IRI:
		if b, ok := b.(quad.IRI); ok {
			return strings.Compare(string(a), string(b))
		}
	case quad.String:
		if b, ok := b.(quad.String); ok {
			return strings.Compare(string(a), string(b))
		}
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(quad.StringOf(a), quad.StringOf(b)))
}

// rank says where the values of a kind stand in the order of all.
func rank(v quad.Value) int {
	switch v.(type) {
	case nil:
		return 0
	case quad.IRI:
		return 1
	case quad.String:
		return 2
	}
	return 3
}

// expected returns how many quads a document makes, hardly ever fewer than it does.
func expected(f *extract.Facts) int {
	n := 7 + 7*len(f.Entities) // a ledger adds one
	for i := range f.Claims {
		n += 4 + len(f.Claims[i].Args) + 3*len(f.Claims[i].Evidence)
	}
	return n
}

// A builder collects the quads of one document.
type builder struct {
	v      Vocabulary
	doc    quad.IRI
	label  quad.Value // doc, made a value once for all quads, as are the subjects
	sha256 string
	quads  []quad.Quad
	key    []byte // scratch of hash

	sentences map[sentence]quad.Value // that are told
}

// A sentence is what a document says in one place, given in code points.
type sentence struct {
	start, end int
	text       string
}

func (b *builder) add(s quad.Value, p quad.IRI, o quad.Value) {
	b.quads = append(b.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: b.label})
}

// text adds a string unless it is empty.
func (b *builder) text(s quad.Value, p quad.IRI, value string) {
	if value != "" {
		b.add(s, p, quad.String(value))
	}
}

func (b *builder) document(f *extract.Facts) {
	b.add(b.label, Type, b.v.Article)
	b.text(b.label, b.v.Path, f.ID)
	b.text(b.label, b.v.Title, f.Title)
	b.text(b.label, b.v.Date, f.Date)
	b.text(b.label, b.v.URL, f.URL)
	b.mentions(f.Entities)
}

func (b *builder) entity(e *extract.Entity) {
	var n quad.Value = b.v.Node(e.ID)
	b.add(n, Type, b.v.Class(e.Type))
	b.text(n, b.v.Name, e.Name)
	b.text(n, b.v.Key, text.Fold(e.Name))
	for _, alias := range e.Aliases {
		b.text(n, b.v.Alias, alias)
		b.text(n, b.v.Key, text.Fold(alias))
	}
	b.text(n, b.v.ISO, e.ISO)
	b.text(n, b.v.Country, e.Country)
	b.text(n, b.v.Within, e.Within)
	if e.Byline {
		b.add(n, b.v.Byline, quad.Bool(true))
	}
}

// mentions writes who is mentioned where, a line for each entity in the order of their ids, as "person/to-lam 10-16 40-46".
// One literal for all keeps the graph small: they are only ever read together.
func (b *builder) mentions(entities []extract.Entity) {
	var lines []string
	var line []byte
	for i := range entities {
		e := &entities[i]
		if len(e.Mentions) == 0 {
			continue
		}
		line = append(line[:0], escape(e.ID, "")...)
		for _, m := range e.Mentions {
			line = strconv.AppendInt(append(line, ' '), int64(m.Start), 10)
			line = strconv.AppendInt(append(line, '-'), int64(m.End), 10)
		}
		lines = append(lines, string(line))
	}
	slices.Sort(lines)
	b.text(b.label, b.v.Mentions, strings.Join(lines, "\n"))
}

// ClaimID is the id of the node of a claim that the document with this SHA-256, in hex, makes.
func ClaimID(sha256 string, c *extract.Claim) string {
	return (&builder{sha256: sha256}).claimID(c)
}

// ClaimIDs are those of all claims of a document, in their order.
func ClaimIDs(f *extract.Facts) []string {
	b := &builder{sha256: f.SHA256}
	ids := make([]string, len(f.Claims))
	for i := range f.Claims {
		ids[i] = b.claimID(&f.Claims[i])
	}
	return ids
}

func (b *builder) claimID(c *extract.Claim) string {
	return claimPath + b.hash(append(b.keys(), claimKey(c)...))
}

func (b *builder) claim(id string, c *extract.Claim) {
	for i := range c.Evidence { // first, so that the quads of the claim stand together
		b.sentence(&c.Evidence[i])
	}
	var n quad.Value = b.v.Node(id)
	b.add(n, Type, b.v.Relation(c.Relation))
	for _, a := range c.Args {
		b.add(n, b.v.Role(a.Role), b.participant(a.Entity, a.Name))
	}
	if c.Place != nil {
		b.add(n, b.v.Place, b.participant(c.Place.Entity, c.Place.Name))
	}
	b.text(n, b.v.Date, c.Date)
	if c.Modality != extract.Actual {
		b.text(n, b.v.Modality, string(c.Modality))
	}
	b.text(n, b.v.Status, c.Status)
	b.text(n, b.v.Subtype, c.Subtype)
	b.text(n, b.v.Label, c.Label)
	if c.Count != 0 {
		b.add(n, b.v.Count, quad.Int(c.Count))
	}
	for i := range c.Evidence {
		b.add(n, b.v.Rule(c.Evidence[i].Rule), b.sentence(&c.Evidence[i]))
	}
}

// participant is the node of an entity, or its name when the text names something that is no entity.
func (b *builder) participant(entity, name string) quad.Value {
	if entity != "" {
		return b.v.Node(entity)
	}
	return quad.String(name)
}

// SentenceID is the id of the node of a text that stands in the document with this SHA-256, in hex, from a code point to
// before another one. Facts that were not extracted may tell several texts of one place, so a digest of it is part of the id.
func SentenceID(sha256hex string, start, end int, text string) string {
	b := append(append(make([]byte, 0, 112), sentencePath...), sha256hex...)
	b = strconv.AppendInt(append(b, '/'), int64(start), 10)
	b = strconv.AppendInt(append(b, '-'), int64(end), 10)
	sum := sha256.Sum256([]byte(text))
	return string(hex.AppendEncode(append(b, '/'), sum[:4]))
}

const sentencePath = "sentence/"

// sentence is the node of the sentence that a claim was read in, of which it tells when it is asked first.
func (b *builder) sentence(e *extract.Evidence) quad.Value {
	s := sentence{e.Start, e.End, e.Text}
	n, told := b.sentences[s]
	if !told {
		n = b.v.Node(SentenceID(b.sha256, e.Start, e.End, e.Text))
		b.sentences[s] = n
		b.add(n, Type, b.v.Sentence)
		b.text(n, b.v.Text, e.Text)
	}
	return n
}

// claimKey is equal for claims that say the same, in whatever order they name their participants.
func claimKey(c *extract.Claim) string {
	same := *c
	same.Args = make([]extract.Arg, len(c.Args))
	for i, a := range c.Args {
		same.Args[i] = extract.Arg{Role: a.Role, Name: participantKey(a.Entity, a.Name)}
	}
	slices.SortFunc(same.Args, compareArgs)
	same.Args = slices.Compact(same.Args)
	if c.Place != nil {
		same.Place = &extract.Ref{Name: participantKey(c.Place.Entity, c.Place.Name)}
	}
	return same.String()
}

// participantKey tells an entity from a name that looks like its id.
func participantKey(entity, name string) string {
	if entity != "" {
		return "<" + entity + ">"
	}
	return `"` + name
}

func compareArgs(a, b extract.Arg) int {
	return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.Name, b.Name), strings.Compare(a.Entity, b.Entity))
}

// keys returns the beginning of all that is hashed into the name of a node of this document.
func (b *builder) keys() []byte { return append(append(b.key[:0], b.sha256...), '\n') }

// hash names a node of this document by its key: 96 bits of SHA-256, which hostile text cannot make collide within reason
// and a person can still copy.
func (b *builder) hash(key []byte) string {
	b.key = key
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:12])
}
