package resolve

import (
	"cmp"
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
	was, held := map[string][]quad.Quad{}, map[string]*incumbency{}
	err := u.before.each(touched, func(c *component) {
		maps.Copy(was, u.entities(c.outcome))
		c.eachIncumbency(func(i *incumbency) { held[i.ID] = i })
	})
	if err != nil {
		return err
	}
	d := desks{}
	change := func(old, now *incumbency) {
		of := cmp.Or(now, old)
		if of.Post.sole() {
			d.change(of, now)
			return
		}
		u.writeTenures(holdersOf(listed(old), false), holdersOf(listed(now), false))
	}
	err = u.now.each(touched, func(c *component) {
		for id, quads := range u.entities(c.outcome) {
			u.putChanged(id, was[id], quads)
			delete(was, id)
		}
		c.eachIncumbency(func(i *incumbency) {
			old := held[i.ID]
			delete(held, i.ID)
			if old == nil || !old.equal(i) {
				change(old, i)
			}
		})
	})
	if err != nil {
		return err
	}
	for id := range was {
		u.put(id, nil, true)
	}
	for _, i := range held {
		change(i, nil)
	}
	for _, desk := range slices.Sorted(maps.Keys(d)) {
		if err := u.writeDesk(desk, d[desk]); err != nil {
			return err
		}
	}
	return nil
}

// listed is a list of one, or of none.
func listed(i *incumbency) []*incumbency {
	if i == nil {
		return nil
	}
	return []*incumbency{i}
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

// eachIncumbency gives the posts of all persons.
func (o *outcome) eachIncumbency(fn func(*incumbency)) {
	for _, p := range o.persons {
		for _, i := range o.incumbencies(p) {
			fn(&i)
		}
	}
}

// putChanged puts what is derived of a subject unless it is as it was.
func (u *update) putChanged(id string, was, is []quad.Quad) {
	if !slices.Equal(was, is) {
		u.put(id, is, was != nil)
	}
}

// desks are the posts that one holds at a time, with the incumbencies that changed in each, by id; nil for who left it.
type desks map[string]map[string]*incumbency

// change notes that an incumbency changed to what it is now.
func (d desks) change(i, now *incumbency) {
	desk := i.Post.desk()
	if d[desk] == nil {
		d[desk] = map[string]*incumbency{}
	}
	d[desk][i.ID] = now
}

// writeDesk brings the holders of one post up to date: those that changed, and those whose terms others end, or who
// contradict others, as they did not before.
func (u *update) writeDesk(desk string, changed map[string]*incumbency) error {
	at := deskKind + hashOf(desk) + sep
	var before, now []*incumbency
	err := u.state.Each(at, func(name string, note []byte) error {
		i, err := readIncumbency(string(note))
		if err != nil {
			return fmt.Errorf("note %q: %w", name, err)
		}
		before = append(before, i)
		if _, changes := changed[i.ID]; !changes {
			now = append(now, i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(changed)) {
		i := changed[id]
		var line []byte
		if i != nil {
			now, line = append(now, i), []byte(i.line())
		}
		if err := u.state.Set(at+tenureHash(id), line); err != nil {
			return err
		}
	}
	u.writeTenures(holdersOf(before, true), holdersOf(now, true))
	return nil
}

// holders are tenures, and the ids of others that contradict each.
type holders struct {
	tenures []tenure
	rivals  map[string][]string
}

// holdersOf are those of some incumbencies; sole says that they are all of a post that one holds at a time.
func holdersOf(list []*incumbency, sole bool) (h holders) {
	var ended func(after, before string) bool
	if sole {
		ended = presenceOf(list).between
	}
	for _, i := range list {
		h.tenures = append(h.tenures, i.tenures(ended)...)
	}
	if sole {
		h.rivals = atOnce(h.tenures)
	}
	return h
}

// writeTenures writes what is no more as it was.
func (u *update) writeTenures(before, now holders) {
	was := make(map[string]*tenure, len(before.tenures))
	for i := range before.tenures {
		was[before.tenures[i].ID] = &before.tenures[i]
	}
	for i := range now.tenures {
		t := &now.tenures[i]
		old := was[t.ID]
		delete(was, t.ID)
		if old == nil || *old != *t || !slices.Equal(before.rivals[t.ID], now.rivals[t.ID]) {
			u.put(t.ID, u.tenureQuads(t, now.rivals[t.ID]), old != nil)
		}
	}
	for id := range was {
		u.put(id, nil, true)
	}
}

// tenureHash is the id of a tenure without its kind.
func tenureHash(id string) string { return strings.TrimPrefix(id, tenurePrefix) }

const tenurePrefix = "tenure/"

// line writes an incumbency as the state keeps it: fields apart by sep, one that holds it in quotes; those of each stay at
// the end.
func (i *incumbency) line() string {
	p := &i.Post
	fields := []string{i.ID, i.Person, p.Office, p.Title, p.Org, p.Country, strconv.Itoa(i.Docs)}
	for n := range i.Stays {
		s := &i.Stays[n]
		fields = append(fields, s.First, s.Last, s.Former, s.Start, s.Again, s.End, s.Till, strconv.Itoa(s.Docs), strconv.FormatBool(s.Anew))
	}
	for n, f := range fields {
		if strings.HasPrefix(f, `"`) || strings.Contains(f, sep) {
			fields[n] = strconv.Quote(f)
		}
	}
	return strings.Join(fields, sep)
}

// How many fields a line has before those of stays, and for each.
const (
	lineFields = 7
	stayFields = 9
)

// readIncumbency undoes line.
func readIncumbency(line string) (*incumbency, error) {
	f := strings.Split(line, sep)
	if len(f) < lineFields+stayFields || (len(f)-lineFields)%stayFields != 0 {
		return nil, errTorn
	}
	for n := range f {
		if strings.HasPrefix(f[n], `"`) {
			var err error
			if f[n], err = strconv.Unquote(f[n]); err != nil {
				return nil, errTorn
			}
		}
	}
	docs, err := strconv.Atoi(f[6])
	if err != nil {
		return nil, errTorn
	}
	i := &incumbency{ID: f[0], Person: f[1], Post: post{Office: f[2], Title: f[3], Org: f[4], Country: f[5]}, Docs: docs}
	for s := range slices.Chunk(f[lineFields:], stayFields) {
		docs, err := strconv.Atoi(s[7])
		anew, err2 := strconv.ParseBool(s[8])
		if err != nil || err2 != nil {
			return nil, errTorn
		}
		i.Stays = append(i.Stays, stay{First: s[0], Last: s[1], Former: s[2], Start: s[3], Again: s[4], End: s[5], Till: s[6], Docs: docs, Anew: anew})
	}
	return i, nil
}
