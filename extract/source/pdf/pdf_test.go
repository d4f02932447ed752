package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// build writes a PDF file of objects numbered from 1; the first is the catalog. A value may be "dict\x00stream".
func build(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		head, body, packed := strings.Cut(o, "\x00")
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		if packed {
			fmt.Fprintf(&b, "<< /Length %d %s >>\nstream\n%s\nendstream", len(body), head, body)
		} else {
			b.WriteString(head)
		}
		b.WriteString("\nendobj\n")
	}
	b.WriteString("trailer << /Root 1 0 R >>\n%%EOF\n")
	return b.Bytes()
}

// onePage returns the objects of a file with one page and font F in object 5.
func onePage(content, font string, more ...string) []string {
	return append([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>", "\x00" + content, font}, more...)
}

func flate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// packed returns a stream with objects, numbered from 10.
func packed(objects ...string) string {
	list, all := "", ""
	for i, o := range objects {
		list += fmt.Sprintf("%d %d ", 10+i, len(all))
		all += o + " "
	}
	return fmt.Sprintf("/Type /ObjStm /N %d /First %d /Filter /FlateDecode\x00%s", len(objects), len(list), flate(list+all))
}

// untrailed is build without the trailer, as files with a packed table are.
func untrailed(objects ...string) []byte {
	b, _, _ := bytes.Cut(build(objects...), []byte("trailer"))
	return b
}

const latin = "<< /Subtype /Type1 /Encoding /WinAnsiEncoding >>"

func TestText(t *testing.T) {
	sample, err := os.ReadFile("testdata/fpdf.pdf") // written by github.com/go-pdf/fpdf v0.9.0 with DejaVu Sans, subset
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		reason string
		in     []byte
		want   string
	}{
		{"a file of a real program", sample, "Thủ tướng hội đàm với Thủ tướng Lào\n\nChiều 6/3, tại Trụ sở Chính phủ, Thủ tướng Trần Văn Bình đã hội đàm với " +
			"Thủ tướng Lào Khamtay Somvong\nđang thăm chính thức Việt Nam.\n\nHai Thủ tướng chứng kiến lễ ký ba văn kiện.\nNgày 7/3, Thủ tướng Khamtay Somvong rời Hà Nội."},
		{"lines, escapes and a paragraph", build(onePage("BT /F 10 Tf 72 700 Td (m\\(\\341\\)) Tj 0 -12 Td (hai) Tj 0 -30 Td (ba) Tj ET", latin)...), "m(á)\nhai\n\nba"},
		{"words apart in a list, and letters pushed together", build(onePage("BT /F 10 Tf [(T) 80 (o) -300 (L) 20 (am)] TJ ET", latin)...), "To Lam"},
		{"words placed one by one", build(onePage("BT /F 10 Tf 1 0 0 1 10 10 Tm (To) Tj 1 0 0 1 25 10 Tm (Lam) Tj ET", latin)...), "To Lam"},
		{"the next column", build(onePage("BT /F 10 Tf 10 50 Td (a) Tj 0 -12 Td (b) Tj 200 12 Td (c) Tj ET", latin)...), "a\nb\nc"},
		{"bold by printing twice", build(onePage("BT /F 10 Tf 10 10 Td (To) Tj 0.2 0 Td (To) Tj ET", latin)...), "To"},
		{"names of glyphs", build(onePage("BT /F 10 Tf (\x01\x02\x03 \x04) Tj ET",
			"<< /Subtype /Type1 /Encoding << /Differences [1 /acircumflexacute /uni1EA5 /dcroat 4 /A] >> >>")...), "ấấđ A"},
		{"a form, packed", build(onePage("q 1 0 0 1 0 0 cm /X Do Q", latin, "/Subtype /Form /Resources << /Font << /F 5 0 R >> >> /Filter /FlateDecode\x00"+
			flate("BT /F 9 Tf (trong) Tj ET"))...), "trong"},
		{"a form with a font of its own by the name of another", build("<< /Pages 2 0 R >>", "<< /Kids [3 0 R] >>",
			"<< /Contents 4 0 R /Resources << /Font << /F << /Encoding << /Differences [97 /x] >> >> >> /XObject << /X 5 0 R >> >> >>",
			"\x00BT /F 9 Tf (a) Tj ET /X Do BT /F 9 Tf (a) Tj ET",
			"/Subtype /Form /Resources << /Font << /F << /Encoding << /Differences [97 /y] >> >> >> >>\x00BT /F 9 Tf (a) Tj ET"), "xyx"},
		{"a picture among the operators", build(onePage("BI /W 1 ID \x00)(EI BT /F 9 Tf (sau) Tj ET", latin)...), "sau"},
		{"objects in a stream, their list in a packed table", untrailed(packed("<< /Type /Catalog /Pages 11 0 R >>", "<< /Kids [12 0 R] >>",
			"<< /Contents 2 0 R /Resources << /Font 13 0 R >> >>", "<< /F << >> >>"), "\x00BT /F 9 Tf (trong) Tj ET", "/Type /XRef /Root 10 0 R\x00"), "trong"},
		{"a page written anew", append(build(onePage("BT /F 9 Tf (cu) Tj ET", latin)...), "4 0 obj << /Length 0 >> stream\nBT /F 9 Tf (moi) Tj ET\nendstream endobj"...), "moi"},
		{"the end is cut off", build(onePage("BT /F 9 Tf (con) Tj ET", latin)...)[:340], "con"},
		{"a page tree that bites its tail", build("<< /Pages 2 0 R >>", "<< /Kids [2 0 R 3 0 R 3 0 R] >>", "<< /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
			"\x00BT /F 9 Tf (mot) Tj ET", latin), "mot"},
		{"a form in itself", build(onePage("/X Do", latin, "/Subtype /Form /Resources << /XObject << /X 6 0 R >> /Font << /F 5 0 R >> >>\x00BT /F 9 Tf (a) Tj ET /X Do")...), "a"},
		{"references in a ring", build("<< /Pages 2 0 R >>", "3 0 R", "2 0 R"), ""},
		{"nested for ever", build(onePage(strings.Repeat("[", 1<<20)+strings.Repeat("<<", 1<<19)+"BT /F 9 Tf (a) Tj ET", latin)...), ""},
		{"a catalog nested for ever", build(strings.Repeat("[", 16<<20)), ""},
		{"an object stream with itself inside", build("/Type /ObjStm /N 1 /First 4\x001 0 << >>", "<< /Type /Catalog /Pages 1 0 R >>"), ""},
		{"an object far outside its stream", build("<< /Pages 10 0 R >>", "/Type /ObjStm /N 1 /First 9\x0010 1e300 << >>"), ""},
	} {
		got, err := Text(context.Background(), c.in, 1<<20)
		if strings.TrimSpace(got) != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.reason, got, err, c.want)
		}
	}
}

