package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"quanhe/extract/source"
	"quanhe/extract/text"
	"quanhe/graph/ledger"
	"quanhe/graph/query"
	"quanhe/graph/store"
)

// surround adds to citations so many characters of what stands before and after them, from the files that their documents
// came from. The graph keeps no articles: what is gone, or has another text there now, gives nothing. It returns how many
// citations were found in their place.
func surround(ctx context.Context, v *store.View, list []query.Citation, n int) (found int, err error) {
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].Document.ID == list[from].Document.ID {
			to++
		}
		k, err := surroundIn(ctx, v, list[from:to], n)
		if err != nil {
			return found, err
		}
		found += k
		from = to
	}
	return found, nil
}

// errRead ends reading when the document was found.
var errRead = errors.New("read")

// surroundIn does so for the citations of one document.
func surroundIn(ctx context.Context, v *store.View, list []query.Citation, n int) (found int, err error) {
	id := list[0].Document.Path
	origins, err := ledger.Origins(v, id)
	if err != nil {
		return 0, err
	}
	for _, origin := range origins {
		for _, path := range whereabouts(origin, id) {
			err := source.Read(ctx, []string{path}, nil, func(d source.Document, err error) error {
				if err != nil || !strings.HasSuffix(id, d.ID) {
					return nil // another document, or one that extract reports
				}
				if found = cut(list, []rune(string(d.Text)), n); found > 0 {
					return errRead
				}
				return nil
			})
			if found > 0 || err != nil && !errors.Is(err, errRead) {
				return found, ctx.Err()
			}
		}
	}
	return 0, nil
}

// whereabouts returns what to look through for a document of an origin: the file that its id names, or else the archive or
// the lines on the way there, and then all of the origin, as a record may have any id.
func whereabouts(origin, id string) []string {
	file, _, _ := strings.Cut(id, "#") // a.jsonl#3
	for _, name := range []string{id, file} {
		for path := filepath.Join(origin, filepath.FromSlash(name)); len(path) > len(origin); path = filepath.Dir(path) {
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				return []string{path, origin}
			}
		}
	}
	if info, err := os.Stat(origin); err != nil || !info.IsDir() && !info.Mode().IsRegular() {
		return nil // a pipe would block
	}
	return []string{origin}
}

// cut takes the surroundings from the text of a document.
func cut(list []query.Citation, all []rune, n int) (found int) {
	for i := range list {
		c := &list[i]
		if c.End > len(all) || c.Start >= c.End || text.Fold(string(all[c.Start:c.End])) != text.Fold(c.Text) {
			continue
		}
		c.Before = string(all[max(0, c.Start-n):c.Start])
		c.After = string(all[c.End:min(len(all), c.End+n)])
		found++
	}
	return found
}
