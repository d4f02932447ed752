package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sentences returns the sentences of d, their newlines as spaces.
func sentences(d *Document) []string {
	var all []string
	for _, s := range d.Sentences {
		span := d.Text[d.Tokens[s.First].Start:d.Tokens[s.End-1].End]
		all = append(all, strings.Join(strings.Fields(span), " "))
	}
	return all
}

// In the wanted sentences "¦" is where one ends and the next begins.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"the four marks", "Đoàn đã về. Vui quá! Ai đón? Nhiều người… Hết.", "Đoàn đã về.¦Vui quá!¦Ai đón?¦Nhiều người…¦Hết."},
		{"a date with full stops", "Họp ngày 14.12. Bế mạc ngày 16.12.2021 tại Huế.", "Họp ngày 14.12.¦Bế mạc ngày 16.12.2021 tại Huế."},
		{"thousands", "Có 1.116 người dự.", "Có 1.116 người dự."},
		{"places and degrees", "Ông sống ở TP. Huế. GS.TS. Lê A và Th.S Mai B đến TP.HCM.", "Ông sống ở TP. Huế.¦GS.TS. Lê A và Th.S Mai B đến TP.HCM."},
		{"central committee, abbreviated", "Ủy viên T.Ư Đảng và Ủy viên T.Ư. Đảng", "Ủy viên T.Ư Đảng và Ủy viên T.Ư. Đảng"},
		{"initials, with and without a space", "Ông L. Petrov gặp V.Ivanov. Hai bên trao đổi.", "Ông L. Petrov gặp V.Ivanov.¦Hai bên trao đổi."},
		{"an initial inside a name, a capital at its end", "Ông Robert F. Kennedy gặp ông Trần Văn B. Hai bên trao đổi.", "Ông Robert F. Kennedy gặp ông Trần Văn B.¦Hai bên trao đổi."},
		{"a Roman numeral after its noun is no initial", "Theo Nghị quyết Đại hội X. Hai bên nhất trí.", "Theo Nghị quyết Đại hội X.¦Hai bên nhất trí."},
		{"and so on, in the middle and at the end", "Gạo, cá v.v. được bán. Có thịt, rau v.v. Chợ đông.", "Gạo, cá v.v. được bán.¦Có thịt, rau v.v.¦Chợ đông."},
		{"English titles", "Mr. Smith và John Roe Jr. tới St. Louis.", "Mr. Smith và John Roe Jr. tới St. Louis."},
		{"a lower-case word goes on", "Các trường... đều mở cửa. Hết.", "Các trường... đều mở cửa.¦Hết."},
		{"three full stops before a capital", "Còn nhiều việc... Đến nay đã xong.", "Còn nhiều việc...¦Đến nay đã xong."},
		{"a lost space", "Ông cảm ơn đoàn.Hai bên ký.", "Ông cảm ơn đoàn.¦Hai bên ký."},
		{"web addresses", "(Tin.vn) - Báo Moi.Vn đưa tin.", "(Tin.vn) - Báo Moi.Vn đưa tin."},
		{"capitals glued by a full stop", "PGS.TS Lê A dự. Đài ABC. Hết.", "PGS.TS Lê A dự.¦Đài ABC.¦Hết."},
		{"closing quotes belong to the sentence", "Ông nói: \"Ta sẽ đến.\" Rồi ông về.", "Ông nói: \"Ta sẽ đến.\"¦Rồi ông về."},
		{"a speaker after the quote", "“Ta sẽ đến.”, ông nói. “Vâng!” bà đáp.", "“Ta sẽ đến.”, ông nói.¦“Vâng!” bà đáp."},
		{"brackets are one piece", "Đoàn (do ông A. dẫn đầu. Mọi người cùng đi) đã về. Hết.", "Đoàn (do ông A. dẫn đầu. Mọi người cùng đi) đã về.¦Hết."},
		{"a bracket never closed is no bracket", "Đoàn (đã về. Hết.", "Đoàn (đã về.¦Hết."},
		{"a photo credit", "Hai bên bắt tay. (Ảnh: Lê An/ABC)", "Hai bên bắt tay.¦(Ảnh: Lê An/ABC)"},
		{"numbers that head a list", "1. Về kinh tế\n1.2. Về văn hóa\nII. Kết luận\na. Mục tiêu", "1. Về kinh tế¦1.2. Về văn hóa¦II. Kết luận¦a. Mục tiêu"},
		{"semicolons and colons do not end sentences", "Gồm: Lê A; Mai B; Vũ C.", "Gồm: Lê A; Mai B; Vũ C."},
		{"the end mark of an article", "Lễ bế mạc đã diễn ra./. Mai An", "Lễ bế mạc đã diễn ra./.¦Mai An"},
		{"a newline ends a line that is complete", "Bộ trưởng đã đến.\nông ấy về.", "Bộ trưởng đã đến.¦ông ấy về."},
		{"a newline before a lower-case word is a slip", "Hai bên đã\n\nký kết thỏa thuận.", "Hai bên đã ký kết thỏa thuận."},
		{"a newline after a preposition is a slip", "theo sự điều hành của\n\nBan Chấp hành. Hết.", "theo sự điều hành của Ban Chấp hành.¦Hết."},
		{"two blank lines are none", "theo sự điều hành của\n\n\nBan Chấp hành.", "theo sự điều hành của¦Ban Chấp hành."},
		{"a newline between headings", "Kết quả nổi bật\nPhương hướng tới", "Kết quả nổi bật¦Phương hướng tới"},
		{"items of a list", "Các việc:\n- họp\n- ký", "Các việc:¦- họp¦- ký"},
		{"short lines of one length are a list, not broken text", strings.Repeat("Lê An\n", 6), strings.Repeat("Lê An¦", 5) + "Lê An"},
		{"only marks", "...", "..."},
	} {
		if diff := cmp.Diff(c.want, strings.Join(sentences(mustParse(t, c.in)), "¦")); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.reason, diff)
		}
	}
}

// wrap breaks the paragraphs of s at width code points.
func wrap(s string, width int) string {
	var out strings.Builder
	for i, para := range strings.Split(s, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		room := width
		for j, word := range strings.Fields(para) {
			size := len([]rune(word))
			switch {
			case j == 0:
			case size+1 <= room:
				out.WriteByte(' ')
				room--
			default:
				out.WriteByte('\n')
				room = width
			}
			out.WriteString(word)
			room -= size
		}
	}
	return out.String()
}

// A text whose lines were broken at a fixed width has the sentences and the kinds of sentences it had before.
func TestWrapped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(50, 100).Draw(t, "width")
		want, got := mustParse(t, article), mustParse(t, wrap(article, width))
		if diff := cmp.Diff(sentences(want), sentences(got)); diff != "" {
			t.Fatal(diff)
		}
		for i := range want.Sentences {
			if want.Sentences[i].Kind != got.Sentences[i].Kind {
				t.Fatalf("sentence %d is of kind %d, wrapped %d", i, want.Sentences[i].Kind, got.Sentences[i].Kind)
			}
		}
	})
}

// What goes on without a full stop is cut at a comma, so that no sentence grows without bound.
func TestSentencesAreBounded(t *testing.T) {
	d, err := Parse([]byte(strings.Repeat("một hai ba, bốn năm ", 4000)))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Sentences {
		if n := int(s.End - s.First); n > maxSentence {
			t.Errorf("a sentence of %d tokens", n)
		}
	}
	if last := d.Sentences[0].End - 1; d.mark(int(last)) != ',' {
		t.Errorf("the first sentence is not cut at a comma")
	}
}
