package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var kindNames = map[LineKind]string{
	Body: "body", Title: "title", Heading: "heading", Caption: "caption", ListItem: "item", Question: "question", Answer: "answer",
	Capitals: "capitals", Dateline: "dateline", Byline: "byline", Furniture: "furniture", AltText: "alt",
}

// Every line of a page stands after the kind it should have.
func TestLineKinds(t *testing.T) {
	for _, page := range []struct{ reason, lines string }{
		{"a page of a provincial portal", `
furniture Trang chủ | Tin tức | Văn bản | Liên hệ
furniture NHIỆT LIỆT CHÀO MỪNG NGÀY HỘI LỚN CỦA TỈNH TA!
dateline  Thứ năm, 11/03/2021, 16:42 | Lượt xem: 12
capitals  CHỦ TỊCH TỈNH TIẾP ĐOÀN CÔNG TÁC NƯỚC BẠN
body      Sáng nay, ông Trần Văn B, Chủ tịch tỉnh, đã tiếp đoàn công tác của nước bạn.
body      Chia sẻ tại buổi tiếp, ông B cảm ơn đoàn đã đến thăm tỉnh nhà.
byline    Tin, ảnh: Mai An
furniture Chia sẻ  In trang  Gửi email
furniture Tags: đối ngoại, hợp tác
furniture Tin liên quan:
furniture » Đoàn đại biểu tỉnh thăm nước bạn (02/03/2021)
furniture » Chủ tịch tỉnh chúc Tết (09/02/2021)
furniture Bản quyền thuộc Cổng thông tin. Giấy phép số 1/GP. ĐT: 0123 456
`},
		{"an agency report with pictures", `
title     Thủ tướng hội đàm với người đồng cấp
dateline  28/01/2022 08:51 SA
byline    Lê Bình
body      Chiều 5/3, Thủ tướng đã hội đàm với người đồng cấp nước bạn đang ở thăm chính thức.
alt       Thu tuong hoi dam voi nguoi dong cap hinh anh 1
caption   Hai Thủ tướng duyệt đội danh dự. (Ảnh: Lê An/ABC)
heading   Kết quả nổi bật
caption   Quang cảnh hội đàm
body      Hai bên nhất trí tăng cường trao đổi đoàn và sớm ký các thỏa thuận mới.
caption   Bộ trưởng Ngoại giao Trần Văn B
body      Hai bên cũng trao đổi về các vấn đề khu vực và quốc tế cùng quan tâm.
byline    Theo ABC
byline    (Tinmoi.vn)
furniture Lượt xem: 2.099
furniture Liên kết website
furniture Các đơn vị trực thuộc
`},
		{"an interview", `
title     Đại sứ trả lời phỏng vấn
body      Nhân dịp năm mới, Đại sứ đã dành cho phóng viên của báo một cuộc phỏng vấn.
question  PV: Thưa Đại sứ, năm qua có gì đáng nhớ?
answer    - Năm qua hai nước đã có nhiều hoạt động chung rất đáng nhớ.
question  - Xin Đại sứ cho biết kế hoạch sắp tới?
answer    - Chúng tôi sẽ mở thêm nhiều lớp học tiếng và nhiều chương trình giao lưu.
question  Thưa ông, còn du lịch?
answer    Trả lời: Du lịch cũng sẽ tăng.
question  Xin cảm ơn, còn lao động?
answer    Trả lời: Cũng vậy.
byline    MAI AN thực hiện
`},
		{"lists outside interviews", `
body      Hội nghị nêu ra các nhiệm vụ của ngành trong năm tới như sau.
item      - Nâng cao chất lượng đào tạo.
item      * Mở rộng hợp tác.
item      + Đổi mới quản lý.
`},
		{"an exclamation and a question may be headlines", `
title     Bao giờ có đường bay thẳng?
body      Câu hỏi ấy được nhiều doanh nghiệp của hai nước nêu ra trong cuộc gặp gỡ.
`},
		{"a lone sentence is text, with and without its full stop", `
body      Hai bên đề nghị sớm điện đàm
`},
		{"initials of authors", `
title     Khai mạc hội nghị
body      Hội nghị đã khai mạc sáng nay với sự tham dự của nhiều đại biểu trong nước.
byline    TR.NG.
`},
		{"congratulations may begin a sentence", `
title     Nhiều hoạt động chào mừng
body      Chào mừng ngày thành lập tỉnh, sáng nay Bí thư Tỉnh ủy đã dâng hương tại đền thờ.
body      Theo kế hoạch, lễ hội sẽ kéo dài ba ngày và kết thúc vào cuối tuần này.
`},
	} {
		var want, in []string
		for _, line := range strings.Split(strings.TrimSpace(page.lines), "\n") {
			want = append(want, strings.Fields(line)[0])
			in = append(in, strings.TrimSpace(line[len(want[len(want)-1]):]))
		}
		for _, gap := range []string{"\n", "\n\n"} {
			d := mustParse(t, strings.Join(in, gap))
			var got []string
			for _, l := range d.Lines {
				if l.End > l.Start {
					got = append(got, kindNames[l.Kind])
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, lines %d apart: (-want +got)\n%s", page.reason, len(gap), diff)
			}
		}
	}
}

// A form feed begins a page that has a title again, whatever stood at the foot of the page before.
func TestPageBreak(t *testing.T) {
	const page = "Chủ tịch tỉnh tiếp đoàn công tác nước bạn\nSáng nay, ông Trần Văn B đã tiếp đoàn công tác của nước bạn tại tỉnh nhà.\nTin liên quan:\n"
	for sep, want := range map[string]LineKind{"\f": Title, "\n": Furniture} {
		d := mustParse(t, page+sep+page)
		if got := d.Sentences[3].Kind; len(d.Sentences) != 6 || got != want {
			t.Errorf("behind %q the fourth of %d sentences is %s, want %s", sep, len(d.Sentences), kindNames[got], kindNames[want])
		}
	}
}

// A title as long as the lines of a text broken at a width does not swallow the date below it; a date that ends a sentence
// belongs to it.
func TestDateInWrappedText(t *testing.T) {
	d := mustParse(t, strings.Join([]string{
		"Chủ tịch tỉnh tiếp đoàn công tác của nước bạn đến",
		"11/03/2021 16:42",
		"Sáng nay, ông Trần Văn B đã tiếp đoàn công tác",
		"của nước bạn đang thăm tỉnh nhà. Ông B cảm ơn",
		"đoàn. Hai tỉnh ký thỏa thuận hợp tác đầu tiên",
		"giữa hai bên và đã thực hiện từ ngày đầu tháng",
		"2/3/2019 - 2/3/2020.",
	}, "\n"))
	if n := len(d.Sentences); n != 5 || d.Sentences[1].Kind != Dateline || d.Sentences[4].Kind == Dateline {
		t.Errorf("%d sentences: %v", n, d.Sentences)
	}
}

func TestFacts(t *testing.T) {
	for k, name := range kindNames {
		if want := k < Dateline; k.Facts() != want {
			t.Errorf("lines of kind %s carry facts: %t, want %t", name, k.Facts(), want)
		}
	}
	if LineKind(0).Facts() {
		t.Error("no kind carries facts")
	}
}

func TestCredits(t *testing.T) {
	const para = "Hội nghị đã khai mạc sáng nay với sự tham dự của nhiều đại biểu trong nước."
	for _, c := range []struct{ reason, in, want string }{
		{"photographer and agency", "Quang cảnh. Ảnh: Trí An – TTXVN", "Trí An"},
		{"agency first", "Quang cảnh buổi lễ - Ảnh VGP/Lê Bắc", "Lê Bắc"},
		{"in brackets", "Hai Bộ trưởng. (Ảnh: Mai An/ABC)", "Mai An"},
		{"agencies are no persons", "Quang cảnh. (Ảnh: TTXVN) (Nguồn: Báo Mới)", ""},
		{"a newspaper is no person", "Quang cảnh. Ảnh: Báo Mới", ""},
		{"text and photo", "Bài, ảnh: QUÀNG AN", "QUÀNG AN"},
		{"two photographers", "Lễ ký. Ảnh: Mai An, Lê B", "Mai An|Lê B"},
		{"an initial", "Lễ ký. Ảnh: V.Giang", "V.Giang"},
		{"a foreign photographer", "Lễ ký. Ảnh: Jean-Luc Roe/AFP", "Jean-Luc Roe"},
		{"author after the text", "Tin mới\n" + para + "\nMai Thị An", "Mai Thị An"},
		{"authors with what they did", "Tin mới\n" + para + "\nMAI AN - LÊ B thực hiện", "MAI AN|LÊ B"},
		{"author glued to the text", "Tin mới\n" + para + "Mai An", "Mai An"},
		{"a source is no person", "Tin mới\n" + para + "\nTheo Lê An", ""},
		{"a picture in running text is no credit", para + " Ông xem ảnh: đó là Lê An.", ""},
	} {
		d := mustParse(t, c.in)
		var got []string
		for _, cr := range d.Credits {
			got = append(got, d.Text[cr.Start:cr.End])
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.reason, diff)
		}
	}
}

