package extract

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quanhe/extract/source"
	"quanhe/extract/text"
)

// What is told of a text without diacritics is found in it as it is written, also behind HTML entities and on torn lines.
func TestUnmarkedIsSound(t *testing.T) {
	x := embedded(t)
	d := source.Document{ID: "unmarked", Date: "2024-06-05", Text: []byte("Chieu 5/3, Thu&nbsp;tuong Tran Van  Binh\ntiep &#68;ai su Phap Jean Dupont.\n\n" +
		"Cung du co “ong” nguyen Pho Chu tich nuoc Le Van Duc &amp; Bo truong Bo Y te Nguyen Thi Lan.")}
	f, err := x.Extract(d)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Claims) != 4 {
		t.Errorf("%d claims, want 4: %v", len(f.Claims), f.Claims)
	}
	for _, fault := range faults(x, d, f) {
		t.Error(fault)
	}
	points := []rune(string(d.Text))
	for _, e := range f.Entities {
		if e.Type != personType {
			continue
		}
		if len(e.Mentions) == 0 {
			t.Errorf("%s is mentioned nowhere", e.Name)
		}
		for _, m := range e.Mentions {
			if got := strings.Join(strings.Fields(string(points[m.Start:m.End])), " "); got != e.Name {
				t.Errorf("%s is mentioned as %q", e.Name, got)
			}
		}
	}
}

// The words get back the diacritics that are certain, and no other letter changes.
func TestMark(t *testing.T) {
	m := embedded(t).marker()
	for _, c := range []struct{ reason, in, want string }{
		{"an office", "Thu tuong Tran Van Binh noi.", "Thủ tướng Trần Văn Binh noi."},
		{"capitals", "PHO THU TUONG TRAN BINH", "PHÓ THỦ TƯỚNG TRẦN BINH"},
		{"a country behind an office", "Tong thong Phap tham Phap.", "Tổng thống Pháp tham Phap."},
		{"no country inside a name", "Tong thong Tran Duc An", "Tổng thống Trần Duc An"},
		{"a former office at the beginning", "Nguyen Thu tuong Lao", "Nguyên Thủ tướng Lào"},
		{"a form of address", "Sang nay, ong Le Nam va ba Ho Thi Lan", "Sáng nay, ông Lê Nam va bà Hồ Thi Lan"},
		{"a department or a surname", "Pho Thu tuong Vu Minh", "Phó Thủ tướng Vũ Minh"},
		{"acting for an office of three words", "quyen Chu tich nuoc", "quyền Chủ tịch nước"},
		{"a province behind an abbreviation", "Chu tich UBND tinh Tran An", "Chủ tịch UBND tỉnh Trần An"},
		{"two readings are none", "Nha Trang", "Nha Trang"},
		{"Vietnamese of other words", "Ve viec nay, toi se noi sau.", "Ve viec nay, toi se noi sau."},
	} {
		doc, err := text.Parse([]byte(c.in))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(m.mark([]byte(c.in), doc)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.reason, got, c.want)
		}
	}
}

// Without its diacritics an article tells of most of its holdings and of few others, most of these with a name cut short
// or drawn out, and of nothing else.
func TestUnmarkedArticles(t *testing.T) {
	x := embedded(t)
	told, found, both := 0, 0, 0
	for _, d := range articles(t) {
		bare := d
		bare.Text = []byte(withoutDiacritics(string(d.Text)))
		fs := extractAll(t, x, []source.Document{d, bare})
		want, got := holdingsOf(fs[0]), holdingsOf(fs[1])
		for _, c := range fs[1].Claims {
			if c.Relation != "holds" {
				t.Errorf("%s: without diacritics it tells %s", d.ID, c)
			}
		}
		for h := range got {
			if want[h] {
				both++
			}
		}
		told, found = told+len(want), found+len(got)
	}
	if told < 200 || 100*both < 94*found || 100*both < 85*told {
		t.Errorf("of %d holdings %d are told without diacritics, and %d others", told, both, found-both)
	}
}

// holdingsOf returns the holdings of a document without their diacritics and dates.
func holdingsOf(f *Facts) map[string]bool {
	all := map[string]bool{}
	for _, c := range f.Claims {
		if c.Relation == "holds" {
			c.Date = ""
			all[text.Fold(c.String())] = true
		}
	}
	return all
}

func withoutDiacritics(s string) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(s) {
		switch {
		case c == 'đ':
			b.WriteByte('d')
		case c == 'Đ', c == 'Ð':
			b.WriteByte('D')
		case !unicode.Is(unicode.Mn, c):
			b.WriteRune(c)
		}
	}
	return b.String()
}
