package text

// A cue is how a line of a certain kind begins, as a key.
type cue struct {
	key  string
	kind LineKind
	// within, if not 0, is the most tokens of such a line, and it may have no full stop, because a sentence may begin
	// with the same words: "Chia sẻ tại hội nghị, …" (sharing at the conference).
	within int
}

// A cueTable holds cues by their first byte.
type cueTable [256][]cue

func newCues(cues []cue) *cueTable {
	var t cueTable
	for _, q := range cues {
		t[q.key[0]] = append(t[q.key[0]], q)
	}
	return &t
}

const (
	label = 12 // tokens of a line that is a label, not a sentence
	tag   = 6  // of a very short one
)

// cueWords are the keys of the words that cues begin with, and of those that an interviewer's question does.
var cueWords = func() map[string]bool {
	words := wordSet("thưa xin")
	for _, table := range []*cueTable{lineCues, relatedCues, sloganCues, captionCues, officeCues} {
		for _, cues := range table {
			for _, q := range cues {
				first := Tokens(q.key)[0]
				words[q.key[first.Start:first.End]] = true
			}
		}
	}
	return words
}()

// lineCues lists what pages are furnished with, most of it seen on Vietnamese news sites.
var lineCues = newCues([]cue{
	// Counters, navigation, footers.
	{"lượt xem", Furniture, 0}, {"lượt truy cập", Furniture, 0}, {"số lượt", Furniture, label},
	{"đang online", Furniture, 0}, {"đang truy cập", Furniture, 0}, {"thống kê truy cập", Furniture, label},
	{"trong tuần:", Furniture, 0}, {"trong tháng:", Furniture, 0}, {"trong năm:", Furniture, 0},
	{"hôm nay:", Furniture, label}, {"tổng truy cập", Furniture, label},
	{"liên kết website", Furniture, label}, {"trang chủ", Furniture, label}, {"cỡ chữ", Furniture, label},
	{"in trang", Furniture, label}, {"in bài", Furniture, label}, {"gửi email", Furniture, label}, {"lưu bài", Furniture, label},
	{"chia sẻ", Furniture, label}, {"bình luận", Furniture, label}, {"ý kiến bạn đọc", Furniture, label},
	{"đăng nhập", Furniture, label}, {"tìm kiếm", Furniture, label}, {"quảng cáo", Furniture, label},
	{"quay lại", Furniture, label}, {"trở về", Furniture, label}, {"về đầu trang", Furniture, label},
	{"nghe đọc bài", Furniture, label}, {"facebook", Furniture, label}, {"zalo", Furniture, label},
	{"theo dõi", Furniture, label}, {"mời quý độc giả", Furniture, 0}, {"mời bạn đọc", Furniture, 0},
	{"tags", Furniture, 0}, {"tag:", Furniture, 0}, {"từ khóa", Furniture, label}, {"từ khóa:", Furniture, 0},
	{"bản quyền", Furniture, 0}, {"giấy phép số", Furniture, 0}, {"giấy phép:", Furniture, 0}, {"©", Furniture, 0},
	{"cơ quan chủ quản", Furniture, 0}, {"tổng biên tập", Furniture, label}, {"tòa soạn", Furniture, label},
	{"địa chỉ:", Furniture, 0}, {"điện thoại:", Furniture, 0}, {"đt:", Furniture, 0}, {"tel", Furniture, label},
	{"fax", Furniture, label}, {"email", Furniture, label}, {"hotline", Furniture, 0}, {"đường dây nóng", Furniture, 0},
	{"{keywords}", Furniture, label}, {"leftcenterrightdel", Furniture, 0}, {"your browser", Furniture, 0},

	// Who wrote, photographed or first published it.
	{"nguồn:", Byline, 0}, {"(nguồn", Byline, label}, {"(theo", Byline, label}, {"theo", Byline, tag},
	{"tin:", Byline, label}, {"bài:", Byline, label}, {"tin, ảnh", Byline, label}, {"tin và ảnh", Byline, label}, {"tin ảnh:", Byline, label},
	{"bài, ảnh", Byline, label}, {"bài và ảnh", Byline, label}, {"bài ảnh:", Byline, label}, {"ảnh:", Byline, label}, {"(ảnh", Byline, label},
	{"ảnh, clip", Byline, label}, {"video:", Byline, label}, {"đồ họa:", Byline, label}, {"tác giả:", Byline, label}, {"người viết:", Byline, label},
	{"thực hiện:", Byline, label}, {"biên soạn:", Byline, label}, {"tổng hợp:", Byline, label}, {"nhóm pv", Byline, label},

	// Interviews. "PV" is phóng viên, the reporter.
	{"pv:", Question, 0}, {"phóng viên:", Question, 0}, {"hỏi:", Question, 0}, {"p.v:", Question, 0},
	{"trả lời:", Answer, 0}, {"đáp:", Answer, 0},
})

