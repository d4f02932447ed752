package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Archives as Python's own modules write them.
func TestArchivesOfPython(t *testing.T) {
	dir := t.TempDir()
	script := `
import zipfile, tarfile, io, gzip, sys
z = zipfile.ZipFile("z.zip", "w", zipfile.ZIP_DEFLATED); z.writestr("thư mục/bài.txt", "một"); z.writestr("b.txt", "hai", zipfile.ZIP_STORED); z.close()
for form in ("USTAR", "GNU", "PAX"):
    t = tarfile.open(form + ".tar.gz", "w:gz", format=getattr(tarfile, form + "_FORMAT"))
    i = tarfile.TarInfo("thư mục/" + ("d" * 20 + "/") * 4 + "bài.txt"); i.size = 5; t.addfile(i, io.BytesIO("một".encode()))
    l = tarfile.TarInfo("link"); l.type = tarfile.SYMTYPE; l.linkname = "/etc/passwd"; t.addfile(l); t.close()
`
	cmd := exec.Command("python3", "-c", script)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("python3: %v\n%s", err, out)
	}
	deep := "thư mục/" + strings.Repeat(strings.Repeat("d", 20)+"/", 4) + "bài.txt: một (text UTF-8)"
	want := []string{"GNU.tar.gz/" + deep, "PAX.tar.gz/" + deep, "USTAR.tar.gz/" + deep, "z.zip/thư mục/bài.txt: một (text UTF-8)", "z.zip/b.txt: hai (text US-ASCII)"}
	if diff := cmp.Diff(want, told(t, Options{}, dir, "")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEncryptedZip(t *testing.T) {
	raw := []byte(zipOf(t, entry{"a.txt", say}, entry{"b.txt", say}))
	at := bytes.Index(raw, []byte("PK\x01\x02")) // the flags of the first entry in the directory
	raw[at+8] |= 1
	dir := tree(t, map[string]string{"a.zip": string(raw)})
	want := []string{"error a.zip/a.txt: encrypted; take the password off and give it again", "a.zip/b.txt: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (text UTF-8)"}
	if diff := cmp.Diff(want, told(t, Options{}, dir, "a.zip")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Archives that unpack to far more than they have: nothing after the bomb is read from them, and the next file is.
func TestBombs(t *testing.T) {
	zeros := gzipOf(`{"text":""}` + "\n" + strings.Repeat("0", 200<<20))
	leaf := zipOf(t, entry{"a.jsonl", strings.Repeat("0", 30<<20)})
	var leaves []entry
	for i := range 8 {
		leaves = append(leaves, entry{fmt.Sprintf("%d.zip", i), leaf})
	}
	for reason, content := range map[string]string{"one line": zeros, "zips in zips": zipOf(t, leaves...)} {
		dir := tree(t, map[string]string{"a": content, "b.txt": "hai"})
		got := told(t, Options{}, dir, "")
		bombs := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return !strings.Contains(s, ErrBomb.Error()) })
		if len(bombs) != 1 || got[len(got)-1] != "b.txt: hai (text US-ASCII)" {
			t.Errorf("%s: %q", reason, got)
		}
	}
}

// A file of 10 GB without an end of line, text or JSONL, is refused, in the memory of a document.
func TestEndlessLine(t *testing.T) {
	for _, start := range []string{"", `{"text":"`} {
		left := int64(10 << 30)
		endless := readerFunc(func(p []byte) (int, error) {
			if left <= 0 {
				return 0, io.EOF
			}
			n := min(int64(len(p)), left)
			if left == 10<<30 {
				left--
				return copy(p, start+"a"), nil
			}
			for i := range p[:min(n, 64)] {
				p[i] = 'a'
			}
			left -= n
			return int(n), nil
		})
		var errs []error
		r := newReader(context.Background(), Options{}, func(d Document, err error) error { errs = append(errs, err); return nil })
		if err := r.path(Stdin, endless); err != nil || len(errs) != 1 || !errors.Is(errs[0], ErrTooLarge) && !isTextError(errs[0]) {
			t.Errorf("%q: %v, %v", start, err, errs)
		}
	}
}

func isTextError(err error) bool { return errors.As(err, new(*TextError)) }

// Over a panic only the file in hand is lost.
func TestPanic(t *testing.T) {
	dir := tree(t, map[string]string{"a.zip": zipOf(t, entry{"1.txt", "một"}, entry{"2.txt", "hai"}), "b.txt": "ba"})
	var got []string
	err := Read(context.Background(), []string{dir}, nil, func(d Document, err error) error {
		if d.ID == "a.zip/1.txt" {
			panic("boom")
		}
		if err != nil {
			d.ID = strings.TrimPrefix(err.Error(), dir+"/")
		}
		got = append(got, d.ID)
		return nil
	})
	want := []string{"a.zip/1.txt: panic: boom; this is a fault in quanhe, please report it with the file", "a.zip/2.txt", "b.txt"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %q", err, got)
	}
}

// A PDF file that keeps its parser busy is given up, and the next file is read.
func TestPatience(t *testing.T) {
	busy := "%PDF-1.4\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Contents 3 0 R /Resources 4 0 R>> endobj 4 0 obj <</XObject <</X 5 0 R>> >> endobj\n" +
		"3 0 obj <<>> stream\n" + strings.Repeat("/X Do ", 1<<16) + "\nendstream endobj\n" +
		"5 0 obj <</Subtype /Form /Resources 4 0 R>> stream\n" + strings.Repeat("/X Do ", 1<<10) + "\nendstream endobj trailer <</Root 1 0 R>>"
	dir := tree(t, map[string]string{"a.pdf": busy, "b.txt": "hai"})
	var got []string
	r := newReader(context.Background(), Options{}, func(d Document, err error) error {
		if err != nil && !errors.Is(err, ErrTimeout) {
			t.Errorf("%v, want %v", err, ErrTimeout)
		}
		got = append(got, d.ID)
		return nil
	})
	r.patience = 50 * time.Millisecond
	if err := r.path(dir, nil); err != nil || !slices.Equal(got, []string{"", "b.txt"}) {
		t.Errorf("%v, %q", err, got)
	}
}

func TestPatterns(t *testing.T) {
	dir := tree(t, map[string]string{"a/b/1.txt": "1", "a/b/c/2.txt": "2", "a/3.txt": "3", "a/4.html": "4", "a/.h/5.txt": "5", "a/b/.6.txt": "6", "a/x[1].txt": "7"})
	for _, c := range []struct{ pattern, want string }{
		{"a/**/*.txt", "3.txt b/1.txt b/c/2.txt x[1].txt"},
		{"a/*.txt", "3.txt x[1].txt"},
		{"a/{3,4}.*", "3.txt 4.html"},
		{"a/b*", "b/1.txt b/c/2.txt"},
		{"a/*/?.txt", "b/1.txt"},
		{"a/x[1].txt", "x[1].txt"}, // a file of that name
		{"a/.h/*.txt", "5.txt"},
		{"a/*.pdf", "error a/*.pdf: no file matches; check the pattern, it is taken from the current folder"},
		{"a/[", "error a/[: no valid pattern; write \\ before signs that stand for themselves"},
	} {
		var got []string
		for _, s := range told(t, Options{}, dir, c.pattern) {
			if !strings.HasPrefix(s, "error") {
				s, _, _ = strings.Cut(s, ": ")
			}
			got = append(got, s)
		}
		if !strings.HasPrefix(c.want, "error") {
			slices.Sort(got)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.pattern, s, c.want)
		}
	}
}

