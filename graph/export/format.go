package export

import (
	"errors"
	"fmt"
	"slices"
)

// Format is a file format.
type Format string

// The formats.
const (
	GEXF       Format = "gexf"
	GraphML    Format = "graphml"
	DOT        Format = "dot"
	Cytoscape  Format = "cytoscape"
	Graphology Format = "graphology"
	GephiCSV   Format = "gephi-csv"
	Neo4jCSV   Format = "neo4j-csv"
	GML        Format = "gml"
	Pajek      Format = "pajek"
	Mermaid    Format = "mermaid"
	Markdown   Format = "markdown"
	Timeline   Format = "timeline"
	FtM        Format = "ftm"
	NQuads     Format = "nquads"
	TriG       Format = "trig"
	JSONLD     Format = "jsonld"
	Claims     Format = "claims"
)

// Formats lists the formats.
func Formats() []Format {
	return []Format{GEXF, GraphML, DOT, Cytoscape, Graphology, GephiCSV, Neo4jCSV, GML, Pajek, Mermaid, Markdown, Timeline,
		FtM, NQuads, TriG, JSONLD, Claims}
}

// Several reports whether the format is several files.
func (f Format) Several() bool { return f == GephiCSV || f == Neo4jCSV || f == Markdown }

// Answers reports whether WriteFacts takes the format.
func (f Format) Answers() bool { return f.kind() == drawn || f == Timeline }

// A kind says what a format is written from.
type kind int

const (
	unknown kind = iota
	drawn        // from the picture of a projection
	shaped       // from events and holdings, in a shape of its own
	asQuads      // from the quads as they are
)

func (f Format) kind() kind {
	switch f {
	case GEXF, GraphML, DOT, Cytoscape, Graphology, GephiCSV, Neo4jCSV, GML, Pajek, Mermaid, Markdown:
		return drawn
	case Timeline, FtM:
		return shaped
	case NQuads, TriG, JSONLD, Claims:
		return asQuads
	}
	return unknown
}

// write writes what was gathered.
func (f Format) write(b *bench, out sink, m *material, opt *Options) (Counts, error) {
	switch f {
	case NQuads:
		return writeNQuads(b, out, m.graph)
	case TriG:
		return writeTriG(b, out, m.graph, opt.Base)
	case JSONLD:
		return writeJSONLD(b, out, m.graph)
	case Claims:
		return writeClaims(b, out, m.graph, opt.Base)
	case FtM:
		return writeFtM(out, m.world, m.ftm)
	case Timeline:
		return writeTimeline(b, out, m.source)
	}
	return m.picture.counts, f.draw(out, m.picture, opt)
}

func (f Format) draw(out sink, p *picture, opt *Options) error {
	switch f {
	case GEXF:
		return writeGEXF(out, p, opt.GEXFVersion)
	case GraphML:
		return writeGraphML(out, p, opt.Flavor == flavorYEd)
	case DOT:
		return writeDOT(out, p)
	case Cytoscape:
		return writeCytoscape(out, p)
	case Graphology:
		return writeGraphology(out, p)
	case GephiCSV:
		return writeGephiCSV(out, p)
	case Neo4jCSV:
		return writeNeo4jCSV(out, p)
	case GML:
		return writeGML(out, p)
	case Pajek:
		return writePajek(out, p)
	case Mermaid:
		return writeMermaid(out, p)
	case Markdown:
		return writeMarkdown(out, p)
	}
	panic("export: format " + string(f) + " has no writer")
}

// check says which options do not go together.
func (opt *Options) check() error {
	k := opt.Format.kind()
	if k == unknown {
		return fmt.Errorf("unknown format %q; want one of %v", opt.Format, Formats())
	}
	if opt.Projection != "" && !slices.Contains(Projections(), opt.Projection) {
		return fmt.Errorf("unknown projection %q; want one of %v", opt.Projection, Projections())
	}
	if k == asQuads && opt.Projection != "" && opt.Projection != Full {
		return fmt.Errorf("it is the graph as it is; use projection %s, or a format such as %s for %s", Full, GEXF, opt.Projection)
	}
	if k == shaped && opt.Projection != "" {
		return fmt.Errorf("it has a shape of its own; leave projection %s out, or use a format such as %s", opt.Projection, GEXF)
	}
	if err := opt.checkVariant(); err != nil {
		return err
	}
	return opt.checkChoice(k)
}

const flavorYEd = "yed"

func (opt *Options) checkVariant() error {
	switch v := opt.GEXFVersion; {
	case v != "" && opt.Format != GEXF:
		return fmt.Errorf("a version is for %s alone", GEXF)
	case v != "" && v != "1.2" && v != "1.3":
		return fmt.Errorf("unknown version %q of %s; there is 1.2 and 1.3", v, GEXF)
	}
	switch v := opt.Flavor; {
	case v != "" && opt.Format != GraphML:
		return fmt.Errorf("a flavor is for %s alone", GraphML)
	case v != "" && v != flavorYEd:
		return fmt.Errorf("unknown flavor %q of %s; there is %s", v, GraphML, flavorYEd)
	}
	return nil
}

// checkChoice refuses what would be chosen from nothing that can be chosen.
func (opt *Options) checkChoice(k kind) error {
	events := len(opt.Types) > 0 || opt.Planned
	switch {
	case opt.chooses() && (k == asQuads || opt.Projection == Full):
		return fmt.Errorf("the graph as it is takes no choice of events; use a format such as %s and projection %s, %s or %s",
			GEXF, Events, Actors, Offices)
	case events && opt.Projection == Offices:
		return fmt.Errorf("projection %s takes no choice of events; use %s or %s", Offices, Events, Actors)
	case opt.Depth != 0 && len(opt.Persons) == 0:
		return errors.New("a depth is counted from persons; name one")
	case opt.Depth < 0 || opt.MinReports < 0:
		return errors.New("a depth and a number of reports are counted from 1")
	}
	return nil
}

// chooses reports whether the options leave something out.
func (opt *Options) chooses() bool {
	return len(opt.Types) > 0 || opt.From != "" || opt.To != "" || len(opt.Persons) > 0 || len(opt.Countries) > 0 ||
		opt.MinReports > 1
}
