package date

import "testing"

func TestCitation(t *testing.T) {
	checkReadings(t, []reading{
		{say: "Ban quán triệt Chỉ thị số 32-CT/TW ngày 18/2/2019 của Bộ Chính trị.", want: "ngày 18/2/2019 = day 2019-02-18 §", why: "number, then date"},
		{say: "Ban triển khai Chỉ thị số 32-CT/TW của Bộ Chính trị ngày 18/2/2019.", want: "ngày 18/2/2019 = day 2019-02-18 §", why: "issuer between"},
		{say: "Ban tổng kết Chỉ thị số 04 của Ban Bí thư ngày 6/7/2011.", want: "ngày 6/7/2011 = day 2011-07-06 §", why: "a bare number"},
		{say: "Tại Quyết định số 834/QĐ-TTg ngày 5/7/2019, Thủ tướng bổ nhiệm ông.", want: "ngày 5/7/2019 = day 2019-07-05 §", why: "a decision"},
		{say: "Nghị quyết 57 ngày 22/12 được phổ biến.", want: "ngày 22/12 = day 2021-12-22 §", why: "neither word for number nor code"},
		{say: "Nghị định 30/2020/NĐ-CP ngày 5/3/2020 được phổ biến.", want: "ngày 5/3/2020 = day 2020-03-05 §", why: "a number with its year"},
		{say: "Ông công bố Quyết định ngày 28/9/2015 của Bộ Chính trị.", want: "ngày 28/9/2015 = day 2015-09-28 §", why: "no number, but a capital"},
		{say: "Nghị quyết số 57-NQ/TW (22/12/2021) được phổ biến.", want: "(22/12/2021) = day 2021-12-22 ()§", why: "in brackets"},
		{say: "Hai bên ký Hiệp định ngày 5/3 tại Huế.", want: "ngày 5/3 = day 2022-03-05", why: "a signing, with neither number nor issuer"},
		{say: "Quốc hội thông qua Luật Đất đai ngày 18/1/2022.", want: "ngày 18/1/2022 = day 2022-01-18", why: "an adoption"},
		{say: "Nghị quyết số 82/NQ-CP của Chính phủ ban hành ngày 18/5/2021.", want: "ngày 18/5/2021 = day 2021-05-18 §", why: "a verb of issuing between"},
		{say: "Hiến pháp năm 2013 thay Hiến pháp năm 1992.", want: "năm 2013 = year 2013; năm 1992 = year 1992 §",
			why: "a year; the capital that begins a sentence proves nothing"},
		{say: "Luật Đất đai năm 2013 hết hiệu lực, Quốc hội sửa Luật Nhà ở năm 2014.", want: "năm 2013 = year 2013 §; năm 2014 = year 2014 §", why: "a law by its name"},
		{say: "Bộ xin ý kiến về Tờ trình số 12 ngày 5/3, Công văn số 8 ngày 6/3, Kế hoạch số 215-KH/TU ngày 7/3.",
			want: "ngày 5/3 = day 2022-03-05 §; ngày 6/3 = day 2022-03-06 §; ngày 7/3 = day 2022-03-07 §", why: "other documents"},
		{say: "Thông tư số 8 của Ban Tổ chức Trung ương ký ngày 6/3.", want: "ngày 6/3 = day 2022-03-06 §", why: "Ban begins a body's name here"},
		{say: "Giấy phép số 12/GP-TTĐT ngày 05/01/2020.", want: "ngày 05/01/2020 = day 2020-01-05 §", why: "a licence"},
		{say: "Quyết định có hiệu lực từ ngày 31/1/2022.", want: "từ ngày 31/1/2022 = day 2022-01-31 >", why: "coming into force is no citation"},
		{say: "Theo Quyết định số 12, ngày 5/3 ông nhận nhiệm vụ.", want: "ngày 5/3 = day 2022-03-05", why: "a comma parts them"},
		{say: "Lễ công bố Quyết định số 12/QĐ-TTg, ngày 5/3 của Thủ tướng.", want: "ngày 5/3 = day 2022-03-05 §", why: "the issuer follows, so the comma does not part them"},
		{say: "Bộ thông báo ngày 5/3 đoàn tới Huế.", want: "ngày 5/3 = day 2022-03-05", why: "to announce"},
		{say: "Bộ ra nghị quyết sau phiên họp ngày 5/3.", want: "ngày 5/3 = day 2022-03-05", why: "the day of the session"},
	})
}

func TestNoDate(t *testing.T) {
	checkReadings(t, []reading{
		{say: "Luật được 466/470 đại biểu tán thành.", why: "a vote"},
		{say: "Ông trúng cử với 52/52 phiếu.", why: "a vote that is no day"},
		{say: "Ông trúng cử với 9/10 phiếu.", why: "a vote that could be a day"},
		{say: "Có 97,59% đại biểu tán thành (486/488).", why: "a vote in brackets"},
		{say: "Tỷ lệ là 7.5% trong năm bang.", why: "a decimal"},
		{say: "Xuất khẩu đạt 3,3 tỷ USD.", why: "a decimal comma"},
		{say: "Vốn tăng 12.3 triệu USD.", why: "a decimal that could be a day"},
		{say: "Nghị định 30/2020/NĐ-CP có hiệu lực.", why: "a decree"},
		{say: "Nghị quyết số 64/2013/QH13 được thông qua.", why: "a resolution"},
		{say: "Luật số 12/2017 được sửa.", why: "a law whose number could be a month"},
		{say: "Thông tư 12/2020 và Nghị định 11/2021 được sửa.", why: "circulars and decrees without the word for number"},
		{say: "Chỉ thị số 04 và Kết luận 12-KL/TW.", why: "numbers"},
		{say: "Quyết định 834/QĐ-TTg được ban hành.", why: "a decision"},
		{say: "Quốc hội khóa XV (QH15) họp.", why: "a parliament"},
		{say: "Đường dây nóng mở 24/7 trong tỉnh.", why: "round the clock"},
		{say: "Xe chạy trên Đường 9/2 gần chợ.", why: "a street"},
		{say: "Có 5/10 tỉnh báo cáo.", why: "a fraction"},
		{say: "Hơn 1/3 số đại biểu vắng mặt.", why: "a third"},
		{say: "Điện thoại: (0275) 3822 115 hoặc 0236 3888 115.", why: "telephones"},
		{say: "Dịch COVID-19 và nhóm G7/G20.", why: "names with numbers"},
		{say: "Giá từ 52.000 - 60.000 đồng.", why: "prices"},
		{say: "Cụ hưởng thọ 67 tuổi.", why: "an age"},
		{say: "Đại hội lần thứ 16 của đảng.", why: "an ordinal"},
		{say: "Mưa phổ biến 100 - 200 mm.", why: "a measure"},
		{say: "Đội nhà thắng 3-2 sau hiệp phụ.", why: "a score"},
		{say: "Đội nhà thắng 2 - 0 sau hiệp phụ.", why: "a score with spaces"},
		{say: "Lượt xem: 2.099, đang xem 1.201.924.", why: "counters"},
		{say: "Máy chủ 192.168.1.12 ngừng chạy.", why: "an address"},
		{say: "Phòng C03 và mục 4.1.2 của báo cáo.", why: "labels"},
		{say: "Người đứng đầu năm nước họp.", why: "the heads of five countries"},
		{say: "Khoản 2/3 của điều luật.", why: "a clause of a law"},
	})
}
