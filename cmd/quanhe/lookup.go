package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"quanhe/graph/query"
	"quanhe/graph/store"
)

// ask calls fn with a way to ask questions of one state of the store.
func (a *app) ask(fn func(*query.Asker) error) error {
	return a.view(func(v *store.View, base string) error { return fn(query.New(v, base)) })
}

// parties are the types of entity that take part in an event.
var parties = []string{"person", "country", "organization", "party"}

// A notFound says that no entity has a name.
type notFound struct{ message string }

func (e *notFound) Error() string { return e.message }

// entity returns the one entity that name means. An ambiguous name is an error that lists what it can mean, an
// unknown one a *notFound that lists names near it.
func entity(ctx context.Context, q *query.Asker, name string, types ...string) (query.Candidate, error) {
	list, err := q.Find(ctx, name, types...)
	if err != nil {
		return query.Candidate{}, err
	}
	if c, ok := query.Unique(list); ok {
		return c, nil
	}
	if len(list) > 0 {
		return query.Candidate{}, fmt.Errorf("%q can mean:\n%suse the id in place of the name", name, candidates(list))
	}
	near, err := nearOf(ctx, q, name)
	if err != nil {
		return query.Candidate{}, err
	}
	msg := fmt.Sprintf("no %s is called %q, with or without diacritics", either(types), name)
	if len(near) > 0 {
		msg += "; near it:\n" + strings.TrimSuffix(candidates(near), "\n")
	}
	return query.Candidate{}, &notFound{msg}
}

// nearOf lists entities with names near one that nobody bears, or near that in an id without its end.
func nearOf(ctx context.Context, q *query.Asker, name string) ([]query.Candidate, error) {
	_, bare, is := strings.Cut(name, "/")
	if !is {
		return q.Near(ctx, name, 5)
	}
	bare = strings.ReplaceAll(bare, "-", " ")
	list, err := q.Find(ctx, bare)
	if len(list) > 0 || err != nil {
		return list, err
	}
	return q.Near(ctx, bare, 5)
}

// either joins words with commas and "or"; no words are anything.
func either(words []string) string {
	if len(words) == 0 {
		return "entity"
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// candidates prints one indented line for each.
func candidates(list []query.Candidate) string {
	t := &answer{header: make([]string, 3)}
	for _, c := range list {
		what := "in " + count(c.Documents, "document")
		if len(c.Posts) > 0 {
			what = strings.Join(c.Posts, ", ")
		}
		t.add(nil, "  "+c.ID, c.Name, what)
	}
	var b strings.Builder
	_ = t.table(&b, style{headless: true}) // a strings.Builder does not fail
	return b.String()
}

// orEmpty prints an empty answer when err is a *notFound; other errors it returns.
func (a *app) orEmpty(empty *answer, err error) error {
	if missing := (*notFound)(nil); errors.As(err, &missing) {
		return a.print(empty, missing.message)
	}
	return err
}
