package date

import (
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract/text"
)

// lines joins the lines of a page.
func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }

const (
	headline = "Tỉnh Hà Thanh đón đoàn đại biểu Lào"
	lead     = "Tại trụ sở Ủy ban nhân dân tỉnh Hà Thanh, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu sang thăm và làm việc."
)

// dating finds the date of a page that came with a date and an address.
func dating(t testing.TB, page, given, url string) Dating {
	t.Helper()
	doc := parseText(t, page)
	return DocumentDate(doc, given, url, times(doc))
}

// times finds the expressions of the sentences that carry facts.
func times(doc *text.Document) iter.Seq2[text.Sentence, []Expr] {
	return func(yield func(text.Sentence, []Expr) bool) {
		for _, s := range doc.Sentences {
			if s.Kind.Facts() && !yield(s, Find(doc, int(s.First), int(s.End), nil)) {
				return
			}
		}
	}
}

func TestDocumentDate(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"below the title", lines(headline, "28/01/2022 08:51 SA", "", lead), "2022-01-28"},
		{"below the title, with a weekday", lines(headline, "Thứ Ba, 23/10/2018 21:16:00 +07:00", "", lead), "2018-10-23"},
		{"a clock above the title is the reader's", lines("Thứ Sáu, 19/04/2024 12:44", "", headline, "", lead), ""},
		{"the clock above and the date below", lines("Thứ Sáu, 19/04/2024 12:44", "", headline, "15/12/2021 10:27", "", lead), "2021-12-15"},
		{"a time stamp in the address", lines(headline, "", lead, "", "Nguồn: https://bao.example/tin/doi-ngoai-20210426122826115.htm"), "2021-04-26"},
		{"a path in the address", lines(headline, "", lead, "", "Nguồn: https://bao.example/2021/12/14/tin.html"), "2021-12-14"},
		{"a day in the address", lines(headline, "", lead, "", "Nguồn: http://bao.example/20171112/tin.html"), "2017-11-12"},
		{"a number in the address that is no day", lines(headline, "", lead, "", "Nguồn: https://bao.example/tin-168807.html"), ""},
		{"an event's date is not the page's", lines(headline, "", "Chiều 7/4/2003, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu sang thăm và làm việc."), ""},
		{"nothing", lines(headline, "", lead), ""},
		{"empty", "", ""},
	} {
		if got := dating(t, c.page, "", "").Date; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestYearOfText(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"renewal began in 1986", lines(headline, "", lead+" Đó là bài học của 35 năm đổi mới."), "2021"},
		{"the state began in 1945", lines(headline, "", lead+" Đó là bài học của 76 năm xây dựng và bảo vệ Tổ quốc."), "2021"},
		{"the party began in 1930", lines(headline, "", lead+" Lễ mừng 90 năm thành lập Đảng Cộng sản Việt Nam đã mở."), "2020"},
		{"both agree", lines(headline, "", lead+" Bài học của 35 năm đổi mới và 76 năm bảo vệ và xây dựng Tổ quốc."), "2021"},
		{"they disagree", lines(headline, "", lead+" Bài học của 30 năm đổi mới và 76 năm bảo vệ và xây dựng Tổ quốc."), ""},
		{"nearly is no number", lines(headline, "", lead+" Đó là bài học của gần 40 năm đổi mới."), ""},
		{"counted years beat an older year", lines(headline, "", "Năm 2019, luật ra đời sau 35 năm đổi mới."), "2021"},
		{"a full date opens the text", lines(headline, "", "Ngày 12/11/2013, ông Trần Văn Ba tiếp đoàn Lào. Ngày 14/11, đoàn về nước."), "2013"},
		{"the only date of the text", lines(headline, "", lead+" Hội nghị họp (tháng 12-2021) đã bàn việc này."), "2021"},
		{"a year told once beside dates without one", lines(headline, "", "Ngày 12/11, ông Trần Văn Ba tiếp đoàn Lào. "+lead+" "+lead+" Đoàn nhắc chuyến thăm hồi tháng 10/2012."), ""},
		{"a citation is no event", lines(headline, "", lead+" Bà nhắc Chỉ thị số 32-CT/TW ngày 18/2/2019 của Bộ Chính trị."), ""},
		{"nor is a term", lines(headline, "", lead+" Nhiệm kỳ 2021-2026 có nhiều việc, tầm nhìn 2045 cũng vậy."), ""},
		{"nor is an anniversary", lines(headline, "", lead+" Hai nước mừng ngày lập quan hệ (5/9/1962 - 5/9/2012)."), ""},
		{"nor is coming into force", lines(headline, "", lead+" Quy định có hiệu lực từ ngày 1/1/2014."), ""},
		{"history is not the present", lines(headline, "", lead+" Ngày 2/9/1945, nước nhà độc lập."), ""},
		{"two years", lines(headline, "", "Ngày 12/11/2013, ông Trần Văn Ba tiếp đoàn Lào; ngày 3/5/2016, ông thăm lại."), ""},
		{"a year told once", lines(headline, "", lead+" Đoàn nhắc chuyến thăm năm 2012."), ""},
		{"empty", "", ""},
	} {
		if got := dating(t, c.page, "", "").Year; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// The date of a document by where it stands, and by what contradicts it.
func TestDating(t *testing.T) {
	const (
		of2019 = "Sáng 12/11/2019, tại trụ sở Ủy ban nhân dân tỉnh Hà Thanh, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu sang thăm và làm việc."
		today  = "Hôm nay (12/11), tại trụ sở Ủy ban nhân dân tỉnh Hà Thanh, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu sang thăm và làm việc."
		stamp  = "https://bao.example/tin-20191113080039021.htm"
	)
	for _, c := range []struct {
		name, page, given, url string
		want                   Dating
	}{
		// Each origin, and what looks like it.
		{"given", lines(headline, "", lead), "2019-11-13", "", Dating{Date: "2019-11-13", Origin: Given}},
		{"given beats the page", lines(headline, "14/11/2019", "", lead), "2019-11-13", stamp, Dating{Date: "2019-11-13", Origin: Given}},
		{"a given month takes its day from the page", lines(headline, "14/11/2019", "", lead), "2019-11", "", Dating{Date: "2019-11-14", Origin: Dateline}},
		{"but not another month's", lines(headline, "14/12/2019", "", lead), "2019-11", "", Dating{Date: "2019-11", Origin: Given}},
		{"a date line with its place", lines(headline, "Geneva, 24/05/2014", "", lead), "", "", Dating{Date: "2014-05-24", Origin: Dateline}},
		{"with its source and weekday", lines(headline, "NDĐT, thứ năm 23-10-2003", "", lead), "", "", Dating{Date: "2003-10-23", Origin: Dateline}},
		{"with its author", lines(headline, "Mai Anh - 14/11/2019 08:15", "", lead), "", "", Dating{Date: "2019-11-14", Origin: Dateline}},
		{"in words", lines(headline, "Hà Nội, ngày 14 tháng 11 năm 2019", "", lead), "", "", Dating{Date: "2019-11-14", Origin: Dateline}},
		{"months eight to twelve in words", lines(headline, "Ngày đăng: 30 Tháng Chín 2015", "", lead), "", "", Dating{Date: "2015-09-30", Origin: Dateline}},
		{"below a standfirst", lines(headline, "Hai bên bàn việc hợp tác của hai tỉnh biên giới trong năm tới.", "14/11/2019 08:15", "", lead), "", "",
			Dating{Date: "2019-11-14", Origin: Dateline}},
		{"below a headline in capitals", lines("TIN BUỒN", "22/08/2018", "", lead), "", "", Dating{Date: "2018-08-22", Origin: Dateline}},
		{"the clock between the page's name and the title", lines("CỔNG THÔNG TIN TỈNH HÀ THANH", "Thứ Sáu, 19/04/2024", "", headline, "", lead), "", "", Dating{}},
		{"a title that stands twice", lines(headline+" - Cổng thông tin", "Thứ Sáu, 19/04/2024", "", headline, "14/11/2019", "", lead), "", "",
			Dating{Date: "2019-11-14", Origin: Dateline}},
		{"a date line without a year", lines(headline, "14/11 08:15:20", "", lead), "", "", Dating{}},
		{"the record's address", lines(headline, "", lead), "", stamp, Dating{Date: "2019-11-13", Origin: Address}},
		{"an address with its month only", lines(headline, "", lead), "", "https://bao.example/chinh-tri/201911/tin-36782/", Dating{Date: "2019-11", Origin: Address}},
		{"a month and a day in a path", lines(headline, "", lead), "", "https://bao.example/2019/11/13/tin.html", Dating{Date: "2019-11-13", Origin: Address}},
		{"an article's number is no stamp", lines(headline, "", lead), "", "https://bao.example/tin-201911.html", Dating{}},
		{"nor is a hash", lines(headline, "", lead), "", "https://bao.example/tin-98765432101234.html", Dating{}},
		{"the date line beats the address", lines(headline, "14/11/2019", "", lead), "", stamp, Dating{Date: "2019-11-14", Origin: Dateline}},
		{"the place and date before the text", lines(headline, "", "Hà Nội, 14/11/2019 (TTXVN) - "+lead), "", "", Dating{Date: "2019-11-14", Origin: Lead, Year: "2019"}},
		{"a date that opens the text is an event's", lines(headline, "", of2019), "", "", Dating{Year: "2019"}},
		{"each teaser of a list has its own", lines(headline, "", "14/11/2019 - "+lead, "", "Đoàn Nga tới tỉnh", "15/10/2019 - "+lead), "", "", Dating{Year: "2019"}},
		{"the source below the text", lines(headline, "", lead+" "+lead+" "+lead, "", "Theo TTXVN, 14/11/2019"), "", "", Dating{Date: "2019-11-14", Origin: Byline}},
		{"a clock below the text", lines(headline, "", lead+" "+lead+" "+lead, "", "Thứ Sáu, 19/04/2024"), "", "", Dating{}},
		{"the licence below the text", lines(headline, "", lead, "", "Giấy phép số 12/GP-TTĐT ngày 05/01/2020"), "", "", Dating{}},
		{"today in the text", lines(headline, "", "Hôm nay (12/11/2019), ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu."), "", "",
			Dating{Date: "2019-11-12", Origin: Told, Year: "2019"}},
		{"yesterday in the text", lines(headline, "", "Tối qua, 12/11/2019, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu."), "", "",
			Dating{Date: "2019-11-13", Origin: Told, Year: "2019"}},
		{"today without its year", lines(headline, "", today), "", "", Dating{}},

		// Conflicts: what the text says of its own time against each of them.
		{"a clock of 2024 over a text of 2019", lines(headline, "Thứ Sáu, 19/04/2024", "", of2019), "", "", Dating{Year: "2019", Doubt: "2024-04-19"}},
		{"the address then decides", lines(headline, "Thứ Sáu, 19/04/2024", "", of2019), "", stamp, Dating{Date: "2019-11-13", Origin: Address, Year: "2019", Doubt: "2024-04-19"}},
		{"an address of 2024 too", lines(headline, "", of2019), "", "https://bao.example/2024/04/19/tin.html", Dating{Year: "2019", Doubt: "2024-04-19"}},
		{"a given one stays, in doubt", lines(headline, "", of2019), "2024-04-19", "", Dating{Date: "2024-04-19", Origin: Given, Year: "2019", Doubt: "2024-04-19"}},
		{"the year after is no conflict", lines(headline, "05/01/2020", "", of2019), "", "", Dating{Date: "2020-01-05", Origin: Dateline, Year: "2019"}},
		{"nor is a look back with later years", lines(headline, "19/04/2024", "", of2019+" Năm 2023, hai tỉnh ký kết."), "", "", Dating{Date: "2024-04-19", Origin: Dateline}},
		{"nor is one event of another year", lines(headline, "19/04/2024", "", lead+" Đoàn nhắc chuyến thăm hồi tháng 5/2019."), "", "",
			Dating{Date: "2024-04-19", Origin: Dateline, Year: "2019"}},
		{"nor is history", lines(headline, "19/04/2024", "", "Ngày 2/9/1945, nước nhà độc lập và nhân dân tỉnh Hà Thanh làm chủ."), "", "", Dating{Date: "2024-04-19", Origin: Dateline}},
		{"another day called today", lines(headline, "19/04/2024", "", today), "", "", Dating{Doubt: "2024-04-19"}},
		{"today printed a day later", lines(headline, "13/11/2019", "", today), "", "", Dating{Date: "2019-11-13", Origin: Dateline}},
		{"today around the New Year", lines(headline, "01/01/2020", "", "Hôm qua (31/12), ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu."), "", "",
			Dating{Date: "2020-01-01", Origin: Dateline}},
		{"renewal counted", lines(headline, "19/04/2024", "", lead+" Đó là bài học của 35 năm đổi mới."), "", "", Dating{Year: "2021", Doubt: "2024-04-19"}},
		{"another country's national day counts otherwise", lines(headline, "19/04/2024", "", lead+" Lễ mừng 75 năm Quốc khánh nước Cộng hòa Nhân dân Trung Hoa đã mở."), "", "",
			Dating{Date: "2024-04-19", Origin: Dateline}},
		{"before what it tells", lines(headline, "19/04/2017", "", of2019), "", "", Dating{Year: "2019", Doubt: "2017-04-19"}},
		{"what lies ahead is none", lines(headline, "19/04/2019", "", lead+" Hội nghị sẽ họp ngày 5/3/2020."), "", "", Dating{Date: "2019-04-19", Origin: Dateline, Year: "2020"}},
		{"before a term that it names", lines(headline, "19/04/2012", "", lead+" Hội đồng nhân dân nhiệm kỳ 2021-2026 đã họp."), "", "", Dating{Doubt: "2012-04-19"}},
		{"before a congress that it names", lines(headline, "19/04/2012", "", lead+" Ông là Ủy viên Trung ương Đảng khóa XIII."), "", "", Dating{Doubt: "2012-04-19"}},
		{"before a National Assembly that it names", lines(headline, "19/04/2012", "", lead+" Ông là đại biểu Quốc hội khóa XV."), "", "", Dating{Doubt: "2012-04-19"}},
		{"a National Assembly of that time", lines(headline, "19/04/2012", "", lead+" Ông là đại biểu Quốc hội khóa XIII."), "", "", Dating{Date: "2012-04-19", Origin: Dateline}},
		{"a council's own number", lines(headline, "19/04/2012", "", lead+" Ông là đại biểu Hội đồng nhân dân tỉnh khóa XV."), "", "", Dating{Date: "2012-04-19", Origin: Dateline}},
	} {
		if diff := cmp.Diff(c.want, dating(t, c.page, c.given, c.url)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}
