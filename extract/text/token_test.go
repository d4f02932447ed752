package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"syllables are words", "Thủ tướng đã đến.", "Thủ tướng đã đến ."},
		{"abbreviations, numbers and signs come apart", "T.Ư 14.12 Díaz-Canel 32-CT/TW QH15", "T . Ư 14 . 12 Díaz - Canel 32 - CT / TW QH 15"},
		{"lower meets upper: a space was lost", "TrungươngĐảng PhúTrọng củaTỉnh McNerney", "Trung ương Đảng Phú Trọng của Tỉnh Mc Nerney"},
		{"two glued syllables", "Bíthư thủtướng ngoạigiao TRUNGƯƠNG", "Bí thư thủ tướng ngoại giao TRUNG ƯƠNG"},
		{"three glued syllables", "Phóchủtịch", "Phó chủ tịch"},
		{"a typo in the place of the tone is no second syllable", "Đối ngọai hòan", "Đối ngọai hòan"},
		{"foreign names without accents stay whole", "Thongloun Sisoulith Campuchia Moskva", "Thongloun Sisoulith Campuchia Moskva"},
		{"foreign names with accents stay whole", "Hudák Raúl Erdoğan Çavuşoğlu Libăng", "Hudák Raúl Erdoğan Çavuşoğlu Libăng"},
		{"an abbreviation with a vowel stays whole", "HĐND ĐCSVN TƯ UBTƯ", "HĐND ĐCSVN TƯ UBTƯ"},
		{"other scripts and symbols", "中国 № 5 % 😀", "中国 № 5 % 😀"},
		{"a mark without a letter is part of a word", "x\u0329y", "x\u0329y"},
	} {
		var got []string
		for _, tok := range Tokens(c.in) {
			got = append(got, c.in[tok.Start:tok.End])
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.reason, diff)
		}
	}
}

func TestTokenFlags(t *testing.T) {
	const in = "Đại hội XIII, A-B\ntrungƯơng Bíthư XXL IIII VI. TƯ thỦ"
	want := []struct {
		text  string
		kind  Kind
		flags Flags
	}{
		{"Đại", Word, Cap | Space | LineStart}, {"hội", Word, Space}, {"XIII", Word, Cap | Upper | Roman | Space}, {",", Punct, 0},
		{"A", Word, Cap | Upper | Space}, {"-", Punct, 0}, {"B", Word, Cap | Upper},
		{"trung", Word, Space | LineStart}, {"Ương", Word, Cap},
		{"Bí", Word, Cap | Space}, {"thư", Word, 0},
		{"XXL", Word, Cap | Upper | Space}, {"IIII", Word, Cap | Upper | Space}, {"VI", Word, Cap | Upper | Roman | Space}, {".", Punct, 0},
		{"TƯ", Word, Cap | Upper | Space}, {"th", Word, Space}, {"Ủ", Word, Cap | Upper},
	}
	got := Tokens(in)
	if len(got) != len(want) {
		t.Fatalf("%d tokens, want %d", len(got), len(want))
	}
	for i, w := range want {
		if g := got[i]; in[g.Start:g.End] != w.text || g.Kind != w.kind || g.Flags != w.flags {
			t.Errorf("token %d is %q %d %06b, want %q %d %06b", i, in[g.Start:g.End], g.Kind, g.Flags, w.text, w.kind, w.flags)
		}
	}
}

func TestSyllable(t *testing.T) {
	for _, s := range strings.Fields("Nguyễn Trọng khuỷu quốc Quý gì giếng già Ủy ủy uỷ hoà hòa khoẻ nghiêng Ương yêu LÂM ý Huỳnh thuở Quỳnh quyết xoong ghế kỷ đường Anh Lan ngoẹo khuya") {
		if !Syllable(s) {
			t.Errorf("%q is a syllable", s)
		}
	}
	for s, reason := range map[string]string{
		"":          "nothing",
		"Biden":     "two groups of vowels",
		"Trng":      "no vowel",
		"cê":        "c never stands before ê",
		"ka":        "k only stands before e, ê, i, y",
		"nge":       "ngh stands before e",
		"hoc":       "a stop takes sắc or nặng",
		"thìch":     "ch is a stop too",
		"hóá":       "two tones",
		"Putin":     "two syllables",
		"Wang":      "w is no onset",
		"Hà-Nội":    "a dash is no letter",
		"nghiêngng": "too long",
		"Sisoulith": "foreign",
		"gii":       "gi has its i",
		"14":        "a number",
	} {
		if Syllable(s) {
			t.Errorf("%q is no syllable: %s", s, reason)
		}
	}
}
