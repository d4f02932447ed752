package source

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// read returns what a reader with the given limit yields: "id: text" for a document, the message for an error.
// The folder of the test is cut from messages.
func read(t *testing.T, limit int, stdin string, dir string, paths ...string) []string {
	t.Helper()
	var got []string
	r := newReader(context.Background(), Options{}, func(d Document, err error) error {
		if err != nil {
			if !errors.As(err, new(*Error)) {
				t.Errorf("error %v is no *Error", err)
			}
			got = append(got, "error "+strings.ReplaceAll(err.Error(), dir+"/", ""))
			return nil
		}
		got = append(got, d.ID+": "+strings.TrimSpace(string(d.Text)))
		return nil
	})
	r.limit = limit
	for _, p := range paths {
		if p != Stdin {
			p = filepath.Join(dir, p)
		}
		if err := r.path(p, strings.NewReader(stdin)); err != nil {
			t.Fatal(err)
		}
	}
	return got
}

// tree writes files, by path, into a new folder. A value "-> x" makes a link to x.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if to, ok := strings.CutPrefix(content, "-> "); ok {
			err = os.Symlink(to, p)
		} else {
			err = os.WriteFile(p, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		reason string
		files  map[string]string
		paths  []string
		stdin  string
		want   []string
	}{
		{"a file is named by its base name", map[string]string{"a/b.txt": "một\n"}, []string{"a/b.txt"}, "", []string{"b.txt: một"}},
		{"a folder is walked in order, hidden files and folders left out",
			map[string]string{"d/b.txt": "2", "d/a/z.txt": "1", "d/c": "3", "d/.git/x.txt": "no", "d/.hidden": "no"},
			[]string{"d"}, "", []string{"a/z.txt: 1", "b.txt: 2", "c: 3"}},
		{"several paths keep their order", map[string]string{"b.txt": "b", "d/a.txt": "a"}, []string{"b.txt", "d"}, "",
			[]string{"b.txt: b", "a.txt: a"}},
		{"standard input is a text", nil, []string{"-"}, "chào", []string{"stdin: chào"}},
		{"standard input that starts with a brace is JSONL", nil, []string{"-"}, "\n{\"text\":\"chào\"}\n", []string{"stdin#2: chào"}},
		{"a brace behind a byte order mark and blank lines", nil, []string{"-"}, "\ufeff\n \n{\"text\":\"chào\"}", []string{"stdin#3: chào"}},
		{"a brace inside a text", nil, []string{"-"}, "a {", []string{"stdin: a {"}},
		{"an empty standard input", nil, []string{"-"}, "", []string{"error -: no text in it; leave the file out or fill it"}},
		{"bad files stand between good ones",
			map[string]string{"d/a.txt": "a", "d/b.txt": "", "d/c.txt": "x\x00", "d/d.txt": "xin ch\xe0o", "d/e.txt": " \n\u00a0", "d/f.txt": "f"},
			[]string{"missing.txt", "d"}, "",
			[]string{
				"error missing.txt: no such file or directory; check the spelling, the path is taken from the current folder",
				"a.txt: a",
				"error d/b.txt: no text in it; leave the file out or fill it",
				"error d/c.txt: not UTF-8 text: a NUL byte at byte 1; give its text, not a binary file",
				"error d/d.txt: not UTF-8 text: byte 0xe0 at byte 6; convert it first, for example: iconv -f WINDOWS-1258 -t UTF-8",
				"error d/e.txt: no text in it; leave the file out or fill it",
				"f.txt: f",
			}},
		{"links are followed, a loop of them ends, each folder is read once",
			map[string]string{"d/a/x.txt": "x", "d/a/up": "-> ..", "d/b": "-> a", "d/self": "-> self", "d/y.txt": "-> a/x.txt"},
			[]string{"d"}, "", []string{"a/x.txt: x", "error d/self: too many levels of symbolic links", "y.txt: x"}},
		{"a link may be the folder itself", map[string]string{"d/a.txt": "a", "l": "-> d"}, []string{"l"}, "", []string{"a.txt: a"}},
		{"one id for two texts is an error, the same text twice is not",
			map[string]string{"x/a.txt": "a", "y/a.txt": "khác"}, []string{"x", "x/a.txt", "y"}, "",
			[]string{"a.txt: a", `error y/a.txt: id already used in this run: "a.txt" came from x/a.txt; give a folder above both, or other ids`}},
		{"the limit is exact", map[string]string{"a": strings.Repeat("a", 100), "b": strings.Repeat("b", 101)}, []string{"a", "b"}, "",
			[]string{"a: " + strings.Repeat("a", 100),
				"error b: file too large: a document has at most 0 MiB; split it into articles, as files or as lines of a .jsonl file"}},
		{"the limit holds for standard input", nil, []string{"-"}, strings.Repeat("a", 101),
			[]string{"error -: file too large: a document has at most 0 MiB; split it into articles, as files or as lines of a .jsonl file"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := tree(t, c.files)
			if diff := cmp.Diff(c.want, read(t, 100, c.stdin, dir, c.paths...)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestRecords(t *testing.T) {
	const tooLarge = "line too large: a document has at most 0 MiB; split it into articles, as files or as lines of a .jsonl file"
	for _, c := range []struct{ reason, lines, want string }{
		{"ids: own, a number, none; blank lines count", `{"id":"n1","text":"a"}` + "\n\n" + `{"id":7,"text":"b","gold":{}}` + "\r\n" + `{"text":"c"}`,
			"n1: a|7: b|r.jsonl#4: c"},
		{"a byte order mark is no part of the first record", "\ufeff" + `{"text":"a"}`, "r.jsonl#1: a"},
		{"bad records are named, the rest goes on", `{"text":""}` + "\n[]\n{\n" + `{"text":"a` + "\xff" + `"}` + "\n" + `{"text":"\u0000"}` + "\n" + `{"text":"z"}` + "\n",
			`error r.jsonl:1: record without "text"; put the article there|` +
				"error r.jsonl:2: not a record {id, title, date, url, text}: json: cannot unmarshal array into Go value of type source.record|" +
				"error r.jsonl:3: not a record {id, title, date, url, text}: unexpected end of JSON input|" +
				"error r.jsonl:4: not UTF-8 text: byte 0xff at byte 10; write the file in UTF-8|" +
				"error r.jsonl:5: not UTF-8 text: a NUL byte at byte 0; give its text, not a binary file|r.jsonl#6: z"},
		{"a line over the limit is passed over", `{"text":"` + strings.Repeat("a", 100) + "\"}\n" + `{"text":"b"}`, "error r.jsonl:1: " + tooLarge + "|r.jsonl#2: b"},
		{"a line at the limit is read", `{"text":"` + strings.Repeat("a", 89) + "\"}\n", "r.jsonl#1: " + strings.Repeat("a", 89)},
		{"a last line over the limit", `{"text":"` + strings.Repeat("a", 90) + "\"}", "error r.jsonl:1: " + tooLarge},
		{"an empty file", "\n", "error r.jsonl: no text in it; leave the file out or fill it"},
		{"a repeated id", `{"id":1,"text":"a"}` + "\n" + `{"id":"1","text":"b"}`,
			`1: a|error r.jsonl:2: id already used in this run: "1" came from r.jsonl; give a folder above both, or other ids`},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := tree(t, map[string]string{"r.jsonl": c.lines})
			if diff := cmp.Diff(strings.Split(c.want, "|"), read(t, 100, "", dir, "r.jsonl")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestRecordFields(t *testing.T) {
	d, err := decode([]byte(`{"id":"a","title":"Tin","date":"2024-03-06T23:30:00+07:00","url":"https://x.test/1","text":"Chào"}`))
	want := Document{ID: "a", Title: "Tin", Date: "2024-03-06", URL: "https://x.test/1", Text: []byte("Chào")}
	if diff := cmp.Diff(want, d); diff != "" || err != nil {
		t.Errorf("error %v (-want +got)\n%s", err, diff)
	}
	for in, want := range map[string]string{"": "", "2024": "2024", "2024-03": "2024-03", " 2024-03-06 ": "2024-03-06", "2024-03-06 07:00": "2024-03-06"} {
		if got, err := recordDate(in); err != nil || got != want {
			t.Errorf("recordDate(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"06/03/2024", "2024-13", "2024-03-32", "2024-02-31", "2023-02-29T08:00", "hôm qua", "2024-13-06T00:00"} {
		if got, err := recordDate(in); err == nil {
			t.Errorf("recordDate(%q) = %q, want an error", in, got)
		}
	}
}

func TestCheckText(t *testing.T) {
	for _, c := range []struct {
		reason, in string
		want       string // part of the message; empty for good text
	}{
		{"plain text", "Chào\r\n\tbạn\f", ""},
		{"a stray control character in a page", strings.Repeat("a", 300) + "\x01\x02", ""},
		{"a short text with a stray one", "a\x07", ""},
		{"a decoded U+FFFD is text, a bad byte is not", "\ufffd", ""},
		{"control characters in numbers", strings.Repeat("ab\x01\x02", 20), "control characters at byte 2"},
		{"UTF-16", "\xff\xfea\x00", "UTF-16"},
		{"a cut-off syllable", "chà"[:3], "byte 0xc3 at byte 2"},
	} {
		err := checkText([]byte(c.in))
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.reason, err, c.want)
		}
	}
}

func TestErrorCauses(t *testing.T) {
	dir := tree(t, map[string]string{"empty": "", "binary": "\x00"})
	for path, is := range map[string]func(error) bool{
		"empty":   func(err error) bool { return errors.Is(err, ErrEmpty) },
		"missing": func(err error) bool { return errors.Is(err, fs.ErrNotExist) },
		"binary":  func(err error) bool { return errors.As(err, new(*TextError)) },
	} {
		err := Read(context.Background(), []string{filepath.Join(dir, path)}, nil, func(_ Document, err error) error { return err })
		if !is(err) {
			t.Errorf("%s: %v does not tell its cause", path, err)
		}
	}
}

func TestReadEndsEarly(t *testing.T) {
	dir := tree(t, map[string]string{"a": "a", "b": "b", "c.jsonl": `{"text":"c"}`})
	stop := errors.New("stop")
	n := 0
	err := Read(context.Background(), []string{dir}, nil, func(Document, error) error { n++; return stop })
	if err != stop || n != 1 {
		t.Errorf("fn's error: %v after %d documents, want it after 1", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n = 0
	err = Read(ctx, []string{dir}, nil, func(Document, error) error { n++; cancel(); return nil })
	if err != context.Canceled || n != 1 {
		t.Errorf("cancelled: %v after %d documents, want it after 1", err, n)
	}
}

func TestReadFailingInput(t *testing.T) {
	broken := errors.New("broken pipe")
	for _, in := range []string{"", "text", `{"text":"a"}` + "\n"} {
		failed := false
		err := Read(context.Background(), []string{Stdin}, io.MultiReader(strings.NewReader(in), iotest.ErrReader(broken)),
			func(_ Document, err error) error { failed = failed || errors.Is(err, broken); return nil })
		if err != nil || !failed {
			t.Errorf("input %q: err %v, failure reported %v", in, err, failed)
		}
	}
}

func TestSeal(t *testing.T) {
	base := Document{ID: "a", Title: "b", Date: "c", URL: "d", Text: []byte("e")}
	base.Seal()
	if len(base.SHA256) != 64 {
		t.Fatalf("SHA256 %q is no 64 hex digits", base.SHA256)
	}
	for _, d := range []Document{
		{ID: "ab", Title: "", Date: "c", URL: "d", Text: []byte("e")}, // a byte moved
		{ID: "a", Title: "b", Date: "c", URL: "d", Text: []byte("f")},
		{ID: "a", Title: "b", Date: "", URL: "d", Text: []byte("e")},
	} {
		if d.Seal(); d.SHA256 == base.SHA256 {
			t.Errorf("%+v has the hash of %+v", d, base)
		}
	}
}

// Lines come out as strings.Split cuts them, whatever the buffer; one over the limit keeps its beginning and is marked.
func FuzzReadLine(f *testing.F) {
	f.Add("a\n\nbc", 2)
	f.Add(strings.Repeat("x", 40)+"\ny\n", 16)
	f.Fuzz(func(t *testing.T, in string, limit int) {
		if limit < 1 || limit > 1<<16 {
			return
		}
		r := bufio.NewReaderSize(strings.NewReader(in), 16)
		for i, want := range strings.Split(in, "\n") {
			got, long, err := readLine(r, limit)
			if long != (len(want) > limit) || string(got[:min(len(got), limit)]) != want[:min(len(want), limit)] {
				t.Fatalf("line %d: %q, long %v, %v; want %q", i, got, long, err, want)
			}
			if end := i == strings.Count(in, "\n"); end != (err == io.EOF) {
				t.Fatalf("line %d: error %v, last line %v", i, err, end)
			}
		}
	})
}
