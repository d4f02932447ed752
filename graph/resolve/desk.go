package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// writeNames tells who is who in the components of the touched blocks, and their tenures. What was is kept until it is
// told what is, what is no longer than it takes.
func (u *update) writeNames(touched []string) error {
	was, held := map[string][]quad.Quad{}, map[string]tenure{}
	err := u.before.each(touched, func(c *component) {
		maps.Copy(was, u.entities(c.outcome))
		c.eachTenure(func(t tenure) { held[t.ID] = t })
	})
	if err != nil {
		return err
	}
	d := desks{}
	err = u.now.each(touched, func(c *component) {
		for id, quads := range u.entities(c.outcome) {
			u.putChanged(id, was[id], quads)
			delete(was, id)
		}
		c.eachTenure(func(t tenure) {
			old, known := held[t.ID]
			delete(held, t.ID)
			switch {
			case known && old == t:
			case t.Post.sole():
				d.change(&t, &t)
			default:
				u.put(t.ID, u.tenureQuads(&t, nil), known)
			}
		})
	})
	if err != nil {
		return err
	}
	for id := range was {
		u.put(id, nil, true)
	}
	for id, t := range held {
		if t.Post.sole() {
			d.change(&t, nil)
		}
		u.put(id, nil, true)
	}
	for _, desk := range slices.Sorted(maps.Keys(d)) {
		if err := u.writeDesk(desk, d[desk]); err != nil {
			return err
		}
	}
	return nil
}

// each calls fn for the components of some blocks, once for each.
func (n *names) each(keys []string, fn func(*component)) error {
	seen := map[string]bool{}
	for _, key := range keys {
		c, err := n.component(key)
		if err != nil {
			return err
		}
		if !seen[c.keys[0]] {
			seen[c.keys[0]] = true
			fn(c)
		}
	}
	return nil
}

// eachTenure gives the tenures of all persons.
func (o *outcome) eachTenure(fn func(tenure)) {
	for _, p := range o.persons {
		for _, t := range o.tenures(p) {
			fn(t)
		}
	}
}

// putChanged puts what is derived of a subject unless it is as it was.
func (u *update) putChanged(id string, was, is []quad.Quad) {
	if !slices.Equal(was, is) {
		u.put(id, is, was != nil)
	}
}

// desks are the posts that one holds at a time, with the tenures that changed in each, by id; nil for who left it.
type desks map[string]map[string]*tenure

// change notes that a tenure changed to what it is now.
func (d desks) change(t, now *tenure) {
	desk := t.Post.desk()
	if d[desk] == nil {
		d[desk] = map[string]*tenure{}
	}
	d[desk][t.ID] = now
}

// writeDesk brings the holders of one post up to date: those that changed, and those who contradict others than before.
func (u *update) writeDesk(desk string, changed map[string]*tenure) error {
	at := deskKind + hashOf(desk) + sep
	var before, now []*tenure
	known := map[string]bool{}
	err := u.state.Each(at, func(name string, note []byte) error {
		t, err := readTenure(string(note))
		if err != nil {
			return fmt.Errorf("note %q: %w", name, err)
		}
		before, known[t.ID] = append(before, t), true
		if _, changes := changed[t.ID]; !changes {
			now = append(now, t)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(changed)) {
		t := changed[id]
		if t == nil {
			err = u.state.Set(at+tenureHash(id), nil)
		} else {
			now = append(now, t)
			err = u.state.Set(at+tenureHash(id), []byte(t.line()))
		}
		if err != nil {
			return err
		}
	}
	told, telling := atOnce(before), atOnce(now)
	for _, t := range now {
		if _, changes := changed[t.ID]; changes || !slices.Equal(told[t.ID], telling[t.ID]) {
			u.put(t.ID, u.tenureQuads(t, telling[t.ID]), known[t.ID])
		}
	}
	return nil
}

// tenureHash is the id of a tenure without its kind.
func tenureHash(id string) string { return strings.TrimPrefix(id, tenurePrefix) }

const tenurePrefix = "tenure/"

// line writes a tenure as the state keeps it: fields apart by sep, one that holds it in quotes.
func (t *tenure) line() string {
	p := &t.Post
	fields := []string{t.ID, t.Person, p.Office, p.Title, p.Org, p.Country, t.First, t.Last, t.Former, t.Start, t.End,
		strconv.Itoa(t.Docs)}
	for i, f := range fields {
		if strings.HasPrefix(f, `"`) || strings.Contains(f, sep) {
			fields[i] = strconv.Quote(f)
		}
	}
	return strings.Join(fields, sep)
}

// readTenure undoes line.
func readTenure(line string) (*tenure, error) {
	f := strings.Split(line, sep)
	if len(f) != 12 {
		return nil, errTorn
	}
	for i := range f {
		if strings.HasPrefix(f[i], `"`) {
			var err error
			if f[i], err = strconv.Unquote(f[i]); err != nil {
				return nil, errTorn
			}
		}
	}
	docs, err := strconv.Atoi(f[11])
	if err != nil {
		return nil, errTorn
	}
	return &tenure{
		ID: f[0], Person: f[1], Post: post{Office: f[2], Title: f[3], Org: f[4], Country: f[5]},
		First: f[6], Last: f[7], Former: f[8], Start: f[9], End: f[10], Docs: docs,
	}, nil
}
