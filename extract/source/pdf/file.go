package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
)

// A file is a PDF file and where its objects stand.
type file struct {
	ctx      ticker
	raw      []byte
	at       map[int]place
	fonts    map[int]*font // by the number of their object
	root     object
	locked   bool
	unpacked int
}

// A ticker says when time is up: what is used of a context.
type ticker interface{ Err() error }

// A place is where an object stands: in the file, or in a stream that packs several.
type place struct {
	b  []byte
	at int
}

// find finds all objects. Of those written anew the last counts.
func (f *file) find() {
	for i := 0; ; {
		n := bytes.Index(f.raw[i:], []byte("obj"))
		if n < 0 {
			break
		}
		i += n + len("obj")
		if num, ok := f.number(i - len("obj")); ok {
			f.check()
			f.at[num] = place{f.raw, i}
			f.describe(f.parse(f.at[num]))
		}
	}
	for i := 0; ; {
		n := bytes.Index(f.raw[i:], []byte("trailer"))
		if n < 0 {
			return
		}
		i += n + len("trailer")
		f.trailer((&lexer{b: f.raw, at: i}).next(0))
	}
}

// number reads the "12 0 " that stands before at.
func (f *file) number(at int) (int, bool) {
	i := at
	back := func(is func(byte) bool) int {
		from := i
		for i > 0 && from-i < 12 && is(f.raw[i-1]) {
			i--
		}
		return from - i
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	if back(space) == 0 || back(digit) == 0 || back(space) == 0 {
		return 0, false
	}
	to := i
	if n := back(digit); n == 0 || n > 8 {
		return 0, false
	}
	n := 0
	for _, c := range f.raw[i:to] {
		n = n*10 + int(c-'0')
	}
	return n, true
}

// describe notes what an object says of the file, and the objects packed in it.
func (f *file) describe(o object) {
	s, ok := o.(stream)
	if !ok {
		return
	}
	switch s.dict["Type"] {
	case name("XRef"):
		f.trailer(s.dict)
	case name("ObjStm"):
		b := f.decode(s)
		count, first := f.int(s.dict["N"]), f.int(s.dict["First"])
		l := &lexer{b: b, raw: true}
		for range min(count, len(b)) {
			n, ok1 := l.next(0).(float64)
			off, ok2 := l.next(0).(float64)
			if !ok1 || !ok2 || n < 0 || n > 1<<31 || off < 0 || off > float64(len(b)) || first < 0 || first+int(off) >= len(b) {
				return
			}
			f.at[int(n)] = place{b, first + int(off)}
		}
	}
}

func (f *file) trailer(o object) {
	d, ok := o.(dict)
	if !ok {
		return
	}
	if d["Root"] != nil {
		f.root = d["Root"]
	}
	f.locked = f.locked || d["Encrypt"] != nil
}

// catalog finds the root by its type, for files that lost the pointer to it.
func (f *file) catalog() dict {
	best := -1
	for n := range f.at {
		if d := f.dict(ref{n}); d != nil && d["Type"] == name("Catalog") && n > best {
			best = n
		}
	}
	return f.dict(ref{best})
}

// parse reads the object at p.
func (f *file) parse(p place) object {
	l := &lexer{b: p.b, at: p.at}
	o := l.next(0)
	d, ok := o.(dict)
	if !ok || !l.skip() || !bytes.HasPrefix(l.b[l.at:], []byte("stream")) {
		return o
	}
	at := l.at + len("stream")
	if at < len(l.b) && l.b[at] == '\r' {
		at++
	}
	if at < len(l.b) && l.b[at] == '\n' {
		at++
	}
	return stream{d, at}
}

// resolve follows references.
func (f *file) resolve(o object) object {
	for range maxDepth {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		p, ok := f.at[r.n]
		if !ok {
			return nil
		}
		f.check()
		o = f.parse(p)
	}
	return nil
}

func (f *file) dict(o object) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o object) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *file) number64(o object) (float64, bool) {
	n, ok := f.resolve(o).(float64)
	return n, ok
}

// int returns a whole number, -1 if o is none.
func (f *file) int(o object) int {
	n, ok := f.resolve(o).(float64)
	if !ok || n != float64(int32(n)) {
		return -1
	}
	return int(n)
}

// stream returns the bytes of a stream, unpacked; none for what is no stream or packed in a way that no text is.
func (f *file) stream(o object) []byte {
	s, ok := f.resolve(o).(stream)
	if !ok {
		return nil
	}
	return f.decode(s)
}

// decode unpacks a stream. Of a damaged one it returns what could be read.
func (f *file) decode(s stream) []byte {
	f.check()
	b := f.raw[min(s.at, len(f.raw)):]
	n := f.int(s.dict["Length"])
	if n < 0 || n > len(b) || !bytes.HasPrefix(bytes.TrimLeft(b[n:min(len(b), n+16)], "\r\n \t"), []byte("endst")) {
		if n = bytes.Index(b, []byte("endstream")); n < 0 {
			n = len(b)
		}
	}
	b = b[:n]
	filters := f.array(s.dict["Filter"])
	if one, ok := f.resolve(s.dict["Filter"]).(name); ok {
		filters = array{one}
	}
	for i, filter := range filters {
		if i >= maxForms {
			return nil
		}
		kind, _ := f.resolve(filter).(name)
		b = f.unpack(kind, b)
	}
	return b
}

// unpack undoes one filter.
func (f *file) unpack(kind name, b []byte) []byte {
	var r io.Reader
	switch kind {
	case "FlateDecode", "Fl":
		z, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil
		}
		r = z
	case "ASCII85Decode", "A85":
		b, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~")), []byte("~>"))
		r = ascii85.NewDecoder(bytes.NewReader(b))
	case "ASCIIHexDecode", "AHx":
		t, _ := (&lexer{b: append([]byte("<"), b...)}).hex().(text)
		return []byte(t)
	default:
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(reading{f.ctx, r}, maxStream+1))
	if f.unpacked += len(out); len(out) > maxStream || f.unpacked > maxUnpacked {
		panic(halt{fmt.Errorf("%w: a stream unpacks to more than %d MiB, or all do to more than %d", ErrFormat, maxStream>>20, maxUnpacked>>20)})
	}
	if errors.Is(err, errDone) {
		f.check()
	}
	return out
}

var errDone = errors.New("time is up")

// reading is a reader that ends with its context.
type reading struct {
	ctx ticker
	r   io.Reader
}

// Read implements [io.Reader].
func (r reading) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, errDone
	}
	return r.r.Read(p)
}
