package html

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"quanhe/extract/text"
)

var update = flag.Bool("update", false, "write what is found into the pages' want sections")

// Each file of testdata/pages is a page in one of the layouts that news sites and portals have, with what is to be found.
func TestPages(t *testing.T) {
	names, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(names) < 12 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil || len(a.Files) != 2 {
			t.Fatalf("%s: %v", name, err)
		}
		got := show(Article(a.Files[0].Data))
		if *update {
			a.Files[1].Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(a.Files[1].Data), got); diff != "" {
			t.Errorf("%s: %s(-want +got)\n%s", name, a.Comment, diff)
		}
	}
}

func show(p Page, err error) string {
	if err != nil {
		return fmt.Sprintln("error:", err)
	}
	return fmt.Sprintf("title: %s\ndate: %s\nauthor: %s\nurl: %s\n\n%s", p.Title, p.Date, p.Author, p.URL, strings.ReplaceAll(p.Text, text.Picture, "[picture]"))
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"2024-03-06T23:30:00+07:00": "2024-03-06", "2024-03-06": "2024-03-06", "Thứ tư, 6/3/2024 | 08:00": "2024-03-06", "06-03-2024": "2024-03-06",
		"Cập nhật lúc 08:00, 6.3.2024": "2024-03-06", "ngày 6 tháng 3 năm 2024": "2024-03-06", "6 Tháng 3, 2024": "2024-03-06",
		"Wed, 06 Mar 2024 08:00:00 +0700": "2024-03-06", "": "", "31/2/2024": "", "13/13/2024": "", "hôm qua": "", "12345-67-89": "", "1/1/0001": "",
	} {
		if got := Day(in); got != want {
			t.Errorf("Day(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRoleOf(t *testing.T) {
	for names, want := range map[string]role{
		"": 0, "row col-8 container": 0, "box-tin-lien-quan": clutter, "tinLienQuan": clutter, "header__date datetime-top": layout | clock, "currentDate": clock,
		"news-date": dated, "detail-title": titled, "cms-body": content, "pic-caption": caption, "author-name": author, "update": 0, "timeline": 0,
	} {
		if got := roleOf(names); got != want {
			t.Errorf("%q: %b, want %b", names, got, want)
		}
	}
}

// A date above the title is the page's, even if the page calls it a date; a time element is the article's.
func TestDateAboveTitle(t *testing.T) {
	const page = "<body><div>%s</div><h1>Thủ tướng tiếp Đại sứ Pháp</h1><p>Thủ tướng Trần Văn Bình đã tiếp Đại sứ Pháp Jean Martin đến chào từ biệt.</p></body>"
	for date, want := range map[string]string{"<span class=date>2/12/2024</span>": "", "2/12/2024": "", "<time>2/12/2024</time>": "2024-12-02"} {
		p, err := Article([]byte(fmt.Sprintf(page, date)))
		if p.Date != want || err != nil || strings.Contains(p.Text, "2024") {
			t.Errorf("%s: date %q, %v, %q", date, p.Date, err, p.Text)
		}
	}
}

func TestFragment(t *testing.T) {
	p := Fragment([]byte("<h2>Chương một</h2><p>Một <b>hai</b>.</p><ul><li>ba</ul><p>bốn<br>năm"))
	if p.Title != "Chương một" || p.Text != "Một hai.\n\n- ba\n\nbốn\nnăm\n" {
		t.Errorf("%q: %q", p.Title, p.Text)
	}
	if p := Fragment([]byte("Thủ tướng &amp; Đại sứ")); p.Text != "Thủ tướng & Đại sứ\n" {
		t.Errorf("%q", p.Text)
	}
}

// processorTime is what the process has used of all processors, which does not depend on what else the machine does.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// Pages made to hang or to fill the memory take time and memory in proportion to their size: 32 times the page takes not
// much more than 32 times as long; a square would be a thousand times.
func TestHostile(t *testing.T) {
	fonts := ""
	for i := range 500 {
		fonts += fmt.Sprintf("<font color=%d>", i)
	}
	for _, c := range []struct{ reason, before, again string }{
		{"elements nested for ever", "", "<div>"},
		{"tables in tables", "", "<table><tr><td>x"},
		{"nothing closed", "", "<p><b><i>từ <a href=x>liên kết "},
		{"end tags of nothing", "<div><div><div>", "</b></p></td></table>"},
		{"end tags below an open element", strings.Repeat("<div>", 200), "</b>"},
		{"formatting that browsers open again in each paragraph", "<div>" + fonts + "</div>", "<p>x"},
		{"links in links", "", "<a href=x>từ từ từ từ "},
		{"lists in lists", "", "<ul><li>từ"},
		{"an attribute after the other", "<p ", "a=b "},
		{"names after names", "", "<p class='tin lien quan menu-top headerDate a b c d e f g h'>x"},
		{"comments that never end", "", "<!-- <!"},
		{"scripts that never end", "", "<script>x</scrip"},
		{"hidden for ever", "", "<svg><noscript><iframe><select>"},
		{"one word", "", "từ"},
		{"broken entities", "", "&#xffffffff;&lt"},
		{"breaks", "", "<br>"},
		{"dates without a text", "", "<p class=date>6/3/2024"},
		{"pictures without a text", "", "<figure>ảnh</figure>"},
	} {
		took := func(size int) time.Duration {
			page := []byte(c.before + strings.Repeat(c.again, size/len(c.again)))
			best := time.Hour
			for range 3 {
				start := processorTime(t)
				p, err := Article(page)
				best = min(best, processorTime(t)-start)
				if err != nil && !errors.Is(err, ErrNoArticle) || len(p.Text) > 2*len(page)+100 {
					t.Errorf("%s: %v, %d bytes made of %d", c.reason, err, len(p.Text), len(page))
				}
			}
			return best
		}
		small, large := took(1<<13), took(1<<18)
		if large > 200*(small+time.Millisecond) {
			t.Errorf("%s: 8 kB take %v, 256 kB %v", c.reason, small, large)
		}
	}
	var before, after runtime.MemStats
	page := []byte(strings.Repeat("<div>", 10<<20/5))
	runtime.ReadMemStats(&before)
	Article(page)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 64<<20 {
		t.Errorf("10 MB of nested elements take %d MB", n>>20)
	}
}

// No page makes it panic; the text is UTF-8, no longer than the page gives, has its captions marked only at the start of
// lines, and read as a page once more says the same words.
func FuzzArticle(f *testing.F) {
	names, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, in string) {
		for _, p := range []Page{first2(Article([]byte(in))), Fragment([]byte(in))} {
			if utf8.ValidString(in) && !utf8.ValidString(p.Text) {
				t.Error("no UTF-8")
			}
			if len(p.Text) > 8*len(in)+64 {
				t.Errorf("%d bytes made of %d", len(p.Text), len(in))
			}
			for line := range strings.Lines(p.Text) {
				if strings.LastIndex(line, text.Picture) > 0 {
					t.Errorf("a mark inside %q", line)
				}
			}
		}
	})
}

func first2(p Page, _ error) Page { return p }

func BenchmarkArticle(b *testing.B) {
	a, err := txtar.ParseFile("testdata/pages/cms-jsonld.txtar")
	if err != nil {
		b.Fatal(err)
	}
	page := a.Files[0].Data
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for range b.N {
		if _, err := Article(page); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