// Ids depend neither on the order of the paths nor on what else is read.
func TestIDsAreStable(t *testing.T) {
	files := map[string]string{"a.zip": zipOf(t, entry{"x.txt", "một"}, entry{"y.jsonl", `{"text":"hai"}`}), "b.warc": response("https://x.test/1", "", htmlOf("Tin", say)),
		"c.csv": "text,title\nba,Tin\n", "d.txt": "bốn", "e.xml": `<rss><item><title>T</title><description>năm</description></item></rss>`}
	dir := tree(t, files)
	ids := func(paths ...string) []string {
		var ids []string
		for _, s := range told(t, Options{}, dir, paths...) {
			ids = append(ids, s)
		}
		slices.Sort(ids)
		return ids
	}
	want := ids("")
	if len(want) != 6 {
		t.Fatalf("%q", want)
	}
	if diff := cmp.Diff(want, ids("e.xml", "d.txt", "c.csv", "b.warc", "a.zip")); diff != "" {
		t.Error(diff)
	}
}

// Memory for ids is bounded by the number of documents, not by what they hold.
func TestSeenIsSmall(t *testing.T) {
	r := newReader(context.Background(), Options{}, func(Document, error) error { return nil })
	for i := range 1000 {
		if err := r.document(Document{ID: fmt.Sprint(i), Text: []byte("a")}, "a.jsonl", i); err != nil {
			t.Fatal(err)
		}
	}
	if len(r.places) != 1 || len(r.seen) != 1000 {
		t.Errorf("%d places of %d documents", len(r.places), len(r.seen))
	}
}
