package query

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph/index"
)

// stream gives what any of some entities takes part in, of one class: of the kinds of relations, if any are given, with
// others. An owner "=name" is a place that is no entity.
func (r *reading) stream(owners []string, class index.Class, kinds []string) (stream, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	if !r.indexed {
		list, err := r.entries(owners, class)
		return &listed{list}, err
	}
	var all listed
	streams := []stream{&all}
	for _, owner := range owners {
		short, long, err := r.diary(owner, class)
		if err != nil {
			return nil, err
		}
		all.list = append(all.list, short...)
		for _, c := range long {
			if len(kinds) == 0 || slices.Contains(kinds, c.list[0].Relation) {
				streams = append(streams, c)
			}
		}
	}
	all.sort()
	return unite(streams)
}

// during gives the events that any of some entities takes part in and that can lie in a period, of the kinds of relations,
// if any are given, with others.
func (r *reading) during(owners []string, p period, kinds []string) (stream, error) {
	s, err := r.stream(owners, index.Events, kinds)
	if err != nil || !r.indexed {
		return s, err
	}
	if p.first != "" {
		if err := s.seek(index.Since(p.first)); err != nil {
			return nil, err
		}
	}
	if p.last != "" {
		s = &until{s, p.last}
	}
	spans, err := r.stream(owners, index.Spans, kinds)
	if err != nil {
		return nil, err
	}
	return unite([]stream{s, spans})
}

// entries reads what an index would have told, from the quads.
func (r *reading) entries(owners []string, class index.Class) ([]index.Entry, error) {
	subjects, err := r.claimsOf(owners...)
	if err != nil {
		return nil, err
	}
	return r.entriesOf(subjects, class)
}

// entriesOf are the entries of claims and events, those of one class.
func (r *reading) entriesOf(subjects []quad.IRI, class index.Class) ([]index.Entry, error) {
	list := []index.Entry{}
	if class != index.Events {
		return r.claimEntries(subjects, class)
	}
	all, err := r.happenings(subjects)
	if err != nil {
		return nil, err
	}
	for i := range all {
		h := &all[i]
		r.found[h.id] = h
		if index.ClassOf(h.Relation) == class {
			places := slices.Clone(h.places)
			if h.event != nil {
				for _, name := range h.event.OtherPlaces {
					places = append(places, extract.Ref{Name: name})
				}
			}
			list = append(list, index.EntryOf(h.id, &h.Claim, places...))
		}
	}
	slices.SortFunc(list, func(a, b index.Entry) int { return compareEntries(&a, &b) })
	return list, nil
}

// claimEntries are the entries of claims by themselves.
func (r *reading) claimEntries(claims []quad.IRI, class index.Class) ([]index.Entry, error) {
	list := []index.Entry{}
	for _, claim := range claims {
		rec, err := r.record(claim)
		if err != nil {
			return nil, err
		}
		if rec.Relation == "" || index.ClassOf(rec.Relation) != class {
			continue
		}
		if rec.Date == "" && class == index.Posts {
			doc, err := r.document(rec.doc)
			if err != nil {
				return nil, err
			}
			rec.Date = doc.Date
		}
		e := index.EntryOf(rec.id, &rec.Claim)
		e.Doc = index.Short(rec.doc)
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b index.Entry) int { return compareEntries(&a, &b) })
	return list, nil
}

// everything gives the entries of all events, by day.
func (r *reading) everything(class index.Class) (stream, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	if !r.indexed {
		claims, err := r.claimsBy(nil)
		if err != nil {
			return nil, err
		}
		list, err := r.entriesOf(claims, class)
		return &listed{list}, err
	}
	list, crowds := []index.Entry{}, map[string]bool{}
	take := func(owner string, e *index.Entry) (more bool) {
		note, crowd := e.Crowd()
		if crowd && !crowds[note] || !crowd && owner == first(e) {
			list = append(list, *e)
		}
		if crowd {
			crowds[note] = true
		}
		return len(list)%1024 != 0 || r.ctx.Err() == nil
	}
	err := r.src.Notes(index.All, "", func(name, data []byte) bool {
		owner, c, e := index.Parse(string(name), string(data))
		return c != class && (class != index.Events || c != index.Spans) || take(owner, &e)
	})
	if err == nil && class == index.Posts {
		var headErr error
		err = r.src.Notes(index.AllHeads, "", func(name, data []byte) bool {
			var h index.Head
			h, headErr = index.ReadHead(string(name), string(data))
			return headErr == nil && take(h.Owner(), &h.Entry)
		})
		err = cmp.Or(headErr, err)
	}
	if err == nil {
		err = errors.Join(r.ctx.Err(), r.gather(list))
	}
	slices.SortFunc(list, func(a, b index.Entry) int { return compareEntries(&a, &b) })
	return &listed{list}, err
}

// first is the owner of the first diary that an entry stands in: of several that hold it, the one to count it in.
func first(e *index.Entry) (owner string) {
	for role, ref := range e.Parts {
		if name, ok := strings.CutPrefix(ref, "="); !ok {
			return ref
		} else if role == index.Place && owner == "" {
			owner = index.PlaceNamed(name)
		}
	}
	return owner
}

// claim is what an entry says, without names.
func claim(e *index.Entry) extract.Claim {
	return extract.Claim{Relation: e.Relation, Modality: extract.Modality(e.Modality), Date: e.Date, Status: e.Status,
		Args: appendArgs(nil, e)}
}

// appendArgs appends who takes part in an entry, without names.
func appendArgs(args []extract.Arg, e *index.Entry) []extract.Arg {
	for role, ref := range e.Parts {
		name, none := strings.CutPrefix(ref, "=")
		switch {
		case role == index.Place:
		case none:
			args = append(args, extract.Arg{Role: role, Name: name})
		default:
			args = append(args, extract.Arg{Role: role, Entity: ref})
		}
	}
	return args
}

// places are the owners of diaries that a name of a place can mean.
func (r *reading) places(name string) ([]string, error) {
	nodes, err := r.named(r.v.Key, quad.String(text.Fold(name)))
	if err != nil {
		return nil, err
	}
	owners := []string{index.PlaceNamed(name)}
	for _, node := range nodes {
		switch id := r.v.ID(node); kindOf(id) {
		case "place", "country", "organization":
			owners = append(owners, id)
		}
	}
	return r.everybody(owners)
}
