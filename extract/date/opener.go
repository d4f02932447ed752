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
	set  start     // of what
	next [3]string // the words of which one must follow, if any: `chủ` of a chairman is none, `chủ nhật` is Sunday
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
	{"ngày", startDay | startLunar | startHoliday | startVague, [3]string{}},
	{"hôm", startDay, [3]string{}}, {"bữa", startDay, [3]string{}}, {"buổi", startDay, [3]string{}}, {"rạng", startDay, [3]string{}},
	{"sáng", startDay, [3]string{}}, {"trưa", startDay, [3]string{}}, {"chiều", startDay, [3]string{}}, {"tối", startDay, [3]string{}},
	{"đêm", startDay, [3]string{}}, {"khuya", startDay, [3]string{}}, {"thứ", startDay, [3]string{}},
	{"chủ", startDay, [3]string{"nhật"}}, {"chúa", startDay, [3]string{"nhật"}}, {"cn", startDay, [3]string{}},
	{"mùng", startDay | startLunar, [3]string{}}, {"mồng", startDay | startLunar, [3]string{}},
	{"rằm", startLunar, [3]string{}}, {"tức", startLunar, [3]string{}}, {"nhằm", startLunar, [3]string{}},
	{"cùng", startDay | startUnit, [3]string{}},
	{"tuần", startUnit | startVague, [3]string{}},
	{"tháng", startLunar | startUnit | startMonth | startVague, [3]string{}},
	{"năm", startUnit | startYear | startVague | startTerm | startCount, [3]string{}}, // year, or five
	{"quý", startQuarter, [3]string{}}, {"quí", startQuarter, [3]string{}},
	{"mùa", startSeason, [3]string{}},
	{"đầu", startEdge, [3]string{}}, {"giữa", startEdge, [3]string{}}, {"cuối", startEdge, [3]string{}}, {"nửa", startEdge, [3]string{}},
	{"thượng", startEdge, [3]string{"tuần"}}, {"trung", startEdge, [3]string{"tuần"}}, {"hạ", startEdge, [3]string{"tuần"}},
	{"một", startCount, [3]string{}}, {"hai", startCount, [3]string{}}, {"ba", startCount, [3]string{}}, {"bốn", startCount, [3]string{}},
	{"sáu", startCount, [3]string{}}, {"bảy", startCount, [3]string{}}, {"bẩy", startCount, [3]string{}}, {"tám", startCount, [3]string{}},
	{"chín", startCount, [3]string{}}, {"mười", startCount, [3]string{}},
	{"các", startList, [3]string{}}, {"những", startList, [3]string{}},
	{"nhiều", startVague, [3]string{}}, {"vài", startVague, [3]string{}}, {"mấy", startVague, [3]string{}},
	{"mới", startVague, [3]string{"đây"}}, {"vừa", startVague, [3]string{"qua", "rồi"}}, {"sắp", startVague, [3]string{"tới"}},
	{"thời", startVague | startTerm, [3]string{"gian", "kỳ", "kì"}},
	{"gần", startVague | startDuration, [3]string{}},
	{"hơn", startDuration, [3]string{}}, {"cách", startDuration, [3]string{"đây", "nay"}},
	{"trên", startDuration | startLed, [3]string{}}, {"khoảng", startDuration | startLed, [3]string{}},
	{"trước", startLed | startDuration | startVague, [3]string{}}, {"tới", startLed | startDuration | startVague, [3]string{}},
	{"sau", startLed | startDuration, [3]string{}},
	{"từ", startLed, [3]string{}}, {"kể", startLed, [3]string{"từ"}}, {"chậm", startLed, [3]string{"nhất"}}, {"muộn", startLed, [3]string{"nhất"}},
	{"đến", startLed, [3]string{}}, {"vào", startLed, [3]string{}}, {"hồi", startLed, [3]string{}}, {"trong", startLed, [3]string{}},
	{"ngay", startLed, [3]string{}}, {"lúc", startLed, [3]string{}}, {"đúng", startLed, [3]string{}}, {"suốt", startLed, [3]string{}},
	{"nhiệm", startTerm, [3]string{"kỳ", "kì"}}, {"giai", startTerm, [3]string{"đoạn"}}, {"tầm", startTerm, [3]string{"nhìn"}},
	{"niên", startTerm, [3]string{"khóa", "khoá"}}, {"khóa", startTerm, [3]string{}}, {"khoá", startTerm, [3]string{}},
	{"thế", startTerm, [3]string{"kỷ", "kỉ"}}, {"thập", startTerm, [3]string{"niên", "kỷ", "kỉ"}},
	{"sinh", startLife, [3]string{}}, {"sn", startLife, [3]string{}},
	{"quốc", startHoliday, [3]string{"khánh"}}, {"dịp", startHoliday, [3]string{}}, {"lễ", startHoliday, [3]string{}},
	{"tết", startHoliday, [3]string{}}, {"giỗ", startHoliday, [3]string{"tổ"}},
})

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
