package query

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract/text"
	"quanhe/graph"
	"quanhe/graph/index"
)

// Hits are what a search finds.
type Hits struct {
	Entities  []Candidate `json:"entities"`
	Sentences []Citation  `json:"sentences"`
}

// SearchOptions say what Search looks through.
type SearchOptions struct {
	Sentences bool // sentences too, also where names are found; else only where none is. It reads all of them
	Limit     int  // bounds each of the two lists; 0 is no limit
}

// Search finds entities by name and sentences by their words, without regard to case and diacritics; those with the
// diacritics of the query come first. A name fits when each syllable of the query begins one of its syllables, in any
// order. A sentence stands once, however many claims it states.
func (a *Asker) Search(ctx context.Context, words string, opt SearchOptions) (Hits, error) {
	hits := Hits{Entities: []Candidate{}, Sentences: []Citation{}}
	if text.Fold(words) == "" {
		return hits, nil
	}
	r := a.read(ctx)
	defer r.close()
	var err error
	if hits.Entities, err = r.searchEntities(words); err != nil {
		return hits, wrap("search", err)
	}
	if opt.Sentences || len(hits.Entities) == 0 {
		if hits.Sentences, err = r.searchSentences(words, opt.Limit); err != nil {
			return hits, wrap("search", err)
		}
	}
	if opt.Limit > 0 && len(hits.Entities) > opt.Limit {
		hits.Entities = hits.Entities[:opt.Limit]
	}
	return hits, nil
}

func (r *reading) searchEntities(words string) ([]Candidate, error) {
	want := longestFirst(strings.Fields(text.Fold(words)))
	var fits syllables
	var nodes []quad.IRI
	err := r.words(want[0], func(id, key []byte) {
		if fits.all(key, want) {
			nodes = append(nodes, r.v.Node(string(id)))
		}
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(nodes)
	return r.candidates(slices.Compact(nodes), words)
}

// words calls fn with the entities that have a name with a syllable that begins with some letters, and the folded name. The
// bytes are lent for the call.
func (r *reading) words(letters string, fn func(id, key []byte)) error {
	if err := r.ready(); err != nil {
		return err
	}
	if r.indexed {
		return r.src.Notes(index.Words(letters), "", func(name, _ []byte) bool {
			fn(index.Word(name))
			return r.ctx.Err() == nil
		})
	}
	return r.each(quad.Quad{Predicate: r.v.Key}, func(q quad.Quad) error {
		if key, ok := q.Object.(quad.String); ok {
			fn([]byte(r.v.ID(q.Subject)), []byte(key))
		}
		return nil
	})
}

func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// syllables compares names with what is asked for, thousands in a row: it keeps its memory.
type syllables struct{ left [][]byte }

// all reports whether each syllable wanted, of which the longest come first, begins a syllable of the name, each another
// one. Taking the first that fits never blocks a later one: of two prefixes either the longer begins with the shorter, which
// then fits wherever the longer did, or no syllable begins with both.
func (s *syllables) all(name []byte, want []string) bool {
	s.left = s.left[:0]
	for part := range bytes.FieldsSeq(name) {
		s.left = append(s.left, part)
	}
	for _, w := range want {
		i := slices.IndexFunc(s.left, func(part []byte) bool { return len(part) >= len(w) && string(part[:len(w)]) == w })
		if i < 0 {
			return false
		}
		s.left[i] = nil // no other one begins it: none that is wanted is empty
	}
	return true
}

// searchSentences lists the sentences that hold the words, the exact ones first, then by document and place in it.
func (r *reading) searchSentences(words string, limit int) ([]Citation, error) {
	folded := text.Fold(words)
	exact := map[quad.IRI]bool{} // sentences that have the diacritics of the query
	var sentences []quad.IRI
	err := r.each(quad.Quad{Predicate: r.v.Text}, func(q quad.Quad) error {
		s, _ := q.Object.(quad.String)
		if node, ok := q.Subject.(quad.IRI); ok && strings.Contains(text.Fold(string(s)), folded) {
			sentences = append(sentences, node)
			exact[node] = strings.Contains(text.Key(string(s)), text.Key(words))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(sentences)
	near, far := []Citation{}, []Citation{}
	for _, node := range slices.Compact(sentences) {
		cited, err := r.cited(node)
		if err != nil {
			return nil, err
		}
		if exact[node] {
			near = append(near, cited...)
		} else {
			far = append(far, cited...)
		}
	}
	list := append(onePerSentence(near), onePerSentence(far)...)
	if limit > 0 && len(list) > limit {
		list = list[:limit]
	}
	return list, nil
}

// cited cites the claims that were read in a sentence.
func (r *reading) cited(sentence quad.IRI) ([]Citation, error) {
	claims, err := r.subjects(quad.Quad{Object: sentence}, nil)
	if err != nil {
		return nil, err
	}
	start, end, _ := graph.SentenceSpan(r.v.ID(sentence))
	list, err := r.citations(claims)
	return slices.DeleteFunc(list, func(c Citation) bool { return c.Start != start || c.End != end }), err
}

// onePerSentence sorts citations and keeps the first of each stretch of a document.
func onePerSentence(list []Citation) []Citation {
	slices.SortFunc(list, compareCitations)
	return slices.CompactFunc(list, func(a, b Citation) bool {
		return a.Document.ID == b.Document.ID && a.Start == b.Start && a.End == b.End
	})
}
