package date

import "testing"

func TestRelative(t *testing.T) {
	checkReadings(t, []reading{
		{say: "Hôm nay, ông tới Huế.", want: "Hôm nay = relative 2022-03-10", why: "today"},
		{say: "Sáng nay, ông tới Huế.", want: "Sáng nay = relative 2022-03-10", why: "this morning"},
		{say: "Ông tới Huế chiều nay theo giờ địa phương.", want: "chiều nay theo giờ địa phương = relative 2022-03-10", why: "with local time"},
		{say: "Tối qua, ông tới Huế.", want: "Tối qua = relative 2022-03-09", why: "last night"},
		{say: "Hôm qua, ông tới Huế.", want: "Hôm qua = relative 2022-03-09", why: "yesterday"},
		{say: "Chiều hôm qua, ông tới Huế.", want: "Chiều hôm qua = relative 2022-03-09", why: "yesterday afternoon"},
		{say: "Ngày hôm qua, ông tới Huế.", want: "Ngày hôm qua = relative 2022-03-09", why: "with the word for day"},
		{say: "Hôm kia, ông tới Huế.", want: "Hôm kia = relative 2022-03-08", why: "the day before yesterday"},
		{say: "Ngày mai, ông tới Huế.", want: "Ngày mai = relative 2022-03-11", why: "tomorrow"},
		{say: "Sáng mai, ông tới Huế.", want: "Sáng mai = relative 2022-03-11", why: "tomorrow morning"},
		{say: "Sáng Mai Anh tới trường.", want: "", why: "a name"},
		{say: "Ngày kia, ông tới Huế.", want: "Ngày kia = relative 2022-03-12", why: "the day after tomorrow"},
		{say: "Hai ông trao đổi qua điện thoại.", want: "", why: "qua is through"},
		{say: "Ánh sáng qua khe cửa.", want: "", why: "light through"},
		{say: "Một ngày làm việc của ông.", want: "Một ngày = duration", why: "a bare day is no date"},
		{say: "Ngày càng nhiều khách tới Huế.", want: "", why: "more and more"},
		{say: "Ngày nay, khách tới Huế đông.", want: "", why: "nowadays"},
		{say: "Sáng tạo là động lực.", want: "", why: "creative"},
		{say: "Hôm qua (9/3), ông tới Huế.", want: "Hôm qua (9/3) = day 2022-03-09", why: "one expression of the day in digits"},
		{say: "Tối qua, 9/3, ông tới Huế.", want: "Tối qua, 9/3 = day 2022-03-09", why: "after a comma"},
		{say: "Chiều nay 10/3, ông tới Huế.", want: "Chiều nay 10/3 = day 2022-03-10", why: "without one"},
		{say: "Chiều nay, ngày 10/3/2022, ông tới Huế.", want: "Chiều nay, ngày 10/3/2022 = day 2022-03-10", why: "with its year"},
		{say: "Lễ khai mạc sáng mai 11-3 tại Huế.", want: "sáng mai 11-3 = day 2022-03-11", why: "with a dash"},
		{say: "Sáng mai (1/1), ông tới Huế.", want: "Sáng mai (1/1) = day 2022-01-01", why: "the tense of the clause does not move it",
			in: Context{Document: "2021-12-31", Tense: Past}},
		{say: "Hôm nay, 5/10 tỉnh đã báo cáo.", want: "Hôm nay = relative 2022-03-10", why: "5 of 10 provinces"},
		{say: "Hôm nay, ông tới Huế.", want: "Hôm nay = relative", why: "unknown without a document date", in: Context{Document: "-"}},
		{say: "Hôm nay, ông tới Huế.", want: "Hôm nay = relative 2021-12", why: "as precise as the document's date", in: Context{Document: "2021-12"}},
		{say: "Hôm qua, ông tới Huế.", want: "Hôm qua = relative", why: "yesterday needs a day", in: Context{Document: "2021-12"}},
		{say: "Hôm qua, ông tới Huế.", want: "Hôm qua = relative 2021-12-31", why: "over the New Year", in: Context{Document: "2022-01-01"}},
		{say: "Trong tuần này, ông thăm Lào.", want: "Trong tuần này = relative 2022-03-07/2022-03-13", why: "Monday to Sunday"},
		{say: "Tuần trước, ông thăm Lào.", want: "Tuần trước = relative 2022-02-28/2022-03-06", why: "last week"},
		{say: "Tuần tới, ông thăm Lào.", want: "Tuần tới = relative 2022-03-14/2022-03-20", why: "next week"},
		{say: "Cuối tuần này, ông thăm Lào.", want: "Cuối tuần này = part 2022-03-07/2022-03-13", why: "its end"},
		{say: "Tuần lễ văn hóa mở tại Huế.", want: "", why: "a festival week"},
		{say: "Tháng trước, ông thăm Lào.", want: "Tháng trước = relative 2022-02", why: "last month"},
		{say: "Ông thăm Lào trong tháng này.", want: "trong tháng này = relative 2022-03", why: "this month"},
		{say: "Chuyến thăm dời sang tháng tới.", want: "tháng tới = relative 2022-04", why: "next month"},
		{say: "Tháng tới, ông thăm Lào.", want: "Tháng tới = relative 2023-01", why: "over the New Year", in: Context{Document: "2022-12-05"}},
		{say: "Hai ông gặp nhau cuối tháng này.", want: "cuối tháng này = part 2022-03", why: "the month"},
		{say: "Năm ngoái, ông thăm Lào.", want: "Năm ngoái = relative 2021", why: "last year"},
		{say: "Trong năm nay, ông thăm Lào.", want: "Trong năm nay = relative 2022", why: "this year"},
		{say: "Năm sau, ông thăm Lào.", want: "Năm sau = relative 2023", why: "next year"},
		{say: "Năm kia, ông thăm Lào.", want: "Năm kia = relative 2020", why: "the year before last"},
		{say: "Cách đây 3 năm, ông thăm Lào.", want: "Cách đây 3 năm = relative 2019", why: "three years ago"},
		{say: "Ông thăm Lào hai ngày trước.", want: "hai ngày trước = relative 2022-03-08", why: "two days ago"},
		{say: "Cách đây 2 ngày (8/3), ông thăm Lào.", want: "Cách đây 2 ngày (8/3) = day 2022-03-08", why: "with the day in digits"},
		{say: "Cách đây hai mươi lăm năm, hai nước lập quan hệ.", want: "Cách đây hai mươi lăm năm = relative 1997", why: "a compound number"},
		{say: "Cách đây mười hai ngày, ông thăm Lào.", want: "Cách đây mười hai ngày = relative 2022-02-26", why: "a ten and its ones"},
		{say: "Cách đây ba tháng, ông thăm Lào.", want: "Cách đây ba tháng = relative 2021-12", why: "months over the New Year"},
		{say: "Ông thăm Lào ba năm trước đây.", want: "ba năm trước đây = relative 2019", why: "before this"},
		{say: "Hai tuần sau, đoàn về nước.", want: "Hai tuần sau = after 2022-03-21/2022-03-27", why: "weeks after"},
		{say: "Cách đây gần 50 năm, hai nước lập quan hệ.", want: "Cách đây gần 50 năm = vague", why: "nearly fifty is no year"},
	})
}

