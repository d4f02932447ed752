package ledger

import (
	"errors"
	"slices"
	"strings"

	"quanhe/graph/store"
)

// originNote begins the names of the notes of documents' origins.
const originNote = "from/"

// lines undoes strings.Join(list, "\n"), where an empty list gives an empty string.
func lines(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == '\n' })
}

// Keep keeps a document as it is and adds origin to where it comes from.
func (l *Ledger) Keep(origin, id string) error {
	if origin == "" {
		return nil
	}
	if err := l.settle(id); err != nil {
		return err
	}
	origins, err := l.origins(id)
	if err != nil {
		return err
	}
	i, found := slices.BinarySearch(origins, origin)
	if found {
		return nil
	}
	return l.put(func(p *pending) { p.origins[id] = slices.Insert(origins, i, origin) })
}

// origins returns where a document comes from, sorted.
func (l *Ledger) origins(id string) ([]string, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if origins, ok := l.batch.origins[id]; ok {
		return slices.Clone(origins), nil
	}
	return Origins(l.view, id)
}

// Origins returns where a document of a store came from, sorted.
func Origins(v *store.View, id string) ([]string, error) {
	note, err := v.Note(originNote + id)
	return lines(string(note)), wrap(err)
}

// Gone calls fn with the id of each document that came from origin and that seen does not hold for. Documents that other
// origins gave too are told by only. The ledger must have been flushed; fn may use it.
func (l *Ledger) Gone(origin string, seen func(id string) bool, fn func(id string, only bool) error) error {
	view, err := l.store.View()
	if err != nil {
		return wrap(err)
	}
	return errors.Join(gone(view, origin, seen, fn), view.Close())
}

func gone(view *store.View, origin string, seen func(id string) bool, fn func(id string, only bool) error) error {
	return view.Notes(originNote, func(name string, note []byte) error {
		id, origins := strings.TrimPrefix(name, originNote), lines(string(note))
		if !slices.Contains(origins, origin) || seen(id) {
			return nil
		}
		return fn(id, len(origins) == 1)
	})
}

// Drop takes a document out of the store that origin gave and does not give any more. It stays when another origin gave it
// too, which Drop reports. It may wait until Flush, like Replace.
func (l *Ledger) Drop(origin, id string) (dropped bool, err error) {
	if err := l.settle(id); err != nil {
		return false, err
	}
	origins, err := l.origins(id)
	if err != nil {
		return false, err
	}
	origins = slices.DeleteFunc(origins, func(o string) bool { return o == origin })
	old, err := l.version(id)
	if err != nil {
		return false, err
	}
	dropped = len(origins) == 0
	return dropped, l.put(func(p *pending) {
		p.origins[id] = origins
		if dropped && old.node != "" {
			p.docs = append(p.docs, absent(old))
			l.hold(p, id, version{})
		}
	})
}
