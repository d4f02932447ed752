package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// writeNames tells who is who in the components of the touched blocks, and their tenures.
func (u *update) writeNames(touched []string) error {
	was, is := map[string][]quad.Quad{}, map[string][]quad.Quad{}
	wasIn, isIn := map[string]tenure{}, map[string]tenure{}
	for _, side := range []struct {
		names    *names
		entities map[string][]quad.Quad
		tenures  map[string]tenure
	}{{u.before, was, wasIn}, {u.now, is, isIn}} {
		seen := map[string]bool{}
		for _, key := range touched {
			c, err := side.names.component(key)
			if err != nil {
				return err
			}
			if seen[c.keys[0]] {
				continue
			}
			seen[c.keys[0]] = true
			maps.Copy(side.entities, u.entities(c.outcome))
			for _, p := range c.persons {
				for _, t := range c.tenures(p) {
					side.tenures[t.ID] = t
				}
			}
		}
	}
	for id, quads := range is {
		u.putChanged(id, was[id], quads)
	}
	for id := range was {
		if is[id] == nil {
			u.put(id, nil, true)
		}
	}
	return u.writeTenures(wasIn, isIn)
}

// putChanged puts what is derived of a subject unless it is as it was.
func (u *update) putChanged(id string, was, is []quad.Quad) {
	if !slices.Equal(was, is) {
		u.put(id, is, was != nil)
	}
}

// writeTenures tells the tenures that changed, and which contradict each other in posts that one holds at a time.
func (u *update) writeTenures(was, is map[string]tenure) error {
	desks := map[string]map[string]*tenure{} // what changed in each, by id; nil for who left it
	change := func(id string, t *tenure, now *tenure) {
		if !t.Post.sole() {
			return
		}
		desk := t.Post.desk()
		if desks[desk] == nil {
			desks[desk] = map[string]*tenure{}
		}
		desks[desk][id] = now
	}
	for id, t := range is {
		old, known := was[id]
		if known && old == t {
			continue
		}
		change(id, &t, &t)
		if !t.Post.sole() {
			u.put(id, u.tenureQuads(&t, nil), known)
		}
	}
	for id, t := range was {
		if _, stays := is[id]; !stays {
			change(id, &t, nil)
			u.put(id, nil, true)
		}
	}
	for _, desk := range slices.Sorted(maps.Keys(desks)) {
		if err := u.writeDesk(desk, desks[desk]); err != nil {
			return err
		}
	}
	return nil
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

// line writes a tenure as the state keeps it.
func (t *tenure) line() string {
	p := &t.Post
	return strings.Join([]string{t.ID, t.Person, p.Office, p.Title, p.Org, p.Country, t.First, t.Last, t.Former, t.Start, t.End,
		strconv.Itoa(t.Docs)}, sep)
}

// readTenure undoes line.
func readTenure(line string) (*tenure, error) {
	f := strings.Split(line, sep)
	if len(f) != 12 {
		return nil, errTorn
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
