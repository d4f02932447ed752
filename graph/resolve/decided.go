package resolve

import (
	"maps"
	"slices"
	"strings"
)

// A decided is a decision of people as blocks keep it.
type decided struct {
	same       bool
	a, b       string // entity ids
	keyA, keyB string // their blocks
}

func (d *decided) String() string {
	kind := "different"
	if d.same {
		kind = "same"
	}
	return strings.Join([]string{kind, d.a, d.keyA, d.b, d.keyB}, "\x00")
}

// decisions are those about names of the block, sorted.
func (b *block) decisions() []decided {
	var list []decided
	for _, s := range slices.Sorted(maps.Keys(b.Decided)) {
		f := strings.Split(s, "\x00")
		list = append(list, decided{same: f[0] == "same", a: f[1], keyA: f[2], b: f[3], keyB: f[4]})
	}
	return list
}

// same reports whether people decided that two clusters are one.
func (r *namesReading) same(c, d *cluster) bool { return r.says(true, c, d) }

// different reports whether people decided that two clusters are not one.
func (r *namesReading) different(c, d *cluster) bool { return r.says(false, c, d) }

func (r *namesReading) says(same bool, c, d *cluster) bool {
	return slices.ContainsFunc(r.decided, func(x decided) bool {
		return x.same == same && (c.has(x.a) && d.has(x.b) || c.has(x.b) && d.has(x.a))
	})
}

// has reports whether an id names a part of the cluster: a spelling, or one of its namesakes by the id~hash of its first
// post.
func (c *cluster) has(id string) bool {
	plain, mark, one := strings.Cut(id, "~")
	posts, ok := c.parts[plain]
	return ok && (!one || slices.ContainsFunc(posts, func(p string) bool { return hashOf(p)[:8] == mark }))
}