func TestErrors(t *testing.T) {
	bomb := "/Filter /FlateDecode\x00" + flate(strings.Repeat("(a) Tj ", 10<<20))
	long := onePage("BT /F 9 Tf "+strings.Repeat("(a) Tj ", 1000)+" ET", latin)
	over, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	for _, c := range []struct {
		reason string
		ctx    context.Context
		in     []byte
		want   error
	}{
		{"nothing", context.Background(), nil, ErrFormat},
		{"no objects", context.Background(), []byte("%PDF-1.4\n%%EOF"), ErrFormat},
		{"encrypted", context.Background(), []byte("%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj trailer <</Root 1 0 R /Encrypt 2 0 R>>"), ErrEncrypted},
		{"a stream that unpacks to 70 MB", context.Background(), build("<< /Pages 2 0 R >>", "<< /Contents 3 0 R >>", bomb), ErrFormat},
		{"more text than wanted", context.Background(), build(long...), ErrTooLarge},
		{"time is up", over, build(long...), context.DeadlineExceeded},
	} {
		if text, err := Text(c.ctx, c.in, 500); !errors.Is(err, c.want) || text != "" {
			t.Errorf("%s: %v with %d bytes, want %v", c.reason, err, len(text), c.want)
		}
	}
}

// A file in which everything is read again and again ends when its time is up.
func TestTimeout(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	objects := onePage(strings.Repeat("/X Do ", 1<<16), latin, "/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>\x00"+strings.Repeat("/X Do ", 1<<10))
	start := time.Now()
	_, err := Text(ctx, build(objects...), 1<<20)
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// No file makes it panic or outlast its time; the text is never longer than wanted and always UTF-8.
func FuzzText(f *testing.F) {
	sample, err := os.ReadFile("testdata/fpdf.pdf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Add(build(onePage("BT /F 10 Tf 72 700 Td (m\\(\\341\\)) Tj [(a) -300 (b)] TJ T* /X Do ET", latin, "/Subtype /Form\x00q Q BI ID EI")...))
	f.Add(build("/Type /ObjStm /N 1 /First 4\x001 0 << /Type /Catalog >>"))
	f.Fuzz(func(t *testing.T, in []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		text, err := Text(ctx, in, 1<<16)
		if errors.Is(err, context.DeadlineExceeded) {
			t.Skip()
		}
		if len(text) > 1<<16 || !utf8.ValidString(text) {
			t.Errorf("%d bytes, UTF-8 %v", len(text), utf8.ValidString(text))
		}
	})
}