func TestWeekday(t *testing.T) {
	checkReadings(t, []reading{
		{say: "Thứ Tư, ông thăm Lào.", want: "Thứ Tư = weekday 2022-03-09", why: "the last one"},
		{say: "Ông sẽ thăm Lào thứ Tư.", want: "thứ Tư = weekday 2022-03-16", why: "the next one", in: Context{Tense: Future}},
		{say: "Ông thăm Lào thứ Năm.", want: "thứ Năm = weekday 2022-03-10", why: "today"},
		{say: "Ông thăm Lào ngay trong chiều thứ tư.", want: "ngay trong chiều thứ tư = weekday 2022-03-09", why: "lower case after a part of the day"},
		{say: "Thứ Hai tuần tới, ông thăm Lào.", want: "Thứ Hai tuần tới = weekday 2022-03-14", why: "of next week"},
		{say: "Thứ sáu tuần trước, ông thăm Lào.", want: "Thứ sáu tuần trước = weekday 2022-03-04", why: "of last week, in lower case"},
		{say: "Chủ nhật, ông thăm Lào.", want: "Chủ nhật = weekday 2022-03-06", why: "Sunday"},
		{say: "Thứ Bảy tới, ông thăm Lào.", want: "Thứ Bảy tới = weekday 2022-03-12", why: "the coming Saturday"},
		{say: "Sáng thứ Tư, ngày 9/3, ông thăm Lào.", want: "Sáng thứ Tư, ngày 9/3 = day 2022-03-09", why: "one expression"},
		{say: "Đây là lần thứ tư ông thăm Lào.", want: "", why: "the fourth time"},
		{say: "Hội nghị lần thứ Tư khai mạc.", want: "", why: "the fourth, with a capital"},
		{say: "Lào vươn lên thứ ba.", want: "", why: "third place"},
		{say: "Thứ hai, cần đổi mới.", want: "", why: "secondly"},
		{say: "Bà Lan (thứ hai, từ trái sang) chụp ảnh.", want: "", why: "second from the left"},
		{say: "Nước chủ Nhật Bản đón khách.", want: "", why: "Japan"},
		{say: "Kỳ họp thứ 8 khai mạc.", want: "", why: "the eighth session"},
	})
}

