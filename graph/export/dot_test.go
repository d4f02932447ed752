package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os/exec"
	"strings"
	"testing"

	"quanhe/graph/export"
)

// graphviz runs dot on a graph, or skips the test where Graphviz is not installed.
func graphviz(t *testing.T, format, text string) []byte {
	t.Helper()
	path, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not installed; the package is graphviz")
	}
	cmd := exec.Command(path, "-T"+format)
	cmd.Stdin = strings.NewReader(text)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil || stderr.Len() > 0 {
		t.Fatalf("dot -T%s: %v: %s\n%s", format, err, stderr.String(), text)
	}
	return stdout.Bytes()
}

// Graphviz draws each projection and sees as many nodes and edges as were counted.
func TestDOTThroughGraphviz(t *testing.T) {
	for _, projection := range export.Projections() {
		text, counts := exported(t, world(t), export.Options{Format: export.DOT, Projection: projection})
		var seen struct {
			Objects []struct{} `json:"objects"`
			Edges   []struct{} `json:"edges"`
		}
		if err := json.Unmarshal(graphviz(t, "dot_json", text), &seen); err != nil {
			t.Fatal(err)
		}
		if len(seen.Objects) != counts.Nodes || len(seen.Edges) != counts.Edges || counts.Edges == 0 {
			t.Errorf("%s: Graphviz sees %d nodes and %d edges, wrote %+v", projection, len(seen.Objects), len(seen.Edges), counts)
		}
	}
}

// A name is drawn as it is, not read as HTML, escapes or entities.
func TestDOTDrawsNames(t *testing.T) {
	text, _ := exported(t, world(t), export.Options{Format: export.DOT, Projection: export.Actors})
	drawn := svgText(t, graphviz(t, "svg", text))
	lines := strings.Split(readable.Replace(hostile), "\n")
	for _, want := range append(lines, "Lê An", "met ×2") {
		if !strings.Contains(drawn, want) {
			t.Errorf("%q is not drawn; the texts are\n%s", want, drawn)
		}
	}
}

// svgText gathers the texts of an SVG, one a line, with plain spaces.
func svgText(t *testing.T, svg []byte) string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	var texts []string
	for {
		var text struct {
			Text string `xml:",chardata"`
		}
		token, err := d.Token()
		if err != nil {
			return strings.ReplaceAll(strings.Join(texts, "\n"), "\u00a0", " ")
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "text" {
			if err := d.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text.Text)
		}
	}
}
