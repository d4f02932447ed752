package date

import (
	"strings"
	"testing"
)

// page joins lines of a page.
func page(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

const (
	headline = "Tỉnh Hà Thanh đón đoàn đại biểu Lào"
	lead     = "Tại trụ sở Ủy ban nhân dân tỉnh Hà Thanh, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu sang thăm và làm việc."
)

func TestDocumentDate(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"below the title", page(headline, "28/01/2022 08:51 SA", "", lead), "2022-01-28"},
		{"below the title, with a weekday", page(headline, "Thứ Ba, 23/10/2018 21:16:00 +07:00", "", lead), "2018-10-23"},
		{"a clock above the title is the reader's", page("Thứ Sáu, 19/04/2024 12:44", "", headline, "", lead), ""},
		{"the clock above and the date below", page("Thứ Sáu, 19/04/2024 12:44", "", headline, "15/12/2021 10:27", "", lead), "2021-12-15"},
		{"a time stamp in the address", page(headline, "", lead, "", "Nguồn: https://bao.example/tin/doi-ngoai-20210426122826115.htm"), "2021-04-26"},
		{"a path in the address", page(headline, "", lead, "", "Nguồn: https://bao.example/2021/12/14/tin.html"), "2021-12-14"},
		{"a day in the address", page(headline, "", lead, "", "Nguồn: http://bao.example/20171112/tin.html"), "2017-11-12"},
		{"a number in the address that is no day", page(headline, "", lead, "", "Nguồn: https://bao.example/tin-168807.html"), ""},
		{"an event's date is not the page's", page(headline, "", "Chiều 7/4/2003, ông Trần Văn Ba tiếp đoàn đại biểu tỉnh Attapeu sang thăm và làm việc."), ""},
		{"nothing", page(headline, "", lead), ""},
		{"empty", "", ""},
	} {
		if got := DocumentDate(parseText(t, c.page)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAnchor(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"renewal began in 1986", page(headline, "", lead+" Đó là bài học của 35 năm đổi mới."), "2021"},
		{"the state began in 1945", page(headline, "", lead+" Đó là bài học của 76 năm xây dựng và bảo vệ Tổ quốc."), "2021"},
		{"the party began in 1930", page(headline, "", lead+" Lễ mừng 90 năm thành lập Đảng Cộng sản Việt Nam đã mở."), "2020"},
		{"both agree", page(headline, "", lead+" Bài học của 35 năm đổi mới và 76 năm bảo vệ và xây dựng Tổ quốc."), "2021"},
		{"they disagree", page(headline, "", lead+" Bài học của 30 năm đổi mới và 76 năm bảo vệ và xây dựng Tổ quốc."), ""},
		{"nearly is no number", page(headline, "", lead+" Đó là bài học của gần 40 năm đổi mới."), ""},
		{"counted years beat an older year", page(headline, "", "Năm 2019, luật ra đời sau 35 năm đổi mới."), "2021"},
		{"a full date opens the text", page(headline, "", "Ngày 12/11/2013, ông Trần Văn Ba tiếp đoàn Lào. Ngày 14/11, đoàn về nước."), "2013"},
		{"the only date of the text", page(headline, "", lead+" Hội nghị họp (tháng 12-2021) đã bàn việc này."), "2021"},
		{"a year told once beside dates without one", page(headline, "", "Ngày 12/11, ông Trần Văn Ba tiếp đoàn Lào. "+lead+" "+lead+" Đoàn nhắc chuyến thăm hồi tháng 10/2012."), ""},
		{"a citation is no event", page(headline, "", lead+" Bà nhắc Chỉ thị số 32-CT/TW ngày 18/2/2019 của Bộ Chính trị."), ""},
		{"nor is a term", page(headline, "", lead+" Nhiệm kỳ 2021-2026 có nhiều việc, tầm nhìn 2045 cũng vậy."), ""},
		{"nor is an anniversary", page(headline, "", lead+" Hai nước mừng ngày lập quan hệ (5/9/1962 - 5/9/2012)."), ""},
		{"nor is coming into force", page(headline, "", lead+" Quy định có hiệu lực từ ngày 1/1/2014."), ""},
		{"history is not the present", page(headline, "", lead+" Ngày 2/9/1945, nước nhà độc lập."), ""},
		{"two years", page(headline, "", "Ngày 12/11/2013, ông Trần Văn Ba tiếp đoàn Lào; ngày 3/5/2016, ông thăm lại."), ""},
		{"a year told once", page(headline, "", lead+" Đoàn nhắc chuyến thăm năm 2012."), ""},
		{"empty", "", ""},
	} {
		if got := Anchor(parseText(t, c.page)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
