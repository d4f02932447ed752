package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"quanhe/extract/source/encoding"
)

// An entry is a file in an archive.
type entry struct{ name, content string }

func zipOf(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, e.content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarOf(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		if err := w.WriteHeader(&tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.content)), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, e.content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipOf(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func zstdOf(s string) string {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	return string(z.EncodeAll([]byte(s), nil))
}

// response is a WARC record of a fetched page.
func response(uri, head, body string) string {
	return warcRecord("response", uri, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+head+"\r\n\r\n"+body)
}

func warcRecord(kind, uri, media, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-03-06T12:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, media, len(block), block)
}

func chunked(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		n := min(len(s), 7)
		fmt.Fprintf(&b, "%x\r\n%s\r\n", n, s[:n])
		s = s[n:]
	}
	return b.String() + "0\r\n\r\n"
}

func htmlOf(title, text string) string {
	return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>" + text + "</p></body></html>"
}

// told reads paths below dir and tells of each document its id, first 40 letters, format and encoding, of each error its message.
func told(t testing.TB, o Options, dir string, paths ...string) []string {
	t.Helper()
	var got []string
	for i := range paths {
		paths[i] = filepath.Join(dir, paths[i])
	}
	err := o.Read(context.Background(), paths, nil, func(d Document, err error) error {
		if err != nil {
			if !errors.As(err, new(*Error)) {
				t.Errorf("error %v is no *Error", err)
			}
			got = append(got, "error "+strings.ReplaceAll(err.Error(), dir+"/", ""))
			return nil
		}
		text := []rune(strings.Join(strings.Fields(string(d.Text)), " "))
		got = append(got, fmt.Sprintf("%s: %s (%s)", d.ID, string(text[:min(40, len(text))]), strings.TrimSpace(string(d.Format)+" "+d.Encoding+" "+d.Date)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

const say = "Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộng hòa; hai bên ký biên bản hợp tác và trao đổi về tình hình."

// encoded writes s in an encoding that iconv knows.
func encoded(t testing.TB, s, name string) string {
	t.Helper()
	cmd := exec.Command("iconv", "-f", "UTF-8", "-t", name)
	cmd.Stdin = strings.NewReader(s)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("iconv, which every Debian has: %v", err)
	}
	return string(out)
}

func TestFormats(t *testing.T) {
	const damaged = "damaged or cut short; what stands before is read, fetch or make the file again for the rest"
	page := htmlOf("Thủ tướng tiếp Đại sứ", say)
	for _, c := range []struct {
		reason, name, content string
		want                  []string
	}{
		{"a page", "a.html", page, []string{"a.html: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-8)"}},
		{"a page in a .txt", "a.txt", page, []string{"a.txt: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-8)"}},
		{"a text in an .html", "a.html", say, []string{"a.html: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (text UTF-8)"}},
		{"a text with a stray tag stays a text", "a.txt", "Tin\n<p>" + say + "</p>", []string{"a.txt: Tin <p>Chiều 5/3, Thủ tướng tiếp Đại sứ  (text UTF-8)"}},
		{"a piece of a page in an .html", "a.html", "<p>" + say + "</p>", []string{"a.html: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (html UTF-8)"}},
		{"a page with broken bytes beside the article", "a.html", strings.Replace(page, "<body>", "<body><nav>\xff\xfe</nav>", 1),
			[]string{"a.html: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-8)"}},
		{"a page with broken bytes in the article", "a.html", strings.Replace(page, "hai bên", "hai b\xffn", 1),
			[]string{fmt.Sprintf("error a.html: not UTF-8 text: byte 0xff at byte %d; convert it first, for example: iconv -f WINDOWS-1258 -t UTF-8", strings.Index(page, "hai bên")+len("hai b"))}},
		{"a text in TCVN3", "a.txt", encoded(t, say, "TCVN"), []string{"a.txt: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (text TCVN3)"}},
		{"a text in VISCII", "a.txt", encoded(t, say, "VISCII"), []string{"a.txt: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (text VISCII)"}},
		{"a text in UTF-16", "a.txt", encoded(t, say, "UTF-16LE"), []string{"a.txt: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (text UTF-16LE)"}},
		{"a page in UTF-16 with its mark", "a", encoded(t, page, "UTF-16"), []string{"a: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-16LE)"}},
		{"a page in TCVN3 that says it is Latin-1", "a.htm", encoded(t, strings.Replace(page, "<head>", "<head><meta charset=iso-8859-1>", 1), "TCVN"),
			[]string{"a.htm: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html TCVN3)"}},
		{"a page in VNI behind entities", "a.htm", htmlOf("Thu&ucirc; t&ouml;&ocirc;&ugrave;ng tie&aacute;p &Ntilde;a&iuml;i s&ouml;&ugrave;",
			"Chie&agrave;u nay, Thu&ucirc; t&ouml;&ocirc;&ugrave;ng tie&aacute;p &Ntilde;a&iuml;i s&ouml;&ugrave; n&ouml;&ocirc;&ugrave;c Co&auml;ng ho&oslash;a."),
			[]string{"a.htm: Thủ tướng tiếp Đại sứ Chiều nay, Thủ tướ (html VNI)"}},
		{"JSONL in UTF-16, as PowerShell writes it", "a.jsonl", encoded(t, `{"id":"1","text":"`+say+`"}`, "UTF-16"), []string{"1: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (jsonl UTF-16LE)"}},
		{"JSONL by its content", "a.txt", `{"text": "một"}` + "\n" + `{"text": "hai"}`, []string{"a.txt#1: một (jsonl UTF-8)", "a.txt#2: hai (jsonl UTF-8)"}},
		{"gzip, without its extension", "a.txt", gzipOf(say), []string{"a.txt: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (text UTF-8)"}},
		{"JSONL in gzip members", "a.jsonl.gz", gzipOf(`{"text":"một"}`+"\n") + gzipOf(`{"text":"hai"}`), []string{"a.jsonl.gz#1: một (jsonl UTF-8)", "a.jsonl.gz#2: hai (jsonl UTF-8)"}},
		{"zstd", "a.jsonl.zst", zstdOf(`{"id":"x","text":"một"}`), []string{"x: một (jsonl UTF-8)"}},
		{"zip, hidden files and folders left out", "a.zip", zipOf(t, entry{"dir/b.txt", "một"}, entry{"dir/", ""}, entry{".x", "ẩn"}, entry{"__MACOSX/b.txt", "ẩn"}, entry{`win\c.txt`, "hai"}),
			[]string{"a.zip/dir/b.txt: một (text UTF-8)", "a.zip/win/c.txt: hai (text US-ASCII)"}},
		{"no path leads out of an archive", "a.tar", tarOf(t, entry{"../../etc/a.txt", "một"}, entry{"/b.txt", "hai"}), []string{"a.tar/etc/a.txt: một (text UTF-8)", "a.tar/b.txt: hai (text US-ASCII)"}},
		{"archives in archives", "a.tgz", gzipOf(tarOf(t, entry{"x.zip", zipOf(t, entry{"y.tar.zst", zstdOf(tarOf(t, entry{"z.html", page}))})}, entry{"b.txt", "hai"})),
			[]string{"a.tgz/x.zip/y.tar.zst/z.html: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-8)", "a.tgz/b.txt: hai (text US-ASCII)"}},
		{"too many archives in archives", "a.zip", nested(t, 8), []string{"error a.zip/a.zip/a.zip/a.zip/a.zip/a.zip/a.zip/a.zip: archives nested too deep; unpack the outer ones first"}},
		{"a bad file in an archive does not stop the rest", "a.zip", zipOf(t, entry{"1.txt", "một"}, entry{"2.bin", "\x00\x01"}, entry{"3.txt", ""}, entry{"4.jpg", "\xff\xd8\xff\xe0"}, entry{"5.txt", "năm"}),
			[]string{"a.zip/1.txt: một (text UTF-8)", "error a.zip/2.bin: not UTF-8 text: a NUL byte at byte 0; give its text, not a binary file",
				"error a.zip/3.txt: no text in it; leave the file out or fill it", "error a.zip/4.jpg: a JPEG picture cannot be read; leave it out", "a.zip/5.txt: năm (text UTF-8)"}},
		{"a gzip file cut short", "a.txt.gz", gzipOf(strings.Repeat(say, 50))[:60], []string{"error a.txt.gz: " + damaged + " (unexpected EOF)"}},
		{"a zstd file cut short", "a.txt.zst", zstdOf(strings.Repeat(say, 50))[:60], []string{"error a.txt.zst: " + damaged + " (unexpected EOF)"}},
		{"a gzip file with a wrong sum", "a.gz", gzipOf(say)[:len(gzipOf(say))-6] + "xxxxxx", []string{"error a.gz: " + damaged + " (gzip: invalid checksum)"}},
		{"a zip file without its end", "a.zip", zipOf(t, entry{"a.txt", say})[:120], []string{"error a.zip: " + damaged + " (zip: not a valid zip file)"}},
		{"a tar file cut short", "a.tar", tarOf(t, entry{"a.txt", "một"}, entry{"b.txt", strings.Repeat("b", 2000)})[:1600],
			[]string{"a.tar/a.txt: một (text UTF-8)", "error a.tar/b.txt: " + damaged + " (unexpected EOF)", "error a.tar: " + damaged + " (unexpected EOF)"}},
		{"other formats have a way out", "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", []string{"error a.doc: an old Word or Excel file cannot be read; save it as .docx or as text"}},
		{"RTF", "a.rtf", `{\rtf1 x}`, []string{"error a.rtf: an RTF file cannot be read; save it as .docx or as text"}},
		{"XML", "a.xml", `<?xml version="1.0"?><urlset/>`, []string{"error a.xml: XML that is neither a page nor a feed cannot be read; give the text in it"}},
		{"JSON over several lines", "a.json", "[\n{\"text\":\"a\"}\n]", []string{"error a.json: JSON that is not one object a line cannot be read; make it JSONL, for example with jq -c '.[]'"}},
		{"a PDF that is none", "a.pdf", "%PDF-1.4\nkhông", []string{"error a.pdf: " + damaged + ": no PDF file: it has no objects"}},
		{"a page without an article", "a.html", "<html><body><a href=1>một</a><a href=2>hai</a></body></html>",
			[]string{"error a.html: no article in the page: a list of links, a frameset or a page drawn by scripts; give the pages of the articles"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := tree(t, map[string]string{c.name: c.content})
			got := told(t, Options{}, dir, c.name)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A page is the same in every encoding, whatever it says it is in.
func TestPageEncodings(t *testing.T) {
	for _, name := range []string{"frame-2002", "portal-tables", "clock-only"} {
		page := testPage(t, name)
		r := newReader(context.Background(), Options{}, nil)
		want, err := r.article([]byte(page))
		if err != nil {
			t.Fatal(err)
		}
		page = strings.NewReplacer("°", "").Replace(page)
		for _, as := range []struct {
			iconv string
			name  encoding.Name
		}{{"TCVN", encoding.TCVN3}, {"VISCII", encoding.VISCII}, {"WINDOWS-1258", encoding.Windows1258}, {"UTF-16BE", encoding.UTF16BE}} {
			got, err := r.article([]byte(encoded(t, page, as.iconv)))
			if err != nil || got.Encoding != string(as.name) || string(got.Text) != string(want.Text) || got.Date != want.Date || got.Title != want.Title {
				t.Errorf("%s in %s: %v, %s\n%s", name, as.iconv, err, got.Encoding, cmp.Diff(string(want.Text), string(got.Text)))
			}
		}
	}
}

// testPage returns one of the pages that package html is tested with.
func testPage(t testing.TB, name string) string {
	t.Helper()
	raw, err := os.ReadFile("html/testdata/pages/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ := strings.Cut(string(raw), "-- page.html --\n")
	page, _, _ = strings.Cut(page, "-- want --")
	return page
}

// nested is a text in so many zip archives.
func nested(t testing.TB, depth int) string {
	s := say
	name := "a.txt"
	for range depth {
		s, name = zipOf(t, entry{name, s}), "a.zip"
	}
	return s
}

func TestTables(t *testing.T) {
	for _, c := range []struct {
		reason, name, content string
		columns               map[string]string
		want                  []string
	}{
		{"comma, usual names, quoted lines", "a.csv", "id,title,date,text\n1,Tin,2024-03-06,\"một\nhai\"\n2,Tin,6/3/2024,\"nói \"\"được\"\"\"\n", nil,
			[]string{"1: một hai (csv UTF-8 2024-03-06)", `2: nói "được" (csv UTF-8 2024-03-06)`}},
		{"Vietnamese names, semicolons, byte order mark", "a.csv", "\ufeffMã;Tiêu đề;Ngày đăng;Nội dung\n7;Tin;2024;một\n", nil, []string{"7: một (csv UTF-8 2024)"}},
		{"tabs in UTF-16, as Excel writes them; no id", "a.txt", encoded(t, "Tiêu đề\tNội dung\r\nTin\tmột\r\nTin\thai\r\n", "UTF-16"), nil,
			[]string{"a.txt#2: một (csv UTF-16LE)", "a.txt#3: hai (csv UTF-16LE)"}},
		{"columns named by the user", "a.csv", "k,td,bai\n1,Tin,một\n", map[string]string{"text": "bai", "id": "k"}, []string{"1: một (csv UTF-8)"}},
		{"in TCVN3", "a.csv", encoded(t, "id,text\n1,"+strings.ReplaceAll(say, ",", "")+"\n", "TCVN"), nil, []string{"1: Chiều 5/3 Thủ tướng tiếp Đại sứ nước Cộn (csv TCVN3)"}},
		{"no column for the text", "a.csv", "a,b\n1,2\n", nil, []string{`error a.csv:1: no column for the text among ["a" "b"]; name it with --columns text=NAME`}},
		{"bad rows do not stop the rest", "a.csv", "id,text,date\n1,\n2,\"hai\"x,\n3,ba,hôm qua\n4,bốn,\n", nil, []string{"error a.csv:2: row without a text; put the article there",
			"error a.csv:3: row that is no CSV: extraneous or missing \" in quoted-field; quotation marks inside a field are written twice",
			`error a.csv:4: date "hôm qua" is not of the form 2024-03-06, 2024-03 or 2024`, "4: bốn (csv UTF-8)"}},
		{"a sentence with a comma is no table", "a.txt", "Nội dung, ngày, tháng của một văn bản được ghi ở đầu, như sau đây\nmột", nil,
			[]string{"a.txt: Nội dung, ngày, tháng của một văn bản đư (text UTF-8)"}},
		{"nothing", "a.csv", "", nil, []string{"error a.csv: no text in it; leave the file out or fill it"}},
		{"names of columns and no row", "a.csv", "id,text\n", nil, []string{"error a.csv: no text in it; leave the file out or fill it"}},
		{"a quotation mark that never ends", "a.csv", "id,text\n1,một\n2,\"" + strings.Repeat("hai\n", 2<<20) + "\n", nil,
			[]string{"1: một (csv UTF-8)", "error a.csv:3: row too large: a document has at most 4 MiB; split it into articles, as files or as lines of a .jsonl file; " +
				"a quotation mark is not closed perhaps, the rows behind it are not read"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := tree(t, map[string]string{c.name: c.content})
			if diff := cmp.Diff(c.want, told(t, Options{Columns: c.columns}, dir, c.name)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A table may be of any size: only a row is bounded.
func TestLongTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,text\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "%d,\"%s\"\n", i, strings.Repeat("bài ", 1000))
	}
	if got := told(t, Options{}, tree(t, map[string]string{"a.csv": b.String()}), "a.csv"); len(got) != 2000 || strings.HasPrefix(got[1999], "error") {
		t.Errorf("%d rows, the last is %q", len(got), got[len(got)-1])
	}
}

func TestWARC(t *testing.T) {
	page := htmlOf("Thủ tướng tiếp Đại sứ", say)
	other := htmlOf("Chủ tịch nước tiếp Đại sứ", say)
	records := []string{
		warcRecord("warcinfo", "", "application/warc-fields", "software: x"),
		response("https://x.test/1", "Content-Type: text/html; charset=utf-8", page),
		response("<https://x.test/2>", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(gzipOf(page))),
		response("https://x.test/3", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", page), // undone by the crawler
		response("https://x.test/a.jpg", "Content-Type: image/jpeg", "\xff\xd8\xff"),
		warcRecord("response", "https://x.test/404", "application/http", "HTTP/1.1 404 Not Found\r\n\r\n"+page),
		warcRecord("revisit", "https://x.test/1", "application/http", "HTTP/1.1 200 OK\r\n\r\n"),
		response("https://x.test/1", "Content-Type: text/html", page),  // the same again
		response("https://x.test/1", "Content-Type: text/html", other), // changed
		response("https://x.test/4", "Content-Type: text/html\r\nContent-Encoding: br", "x"),
		warcRecord("conversion", "https://x.test/5", "text/plain", say),
		response("https://x.test/6", "Content-Type: text/html", ""),
	}
	want := []string{
		"a/https://x.test/1: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-8)",
		"a/https://x.test/2: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-8)",
		"a/https://x.test/3: Thủ tướng tiếp Đại sứ Chiều 5/3, Thủ tướ (html UTF-8)",
		"a/https://x.test/1@20240306120000: Chủ tịch nước tiếp Đại sứ Chiều 5/3, Thủ (html UTF-8)",
		`error a/https://x.test/4: content encoding "br" is not known`,
		"a/https://x.test/5: Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộ (text UTF-8)",
	}
	members := ""
	for _, r := range records {
		members += gzipOf(r)
	}
	for reason, content := range map[string]string{"plain": strings.Join(records, ""), "a gzip member each": members,
		"version 1.1": strings.ReplaceAll(strings.Join(records, ""), "WARC/1.0", "WARC/1.1")} {
		dir := tree(t, map[string]string{"a": content})
		if diff := cmp.Diff(want, told(t, Options{}, dir, "a")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", reason, diff)
		}
	}
	const damaged = "damaged or cut short; what stands before is read, fetch or make the file again for the rest"
	whole := records[1] + records[10]
	for reason, c := range map[string]struct{ content, want string }{
		"cut in a block":  {whole[:len(whole)-60], "error a/https://x.test/5: " + damaged + " (unexpected EOF)"},
		"cut in a header": {records[1] + records[10][:50], "error a: " + damaged + " (unexpected EOF)"},
		"no record":       {records[1] + "xyz\r\n\r\n" + records[10], `error a: ` + damaged + `: no WARC record: record 2 begins with "xyz\r"`},
		"no length":       {records[1] + "WARC/1.0\r\nWARC-Type: response\r\n\r\n", `error a: ` + damaged + `: no WARC record: record 2 has the length ""`},
		"a cut gzip file": {gzipOf(records[1]) + gzipOf(records[10])[:40], "error a: " + damaged + " (unexpected EOF)"},
	} {
		dir := tree(t, map[string]string{"a": c.content})
		if diff := cmp.Diff([]string{want[0], c.want}, told(t, Options{}, dir, "a")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", reason, diff)
		}
	}
}

func TestFeeds(t *testing.T) {
	for _, c := range []struct{ reason, content, want string }{
		{"RSS with full content, a summary, an item without text", `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Báo</title><link>https://x.test</link>
<item><title>Thủ tướng tiếp Đại sứ</title><link>https://x.test/1</link><guid>tag:1</guid><pubDate>Wed, 06 Mar 2024 08:00:00 +0700</pubDate><dc:creator>Lan</dc:creator>
<description>Tóm tắt</description><content:encoded><![CDATA[<p>Một.</p><p>Hai.</p>]]></content:encoded></item>
<item><title>Tin hai</title><link>https://x.test/2</link><description>&lt;a href=x&gt;&lt;img&gt;&lt;/a&gt;Tóm tắt &amp;amp; hết</description></item><item></item></channel></rss>`,
			"f.xml/tag:1: Thủ tướng tiếp Đại sứ Một. Hai. (feed UTF-8 2024-03-06)|f.xml/https://x.test/2: Tin hai Tóm tắt & hết (feed UTF-8)|error f.xml/3: no text in it; leave the file out or fill it"},
		{"Atom with XHTML", `<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><title>Tin</title><id>urn:1</id><link rel="self" href="s"/><link href="https://x.test/1"/>
<updated>2024-03-07T01:00:00Z</updated><published>2024-03-06T01:00:00Z</published><author><name>Lan</name><email>l@x.test</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Một &lt; hai</p><p>ba</p></div></content></entry></feed>`,
			"f.xml/urn:1: Tin Một < hai ba (feed UTF-8 2024-03-06)"},
		{"RSS 1.0", `<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://x.test/1"><title>Tin</title><description>Một</description></item></rdf:RDF>`,
			"f.xml/https://x.test/1: Tin Một (feed UTF-8)"},
		{"cut short", `<rss><channel><item><title>Tin</title><description>Một</description></item><item><title>Ti`,
			"f.xml#1: Tin Một (feed UTF-8)|error f.xml/2: damaged or cut short; what stands before is read, fetch or make the file again for the rest: XML syntax error on line 1: unexpected EOF"},
		{"no items", `<rss><channel></channel></rss>`, "error f.xml: no text in it; leave the file out or fill it"},
	} {
		dir := tree(t, map[string]string{"f.xml": c.content})
		if diff := cmp.Diff(strings.Split(c.want, "|"), told(t, Options{}, dir, "f.xml")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.reason, diff)
		}
	}
}

const wordText = `<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body><w:p><w:r><w:t>Thông cáo 2</w:t><w:noBreakHyphen/><w:t>6</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Chiều </w:t></w:r><w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins><w:r><w:t>5/3</w:t><w:br/><w:t>tại Hà Nội.</w:t></w:r></w:ins></w:p>
<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>Hai Thủ tướng</w:t></w:r></w:p>
<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Hộp</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>Hộp</w:t><w:noBreakHyphen/></w:r></w:p></mc:Fallback></mc:AlternateContent>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>một</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>hai</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tên</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Chức vụ</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`

// chapters is a book of these chapters, listed in the order opposite to that of the archive.
func bookOf(t testing.TB, lock string, chapters ...entry) string {
	items, spine := "", ""
	for i, c := range chapters {
		items += fmt.Sprintf(`<item id="c%d" href="%s" media-type="application/xhtml+xml"/>`, i, c.name)
		spine = fmt.Sprintf(`<itemref idref="c%d"/>`, i) + spine
	}
	entries := []entry{{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>`},
		{"OEBPS/p.opf", `<package><metadata xmlns:dc="d"><dc:title>Sách</dc:title><dc:date>2020-05-19</dc:date></metadata><manifest>` + items + `</manifest><spine>` + spine + `</spine></package>`},
		{"META-INF/encryption.xml", `<encryption><EncryptedData><CipherData><CipherReference URI="` + lock + `"/></CipherData></EncryptedData></encryption>`}}
	for _, c := range chapters {
		entries = append(entries, entry{"OEBPS/" + c.name, c.content})
	}
	return zipOf(t, entries...)
}

func TestOffice(t *testing.T) {
	docx := zipOf(t, entry{"[Content_Types].xml", "<Types/>"}, entry{"word/document.xml", wordText})
	dir := tree(t, map[string]string{"a.docx": docx})
	var text string
	err := Read(context.Background(), []string{filepath.Join(dir, "a.docx")}, nil, func(d Document, err error) error {
		text = string(d.Text)
		return err
	})
	want := "Thông cáo 2-6\n\nChiều 5/3\ntại Hà Nội.\n\n\ufffcHai Thủ tướng\n\nHộp\n\n- một\n- hai\n\nTên, Chức vụ\n"
	if diff := cmp.Diff(want, text); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	for _, c := range []struct {
		reason, content string
		want            []string
	}{
		{"a book in its order", bookOf(t, "", entry{"2.xhtml", "<html><body><h1>Chương hai</h1><p>Hai.</p></body></html>"}, entry{"1.xhtml", "<html><head><title>Một</title></head><body><p>Một.</p></body></html>"},
			entry{"cover.xhtml", "<html><body><img/></body></html>"}), []string{"a/OEBPS/1.xhtml: Một. (epub UTF-8 2020-05-19)", "a/OEBPS/2.xhtml: Chương hai Hai. (epub UTF-8 2020-05-19)"}},
		{"a locked chapter", bookOf(t, "OEBPS/1.xhtml", entry{"2.xhtml", "<p>Hai.</p>"}, entry{"1.xhtml", "\x00\x01"}),
			[]string{"error a/OEBPS/1.xhtml: encrypted; take the password off and give it again", "a/OEBPS/2.xhtml: Hai. (epub US-ASCII 2020-05-19)"}},
		{"a Word file cut inside an element", zipOf(t, entry{"word/document.xml", wordText[:strings.Index(wordText, "<w:br/>")+3]}),
			[]string{"error a: damaged or cut short; what stands before is read, fetch or make the file again for the rest: XML syntax error on line 2: unexpected EOF"}},
		{"a Word file cut between two", zipOf(t, entry{"word/document.xml", wordText[:strings.Index(wordText, "<w:br/>")]}),
			[]string{"error a: damaged or cut short; what stands before is read, fetch or make the file again for the rest (unexpected EOF)"}},
		{"a spreadsheet", zipOf(t, entry{"xl/workbook.xml", "<x/>"}), []string{"error a: spreadsheet, presentation or OpenDocument file cannot be read; save it as .docx, .csv or text"}},
	} {
		dir := tree(t, map[string]string{"a": c.content})
		if diff := cmp.Diff(c.want, told(t, Options{}, dir, "a")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.reason, diff)
		}
	}
}

// Whatever a file holds and is called, reading ends with documents of UTF-8 text within the limit and *Errors.
func FuzzRead(f *testing.F) {
	page := htmlOf("Thủ tướng tiếp Đại sứ", say)
	for name, content := range map[string]string{"a.html": page, "a.zip": zipOf(f, entry{"a.txt", say}), "a.tar": tarOf(f, entry{"a", say}), "a.gz": gzipOf(say), "a.zst": zstdOf(say),
		"a.warc": response("https://x.test/1", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked(gzipOf(page))), "a.csv": "id,text\n1,\"a\nb\"\n",
		"a.xml": "<rss><item><title>T</title><description>n</description></item></rss>", "a.docx": zipOf(f, entry{"word/document.xml", wordText}),
		"a.epub": bookOf(f, "", entry{"1.xhtml", page}), "a.jsonl": `{"text":"a"}`, "a.txt": string(encoding.BOM) + say} {
		f.Add(name, []byte(content))
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		r := newReader(context.Background(), Options{}, func(d Document, err error) error {
			if err != nil {
				if !errors.As(err, new(*Error)) {
					t.Errorf("%v is no *Error", err)
				}
				return nil
			}
			if len(d.Text) > 1<<16 || invalidAt(d.Text) >= 0 || d.ID == "" || d.SHA256 == "" || d.Format == "" {
				t.Errorf("document %q of %d bytes, %s", d.ID, len(d.Text), d.Format)
			}
			return nil
		})
		r.limit, r.patience = 1<<16, time.Second
		m := &meter{in: int64(len(content))}
		in := m.file(bytes.NewReader(content), int64(len(content)), "p", "id", name)
		if err := r.input(in); err != nil {
			t.Errorf("the reading ended: %v", err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	page := testPage(b, "cms-jsonld")
	const n = 200
	var entries []entry
	var pages, warc, warcgz, jsonl strings.Builder
	for i := range n {
		entries = append(entries, entry{fmt.Sprintf("%d.html", i), page})
		rec := response(fmt.Sprintf("https://x.test/%d", i), "Content-Type: text/html", page)
		warc.WriteString(rec)
		warcgz.WriteString(gzipOf(rec))
		fmt.Fprintf(&jsonl, "{\"id\":\"%d\",\"text\":%q}\n", i, strings.Repeat(say, 20))
		pages.WriteString(page)
	}
	for _, c := range []struct {
		name, content string
		size          int
	}{
		{"zip", zipOf(b, entries...), pages.Len()}, {"tar", tarOf(b, entries...), pages.Len()}, {"tar.zst", zstdOf(tarOf(b, entries...)), pages.Len()},
		{"tar.gz", gzipOf(tarOf(b, entries...)), pages.Len()}, {"warc", warc.String(), warc.Len()}, {"warc.gz", warcgz.String(), warc.Len()},
		{"jsonl", jsonl.String(), jsonl.Len()}, {"jsonl.zst", zstdOf(jsonl.String()), jsonl.Len()},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(c.size))
			b.ReportAllocs()
			documents := 0
			for range b.N {
				r := newReader(context.Background(), Options{}, func(d Document, err error) error { documents++; return err })
				m := &meter{in: int64(len(c.content))}
				if err := r.input(m.file(strings.NewReader(c.content), int64(len(c.content)), "p", "id", "a."+c.name)); err != nil {
					b.Fatal(err)
				}
			}
			if documents != n*b.N {
				b.Fatalf("%d documents", documents)
			}
			b.ReportMetric(float64(documents)/b.Elapsed().Seconds(), "documents/s")
		})
	}
}
