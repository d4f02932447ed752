package extract

import (
	"strings"
	"testing"

	"quanhe/extract/source"
)

// What no single rule decides: who is meant, whether it took place, and when. Documents are dated 2024-06-05; every claim
// wanted must be made, none of the others (with ! before them) may be.
func TestReading(t *testing.T) {
	tests := []struct {
		name, say string
		want      []string
	}{
		{"an inviter does not travel",
			"Nhận lời mời của Chủ tịch nước Trần Văn Bình và Phu nhân, Tổng thống Pháp Jean Dupont và Phu nhân sẽ thăm Việt Nam từ ngày 23 đến 24/6.",
			[]string{`visit guest="Jean Dupont" host="Việt Nam" place="Việt Nam" modality=planned date=2024-06-23/2024-06-24`, `!guest="Trần Văn Bình"`}},
		{"a plan told again stays a plan",
			"Tổng thống Pháp Jean Dupont sẽ thăm Việt Nam từ ngày 23 đến 24/6. Chuyến thăm Việt Nam của Tổng thống Dupont thể hiện sự tin cậy.",
			[]string{"!place=\"Việt Nam\"\n", `modality=planned`}},
		{"one of many presidents is nobody",
			"Tổng thống Pháp Jean Dupont sẽ thăm Việt Nam vào ngày 23/6. Đây là chuyến thăm đầu tiên của một Tổng thống Pháp tới Việt Nam.",
			[]string{"!place=\"Việt Nam\"\n", `modality=planned`}},
		{"one of many presidents of years ago is nobody",
			"Chiều 3/6, Thủ tướng Trần Văn Bình tiếp Tổng thống Pháp Jean Dupont. Năm 2016 là chuyến thăm đầu tiên của một Tổng thống Pháp tới Việt Nam trong thế kỷ này.",
			[]string{`meet host="Trần Văn Bình" guest="Jean Dupont"`, `!visit guest="Jean Dupont"`}},
		{"who did not attend denies no ceremony",
			"Tổng thống Pháp Jean Dupont không dự lễ khai mạc ngày 3/6.", []string{`!ceremony`}},
		{"before a visit there is none yet",
			"Trước chuyến thăm Việt Nam, Tổng thống Pháp Jean Dupont có bài viết trên báo Nhân Dân.",
			[]string{`publish_article agent="Jean Dupont"`, `!visit`}},
		{"a programme goes on without a cue",
			"Trên đường đi, Thủ tướng Canada John Smith dừng chân tại Paris, hội đàm với Tổng thống Pháp Jean Dupont ngày 17/6.",
			[]string{`talks agent="John Smith" counterpart="Jean Dupont" place="Paris" modality=planned date=2024-06-17`}},
		{"a condition behind the verb takes the plan back",
			"Thủ tướng Pháp Jean Dupont cho biết sẽ từ chức nếu không được tín nhiệm.", []string{`!resign`}},
		{"a task given is no conference",
			"Thủ tướng giao Bộ Ngoại giao tổ chức Hội nghị Ngoại giao kinh tế trong quý III.", []string{`!conference`}},
		{"absence is no attendance",
			"Bà Lê Thị Hoa vắng mặt tại phiên họp ngày 3/6.", []string{`!conference`}},
		{"witnesses do not sign",
			"Dưới sự chứng kiến của Thủ tướng Trần Văn Bình và Thủ tướng Lào Khamtay Somvong, Bộ trưởng Tư pháp Lê Văn Nam và Bộ trưởng Tư pháp Lào Bounma Xay đã ký Bản ghi nhớ.",
			[]string{`sign agent="Lê Văn Nam" topic="Bản ghi nhớ" witness="Trần Văn Bình" witness="Khamtay Somvong" counterpart="Bounma Xay"`}},
		{"the end of talks is no new talks",
			"Chủ tịch nước Trần Văn Bình và Thủ tướng Lào Khamtay Somvong hội đàm ngày 3/6. Kết thúc hội đàm, Bộ trưởng Tư pháp Lê Văn Nam và Bộ trưởng Tư pháp Lào Bounma Xay ký Bản ghi nhớ.",
			[]string{`talks agent="Trần Văn Bình" counterpart="Khamtay Somvong" date=2024-06-03`, `!talks agent="Lê Văn Nam"`}},
		{"đoàn is the delegation received",
			"Chủ tịch nước Trần Văn Bình tiếp Đoàn Đảng Nhân dân Cách mạng Lào do đồng chí Khamtay Somvong dẫn đầu. Đoàn sẽ thăm tỉnh Quảng Ninh vào ngày 7/6.",
			[]string{`visit guest="Khamtay Somvong" host="Quảng Ninh" place="Quảng Ninh" modality=planned date=2024-06-07`}},
		{"nobody visits his own country",
			"Sáng 4/6, ông Trần Văn Bình đã đến chào xã giao Thủ tướng Lào Khamtay Somvong, nhân chuyến công tác tại Lào.",
			[]string{`visit guest="Trần Văn Bình" host="Lào" place="Lào" date=2024-06-04`, `!guest="Khamtay Somvong"`}},
		{"an unnamed group beside the subject",
			"Ngày 21/5, Thủ tướng Trần Văn Bình và lãnh đạo nhiều bộ, ngành đã thăm tỉnh Quảng Ninh.",
			[]string{`visit guest="Trần Văn Bình" host="Quảng Ninh" place="Quảng Ninh" date=2024-05-21`}},
		{"a holder of years ago is not meant by the office",
			"Chủ tịch nước Trần Văn Bình hội đàm với Tổng thống Ai Cập Omar Said chiều 4/6. Lần trước là chuyến thăm của Chủ tịch nước Lê Văn Nam năm 2018. Chủ tịch nước ở thăm Cairo từ ngày 3 đến 6/6.",
			[]string{`visit guest="Trần Văn Bình" host="Ai Cập" place="Cairo" date=2024-06-03/2024-06-06`, `holds person="Lê Văn Nam" office="Chủ tịch nước" org="Việt Nam" date=2018`}},
		{"a decision told on keeps its day",
			"Ban Tổ chức Trung ương công bố Quyết định số 588-QĐNS/TW ngày 1/6/2024 của Bộ Chính trị. Theo đó, Bộ Chính trị chỉ định đồng chí Trần Văn Bình giữ chức Bí thư Tỉnh ủy Nghệ An.",
			[]string{`appoint appointee="Trần Văn Bình" agent="Bộ Chính trị" office="Bí thư Tỉnh ủy" date=2024-06-01`}},
		{"a day before the year spoken of",
			"Ngày 3/6, Bộ Tư pháp tổ chức hội nghị đánh giá công tác năm 2023.",
			[]string{`date=2024-06-03`, `!date=2023`}},
		{"a day before the months spoken of",
			"Chiều 3/6, Thủ tướng Trần Văn Bình làm việc với Ban Thường vụ Tỉnh ủy Nghệ An về tình hình 5 tháng đầu năm.",
			[]string{`date=2024-06-03`, `!date=2024-01`}},
		{"a date in brackets is of what it stands behind",
			"Ngày 28/10/1962, chỉ ít tháng sau khi Algeria giành độc lập (5/7/1962), Việt Nam và Algeria thiết lập quan hệ ngoại giao.",
			[]string{`establish_relations agent="Việt Nam" counterpart="Algeria" date=1962-10-28`}},
		{"the two of a call put off meet later",
			"Chiều 4/6, Thủ tướng Canada John Smith gặp Tổng thống Ai Cập Omar Said. Cuối tháng 4, Paris hoãn cuộc điện đàm giữa Tổng thống Pháp Jean Dupont và Thủ tướng Nhật Bản Ken Sato, nhưng hai ông sau đó đã hội đàm tại Cairo ngày 5/5.",
			[]string{`phone_call agent="Jean Dupont" counterpart="Ken Sato" modality=negated`, `talks agent="Jean Dupont" counterpart="Ken Sato" place="Cairo" date=2024-05-05`}},
		{"a province abroad is visited in its country",
			"Phó Thủ tướng Trần Văn Bình thăm Vân Nam, Trung Quốc, ngày 3/6.",
			[]string{`visit guest="Trần Văn Bình" host="Trung Quốc" place="Vân Nam" date=2024-06-03`}},
		{"a guest of his own country's province",
			"Thủ tướng Trung Quốc Lý Cường thăm Vân Nam ngày 3/6.",
			[]string{`visit guest="Lý Cường" host="Vân Nam" place="Vân Nam" date=2024-06-03`}},
		{"the date of what is asked about is not that of the answer",
			"Về câu hỏi Tổng thống Pháp có thăm Việt Nam trong tháng 9 hay không, Người phát ngôn Bộ Ngoại giao Lê Thị Hoa nói chưa có thông tin.",
			[]string{`!statement agent="Lê Thị Hoa" date=2023-09`, `!visit`}},
		{"two papers signed are two",
			"Sáng 4/6, Thủ tướng Trần Văn Bình và Thủ tướng Lào Khamtay Somvong chứng kiến lễ ký Bản ghi nhớ về giáo dục giữa hai Bộ Ngoại giao. Bộ trưởng Tư pháp Lê Văn Nam và Bộ trưởng Tư pháp Lào Bounma Xay ký Kế hoạch hành động.",
			[]string{`sign agent="Lê Văn Nam" topic="Kế hoạch hành động" counterpart="Bounma Xay"`}},
		{"who reports holds not the office he reports to",
			"Báo cáo Thủ tướng, Chủ tịch UBND tỉnh Nghệ An Trần Văn Bình cho biết tỉnh đã khắc phục hậu quả.",
			[]string{`holds person="Trần Văn Bình" office="Chủ tịch Ủy ban nhân dân" org="Nghệ An"`, `!office="Thủ tướng"`}},
		{"the host behind the guest is of his own country",
			"Tiếp Bộ trưởng Ngoại giao Trung Quốc Vương Nghị, Thủ tướng Trần Văn Bình nêu ba đề nghị.",
			[]string{`meet host="Trần Văn Bình" guest="Vương Nghị"`, `holds person="Trần Văn Bình" office="Thủ tướng" org="Việt Nam"`}},
		{"whoever speaks for another state is told with his ministry",
			"Ngày 3/6, Ngoại trưởng Nga Ivan Petrov thăm Lào. Một số báo Mỹ đưa tin khác, nhưng phát ngôn viên John Smith phủ nhận.",
			[]string{`!holds person="John Smith"`}},
		{"a decision moves the one it names",
			"Sáng 3/6, đồng chí Lê Văn Nam, Phó Trưởng ban Tổ chức Trung ương dự hội nghị. Ban Bí thư điều động đồng chí Trần Văn Bình, Vụ trưởng Vụ Địa phương, Ban Tổ chức Trung ương thôi giữ chức vụ hiện nay; chỉ định đồng chí giữ chức Phó Bí thư Tỉnh ủy Nghệ An.",
			[]string{`appoint appointee="Trần Văn Bình" agent="Ban Bí thư" office="Phó Bí thư Tỉnh ủy"`, `!appointee="Lê Văn Nam"`}},
		{"who comes attends what was told",
			"Sáng 3/6, Tỉnh ủy Nghệ An tổ chức Hội nghị tổng kết công tác. Ông Trần Văn Bình, Bí thư Tỉnh ủy đến dự và phát biểu. Ông Lê Văn Nam cùng dự. Ông Phạm Văn Hải không dự.",
			[]string{`conference organizer="Tỉnh ủy Nghệ An" attendee="Trần Văn Bình" attendee="Lê Văn Nam"`, `!attendee="Phạm Văn Hải"`}},
		{"who comes to something else attends that",
			"Sáng 3/6, Tỉnh ủy Nghệ An tổ chức Hội nghị tổng kết công tác. Ông Trần Văn Bình dự lễ khánh thành cầu.",
			[]string{`ceremony attendee="Trần Văn Bình"`, `!conference organizer="Tỉnh ủy Nghệ An" attendee`}},
		{"a visit that could not be made",
			"Riêng chuyến thăm Lào của Bí thư Tỉnh ủy Nghệ An Trần Văn Bình, lên lịch trong tháng 5, chưa thực hiện được.",
			[]string{`visit guest="Trần Văn Bình" host="Lào" place="Lào" modality=negated`}},
		{"what nobody confirms is no plan",
			"Nhà Trắng chưa xác nhận Tổng thống Mỹ John Smith sẽ thăm Lào trong mùa hè.",
			[]string{`!visit`}},
		{"a head of a body is no head of state",
			"Ngày 4/6, Chủ tịch nước Trần Văn Bình tiếp Chủ tịch Ủy ban Liên minh châu Phi Omar Said. Theo chương trình, ngày 7/6, Chủ tịch nước sẽ thăm Lào.",
			[]string{`visit guest="Trần Văn Bình" host="Lào" place="Lào" modality=planned date=2024-06-07`}},
		{"of two days before a verb the nearer is its own",
			"Vientiane (TTXVN) - Trong khuôn khổ chuyến thăm chính thức Lào từ ngày 3 đến 5/6, chiều 3/6, Thủ tướng Trần Văn Bình hội đàm với Thủ tướng Lào Khamtay Somvong.",
			[]string{`talks agent="Trần Văn Bình" counterpart="Khamtay Somvong" date=2024-06-03` + "\n", `visit guest="Trần Văn Bình" host="Lào" place="Lào" date=2024-06-03/2024-06-05`}},
		{"where somebody goes on to lies ahead",
			"Chiều 4/6, Thủ tướng Trần Văn Bình gặp gỡ kiều bào trước khi rời Lào sang thăm Thái Lan từ ngày 7 đến 9/6.",
			[]string{`visit guest="Trần Văn Bình" host="Thái Lan" place="Thái Lan" modality=planned date=2024-06-07/2024-06-09`}},
		{"what somebody does before he leaves is no journey yet",
			"Chiều 4/6, Thủ tướng Trần Văn Bình gặp gỡ kiều bào trước khi sang thăm Thái Lan.",
			[]string{`!visit`}},
		{"a few weeks later is not next week",
			"Thủ tướng Trần Văn Bình thăm Lào hồi tháng 3 và chỉ vài tuần sau đã gặp Thủ tướng Thái Lan Somchai Sukhum.",
			[]string{`!modality=planned`}},
		{"an envoy of two countries",
			"Ngày 3/6, Đại sứ Việt Nam tại Tanzania kiêm nhiệm Burundi Trần Văn Bình trình Thư ủy nhiệm lên Tổng thống Burundi Omar Said.",
			[]string{`present_credentials agent="Trần Văn Bình" recipient="Omar Said" date=2024-06-03`, `accredited_to="Tanzania"`}},
		{"both sides are not those of another meeting",
			"Sáng 4/6, Chủ tịch Quốc hội Trần Văn Bình gặp Chủ tịch Hạ viện Malaysia John Smith. Sau đó, trao đổi với Chủ tịch Thượng viện Campuchia, ông nhắc lại cuộc gặp giữa hai bên hồi tháng 3.",
			[]string{`!date=2024-03`}},
		{"a woman in office is no man",
			"Chiều 3/6, Thủ tướng Trần Văn Bình hội đàm với bà Anne Smith, Thủ tướng New Zealand. Sáng 4/6, Tổng Bí thư Lê Văn Nam tiếp Bà Thủ tướng.",
			[]string{`meet host="Lê Văn Nam" guest="Anne Smith"`}},
		{"a Chinese is called by his family name",
			"Chiều 3/6, Tổng thống Pháp Jean Dupont gặp Chủ tịch Trung Quốc Lý Cận Minh. Thủ tướng Anh John Smith đã hội đàm với ông Lý sáng 4/6.",
			[]string{`talks agent="John Smith" counterpart="Lý Cận Minh" date=2024-06-04`}},
		{"a Vietnamese is not called by his family name",
			"Chiều 3/6, Thủ tướng Lý Cận Minh gặp Tổng thống Pháp Jean Dupont. Thủ tướng Anh John Smith đã hội đàm với ông Lý sáng 4/6.",
			[]string{`!counterpart="Lý Cận Minh" date=2024-06-04`}},
		{"what was done on the same day was not done on that of the plan",
			"Sáng 4/6, Thủ tướng Trần Văn Bình tiếp Đại sứ Pháp Jean Dupont. Sáng 7/6, Thủ tướng sẽ thăm Lào. Cùng ngày, Bộ trưởng Tư pháp Lê Văn Nam đã gặp Đại sứ Anh John Smith.",
			[]string{`meet agent="Lê Văn Nam" counterpart="John Smith" date=2024-06-04`}},
		{"a round that goes by a day is not that day",
			"Ngày 3/6, Huyện ủy Yên Bình tổ chức Lễ trao Huy hiệu Đảng đợt 19/5.",
			[]string{`date=2024-06-03`, `!2024-05-19`}},
		{"who acts for another is the one who acts",
			"Ngày 3/6, Tổng Thanh tra Chính phủ Trần Văn Bình, thừa ủy quyền của Thủ tướng, trình bày Tờ trình về dự án Luật.",
			[]string{`report agent="Trần Văn Bình" date=2024-06-03`}},
		{"a deputy minister is of no foreign ministry",
			"Chiều 3/6, Bộ trưởng Bộ Tư pháp Lê Văn Nam hội đàm với Bộ trưởng Quốc phòng Lào Bounma Xay. Thứ trưởng Trần Văn Bình dự lễ.",
			[]string{`holds person="Trần Văn Bình" office="Thứ trưởng Bộ Tư pháp" org="Việt Nam"`}},
		{"the leader of a ministry's delegation is of its country",
			"Chiều 3/6, Thủ tướng Trần Văn Bình tiếp đoàn Bộ Quốc phòng Lào do Thượng tướng Bounma Xay, Thứ trưởng, dẫn đầu.",
			[]string{`holds person="Bounma Xay" office="Thứ trưởng Bộ Quốc phòng" org="Lào"`}},
		{"a guest on a visit",
			"Chiều 3/6, Thủ tướng Trần Văn Bình tiếp Bộ trưởng Tư pháp Lào Bounma Xay đang thăm chính thức Việt Nam.",
			[]string{`visit guest="Bounma Xay" host="Việt Nam"`}},
		{"the general staff is no ministry",
			"Bộ Tư pháp tổ chức hội nghị. Bộ Tổng Tham mưu cử người dự. Thứ trưởng Trần Văn Bình dự lễ.",
			[]string{`holds person="Trần Văn Bình" office="Thứ trưởng Bộ Tư pháp"`}},
		{"a town's committee and its council",
			"Ông Trần Văn Bình, Bí thư Thị ủy Hồng Lĩnh, dự lễ. UBND Hồng Lĩnh mời Hội đồng nhân dân và các hộ dân.",
			[]string{`holds person="Trần Văn Bình" office="Bí thư Thị ủy" org="Hồng Lĩnh"`}},
		{"who leads an occasion leads no commission",
			"Ông Lê Văn Nam, Phó Trưởng ban Tuyên giáo Tỉnh ủy Nghệ An, dự hội nghị. Trưởng ban Trần Văn Bình phát biểu.",
			[]string{`!office="Trưởng ban Tuyên giáo Tỉnh ủy"`}},
		{"a day in quotation marks is not that of the saying",
			"Chuyến đi sẽ được thu xếp lại \"trong năm nay\", người phát ngôn Bộ Ngoại giao Pháp Anne Webb nói.",
			[]string{`statement agent="Anne Webb"` + "\n"}},
		{"any body has its party committee",
			"Ngày 3/6, tại Trung tâm Hội nghị quốc gia (Hà Nội), Đảng ủy, Bộ Tư lệnh Bộ đội Biên phòng tổ chức Lễ kỷ niệm ngày truyền thống.",
			[]string{`organizer="Đảng ủy"`, `!Đảng ủy Hà Nội`}},
		{"nobody appoints himself",
			"Ông Trần Văn Bình sinh năm 1960. Năm 2010, Thủ tướng Lê Văn Nam bổ nhiệm ông giữ chức Thứ trưởng Bộ Tư pháp.",
			[]string{`appoint appointee="Trần Văn Bình" agent="Lê Văn Nam" office="Thứ trưởng Bộ Tư pháp" date=2010`}},
		{"a stop on a journey that is called off is none",
			"Thủ tướng Trần Văn Bình hủy chuyến công du trước khi sang thăm Thái Lan ngày 3/6.", []string{`!visit guest="Trần Văn Bình" host="Thái Lan" place="Thái Lan" date`}},
		{"a stop on a journey that somebody would make is none",
			"Nếu đắc cử, Thủ tướng Trần Văn Bình gặp kiều bào trước khi sang thăm Thái Lan ngày 4/6.", []string{`!visit`}},
		{"a stop on a journey that is planned is planned, though its day is past",
			"Thủ tướng Trần Văn Bình nói sẽ gặp kiều bào trước khi sang thăm Thái Lan ngày 4/6.",
			[]string{`visit guest="Trần Văn Bình" host="Thái Lan" place="Thái Lan" modality=planned date=2024-06-04`}},
		{"who is sent or asked does not come",
			"Ngày 3/6, Bộ Tư pháp tổ chức Hội nghị tổng kết. Thủ tướng Trần Văn Bình cử đại diện dự. Ông Lê Văn Nam được mời dự.",
			[]string{`conference organizer="Bộ Tư pháp Việt Nam"`, `!attendee`}},
		{"a gathering that will have a guest is called by its name",
			"Ngày 7/6, Hội nghị toàn quốc về thi đua sẽ có sự tham dự của Thủ tướng Trần Văn Bình.",
			[]string{`conference attendee="Trần Văn Bình" label="Hội nghị toàn quốc về thi đua" modality=planned date=2024-06-07`}},
		{"coming to a feast dates the speech",
			"Về dự lễ hội ngày 3/6, Thủ tướng Trần Văn Bình phát biểu.",
			[]string{`speech agent="Trần Văn Bình" date=2024-06-03`}},
		{"who signed decides what is listed below",
			"Thủ tướng Trần Văn Bình vừa ký các quyết định về công tác nhân sự.\n\n- Quyết định số 12/QĐ-TTg ngày 3/6/2024 bổ nhiệm ông Lê Văn Nam giữ chức Thứ trưởng Bộ Tư pháp.\n- Quyết định số 13/QĐ-TTg cùng ngày điều động bà Lê Thị Thu giữ chức Thứ trưởng Bộ Y tế.",
			[]string{`appoint appointee="Lê Văn Nam" agent="Trần Văn Bình" office="Thứ trưởng Bộ Tư pháp" date=2024-06-03`,
				`appoint appointee="Lê Thị Thu" agent="Trần Văn Bình" office="Thứ trưởng Bộ Y tế" date=2024-06-03`}},
		{"who hands over a decision by authority did not decide",
			"Sáng 3/6, thừa ủy quyền của Bộ trưởng Bộ Công an Trần Văn Bình, Thứ trưởng Lê Văn Nam trao các quyết định về công tác cán bộ. Theo đó, điều động Đại tá Phạm Văn Hải, Giám đốc Công an tỉnh Nghệ An, giữ chức Chánh Văn phòng Bộ; điều động Đại tá Đỗ Văn Long giữ chức Giám đốc Công an tỉnh Nghệ An.",
			[]string{`appointee="Phạm Văn Hải" agent="Trần Văn Bình"`, `appointee="Đỗ Văn Long" agent="Trần Văn Bình"`, `!agent="Phạm Văn Hải"`, `!agent="Lê Văn Nam"`}},
		{"a deputy who hands over decisions is not said to have taken them",
			"Sáng 3/6, Phó Bí thư Tỉnh ủy Nghệ An Trần Văn Bình trao các quyết định về công tác cán bộ. Theo đó, điều động ông Phạm Văn Hải giữ chức Bí thư Huyện ủy Nam Đàn.",
			[]string{`appoint appointee="Phạm Văn Hải"`, `!agent="Trần Văn Bình"`}},
		{"a decision is dated by its signing, not by when it takes effect",
			"Cùng ngày 3/6, tại Quyết định số 520/QĐ-TTg, Thủ tướng Trần Văn Bình đồng ý để ông Lê Văn Nam, Phó Chủ nhiệm Văn phòng Chính phủ, nghỉ hưu kể từ 1/7.",
			[]string{`dismiss appointee="Lê Văn Nam" agent="Trần Văn Bình" office="Phó Chủ nhiệm Văn phòng Chính phủ" date=2024-06-03`}},
		{"the day decisions were signed on holds to the end of the paragraph",
			"Theo các quyết định ký ngày 28/5, ông Lê Văn Nam, Vụ trưởng Vụ Đông Bắc Á, thôi giữ chức. Bà Lê Thị Thu được bổ nhiệm giữ chức Vụ trưởng Vụ Đông Bắc Á.",
			[]string{`dismiss appointee="Lê Văn Nam" office="Vụ trưởng Vụ Đông Bắc Á" date=2024-05-28`, `appoint appointee="Lê Thị Thu" office="Vụ trưởng Vụ Đông Bắc Á" date=2024-05-28`}},
		{"the lines below a heading fill it",
			"Chiều 3/6, Chủ tịch nước Trần Văn Bình trao Quyết định bổ nhiệm Đại sứ nhiệm kỳ 2024 - 2027.\n\nDanh sách các Đại sứ được bổ nhiệm gồm:\n1. Ông Lê Văn Nam, Vụ trưởng Vụ Luật pháp, Đại sứ tại Brunei.\n2. Bà Lê Thị Thu, Đại sứ tại Kuwait.\n\nDự lễ có ông Phạm Văn Hải.",
			[]string{`appoint agent="Trần Văn Bình" appointee="Lê Văn Nam" office="Đại sứ" date=2024-06-03`,
				`appoint agent="Trần Văn Bình" appointee="Lê Thị Thu" office="Đại sứ" date=2024-06-03`, `!appointee="Phạm Văn Hải"`, `!office="Vụ trưởng Vụ Luật pháp" date=2024-06-03`}},
		{"a paragraph that goes back stays there",
			"Sáng 3/6, Quốc hội khai mạc Kỳ họp thứ 7 tại Hà Nội. Trước đó, ngày 28/5, Hội nghị Trung ương giới thiệu nhân sự. Trung ương cũng bầu ông Lê Văn Nam giữ chức Ủy viên Bộ Chính trị.",
			[]string{`elect appointee="Lê Văn Nam" agent="Ban Chấp hành Trung ương Đảng" office="Ủy viên Bộ Chính trị" date=2024-05-28`}},
		{"a day is of the conference it was told of, not of another",
			"Ngày 28/5, Thủ tướng Trần Văn Bình phát biểu tại Hội nghị Đối ngoại toàn quốc. Phát biểu bế mạc Hội nghị Ngoại giao 31, Bộ trưởng Ngoại giao Lê Văn Nam cảm ơn các đại biểu.",
			[]string{`speech agent="Lê Văn Nam"`, `!label="Hội nghị Ngoại giao 31" date=`, `speech agent="Trần Văn Bình" label="Hội nghị Đối ngoại toàn quốc" date=2024-05-28`}},
		{"by now is some day before",
			"Trước đó, ngày 28/5, Ban Bí thư đã khai trừ ra khỏi Đảng ông Lê Văn Nam. Ông Nam hiện đã có đơn xin thôi làm nhiệm vụ đại biểu Quốc hội.",
			[]string{`resign agent="Lê Văn Nam"`, `!resign agent="Lê Văn Nam" date=`}},
		{"two leaders who talk lead two states",
			"Ngày 4/6, Thủ tướng Pháp Jean Dupont điện đàm với Tổng thống Omar Said.",
			[]string{`holds person="Omar Said" office="Tổng thống" date=2024-06-05`}},
		{"a district is no person",
			"Ông Trần Văn Bình từng giữ chức Bí thư Huyện ủy Văn Yên.", []string{`!Văn Yên`}},
		{"an ambassador's post of one syllable",
			"Đại sứ Việt Nam tại Lào Trần Văn Bình dự lễ khai mạc.",
			[]string{`holds person="Trần Văn Bình" office="Đại sứ" org="Việt Nam" accredited_to="Lào" date=2024-06-05`}},
		{"the headline's party is the text's delegation",
			"Trưởng ban Đối ngoại Trung ương hội đàm với Đảng Cộng sản Nepal\n\nChiều 3/6, đồng chí Trần Văn Bình, Trưởng ban Đối ngoại Trung ương, hội đàm với Đoàn đại biểu Đảng Cộng sản Nepal do đồng chí Jean Dupont dẫn đầu.",
			[]string{`talks agent="Trần Văn Bình" counterpart="Jean Dupont" date=2024-06-03`, `!counterpart="Đảng Cộng sản Nepal"`}},
		{"a delegation sent is not the guest's",
			"Chiều 3/6, Chủ tịch nước Trần Văn Bình tiếp Đoàn Đảng Nhân dân Cách mạng Lào do đồng chí Khamtay Somvong dẫn đầu. Đồng chí cảm ơn Đảng Cộng sản Việt Nam đã cử đoàn dự Đại hội Đảng.",
			[]string{`!congress attendee="Khamtay Somvong"`}},
		{"what somebody sets out for lies ahead",
			"Ngày 4/6, Thủ tướng Nhật Bản Ken Sato lên đường tới Ukraine để hội đàm với Tổng thống Petro Koval.",
			[]string{`talks agent="Ken Sato" counterpart="Petro Koval" modality=planned`}},
		{"a mayor is received, not advertised",
			"Ngày 4/6, Bí thư Thành ủy Hà Nội Trần Văn Bình tiếp Thị trưởng Paris Anne Dupont.",
			[]string{`meet host="Trần Văn Bình" guest="Anne Dupont" subtype=tiep date=2024-06-04`}},
	}
	x := embedded(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-05", Text: []byte(tt.say)})
			if err != nil {
				t.Fatal(err)
			}
			var all string
			for i := range f.Claims {
				all += f.Claims[i].String() + "\n"
			}
			for _, want := range tt.want {
				line, banned := strings.CutPrefix(want, "!")
				if found := strings.Contains(all, line); found == banned {
					t.Errorf("%q: claim %q is made: %v\n%s", tt.say, line, found, all)
				}
			}
		})
	}
}

// TestScheduleByTitle reads a programme of work that only the title of the record calls one: what it lists is planned.
func TestScheduleByTitle(t *testing.T) {
	x := embedded(t)
	for title, want := range map[string]Modality{"Lịch công tác tuần của Thủ tướng": Planned, "Hoạt động của Thủ tướng trong tuần": Actual} {
		f, err := x.Extract(source.Document{ID: "x", Date: "2024-06-08", Title: title,
			Text: []byte("Thứ Hai (3/6): Thủ tướng Trần Văn Bình tiếp Đại sứ Pháp Jean Dupont.")})
		if err != nil {
			t.Fatal(err)
		}
		met := false
		for i := range f.Claims {
			if c := &f.Claims[i]; c.Relation == "meet" {
				met = true
				if c.Modality != want {
					t.Errorf("under %q the meeting is %s, want %s", title, c.Modality, want)
				}
			}
		}
		if !met {
			t.Errorf("under %q there is no meeting", title)
		}
	}
}