func TestTold(t *testing.T) {
	checkReadings(t, []reading{
		{say: "Ngày 5/3, ông tới Huế. Cùng ngày, ông gặp báo chí.", want: "Ngày 5/3 = day 2022-03-05; Cùng ngày = same 2022-03-05", why: "the day told last"},
		{say: "Cùng ngày, ông gặp báo chí.", want: "Cùng ngày = same 2022-03-10", why: "nothing told: the document's day"},
		{say: "Ngày 5/3, ông tới Huế sau chuyến thăm hồi tháng 10/2020. Chiều cùng ngày, ông gặp báo chí.",
			want: "Ngày 5/3 = day 2022-03-05; hồi tháng 10/2020 = month 2020-10; Chiều cùng ngày = same 2022-03-05", why: "a month between is no day"},
		{say: "Ngày 5/3, ông tới Huế, ở lại đến ngày 8/3. Ngay tối hôm đó, ông gặp báo chí.",
			want: "Ngày 5/3 = day 2022-03-05; đến ngày 8/3 = day ../2022-03-08 <; Ngay tối hôm đó = same 2022-03-05", why: "nor is an end"},
		{say: "Ngày 5/3, ông gặp bà Lan (ngày 1/2) và bà Mai. Cùng ngày, ông gặp báo chí.",
			want: "Ngày 5/3 = day 2022-03-05; (ngày 1/2) = day 2022-02-01 (); Cùng ngày = same 2022-03-05", why: "nor a bracket"},
		{say: "Ngày 5/3, ông tới Huế. Hôm sau, ông gặp báo chí.", want: "Ngày 5/3 = day 2022-03-05; Hôm sau = after 2022-03-06", why: "the day after"},
		{say: "Ngày 28/2, ông tới Huế. Sáng hôm sau, ông gặp báo chí.", want: "Ngày 28/2 = day 2022-02-28; Sáng hôm sau = after 2022-03-01", why: "into the next month"},
		{say: "Ngày 5/3, ông tới Huế. Ngày hôm trước, ông ở Vinh.", want: "Ngày 5/3 = day 2022-03-05; Ngày hôm trước = before 2022-03-04", why: "the day before"},
		{say: "Ngày 5/3, ông tới Huế. Trước đó một ngày, ông ở Vinh.", want: "Ngày 5/3 = day 2022-03-05; Trước đó một ngày = before 2022-03-04", why: "a day earlier"},
		{say: "Ngày 5/3, ông tới Huế. Hai ngày sau đó, ông gặp báo chí.", want: "Ngày 5/3 = day 2022-03-05; Hai ngày sau đó = after 2022-03-07", why: "two days later"},
		{say: "Ngày 5/3, ông tới Huế. Ba ngày sau, ông gặp báo chí.", want: "Ngày 5/3 = day 2022-03-05; Ba ngày sau = after 2022-03-08", why: "before a comma"},
		{say: "Năm 1919, ông tới Pháp và một năm sau đó, ông vào đảng.", want: "Năm 1919 = year 1919; một năm sau đó = years after 1920", why: "a year later"},
		{say: "Tháng 5/2019, ông tới Pháp. Tháng sau đó, ông về nước.", want: "Tháng 5/2019 = month 2019-05; Tháng sau đó = after 2019-06", why: "the month after"},
		{say: "Năm 2019, ông tới Pháp. Cùng năm, ông về nước.", want: "Năm 2019 = year 2019; Cùng năm = same 2019", why: "the same year"},
		{say: "Ngày 23/12, ông tới Huế. Cùng ngày, ông gặp báo chí.", want: "Ngày 23/12 = day XXXX-12-23; Cùng ngày = same XXXX-12-23",
			why: "a day of an unknown year", in: Context{Document: "-"}},
		{say: "Chuyến thăm diễn ra ba năm sau chuyến thăm của ông Ba (6/2005).", want: "ba năm = duration; (6/2005) = month 2005-06 ()",
			why: "three years after a visit, not after the date told"},
		{say: "Tháng 5/2019, ông tới Pháp, rồi tháng 8 cùng năm về nước.", want: "Tháng 5/2019 = month 2019-05; tháng 8 cùng năm = month 2019-08", why: "of the same year"},
		{say: "Năm 2019, ông tới Pháp. Năm sau đó, ông về nước.", want: "Năm 2019 = year 2019; Năm sau đó = years after 2020", why: "the year after that"},
		{say: "Ngày 5/3, ông tới Huế. Ngày tiếp theo, ông gặp báo chí.", want: "Ngày 5/3 = day 2022-03-05; Ngày tiếp theo = after 2022-03-06", why: "the following day"},
		{say: "Hôm trước ông có nói.", want: "", why: "the other day"},
	})
}

