package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonText quotes a text for JSON; < > & stay as they are.
func jsonText(s string) string { return string(appendJSON(nil, s)) }

// appendJSON appends a text quoted for JSON.
func appendJSON(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		// What needs an escape, and the line ends of Unicode, which get one too.
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == 0xE2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")) {
			return append(b, jsonValue(s)...)
		}
	}
	if !utf8.ValidString(s) {
		return append(b, jsonValue(s)...)
	}
	return append(append(append(b, '"'), s...), '"')
}

func jsonValue(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("export: %T cannot be JSON: %v", v, err)) // texts, numbers and maps of them can
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// A jsonObject writes the members of an object one after the other. Empty texts are left out.
type jsonObject struct {
	w    *bufio.Writer
	some bool
}

func (o *jsonObject) key(key string) {
	if o.some {
		o.w.WriteByte(',')
	}
	o.some = true
	o.w.WriteString(jsonText(key) + ":")
}

func (o *jsonObject) text(key, value string) {
	if value != "" {
		o.key(key)
		o.w.WriteString(jsonText(value))
	}
}

func (o *jsonObject) number(key string, n int) {
	o.key(key)
	o.w.WriteString(strconv.Itoa(n))
}

func (o *jsonObject) attrs(keys []attrKey, values []string) {
	for i, value := range values {
		if value != "" && keys[i].number {
			o.key(keys[i].name)
			o.w.WriteString(value)
		} else {
			o.text(keys[i].name, value)
		}
	}
}

// jsonList writes "[", the elements that fn writes one to a line after calling next, and "]".
func jsonList(w *bufio.Writer, fn func(next func()) error) error {
	w.WriteByte('[')
	some := false
	err := fn(func() {
		if some {
			w.WriteByte(',')
		}
		some = true
		w.WriteByte('\n')
	})
	w.WriteString("\n]")
	return err
}

// writeCytoscape writes a picture as Cytoscape.js and Cytoscape Desktop read it.
func writeCytoscape(out sink, p *picture) error {
	w, err := out.file("graph.cyjs")
	if err != nil {
		return err
	}
	w.WriteString(`{"data":`)
	w.Write(jsonValue(map[string]any{"name": "quanhe " + p.title(), "nodes": p.counts.Nodes, "edges": p.counts.Edges}))
	w.WriteString(`,"elements":{"nodes":`)
	err = jsonList(w, func(next func()) error {
		return p.eachNode(func(n *node) error {
			next()
			o := &jsonObject{w: w}
			w.WriteString(`{"data":{`)
			o.text("id", n.id)
			nodeMembers(o, p, n)
			_, err := w.WriteString("}}")
			return err
		})
	})
	if err != nil {
		return err
	}
	w.WriteString(`,"edges":`)
	i := 0
	err = jsonList(w, func(next func()) error {
		return p.eachEdge(func(e *edge) error {
			next()
			o := &jsonObject{w: w}
			w.WriteString(`{"data":{`)
			o.text("id", "edge/"+strconv.Itoa(i)) // nodes and edges share their ids
			i++
			o.text("source", e.source)
			o.text("target", e.target)
			edgeMembers(o, p, e)
			_, err := w.WriteString("}}")
			return err
		})
	})
	w.WriteString("}}\n")
	return err
}

func nodeMembers(o *jsonObject, p *picture, n *node) {
	o.text("label", n.label)
	o.text("type", n.kind)
	o.text("start", n.span.first)
	o.text("end", n.span.last)
	o.attrs(p.nodeKeys, n.attrs)
}

func edgeMembers(o *jsonObject, p *picture, e *edge) {
	o.text("label", e.kind)
	o.number("weight", e.weight)
	o.text("start", e.span.first)
	o.text("end", e.span.last)
	o.attrs(p.edgeKeys, e.attrs)
}

// writeGraphology writes a picture as graphology imports it: two nodes may have several edges, so it is a multigraph.
func writeGraphology(out sink, p *picture) error {
	w, err := out.file("graph.json")
	if err != nil {
		return err
	}
	direction := "undirected"
	if p.directed {
		direction = "directed"
	}
	w.WriteString(`{"options":`)
	w.Write(jsonValue(map[string]any{"type": direction, "multi": true, "allowSelfLoops": true}))
	w.WriteString(`,"attributes":`)
	w.Write(jsonValue(map[string]any{"name": "quanhe " + p.title(), "nodes": p.counts.Nodes, "edges": p.counts.Edges}))
	w.WriteString(`,"nodes":`)
	err = jsonList(w, func(next func()) error {
		return p.eachNode(func(n *node) error {
			next()
			w.WriteString(`{"key":` + jsonText(n.id) + `,"attributes":{`)
			nodeMembers(&jsonObject{w: w}, p, n)
			_, err := w.WriteString("}}")
			return err
		})
	})
	if err != nil {
		return err
	}
	w.WriteString(`,"edges":`)
	i := 0
	err = jsonList(w, func(next func()) error {
		return p.eachEdge(func(e *edge) error {
			next()
			w.WriteString(`{"key":"edge/` + strconv.Itoa(i) + `","source":` + jsonText(e.source) + `,"target":` + jsonText(e.target))
			i++
			if !p.directed {
				w.WriteString(`,"undirected":true`)
			}
			w.WriteString(`,"attributes":{`)
			edgeMembers(&jsonObject{w: w}, p, e)
			_, err := w.WriteString("}}")
			return err
		})
	})
	w.WriteString("}\n")
	return err
}
