// Package export writes a graph for the programs that people look at graphs with.
//
// A projection says what becomes a node and what an edge, and matters more than the format:
//
//	events    events and their participants; an edge is a role
//	actors    persons; an edge joins two who met, weighted by the number of distinct events
//	offices   persons, offices with their owner, owners; dated by sightings
//	full      the quads as they are
//
// Formats are gexf (1.3, with time), dot and nquads, which is always full. Every export is sorted, the same bytes for the
// same graph, and has no edge to a missing node. An export needs memory for what it writes.
package export

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"quanhe/graph/query"
)

// Format is a file format.
type Format string

// The formats.
const (
	GEXF   Format = "gexf"
	DOT    Format = "dot"
	NQuads Format = "nquads"
)

// Formats lists the formats.
func Formats() []Format { return []Format{GEXF, DOT, NQuads} }

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
	Projection Projection // empty: full for nquads, events for the other formats
	Base       string     // of the graph's IRIs; empty: graph.DefaultBase

	// The fields below choose events, so only the projections events and actors take them.

	From, To string   // EDTF, both included; what is possibly inside counts
	Types    []string // relations; empty: all events for events, the encounter family for actors
	Planned  bool     // take planned events too, marked as such
}

// Counts say what an export holds.
type Counts struct {
	Nodes int `json:"nodes,omitempty"`
	Edges int `json:"edges,omitempty"`
	Quads int `json:"quads,omitempty"`
}

// Write writes the graph. Errors are those of the options, of the graph and of w; a *query.DateError tells of From or To.
func Write(ctx context.Context, w io.Writer, g query.Graph, opt Options) (Counts, error) {
	if opt.Projection == "" {
		opt.Projection = Events
		if opt.Format == NQuads {
			opt.Projection = Full
		}
	}
	if err := opt.check(); err != nil {
		return Counts{}, err
	}
	out := bufio.NewWriter(w)
	counts, err := write(ctx, out, g, opt)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return Counts{}, fmt.Errorf("export %s: %w", opt.Format, err)
	}
	return counts, nil
}

func write(ctx context.Context, w *bufio.Writer, g query.Graph, opt Options) (Counts, error) {
	if opt.Format == NQuads {
		return writeNQuads(ctx, w, g)
	}
	p, err := project(ctx, g, opt)
	if err != nil {
		return Counts{}, err
	}
	if opt.Format == GEXF {
		writeGEXF(w, p)
	} else {
		writeDOT(w, p)
	}
	return Counts{Nodes: len(p.nodes), Edges: len(p.edges)}, nil
}

// check says which options do not go together.
func (opt *Options) check() error {
	switch opt.Format {
	case GEXF, DOT:
	case NQuads:
		if opt.Projection != Full {
			return fmt.Errorf("export: %s is the graph as it is; use projection %s, or format %s or %s for %s",
				NQuads, Full, GEXF, DOT, opt.Projection)
		}
	default:
		return fmt.Errorf("export: unknown format %q; want one of %v", opt.Format, Formats())
	}
	switch opt.Projection {
	case Events, Actors:
		return nil
	case Offices, Full:
	default:
		return fmt.Errorf("export: unknown projection %q; want one of %v", opt.Projection, Projections())
	}
	if opt.From != "" || opt.To != "" || len(opt.Types) > 0 || opt.Planned {
		return fmt.Errorf("export: projection %s takes no choice of events; use %s or %s", opt.Projection, Events, Actors)
	}
	return nil
}
