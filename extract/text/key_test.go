package text

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestKey(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"case", "Tổng Bí THƯ", "tổng bí thư"},
		{"newer tone placement becomes the older one", "Hoà Khoẻ Thuý Uỷ", "hòa khỏe thúy ủy"},
		{"older tone placement", "hòa khỏe thúy ủy", "hòa khỏe thúy ủy"},
		{"before a consonant the second vowel has the tone", "hòan Ngọai toán huỳnh", "hoàn ngoại toán huỳnh"},
		{"three vowels", "khủyu xóay ngoài", "khuỷu xoáy ngoài"},
		{"u after q and i after g are consonants", "quý qúy già gìa gì quả qủa", "quý quý già già gì quả quả"},
		{"a marked vowel keeps its tone", "thuế tiến Nguyễn thuở ượu", "thuế tiến nguyễn thuở ượu"},
		{"a tone on the wrong one of two", "tíên Nguỹên đừơng", "tiến nguyễn đường"},
		{"a doubled tone", "Ủỷ", "ủy"},
		{"two different tones are no spelling of anything", "hòá", "hòá"},
		{"accents count", "ban bạn bán", "ban bạn bán"},
		{"Icelandic eth", "Ðại", "đại"},
		{"foreign words keep their accents", "Díaz-Canel José Erdoğan ÉCOLE", "díaz-canel josé erdoğan école"},
		{"signs and white space", " T.Ư \u00a0 Đảng ", "t.ư đảng"},
		{"decomposed input", norm.NFD.String("Hoà Bình"), "hòa bình"},
	} {
		if got := Key(c.in); got != c.want {
			t.Errorf("%s: Key(%q) = %q, want %q", c.reason, c.in, got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"tones and marks", "Nguyễn Phú Trọng", "nguyen phu trong"},
		{"đ is a letter, not a mark", "Võ Thị Đào", "vo thi dao"},
		{"eth", "Ðào", "dao"},
		{"foreign accents", "Erdoğan Çavuşoğlu Łódź Øre Díaz", "erdogan cavusoglu lodz ore diaz"},
		{"white space", " a \n b ", "a b"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", c.reason, c.in, got, c.want)
		}
	}
}

// A key is its own key, is NFC, and does not allocate; so a lexicon may store keys.
func TestKeyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ghkqtn]{0,2}[aàâấeéêiíoóôơuúưủyỷ]{1,3}[chmnpt]{0,2}`)).Draw(t, "s")
		key := Key(s)
		if again := Key(key); again != key {
			t.Fatalf("Key(%q) = %q, whose key is %q", s, key, again)
		}
		if !norm.NFC.IsNormalString(key) {
			t.Fatalf("Key(%q) = %q is not NFC", s, key)
		}
		if Fold(s) != foldSlowly(s) {
			t.Fatalf("Fold(%q) = %q, letter by letter %q", s, Fold(s), foldSlowly(s))
		}
		if composed(s) && !norm.NFC.IsNormalString(s) {
			t.Fatalf("%q counts as composed", s)
		}
		if Fold(key) != Fold(s) {
			t.Fatalf("%q and its key %q fold to %q and %q", s, key, Fold(s), Fold(key))
		}
	})
	buf := make([]byte, 0, 64)
	if n := testing.AllocsPerRun(100, func() { buf = AppendKey(buf[:0], "Thuỷ"); buf = AppendKey(buf, "Lan") }); n != 0 {
		t.Errorf("AppendKey allocates %v times", n)
	}
}

// Every syllable may be written with the older or the newer tone placement.
func TestKeyPlacement(t *testing.T) {
	for _, pair := range [][2]string{{"hoà", "hòa"}, {"hoá", "hóa"}, {"loé", "lóe"}, {"tuỳ", "tùy"}, {"luỹ", "lũy"}, {"hoạ", "họa"}} {
		if Key(pair[0]) != Key(pair[1]) || !Syllable(pair[0]) || !Syllable(pair[1]) {
			t.Errorf("%s and %s are not one syllable", pair[0], pair[1])
		}
	}
}

// TestSameFolded states that words have the same search key just when SameFolded says so.
// Every character that normalisation leaves alone has the small letter of package unicode, but for ð.
func TestLower(t *testing.T) {
	for r := rune(1); r < 0x1F000; r++ {
		for _, s := range [2]string{"Ạ" + string(r), "ạ" + string(r)} {
			if want := strings.ReplaceAll(strings.ToLower(s), "ð", "đ"); r != 'ð' && norm.NFC.IsNormalString(s) && Lower(s) != want {
				t.Errorf("Lower(%q) is %q, want %q", s, Lower(s), want)
			}
		}
	}
}

func TestSameFolded(t *testing.T) {
	word := rapid.OneOf(rapid.String(), rapid.StringMatching(`[aáăâÂAdđĐDðøo ]{0,3}`), rapid.SampledFrom([]string{"Erdoğan", "Erdogan", "e\u0301", "é", "\u0301", "ﬁ"}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if got, want := SameFolded(a, b), Fold(a) == Fold(b); got != want {
			t.Errorf("SameFolded(%q, %q) is %v, want %v", a, b, got, want)
		}
	})
}
