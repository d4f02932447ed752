package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quanhe/extract/text"
)

// An opener is a word that can begin an expression, in lower case.
type opener struct {
	word string
	set  start    // of what
	next []string // the words of which one must follow, if any: `chủ` of a chairman is none, `chủ nhật` is Sunday
}

// An openerTable finds openers by a hash of their length and some of their bytes. Most words of a text are turned away by an empty
// place in the index, which is what makes text without dates cheap.
type openerTable struct {
	list  []opener
	index [1 << openerBits]uint8 // one more than the place in list; 0 for none
}

const openerBits = 10

// openers is the table of all openers.
var openers = newOpeners([]opener{
	{"ngày", startDay | startLunar | startHoliday | startVague, nil},
	{"hôm", startDay, nil}, {"bữa", startDay, nil}, {"buổi", startDay, nil}, {"rạng", startDay, nil},
	{"sáng", startDay, nil}, {"trưa", startDay, nil}, {"chiều", startDay, nil}, {"tối", startDay, nil},
	{"đêm", startDay, nil}, {"khuya", startDay, nil}, {"thứ", startDay, nil},
	{"chủ", startDay, []string{"nhật"}}, {"chúa", startDay, []string{"nhật"}}, {"cn", startDay, nil},
	{"mùng", startDay | startLunar, nil}, {"mồng", startDay | startLunar, nil},
	{"rằm", startLunar, nil}, {"tức", startLunar, nil}, {"nhằm", startLunar, nil},
	{"cùng", startDay | startUnit, []string{"ngày", "hôm", "tuần", "tháng", "năm"}},
	{"tuần", startUnit | startVague, nil},
	{"tháng", startLunar | startUnit | startMonth | startVague, nil},
	{"năm", startUnit | startYear | startVague | startTerm | startCount, nil}, // year, or five
	{"quý", startQuarter, nil}, {"quí", startQuarter, nil},
	{"mùa", startSeason, nil},
	{"đầu", startEdge, edged}, {"giữa", startEdge, edged}, {"cuối", startEdge, edged}, {"nửa", startEdge, nil},
	{"thượng", startEdge, []string{"tuần"}}, {"trung", startEdge, []string{"tuần"}}, {"hạ", startEdge, []string{"tuần"}},
	{"một", startCount, nil}, {"hai", startCount, nil}, {"ba", startCount, nil}, {"bốn", startCount, nil},
	{"sáu", startCount, nil}, {"bảy", startCount, nil}, {"bẩy", startCount, nil}, {"tám", startCount, nil},
	{"chín", startCount, nil}, {"mười", startCount, nil},
	{"các", startList, nil}, {"những", startList, nil},
	{"nhiều", startVague, nil}, {"vài", startVague, nil}, {"mấy", startVague, nil},
	{"mới", startVague, []string{"đây"}}, {"vừa", startVague, []string{"qua", "rồi"}}, {"sắp", startVague, []string{"tới"}},
	{"thời", startVague | startTerm, []string{"gian", "kỳ", "kì"}},
	{"gần", startVague | startDuration, nil},
	{"hơn", startDuration, nil}, {"cách", startDuration, []string{"đây", "nay"}},
	{"trên", startDuration | startLed, nil}, {"khoảng", startDuration | startLed, nil},
	{"trước", startLed | startDuration | startVague, nil}, {"tới", startLed | startDuration | startVague, nil},
	{"sau", startLed | startDuration, nil},
	{"từ", startLed, nil}, {"kể", startLed, []string{"từ"}}, {"chậm", startLed, []string{"nhất"}}, {"muộn", startLed, []string{"nhất"}},
	{"đến", startLed, nil}, {"vào", startLed, nil}, {"hồi", startLed, nil}, {"trong", startLed, nil},
	{"ngay", startLed, nil}, {"lúc", startLed, nil}, {"đúng", startLed, nil}, {"suốt", startLed, nil},
	{"nhiệm", startTerm, []string{"kỳ", "kì"}}, {"giai", startTerm, []string{"đoạn"}}, {"tầm", startTerm, []string{"nhìn"}},
	{"niên", startTerm, []string{"khóa", "khoá"}}, {"khóa", startTerm, nil}, {"khoá", startTerm, nil},
	{"thế", startTerm, []string{"kỷ", "kỉ"}}, {"thập", startTerm, []string{"niên", "kỷ", "kỉ"}},
	{"sinh", startLife, nil}, {"sn", startLife, nil},
	{"quốc", startHoliday, []string{"khánh"}}, {"dịp", startHoliday, nil}, {"lễ", startHoliday, nil},
	{"tết", startHoliday, nil}, {"giỗ", startHoliday, []string{"tổ"}},
})

// edged are the words behind a part of a stretch of time: `giữa` is mostly "between".
var edged = []string{"tuần", "tháng", "năm", "cùng"}

// longestOpener is the length in bytes of the longest opener.
const longestOpener = len("thượng")

func newOpeners(list []opener) *openerTable {
	t := openerTable{list: list}
	for k, o := range list {
		h := place(o.word)
		for t.index[h] != 0 {
			h = (h + 1) % len(t.index)
		}
		t.index[h] = uint8(k + 1)
	}
	return &t
}

// may reports whether a word can be an opener, by its hash alone.
func (t *openerTable) may(s string, flags text.Flags) bool {
	return flags&text.Upper != 0 || t.index[place(s)] != 0
}

// place is where a word is looked for. It is the same for a capital as for a small first letter, also for Đ and đ, whose first bytes
// are one.
func place(s string) int {
	return int(uint(s[0]|0x20)*31+uint(s[len(s)-1])*7+uint(len(s))*101+uint(s[len(s)/2])*3) % (1 << openerBits)
}

// lookup finds the opener of a word, nil when there is none. Capitals do not matter.
func (t *openerTable) lookup(s string, flags text.Flags) *opener {
	if len(s) < 2 || len(s) > longestOpener {
		return nil
	}
	first, folded := s[0], 0
	if flags&text.Cap != 0 {
		switch {
		case flags&text.Upper != 0 || 'A' <= s[1] && s[1] <= 'Z':
			return t.lookupCapitals(s)
		case 'A' <= first && first <= 'Z':
			first, folded = first|0x20, 1
		case strings.HasPrefix(s, "Đ"): // its two letters differ in their second byte
			folded = len("Đ")
		default:
			return nil
		}
	}
	for h := place(s); t.index[h] != 0; h = (h + 1) % len(t.index) {
		o := &t.list[t.index[h]-1]
		if len(o.word) == len(s) && o.word[0] == first && o.word[folded:] == s[folded:] {
			return o
		}
	}
	return nil
}

// lookupCapitals is lookup for a word with more than its first letter in capitals.
func (t *openerTable) lookupCapitals(s string) *opener {
	var buf [longestOpener + utf8.UTFMax]byte
	n := 0
	for _, r := range s {
		n += utf8.EncodeRune(buf[n:], unicode.ToLower(r))
		if n > longestOpener {
			return nil
		}
	}
	return t.lookup(string(buf[:n]), 0)
}
