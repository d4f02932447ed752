package text

// common lists the most frequent syllables of political news, as keys. A glued word is cut only into these.
const common = "" +
	" an anh ba bam ban bang bao bi bin binh biên biến biết biển biểu biện biệt buồn buổi bà bài bàn bào bày" +
	" bá bác bách bám báo bây bão bè bên bênh bình bí bích bính bó bùi búa băng bước bạn bản bảo bảy bấm bất" +
	" bầu bật bắc bắn bắt bằng bế bến bền bệnh bỉnh bị bịa bỏ bố bốc bối bốn bồ bồi bồn bổ bộ bởi bữa ca cai" +
	" cam can cao cay chia chiếc chiến chiều cho chung chuyên chuyến chuyển chuẩn chuỗi chào chánh châm chân" +
	" châu chí chín chính chít chóng chú chúc chúng chăn chơi chư chưa chương chấp chất chắc chắt chặt chẽ chế" +
	" chỉ chỉnh chọn chối chống chốt chớ chợ chụp chủ chủng chứa chức chứng chữ coi con cua cung cuối cuộc" +
	" càng cá các cách cán cánh cáo câu cây còn có công cùng cúc căng cũ cũng cơ cương cường cạnh cả cải cảm" +
	" cảnh cấp cất cấu cầm cần cầu cẩm cận cập cậy cặp cố cống cốt cổng cội cộng cột cỡ cụ cục của củng cứ cứu" +
	" cử cửa cực cựu danh di diễn diện do doan doanh dung duy duyệt dài dành dân dây dõi dù dũng dương dưới" +
	" dưỡng dạn dạng dấu dầu dẫn dịch dịp dời dục dụng dự dựng em gay ghi ghép gia giai gian giang giao gio" +
	" giành giàu giá giác giám gián giáo giúp giả giải giảm giấy giắc giặc giềng giỏi giới giờ giữ giữa gái" +
	" gây gãy gì gìn góp gương gần gắn gắt gặp gọi gồm gỗ gỡ gửi ha hai hay hinh hiến hiển hiểu hiện hiệp hiệu" +
	" hoa hoan hong hoài hoàn hoàng hoãn hoạch hoạt hoảng huy huyện huân huấn huế huệ huỳnh hy hà hài hàn hàng" +
	" hành hãy hình hòa hóa hôm hùng húc hút hơn hưng hưu hương hướng hưởng hạ hại hạn hạng hải hản hầu hậu" +
	" hằng hết hệ học họp hỏi hồ hồi hồng hỗ hộ hội hợi hợp hủa hủy hứa hứng hữu khai khan khi khiêm khiến" +
	" khiển khoa khoan khoảng khu khuyến khuôn khác khách khánh khâu khép khí khích khó khóa không khăn khả" +
	" khải khảo khẩn khẩu khắc khẳng khỏi khối khổ khởi khủng kim kinh kiên kiếm kiến kiểm kiện kéo kênh ký kế" +
	" kết kể kịp kỳ kỷ kỹ la lai lam lan lao linh liên liều liệt liệu long loạt luyện luôn luông luận luật ly" +
	" là làm làn lào láng lâm lâu lãnh lê lên lò lòng lô lùi lúc lý lĩnh lũ lũy lưu lương lược lượng lượt lại" +
	" lạnh lạp lấy lần lẫn lập lắng lắp lề lễ lệ lịch lọc lối lồng lớn lời lở lợi lục lực mai mang minh miêu" +
	" miền miễn mong mua muốn mà mác máy mãi mình mô môi môn mùa mưa mưu mười mạc mạch mạng mạnh mất mặn mặt" +
	" mẽ mọi mốc mối mỗi một mới mời mở mục mừng mỹ nam nang nay nga ngay nghe nghiêm nghiên nghiệm nghiệp" +
	" nghĩ nghĩa nghệ nghỉ nghị nghịch ngoai ngoài ngoái ngoại nguyên nguyễn nguồn ngài ngành ngày ngân ngãi" +
	" ngô ngôn ngăn ngũ người ngạch ngọc ngờ ngừa ngừng nhanh nhau nhiều nhiệm nhiệt nhà nhân nhìn nhĩ như" +
	" nhưng nhấn nhất nhậm nhận nhập nhật nhằm nhỏ nhớ những ninh niệm nào này nâng nêu nói nông năm năng nước" +
	" nắm nẵng nặng nếu nề nền nối nổi nỗ nội nửa nữa pha phan phi phiên phiếu phong phu phái pháp phát phân" +
	" phép phê phía phòng phó phóng phù phùng phú phúc phút phăn phương phước phạm phải phản phấn phần phẩm" +
	" phỏng phố phối phổ phục phủ phức qua quan quang quen quy quyết quyền quàng quá quán quân quý quả quản" +
	" quảng quốc ra rau riêng rãi rõ rút rất rắc rằng rộng sa sang sao sau sinh song soát suy sàng sách sáng" +
	" sát sáu sâu sôi sông sơn sạn sản sầu sắc sắp sẵn sẻ sẽ số sống sớm sở sứ sức sử sửa sự ta tang tay tham" +
	" thanh thay the theo thi thiết thiện thiệu thoại thu thuẫn thuận thuật thuộc thành thách thái tháng thân" +
	" thêm thích thôi thông thúc thăm thơ thư thưa thương thường thưởng thượng thảo thần thầy thẩm thắng thế" +
	" thể thệ thị thọ thỏa thống thổ thời thủ thủy thứ thức thừa thử thực tim tin tinh tiên tiêu tiếc tiến" +
	" tiếp tiềm tiền tiễn toàn tra trang tranh trao tre triều triển triệt triệu trong trung truy truyền trào" +
	" trách trái tráng trân trên trì trình trí trò trùm trùng trú trúc trúng trưa trương trước trường trưởng" +
	" trả trần trận trắng trẻ trị trọng trợ trụ trực tuy tuyên tuyến tuấn tuần tuổi tài tác tái tám tán tâm" +
	" tân tây tìm tình tích tín tính tòa tô tôi tôn tăng tư tương tướng tường tưởng tượng tại tạo tạp tải tảng" +
	" tấm tấn tất tầm tập tắc tặng tế tết tỉnh tịch tỏ tỏa tố tối tốt tổ tổng tộc tới tục tức từ từng tử tự" +
	" tựu tỷ uy va vai vang ven vi vinh viên viếng viết việc viện việt vui và vàng vào vân vì võ văn vĩ vĩnh" +
	" vũ vương vượt vấn vẫn vận vậy vẹn vẻ về vệ vị với vụ vừa vững vực xem xin xu xuyên xuân xuất xác xây xã" +
	" xét xúc xử yêu yết yếu án ánh âu ích ít ôn ông ý đa đang đi đinh điều điểm điện điệp đoàn đoạn đà đàm" +
	" đàn đào đáng đánh đáp đây đã đêm đình đòi đó đón đóng đô đông đúng đăng đơn đưa đường được đại đạo đạt" +
	" đảm đảng đất đấu đầu đầy đẩy đắc đặc đặng đặt đẹp đến đề đều để đỉnh địa định đọc đốc đối đồn đồng đổi" +
	" độ độc đội động đới đời đủ đức ơn ưu ương ước ảnh ấn ẩn ổn ủng ủy ứng "
