package export

import (
	"cmp"
	"encoding/csv"
	"strconv"
	"strings"
)

// table writes a CSV file of a header and the rows that fn adds.
func table(out sink, name string, header []string, fn func(add func(...string) error) error) error {
	w, err := out.file(name)
	if err != nil {
		return err
	}
	c := csv.NewWriter(w)
	if err := c.Write(header); err != nil {
		return err
	}
	row := make([]string, 0, len(header))
	err = fn(func(cells ...string) error {
		row = row[:0]
		for _, cell := range cells {
			row = append(row, spreadsheetCell(cell))
		}
		return c.Write(row)
	})
	if err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}

// spreadsheetCell keeps a spreadsheet from running a cell as a formula: what begins as one gets an apostrophe in front,
// and so does what begins with an apostrophe, so that taking one away gives every cell back. Control characters become
// U+FFFD; a carriage return does too, because CSV readers drop those before a line feed.
func spreadsheetCell(s string) string {
	s = printable(s)
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\n", "'", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, sign) {
			return "'" + s
		}
	}
	return s
}

// writeCounts writes what a picture is of and how large, beside tables, which have no place for it.
func writeCounts(out sink, p *picture) error {
	w, err := out.file("counts.json")
	if err != nil {
		return err
	}
	_, err = w.Write(append(jsonValue(map[string]any{"projection": p.projection, "nodes": p.counts.Nodes, "edges": p.counts.Edges}), '\n'))
	return err
}

// names lists the names of attributes.
func names(keys []attrKey) []string {
	var list []string
	for _, k := range keys {
		list = append(list, k.name)
	}
	return list
}

// writeGephiCSV writes the tables of nodes and edges that Gephi imports, under the headers it knows.
func writeGephiCSV(out sink, p *picture) error {
	if err := writeCounts(out, p); err != nil {
		return err
	}
	err := table(out, "nodes.csv", append([]string{"Id", "Label", "Kind", "Start", "End"}, names(p.nodeKeys)...),
		func(add func(...string) error) error {
			return p.eachNode(func(n *node) error {
				return add(append([]string{n.id, n.label, n.kind, n.span.first, n.span.last}, n.attrs...)...)
			})
		})
	if err != nil {
		return err
	}
	direction := "Undirected"
	if p.directed {
		direction = "Directed"
	}
	header := append([]string{"Source", "Target", "Type", "Id", "Label", "Weight", "Start", "End"}, names(p.edgeKeys)...)
	return table(out, "edges.csv", header, func(add func(...string) error) error {
		i := 0
		return p.eachEdge(func(e *edge) error {
			i++
			return add(append([]string{e.source, e.target, direction, strconv.Itoa(i - 1), e.kind, strconv.Itoa(e.weight),
				e.span.first, e.span.last}, e.attrs...)...)
		})
	})
}

// writeNeo4jCSV writes the tables of nodes and relationships that neo4j-admin imports, with the types of their columns in
// the header. Texts may hold line ends: import with --multiline-fields=true.
func writeNeo4jCSV(out sink, p *picture) error {
	if err := writeCounts(out, p); err != nil {
		return err
	}
	header := append([]string{"id:ID(node)", "label", ":LABEL", "start:date", "end:date"}, neo4jColumns(p.nodeKeys)...)
	err := table(out, "nodes.csv", header, func(add func(...string) error) error {
		return p.eachNode(func(n *node) error {
			return add(append([]string{n.id, n.label, neo4jLabel(n.kind), n.span.first, n.span.last}, n.attrs...)...)
		})
	})
	if err != nil {
		return err
	}
	header = append([]string{":START_ID(node)", ":END_ID(node)", ":TYPE", "weight:int", "start:date", "end:date"},
		neo4jColumns(p.edgeKeys)...)
	return table(out, "relationships.csv", header, func(add func(...string) error) error {
		return p.eachEdge(func(e *edge) error {
			return add(append([]string{e.source, e.target, neo4jType(e.kind), strconv.Itoa(e.weight), e.span.first, e.span.last},
				e.attrs...)...)
		})
	})
}

func neo4jColumns(keys []attrKey) []string {
	var list []string
	for _, k := range keys {
		if k.number {
			list = append(list, k.name+":int")
		} else {
			list = append(list, k.name)
		}
	}
	return list
}

// neo4jLabel writes a kind as Neo4j's labels are written: Person.
func neo4jLabel(kind string) string {
	kind = cmp.Or(plainWord(kind), "node")
	return strings.ToUpper(kind[:1]) + kind[1:]
}

// neo4jType writes a kind as Neo4j's types are written: OFFICE_OF.
func neo4jType(kind string) string { return strings.ToUpper(plainWord(kind)) }

// plainWord puts an underscore where a word has anything but ASCII letters and digits.
func plainWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			return r
		}
		return '_'
	}, s)
}