// A mark of a picture makes its line a caption, and none of those below: one that ends in a full stop is else a paragraph.
func TestPictureMark(t *testing.T) {
	const lines = "Tin\n\nChiều 5/3, tại Hà Nội, Thủ tướng Trần Văn Bình tiếp Đại sứ Pháp.\n\n%sHai Thủ tướng duyệt đội danh dự.\n\nHai bên ký kết."
	for _, c := range []struct {
		mark string
		want LineKind
	}{{Picture, Caption}, {" \u200b" + Picture + " ", Caption}, {"", Body}} {
		for _, end := range []string{"\n", "\r\n", "\r", "\u2028"} {
			d := mustParse(t, strings.ReplaceAll(fmt.Sprintf(lines, c.mark), "\n", end))
			s := d.Sentences[2]
			if got := d.Lines[s.Line].Kind; got != c.want || strings.Contains(d.Text, Picture) {
				t.Errorf("%q, lines end in %q: kind %v, want %v, in %q", c.mark, end, got, c.want, d.Text)
			}
			if d.Lines[d.Sentences[1].Line].Kind != Body || d.Lines[d.Sentences[3].Line].Kind != Body {
				t.Errorf("%q, lines end in %q: the paragraphs around are no longer text", c.mark, end)
			}
		}
	}
}

