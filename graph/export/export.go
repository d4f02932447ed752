// Package export writes a graph for the programs that people look at graphs with.
//
// A projection says what becomes a node and what an edge, and matters more than the format:
//
//	events    events and their participants; an edge is a role
//	actors    persons; an edge joins two who met, weighted by the number of distinct events
//	offices   persons, offices with their owner, owners; dated by sightings
//	full      the quads as they are
//
// Formats that draw pictures know nothing of projections: they read a picture, nodes before edges. Others write the quads
// as they are (nquads, trig, jsonld, claims) or have a shape of their own (ftm, timeline); see [Formats].
//
// Every export is sorted, the same bytes for the same graph, has no edge to a missing node and is refused where a format
// cannot hold it whole. The graph is read once, in the order of its subjects, and what must be sorted or grouped goes
// through temporary files, so memory does not grow with the graph. In memory stay the reports of one event at a time, with
// a choice by persons the ids of those who are near, in ftm the parties that belong to a country, and one key for each
// 8 KB of what is looked up.
package export

import (
	"context"
	"fmt"
	"io"

	"quanhe/graph/query"
)

// Projection says what becomes a node.
type Projection string

// The projections.
const (
	Events  Projection = "events"
	Actors  Projection = "actors"
	Offices Projection = "offices"
	Full    Projection = "full"
)

// Projections lists the projections.
func Projections() []Projection { return []Projection{Events, Actors, Offices, Full} }

// Options say what to write.
type Options struct {
	Format     Format
	Projection Projection // empty: events, where the format draws pictures
	Base       string     // of the graph's IRIs; empty: graph.DefaultBase

	GEXFVersion string // 1.3 (when empty) or 1.2, which knows no kinds of edges
	Flavor      string // of graphml: empty, or yed

	// The fields below choose events and holdings, so the projection full and formats that write quads refuse them.

	From, To   string   // EDTF, both included; what is possibly inside counts
	Types      []string // relations; empty: all events, for actors the encounter family
	Planned    bool     // take planned events too, marked as such
	Persons    []string // entity ids: what concerns one of them
	Depth      int      // with Persons: how many steps from them; 0 is 1
	Countries  []string // entity ids: what one of them, or somebody or something of it, takes part in
	MinReports int      // documents that report it

	budget int // bytes of records to sort in memory; 0 for the usual
}

// Counts say what an export holds.
type Counts struct {
	Nodes     int `json:"nodes,omitempty"`
	Edges     int `json:"edges,omitempty"`
	Quads     int `json:"quads,omitempty"`
	Entities  int `json:"entities,omitempty"`
	Events    int `json:"events,omitempty"`
	Documents int `json:"documents,omitempty"`
}

// Write writes the graph; formats of several files are written as a zip archive. The graph must give the quads of a node
// one after the other, as a view of a store does and a sorted query.Slice. Errors are those of the options, of the graph
// and of w; a [*query.DateError] tells of From or To. When there is an error, what was written is of no use.
func Write(ctx context.Context, w io.Writer, g query.Graph, opt Options) (Counts, error) {
	return writeTo(ctx, streamSink(w, opt.Format), opt, gatherer(g))
}

// WriteDir is Write into a folder, for formats of several files. The folder is made anew: it is refused when there is
// something in it, and appears only when all of it is written.
func WriteDir(ctx context.Context, dir string, g query.Graph, opt Options) (Counts, error) {
	out, err := newDirSink(dir)
	if err != nil {
		return Counts{}, fmt.Errorf("export %s: %w", opt.Format, err)
	}
	return writeTo(ctx, out, opt, gatherer(g))
}

// WriteFacts writes an answer of graph/query in a format that draws pictures, or as a timeline. The facts are taken as
// they are: the fields of opt that choose are not looked at.
func WriteFacts(ctx context.Context, w io.Writer, facts []query.Fact, opt Options) (Counts, error) {
	return writeTo(ctx, streamSink(w, opt.Format), opt, func(b *bench, opt *Options) (*material, error) {
		if !opt.Format.Answers() {
			return nil, fmt.Errorf("an answer has no quads or documents of its own; use a format such as %s or %s", GEXF, Timeline)
		}
		if opt.Projection != Events && opt.Projection != Actors && opt.Projection != "" {
			return nil, fmt.Errorf("an answer is events; use projection %s or %s", Events, Actors)
		}
		m := &material{source: answer(facts)}
		if opt.Format.kind() != drawn {
			return m, nil
		}
		var err error
		m.picture, err = paint(b, opt.Projection, m.source)
		return m, err
	})
}

// Material is what a format writes from; which of the fields are set depends on the kind of the format.
type material struct {
	graph   query.Graph
	picture *picture
	source  source
	world   *chosen
	ftm     *ftm // with the documents of world
}

// gatherer reads of a graph what the format needs.
func gatherer(g query.Graph) func(*bench, *Options) (*material, error) {
	return func(b *bench, opt *Options) (*material, error) { return gather(b, g, opt) }
}

func gather(b *bench, g query.Graph, opt *Options) (*material, error) {
	m := &material{graph: g}
	if opt.Format.kind() == asQuads {
		return m, nil
	}
	if opt.Projection == Full {
		var err error
		m.picture, err = paintFull(b, g, opt.Base)
		return m, err
	}
	w, err := readWorld(b, g, opt.Base, opt.Format == FtM)
	if err != nil {
		return nil, err
	}
	var document func(query.Document) error
	if opt.Format == FtM {
		m.ftm = newFtM(b)
		document = m.ftm.document
	}
	if m.world, err = w.choose(opt, document); err != nil {
		return nil, err
	}
	m.source = m.world
	if opt.Format.kind() == drawn {
		m.picture, err = paint(b, opt.Projection, m.source)
	}
	return m, err
}

func writeTo(ctx context.Context, out sink, opt Options, gather func(*bench, *Options) (*material, error)) (c Counts, err error) {
	b := &bench{ctx: ctx, budget: opt.budget}
	defer func() {
		if closeErr := b.close(); err == nil && closeErr != nil {
			err = closeErr
		}
		if err != nil {
			c, err = Counts{}, fmt.Errorf("export %s: %w", opt.Format, err)
		}
	}()
	defer func() {
		if err != nil {
			out.drop()
		}
	}()
	if err := opt.check(); err != nil {
		return c, err
	}
	opt.defaults()
	m, err := gather(b, &opt)
	if err != nil {
		return c, err
	}
	if c, err = opt.Format.write(b, out, m, &opt); err != nil {
		return c, err
	}
	return c, out.finish()
}

func (opt *Options) defaults() {
	if opt.Projection == "" && opt.Format.kind() == drawn {
		opt.Projection = Events
	}
	opt.Depth = max(opt.Depth, 1)
}
