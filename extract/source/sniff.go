package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"quanhe/extract/source/encoding"
)

// headSize is how many bytes of a file are looked at to find out what it is.
const headSize = 8 << 10

// A kind is what a file is.
type kind uint8

const (
	plain kind = iota
	page
	lines
	table
	feedFile
	gzipped
	zstandard
	tarball
	zipped
	webArchive
	portable
	refused
)

// magics are the first bytes of binary formats, with the way out of those that are not read.
var magics = []struct {
	prefix, cause string
	kind          kind
	hint          string
}{
	{prefix: "\x1f\x8b", kind: gzipped},
	{prefix: "\x28\xb5\x2f\xfd", kind: zstandard},
	{prefix: "PK\x03\x04", kind: zipped},
	{prefix: "PK\x05\x06", kind: zipped}, // an empty one
	{prefix: "WARC/1.", kind: webArchive},
	{prefix: "%PDF-", kind: portable},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file", refused, "save it as .docx or as text"},
	{`{\rtf`, "an RTF file", refused, "save it as .docx or as text"},
	{"BZh", "a bzip2 file", refused, "unpack it: bzip2 -d"},
	{"\xfd7zXZ\x00", "an xz file", refused, "unpack it: xz -d"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", refused, "unpack it: 7z x"},
	{"Rar!\x1a\x07", "a RAR archive", refused, "unpack it: unrar x"},
	{"\xff\xd8\xff", "a JPEG picture", refused, "leave it out"},
	{"\x89PNG\r\n", "a PNG picture", refused, "leave it out"},
	{"GIF8", "a GIF picture", refused, "leave it out"},
}

// sniff finds out what a file is by its first bytes. The name decides only between text formats that look alike, and how
// strictly a text is asked for what its name says.
func (r *reader) sniff(head []byte, name string) (kind, error) {
	for _, m := range magics {
		if !bytes.HasPrefix(head, []byte(m.prefix)) || m.prefix == "BZh" && (len(head) < 4 || head[3] < '1' || head[3] > '9') {
			continue
		}
		if m.kind == refused {
			return refused, fmt.Errorf("%s %w; %s", m.cause, ErrFormat, m.hint)
		}
		return m.kind, nil
	}
	if isTar(head) {
		return tarball, nil
	}
	text, ext := head, strings.ToLower(path.Ext(name))
	if enc := encoding.Detect(head[:len(head)&^1]); enc == encoding.UTF16LE || enc == encoding.UTF16BE {
		text, _ = encoding.Decode(head[:len(head)&^1])
	}
	text = bytes.TrimSpace(bytes.TrimPrefix(text, bom))
	switch ext {
	case ".jsonl", ".ndjson":
		return lines, nil
	case ".gz", ".zst", ".zip", ".tar", ".tgz", ".warc", ".pdf", ".docx", ".epub":
		if len(head) > 0 && bytes.IndexByte(head, 0) >= 0 {
			return refused, fmt.Errorf("%w; it has not the beginning of a %s file", ErrDamaged, ext)
		}
	}
	switch {
	case isPage(text), pageNames[ext] && anyTag.Match(text):
		return page, nil
	case isFeed(text):
		return feedFile, nil
	case bytes.HasPrefix(text, []byte("<?xml")):
		return refused, fmt.Errorf("XML that is neither a page nor a feed %w; give the text in it", ErrFormat)
	case isLines(text, len(head) == headSize), name == Stdin && startsWithBrace(text):
		return lines, nil
	case ext == ".json" && (bytes.HasPrefix(text, []byte("{")) || bytes.HasPrefix(text, []byte("["))):
		return refused, fmt.Errorf("JSON that is not one object a line %w; make it JSONL, for example with jq -c '.[]'", ErrFormat)
	case ext == ".csv", ext == ".tsv", ext == ".tab", r.isTable(text):
		return table, nil
	}
	return plain, nil
}

// isTar reports whether head is the header of a tar entry: its checksum says so, and zeros would too.
func isTar(head []byte) bool {
	const block, at, size = 512, 148, 8
	if len(head) < block || head[0] == 0 {
		return false
	}
	sum := int64(size * ' ')
	for i, c := range head[:block] {
		if i < at || i >= at+size {
			sum += int64(c)
		}
	}
	want, err := strconv.ParseInt(strings.Trim(string(head[at:at+size]), " \x00"), 8, 64)
	return err == nil && want == sum
}

var (
	pageStart = regexp.MustCompile(`(?i)^(<\?xml[^>]*>\s*)?(<!--(?s:.*?)-->\s*)*<(!doctype\s+html|html|head|body|frameset|title|meta)[\s>/]`)
	feedStart = regexp.MustCompile(`^(<\?xml[^>]*>\s*)?(<\?[^>]*>\s*|<!--(?s:.*?)-->\s*)*<(rss|feed|rdf:RDF)[\s>]`)
	anyTag    = regexp.MustCompile(`(?i)<(!doctype|/?[a-z][a-z0-9]*)[\s>/]`)
	jsonStart = regexp.MustCompile(`^\{\s*"[^"]{1,60}"\s*:`)
	pageNames = map[string]bool{".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".aspx": true, ".php": true, ".asp": true, ".jsp": true}
)

func isPage(text []byte) bool { return pageStart.Match(text) }
func isFeed(text []byte) bool { return feedStart.Match(text) }

// isLines reports whether text begins with a JSON object in one line. cut says that more follows.
func isLines(text []byte, cut bool) bool {
	if !jsonStart.Match(text) {
		return false
	}
	line, _, whole := bytes.Cut(text, []byte("\n"))
	return !whole && cut || json.Valid(line)
}

// startsWithBrace reports whether the first character that shows is "{".
func startsWithBrace(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(b, bom)), []byte("{"))
}
