package rules

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// documents parses the YAML documents of a file. Where one is no YAML, the items of its list that are at fault are
// reported and left out, so that the faults of all the others come to light as well.
func (r *reader) documents(src []byte) []*yaml.Node {
	if !r.letters(src) {
		return nil
	}
	if docs, err := parse(src); err == nil {
		return docs
	}
	var docs []*yaml.Node
	lines := strings.SplitAfter(string(src), "\n")
	for from := 0; from < len(lines); {
		end := from + 1
		for end < len(lines) && strings.TrimRight(lines[end], " \t\r\n") != "---" {
			end++
		}
		docs = append(docs, r.salvage(lines, from, end)...)
		from = end
	}
	return docs
}

// parse reads all documents of a text.
func parse(src []byte) (docs []*yaml.Node, err error) {
	if docs, ok := parsePlain(string(src)); ok {
		return docs, nil
	}
	return parseYAML(src)
}

// parseYAML is parse for whatever is YAML.
func parseYAML(src []byte) (docs []*yaml.Node, err error) {
	for dec := yaml.NewDecoder(bytes.NewReader(src)); ; {
		var doc yaml.Node
		switch err := dec.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return docs, nil
		case err != nil:
			return nil, err
		}
		docs = append(docs, doc.Content...)
	}
}

// parseLines reads lines [from, end) of a file. Empty ones stand for those before them, so that places stay right.
func parseLines(lines []string, from, end int) ([]*yaml.Node, error) {
	return parse([]byte(strings.Repeat("\n", from) + strings.Join(lines[from:end], "")))
}

// salvage parses one document, lines [from, end) of its file, without the list items that are no YAML.
func (r *reader) salvage(lines []string, from, end int) []*yaml.Node {
	docs, whole := parseLines(lines, from, end)
	if whole == nil {
		return docs
	}
	starts := items(lines, from, end)
	broken := false
	for k, first := range starts {
		after := end
		if k+1 < len(starts) {
			after = starts[k+1]
		}
		if _, err := parseLines(lines, first, after); err != nil {
			r.notYAML(err, first+1, after)
			broken = true
			for i := first; i < after; i++ {
				lines[i] = "\n"
			}
		}
	}
	if broken {
		docs, whole = parseLines(lines, from, end)
	}
	if whole != nil {
		r.notYAML(whole, from+1, end)
	}
	return docs
}

// items returns the lines that begin an item of the outermost list.
func items(lines []string, from, end int) (starts []int) {
	least := -1
	for i := from; i < end; i++ {
		bare := strings.TrimLeft(lines[i], " ")
		if !strings.HasPrefix(bare, "- ") {
			continue
		}
		switch indent := len(lines[i]) - len(bare); {
		case least < 0 || indent < least:
			least, starts = indent, []int{i}
		case indent == least:
			starts = append(starts, i)
		}
	}
	return starts
}

// yamlLine finds the line in an error of yaml.v3, which offers it as text only.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// notYAML reports an error of yaml.v3 in lines first to last. It counts some lines one too low.
func (r *reader) notYAML(err error, first, last int) {
	line, msg := first, err.Error()
	if m := yamlLine.FindStringSubmatch(msg); m != nil {
		n, _ := strconv.Atoi(m[1]) // no line: the beginning is as good
		line, msg = min(max(n, first), last), m[2]
	}
	r.errs.Add(Pos{File: r.file, Line: line}, "not YAML: %s", msg)
}