// A credit at the end of a line is a sentence of its own and no part of the text.
func TestGluedByline(t *testing.T) {
	d := mustParse(t, "Hai bên đã trao đổi ý kiến về các vấn đề cùng quan tâm tại cuộc họp.Theo ABC")
	if n := len(d.Sentences); n != 2 || d.Sentences[0].Kind != Body || d.Sentences[1].Kind != Byline {
		t.Errorf("%d sentences of kinds %v, want text and byline", n, d.Sentences)
	}
}

// A line of date and author is told from a headline, a sentence and a source by what stands beside its numbers.
func TestDateline(t *testing.T) {
	for line, want := range map[string]LineKind{
		"Geneva, 24/05/2014":                        Dateline,
		"NDĐT, thứ năm 23-10-2003":                  Dateline,
		"Hà Nội, ngày 14 tháng 11 năm 2019":         Dateline,
		"Ngày đăng: 30 Tháng Chín 20154:25 CH":      Dateline,
		"Mai Anh - 14/11/2019 08:15":                Dateline,
		"Theo TTXVN, 14/11/2019":                    Dateline,
		"Geneva, 24/05":                             Heading, // no year
		"Đoàn Lào tới Huế ngày 14/11/2019":          Heading, // words in lower case
		"Huế, Vinh, Hà Nội, Sơn La 1/2/3 năm 2019.": Body,    // a sentence
	} {
		t.Run(line, func(t *testing.T) {
			d, err := Parse([]byte("Tỉnh Hà Thanh đón đoàn đại biểu Lào\n" + line + "\n\nTại trụ sở Ủy ban nhân dân tỉnh Hà Thanh, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh bạn.\n"))
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Lines[1].Kind; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}
