package rules

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// brackets reads [a, b] or {a: b}, on several lines if need be.
func (p *plainText) brackets() *yaml.Node {
	base := len(p.items)
	if p.depth++; p.depth > maxPlainDepth {
		return nil
	}
	p.flow++
	kind, shut := yaml.SequenceNode, byte(']')
	if p.src[p.at] == '{' {
		kind, shut = yaml.MappingNode, '}'
	}
	n := p.node(kind, yaml.FlowStyle, "")
	for p.at++; ; p.at++ {
		if p.spaces(); p.at < len(p.src) && p.src[p.at] == shut {
			break // of nothing, or behind a last comma
		}
		if kind == yaml.MappingNode {
			if !p.named() {
				return nil
			}
			p.skip()
		}
		if !p.add(p.value()) {
			return nil
		}
		if p.spaces(); p.at == len(p.src) || p.src[p.at] != ',' && p.src[p.at] != shut {
			return nil
		}
		if p.src[p.at] == shut {
			break
		}
	}
	p.at++
	p.flow--
	return p.close(n, base)
}

// spaces passes over spaces, newlines and comments.
func (p *plainText) spaces() {
	for p.skip(); p.at < len(p.src); p.skip() {
		switch {
		case p.src[p.at] == '\n':
			p.newline()
		case p.src[p.at] == '#' && (p.at == p.start || p.src[p.at-1] == ' '):
			p.comment()
		default:
			return
		}
	}
}

// single reads 'a', in which ” stands for one quote.
func (p *plainText) single() *yaml.Node {
	s := p.src[p.at+1:]
	for n := 0; n < len(s) && s[n] != '\n'; n++ {
		if s[n] != '\'' {
			continue
		}
		if n+1 < len(s) && s[n+1] == '\'' {
			n++
			continue
		}
		return p.scalar(yaml.SingleQuotedStyle, strings.ReplaceAll(s[:n], "''", "'"), n+2)
	}
	return nil
}

// double reads "a", in which only quotes and backslashes are written with a backslash.
func (p *plainText) double() *yaml.Node {
	s := p.src[p.at+1:]
	escaped := false
	for n := 0; n < len(s) && s[n] != '\n'; n++ {
		switch s[n] {
		case '"':
			value := s[:n]
			if escaped {
				value = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(value)
			}
			return p.scalar(yaml.DoubleQuotedStyle, value, n+2)
		case '\\':
			if n++; n == len(s) || s[n] != '"' && s[n] != '\\' {
				return nil
			}
			escaped = true
		}
	}
	return nil
}

// bare reads a scalar without quotes: to the end of the line or, in brackets, to what ends it there.
func (p *plainText) bare() *yaml.Node {
	s := p.src[p.at:]
	switch c := s[0]; {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '(', c == '<', c == '/', c >= utf8.RuneSelf:
	default:
		return nil
	}
	n := 0
scan:
	for ; n < len(s) && s[n] != '\n'; n++ {
		switch s[n] {
		case ':':
			if n+1 == len(s) || strings.IndexByte(" \n,[]{}", s[n+1]) >= 0 {
				return nil
			}
		case '#':
			if s[n-1] == ' ' {
				break scan
			}
		case ',', '[', ']', '{', '}', '?':
			if p.flow > 0 {
				break scan
			}
		}
	}
	switch value := strings.TrimRight(s[:n], " "); value {
	case "null", "Null", "NULL", "<<":
		return nil
	default:
		return p.scalar(0, value, len(value))
	}
}

// scalar makes a node of the size bytes in hand and passes over them.
func (p *plainText) scalar(style yaml.Style, value string, size int) *yaml.Node {
	n := p.node(yaml.ScalarNode, style, value)
	p.at += size
	return n
}
