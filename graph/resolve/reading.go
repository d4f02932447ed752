package resolve

import (
	"fmt"
	"strconv"
	"strings"
)

// A reading is the records of one state of affairs as they are read from the state, prepared with who is who in it.
type reading struct {
	state    State
	names    *names
	decided  map[string][]string      // by anchor, what people decided of it, sorted
	docs     map[string]*contribution // by shortDoc; nil for none
	records  map[string]*record       // prepared, by ref
	onShelf  map[string]*shelf        // by key
	shapes   map[string]*shape        // by what they are
	needs    map[[2]int32]need        // of two shapes, as many as neededAtOnce
	joined   map[string]bool          // refs of records whose component was gathered
	compared *int                     // pairs of records, or of shapes where those suffice
}

func newReading(s State, n *names, compared *int) *reading {
	return &reading{
		state: s, names: n, docs: map[string]*contribution{}, records: map[string]*record{}, onShelf: map[string]*shelf{},
		shapes: map[string]*shape{}, needs: map[[2]int32]need{}, compared: compared,
	}
}

// A shelf is the records that share a key, those of one shape together.
type shelf struct {
	shapes []*shape
	left   map[*shape][]*record // those that are in no component yet
	near   map[*shape][]tie     // the shapes on it that one can be tied to, as long as they are few enough to be kept
	kept   int                  // ties in near
}

// A tie is what records need to be tied to those of a shape.
type tie struct {
	*shape
	need need
}

// A shape is what needs looks at: records of one shape need the same of any other record.
type shape struct {
	id     int
	record *record // one of them
}

// contribution reads what a document says, nil when it says nothing.
func (d *reading) contribution(short string) (*contribution, error) {
	c, ok := d.docs[short]
	if ok {
		return c, nil
	}
	data, err := d.state.Get(documentKind + short)
	if err != nil || data == nil {
		return nil, err
	}
	if c, err = Contribution(data).unpack(); err != nil {
		return nil, fmt.Errorf("document %s: %w", short, err)
	}
	d.docs[short] = c
	return c, nil
}

// record reads a record and prepares it.
func (d *reading) record(ref string) (*record, error) {
	if r := d.records[ref]; r != nil {
		return r, nil
	}
	short, at, _ := strings.Cut(ref, ".")
	c, err := d.contribution(short)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(at)
	if c == nil || err != nil || n < 0 || n >= len(c.records) {
		return nil, fmt.Errorf("record %s: %w", ref, errTorn)
	}
	return d.prepare(c.records[n])
}

// prepare makes a record that belongs to no other reading ready for comparing.
func (d *reading) prepare(r *record) (*record, error) {
	if err := d.know(r); err != nil {
		return nil, err
	}
	d.records[r.ref] = r
	d.giveShape(r)
	return r, nil
}

// know tells a record who takes part in it and where it stands.
func (d *reading) know(r *record) error {
	var err error
	r.prepare(d.names.who(&err))
	if len(d.decided) > 0 {
		r.decided = d.decided[r.anchor()]
	}
	r.keys = r.shelves(func(p *part) string {
		key, e := d.names.rep(p)
		if e != nil {
			err = e
		}
		return key
	})
	return err
}

// giveShape finds the shape of a record.
func (d *reading) giveShape(r *record) {
	look := r.look()
	if r.shape = d.shapes[look]; r.shape == nil {
		r.shape = &shape{len(d.shapes), r}
		d.shapes[look] = r.shape
	}
}

// settle prepares a record for good, with all who take part in it, and forgets what that was read from.
func (d *reading) settle(r *record) error {
	if _, err := d.prepare(r); err != nil {
		return err
	}
	var err error
	r.finish(d.names.who(&err))
	for i := range r.Who {
		r.Who[i].Key, r.Who[i].posts = "", nil
	}
	return err
}

// look is all of a prepared record that needs looks at.
func (r *record) look() string {
	b := make([]byte, 0, 256)
	add := func(s string) { b = append(append(b, s...), 0) }
	add(r.Relation)
	b = append(b, byte(min(r.Count, 255)), byte(modalityRank(r.Modality)))
	add(r.Date)
	add(r.Label)
	add(r.place)
	for i := range r.Who {
		switch role := r.Who[i].Role; {
		case principalRole(r.Relation, role), role == "agent", role == "organizer", role == "guest", role == "host", role == "office":
			add(role)
			add(r.nodes[i])
		}
	}
	for _, id := range r.unsure {
		add(id)
	}
	return string(b)
}

// neededAtOnce is of how many pairs of shapes a reading, or a shelf, keeps what they need. A component or a shelf can have the
// square of its shapes.
const neededAtOnce = 1 << 17