func TestVague(t *testing.T) {
	checkReadings(t, []reading{
		{say: "Cuộc bầu cử vừa qua thành công.", want: "vừa qua = vague", why: "just past"},
		{say: "Mới đây nhất, năm 2019, luật ra đời.", want: "Mới đây nhất = vague; năm 2019 = year 2019", why: "lately, then a year"},
		{say: "Trong thời gian tới, hai bên sẽ gặp nhau.", want: "Trong thời gian tới = vague", why: "in time to come"},
		{say: "Những năm qua, hai bên ít gặp nhau.", want: "Những năm qua = vague", why: "the past years"},
		{say: "Hội nghị sắp tới rất quan trọng.", want: "sắp tới = vague", why: "coming"},
		{say: "Thời gian vừa qua, hai bên ít gặp nhau.", want: "Thời gian vừa qua = vague", why: "the time just past"},
	})
}

func TestBefore(t *testing.T) {
	for _, c := range []struct{ say, day, want, why string }{
		{"hai ngày", "2024-08-16", "2024-08-14", "days"},
		{"một tuần", "2024-03-03", "2024-02-25", "a week, over the end of a month"},
		{"hai tháng", "2024-08-16", "", "months have no days"},
		{"hai ngày", "2024-08", "", "before what is no day"},
		{"hai ngày", "", "", "before nothing"},
		{"ngày 14/8", "2024-08-16", "", "no duration"},
	} {
		found := findAll(parseText(t, "Trước chuyến thăm "+c.say+", ông về nước."))
		if len(found) != 1 {
			t.Fatalf("%s: %d expressions", c.say, len(found))
		}
		if got := found[0].Before(c.day); got != c.want {
			t.Errorf("%s before %q is %q, want %q: %s", c.say, c.day, got, c.want, c.why)
		}
	}
}