// relatedCues open a box of headlines of other articles.
var relatedCues = newCues([]cue{
	{"tin liên quan", Furniture, label}, {"tin bài liên quan", Furniture, label}, {"tin, bài liên quan", Furniture, label},
	{"bài liên quan", Furniture, label}, {"bài viết liên quan", Furniture, label}, {"bài viết khác", Furniture, label},
	{"tin cùng chuyên mục", Furniture, label}, {"cùng chuyên mục", Furniture, label}, {"tin khác", Furniture, label}, {"tin mới", Furniture, label},
	{"các tin khác", Furniture, label}, {"các tin liên quan", Furniture, label}, {"có thể bạn quan tâm", Furniture, label},
	{"đọc thêm", Furniture, label}, {"xem thêm", Furniture, label}, {"đọc nhiều", Furniture, label}, {"xem nhiều", Furniture, label},
	{"tin đọc nhiều", Furniture, label}, {"tin nổi bật", Furniture, label},
})

// sloganCues begin banners; a sentence of an article may begin so too, but not in capitals.
var sloganCues = newCues([]cue{
	{"nhiệt liệt chào mừng", Furniture, 0}, {"chào mừng", Furniture, 0}, {"tích cực hưởng ứng", Furniture, 0},
	{"quyết tâm", Furniture, 0}, {"thi đua", Furniture, 0}, {"toàn đảng, toàn dân", Furniture, 0}, {"mừng đảng", Furniture, 0},
})

// captionCues begin the caption of a picture even where nothing else tells it from a heading.
var captionCues = newCues([]cue{
	{"quang cảnh", Caption, 0}, {"toàn cảnh", Caption, 0}, {"ảnh minh họa", Caption, label}, {"ảnh tư liệu", Caption, label},
})

// officeCues begin the caption of a portrait: an office or a title, then a name.
var officeCues = newCues([]cue{
	{"tổng bí thư", Caption, 0}, {"chủ tịch", Caption, 0}, {"thủ tướng", Caption, 0}, {"phó", Caption, 0}, {"bộ trưởng", Caption, 0},
	{"thứ trưởng", Caption, 0}, {"trưởng ban", Caption, 0}, {"bí thư", Caption, 0}, {"ủy viên", Caption, 0}, {"đại sứ", Caption, 0},
	{"tổng thống", Caption, 0}, {"ngoại trưởng", Caption, 0}, {"đại tướng", Caption, 0}, {"ông", Caption, 0}, {"bà", Caption, 0},
	{"đồng chí", Caption, 0}, {"cố", Caption, 0}, {"nguyên", Caption, 0},
})

var (
	// clockWords stand beside the numbers of a page's clock; days of the week have two words.
	clockWords = wordSet("thứ hai ba tư năm sáu bảy tám chín mười một giêng chủ nhật ngày tháng cập đăng lúc giờ phút h sa ch am pm gmt xuất bản")
	// unfinished words cannot end a sentence: a newline after one is a slip.
	unfinished = wordSet("của và với tại cho là các những về trong từ do bởi hoặc cùng giữa nhằm để được bị sẽ đã đang ở thuộc vào bằng như khi nhưng")
	// doneBy words follow the name of an author.
	doneBy = wordSet("thực hiện tổng hợp ghi lược thuật biên dịch")
	// publishers are no persons, as what follows them is none.
	publishers = wordSet("theo nguồn")
	// agencies begin the name of a news house, not of a photographer.
	agencies = wordSet("báo thông tạp đài cổng hãng vietnam vnexpress internet reuters getty tư")
	// monthWord stands before the name of a month.
	monthWord = wordSet("tháng")
)