// need is [record.needs] for any records of two shapes.
func (d *reading) need(a, b *shape) need {
	pair := [2]int32{int32(min(a.id, b.id)), int32(max(a.id, b.id))}
	n, ok := d.needs[pair]
	if !ok {
		if len(d.needs) >= neededAtOnce {
			clear(d.needs)
		}
		*d.compared++
		n = a.record.needs(b.record)
		d.needs[pair] = n
	}
	return n
}

// shelf reads who stands on a shelf; nil for nobody beside one.
func (d *reading) shelf(key string) (*shelf, error) {
	if s := d.onShelf[key]; s != nil {
		return s, nil
	}
	refs, err := standing(d.state, key)
	if err != nil || len(refs) < 2 {
		return nil, err
	}
	s := newShelf()
	for _, ref := range refs {
		r, err := d.record(ref)
		if err != nil {
			return nil, err
		}
		s.put(r)
	}
	d.onShelf[key] = s
	return s, nil
}

func newShelf() *shelf { return &shelf{left: map[*shape][]*record{}, near: map[*shape][]tie{}} }

func (s *shelf) put(r *record) {
	if s.left[r.shape] == nil {
		s.shapes = append(s.shapes, r.shape)
	}
	s.left[r.shape] = append(s.left[r.shape], r)
}

// tiedOnShelf parts the records of one shelf by what ties them there, over any number of steps.
func (d *reading) tiedOnShelf(records []*record) (parts [][]*record) {
	clear(d.shapes)
	s := newShelf()
	for _, r := range records {
		d.giveShape(r)
		s.put(r)
	}
	for _, r := range records {
		if r.joined {
			continue
		}
		r.joined = true
		list := []*record{r}
		for i := 0; i < len(list); i++ {
			list = d.tied(list, list[i], s)
		}
		parts = append(parts, list)
	}
	return parts
}

// gatherShaped is gather of records that have no shape yet.
func (d *reading) gatherShaped(component []*record) []*event {
	if len(component) > 1 {
		clear(d.shapes)
		clear(d.needs)
		for _, r := range component {
			d.giveShape(r)
		}
	}
	return d.gather(component)
}

// ties lists the shapes on a shelf that records of a shape can be tied to.
func (s *shelf) ties(of *shape, compared *int) []tie {
	list, known := s.near[of]
	if !known {
		for _, other := range s.shapes {
			if len(s.left[other]) == 0 {
				continue // nobody is left there to be tied
			}
			*compared++
			if n := of.record.needs(other.record); n != never {
				list = append(list, tie{other, n})
			}
		}
		if s.kept += len(list); s.kept > neededAtOnce {
			clear(s.near)
			s.kept = len(list)
		}
		s.near[of] = list
	}
	return list
}

// empty reports whether all who stand on a shelf are in a component.
func (s *shelf) empty() bool {
	for _, left := range s.left {
		for _, r := range left {
			if !r.joined {
				return false
			}
		}
	}
	return true
}

// component lists the records that matches ties to a record, over any number of steps; none if that was done before.
func (d *reading) component(ref string) ([]*record, error) {
	r, err := d.record(ref)
	if err != nil || r.joined {
		return nil, err
	}
	r.joined = true
	list := []*record{r}
	seen := map[string]*shelf{}
	for i := 0; i < len(list); i++ {
		for _, key := range list[i].keys {
			s, err := d.shelf(key)
			if err != nil {
				return nil, err
			}
			if s != nil {
				seen[key] = s
				list = d.tied(list, list[i], s)
			}
		}
	}
	for key, s := range seen {
		if s.empty() {
			delete(d.onShelf, key) // nobody asks for it any more
		}
	}
	clear(d.needs)
	return list, nil
}

// tied adds those of a shelf to a list whom matches ties to a record and who are in no component yet.
func (d *reading) tied(list []*record, r *record, s *shelf) []*record {
	ties := s.ties(r.shape, d.compared)
	if len(r.decided) > 0 { // which may tie what nothing else does
		ties = nil
		for _, other := range s.shapes {
			ties = append(ties, tie{other, r.needs(other.record)})
		}
	}
	for _, t := range ties {
		left := s.left[t.shape][:0]
		for _, other := range s.left[t.shape] {
			if other.joined {
				continue
			}
			if *d.compared++; d.match(r, other, t.need) {
				other.joined = true
				list = append(list, other)
			} else {
				left = append(left, other)
			}
		}
		s.left[t.shape] = left
	}
	return list
}

// match is [record.matches] where it is known what the two need.
func (d *reading) match(r, s *record, n need) bool {
	if same, different := r.decision(s); same || different {
		return !different
	}
	return r.meets(s, n)
}
