package query

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract/text"
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
	want := strings.Fields(text.Fold(words))
	longest := slices.MaxFunc(want, func(a, b string) int { return len(a) - len(b) })
	var nodes []quad.IRI
	err := r.words(longest, func(id, key string) {
		if hasSyllables(strings.Fields(key), want) {
			nodes = append(nodes, r.v.Node(id))
		}
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(nodes)
	return r.candidates(slices.Compact(nodes), words)
}

// words calls fn with the entities that have a name with a syllable that begins with some letters, and the folded name.
func (r *reading) words(letters string, fn func(id, key string)) error {
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
			fn(r.v.ID(q.Subject), string(key))
		}
		return nil
	})
}

// hasSyllables reports whether each syllable wanted begins a syllable of the name, each another one. Taking the first that
// fits never blocks a later one, because the longest are served first: of two prefixes either the longer begins with the
// shorter, which then fits wherever the longer did, or no syllable begins with both.
func hasSyllables(name, want []string) bool {
	if len(want) > len(name) {
		return false
	}
	left := slices.Clone(name)
	want = slices.Clone(want)
	slices.SortStableFunc(want, func(a, b string) int { return len(b) - len(a) })
	for _, w := range want {
		i := slices.IndexFunc(left, func(s string) bool { return strings.HasPrefix(s, w) })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}

// searchSentences lists the sentences that hold the words, the exact ones first, then by document and place in it.
func (r *reading) searchSentences(words string, limit int) ([]Citation, error) {
	folded := text.Fold(words)
	exact := map[quad.IRI]bool{} // evidence whose sentence has the diacritics of the query
	var evidence []quad.IRI
	err := r.each(quad.Quad{Predicate: r.v.Sentence}, func(q quad.Quad) error {
		s, _ := q.Object.(quad.String)
		if node, ok := q.Subject.(quad.IRI); ok && strings.Contains(text.Fold(string(s)), folded) {
			evidence = append(evidence, node)
			exact[node] = strings.Contains(text.Key(string(s)), text.Key(words))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(evidence)
	near, far := []Citation{}, []Citation{}
	for _, node := range slices.Compact(evidence) {
		c, err := r.citation(node)
		if err != nil {
			return nil, err
		}
		if exact[node] {
			near = append(near, c)
		} else {
			far = append(far, c)
		}
	}
	list := append(onePerSentence(near), onePerSentence(far)...)
	if limit > 0 && len(list) > limit {
		list = list[:limit]
	}
	return list, nil
}

// citation reads one piece of evidence with its claim and document.
func (r *reading) citation(evidence quad.IRI) (Citation, error) {
	n, err := r.node(evidence)
	if err != nil {
		return Citation{}, err
	}
	claim, e := n.Evidence()
	rec, err := r.record(r.v.Node(claim))
	if err != nil {
		return Citation{}, err
	}
	doc, err := r.document(rec.doc)
	return Citation{
		Claim: claim, Line: rec.String(), Document: doc, Start: e.Start, End: e.End, Rule: e.Rule, Text: e.Text,
	}, err
}

// onePerSentence sorts citations and keeps the first of each stretch of a document.
func onePerSentence(list []Citation) []Citation {
	slices.SortFunc(list, compareCitations)
	return slices.CompactFunc(list, func(a, b Citation) bool {
		return a.Document.ID == b.Document.ID && a.Start == b.Start && a.End == b.End
	})
}
