package export

import (
	"bufio"
	"cmp"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// writeMarkdown writes a picture as a vault of notes for Obsidian: one for each node, in a folder for each kind, with links
// to the nodes it has edges with.
func writeMarkdown(out sink, p *picture) error {
	l, err := p.link(noteName, strings.ToLower) // as many disks take upper and lower case for the same
	if err != nil {
		return err
	}
	notes := p.bench.sorter(false)
	err = l.eachNamed(func(n *node, at end) error {
		var b strings.Builder
		w := bufio.NewWriter(&b)
		noteHead(w, p, n)
		_ = w.Flush() // a strings.Builder does not fail
		return notes.add(keyOf(at.name, "0"), []byte(b.String()))
	})
	if err != nil {
		return err
	}
	err = l.eachLink(func(e *edge, source, target end) error {
		if err := notes.add(noteKey(source, e, "to", target), noteLink(p, e, "→", target)); err != nil {
			return err
		}
		return notes.add(noteKey(target, e, "from", source), noteLink(p, e, "←", source))
	})
	if err != nil {
		return err
	}
	w, err := out.file("index.md")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "---\nprojection: %s\nnodes: %d\nedges: %d\n---\n# quanhe %s\n", p.projection, p.counts.Nodes, p.counts.Edges,
		p.title())
	return notes.last(func(key, value []byte) error {
		name, rest := cutKey(key)
		if kind, _ := cutKey(rest); kind == "0" {
			if w, err = out.file(name + ".md"); err != nil {
				return err
			}
		}
		_, err := w.Write(value)
		return err
	})
}

// noteKey sorts the links of a note by date.
func noteKey(at end, e *edge, direction string, other end) []byte {
	return keyOf(append([]string{at.name, "1", cmp.Or(e.span.first, e.span.last, "~"), e.kind, direction, other.name}, e.attrs...)...)
}

func noteHead(w *bufio.Writer, p *picture, n *node) {
	facts := append([]attrKey{{name: "start"}, {name: "end"}}, p.nodeKeys...)
	names, sentence := jsonText(n.label), ""
	var lines []string
	for i, value := range append([]string{n.span.first, n.span.last}, n.attrs...) {
		switch {
		case value == "":
		case facts[i].name == "sentence":
			sentence = value
		case facts[i].name == "aliases":
			for alias := range strings.SplitSeq(value, "; ") {
				names += ", " + jsonText(alias)
			}
		case facts[i].number:
			lines = append(lines, facts[i].name+": "+value+"\n")
		default:
			lines = append(lines, facts[i].name+": "+jsonText(value)+"\n")
		}
	}
	w.WriteString("---\nid: " + jsonText(n.id) + "\naliases: [" + names + "]\ntype: " + jsonText(n.kind) + "\n" + strings.Join(lines, ""))
	w.WriteString("---\n# " + markdownText(n.label) + "\n\n")
	if sentence != "" {
		w.WriteString("> " + markdownText(sentence) + "\n\n")
	}
}

// noteLink is a line that links to another note.
func noteLink(p *picture, e *edge, arrow string, to end) []byte {
	b := []byte("- ")
	switch {
	case e.span.first != "" && e.span.first == e.span.last:
		b = append(b, e.span.first+" "...)
	case e.span != (span{}):
		b = append(b, cmp.Or(e.span.first, "…")+" – "+cmp.Or(e.span.last, "…")+" "...)
	}
	b = append(b, markdownText(edgeLabel(e))+" "+arrow+" [["+to.name+"|"+path.Base(to.name)+"]]"...)
	for i, value := range e.attrs {
		if value != "" {
			b = append(b, " · "+markdownText(p.edgeKeys[i].name)+": "+markdownText(value)...)
		}
	}
	return append(b, '\n')
}

// noteBytes is how long the name of a note may be, so that a file system takes it with what may be added to it.
const noteBytes = 180

// noteName is the path of the note of a node, without ".md".
func noteName(n *node) string { return fileName(n.kind) + "/" + fileName(n.label) }

// fileName makes a name of a file, on any system, that Obsidian can link to, out of a text.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r == 0x7F || r == utf8.RuneError:
			return ' '
		case strings.ContainsRune(`*"\/<>:|?#^[]%`, r):
			return '-'
		}
		return r
	}, s)
	s = strings.Trim(strings.Join(strings.Fields(s), " "), ". ")
	if len(s) > noteBytes {
		cut := noteBytes
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = strings.TrimRight(s[:cut], ". ") + "…" // two that are cut alike are told apart like any others
	}
	if s == "" || reservedName(s) {
		s += "_"
	}
	return s
}

// reservedName reports whether Windows takes a name for a device.
func reservedName(s string) bool {
	s, _, _ = strings.Cut(strings.ToUpper(s), ".")
	switch s {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(s) == 4 && (s[:3] == "COM" || s[:3] == "LPT") && s[3] >= '0' && s[3] <= '9'
}

// markdownText escapes what Markdown, HTML or Obsidian could take for markup.
func markdownText(s string) string {
	var b strings.Builder
	for _, r := range printable(s) {
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029': // some readers end a line there
			b.WriteByte(' ')
		case r < 0x7F && strings.ContainsRune("\\`*_{}[]()<>#+-.!|~$%^&=:", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
