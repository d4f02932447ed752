package text

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func mustParse(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) *Document {
	t.Helper()
	d, err := Parse([]byte(s))
	if err != nil {
		t.Fatalf("Parse(%q): %v", s, err)
	}
	return d
}

func TestParseText(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"empty text is a document too", "", ""},
		{"a byte order mark is no text", "\ufeffTin mới", "Tin mới"},
		{"Windows and old Mac line ends", "một\r\nhai\rba", "một\nhai\nba"},
		{"every newline is kept", "\n\nmột\n\n\nhai\n", "\n\nmột\n\n\nhai\n"},
		{"entities", "C&ocirc;ng b&#7889; &quot;tin&quot;", "Công bố \"tin\""},
		{"entities of entities", "Tiếp và&amp;nbsp;làm việc &amp;amp; ký", "Tiếp và làm việc & ký"},
		{"entities need their semicolon, or addresses break", "?a=1&copy=2 R&D &không;", "?a=1&copy=2 R&D &không;"},
		{"a name that only begins like an entity is none", "&notin1;", "&notin1;"},
		{"a combining mark may be an entity", "e&#x302;&#769;", "ế"},
		{"special spaces, runs of blanks", "Lào \u00a0\u2009Xay\u3000\tPhôm", "Lào Xay Phôm"},
		{"lines are trimmed", "  một \u00a0\n\t hai\u200b ", "một\nhai"},
		{"zero-width marks and soft hyphens", "Vi\u00adệt\u200b Nam\u2060", "Việt Nam"},
		{"a dropped mark does not keep a letter from its tone", "e\u200d\u0302\u00ad\u0301", "ế"},
		{"Đ written as Icelandic eth", "\u00d0\u1ea1i s\u1ee9 \u00f0\u1ebfn", "Đại sứ đến"},
		{"decomposed text", norm.NFD.String("Nguyễn Đường Thuỷ"), "Nguyễn Đường Thuỷ"},
		{"half composed text", "Nguyê\u0303n \u01b0\u0323", "Nguyễn ự"},
		{"a mark without a letter stays alone", "a \u0301b\n\u0301c", "a \u0301b\n\u0301c"},
		{"quotes and dashes stay", "“Tin” – ‘mới’ — 'x' …", "“Tin” – ‘mới’ — 'x' …"},
		{"compatibility letters become canonical ones", "\u212aelvin \u1100\u1161", "Kelvin 가"},
		{"control characters are dropped", "a\x01b\x7f", "ab"},
	} {
		if diff := cmp.Diff(c.want, mustParse(t, c.in).Text); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.reason, diff)
		}
	}
}

func TestParseErrors(t *testing.T) {
	_, err := Parse([]byte("Việt\xff"))
	var invalid *InvalidError
	if !errors.As(err, &invalid) || invalid.Offset != 6 {
		t.Errorf("broken UTF-8 gave %v, want an InvalidError at byte 6", err)
	}
	_, err = Parse([]byte("a\x00\xff"))
	var binary *BinaryError
	if !errors.As(err, &binary) || binary.Offset != 1 {
		t.Errorf("a NUL gave %v, want a BinaryError at byte 1", err)
	}
}

func TestSource(t *testing.T) {
	const in = "\ufeffTiếp  và&amp;nbsp;Ngu&yacute;e\u0302\u0303n\r\nÐại 𝄞 sứ"
	for _, c := range []struct{ reason, span, want string }{
		{"nothing changed", "Tiếp", "Tiếp"},
		{"a run of blanks in the middle", "Tiếp và", "Tiếp  và"},
		{"a double entity is one space", "và Ngu", "và&amp;nbsp;Ngu"},
		{"an entity as a letter", "ý", "&yacute;"},
		{"a letter brings its marks", "ễ", "e\u0302\u0303"},
		{"a line end is one newline", "n\nĐ", "n\r\nÐ"},
		{"homoglyph", "Đại", "Ðại"},
		{"a code point of four bytes counts once", "𝄞 sứ", "𝄞 sứ"},
	} {
		d := mustParse(t, in)
		at := strings.Index(d.Text, c.span)
		from, to := d.SourceBytes(at, at+len(c.span))
		if got := in[from:to]; got != c.want {
			t.Errorf("%s: bytes %q, want %q", c.reason, got, c.want)
		}
		from, to = d.Source(at, at+len(c.span))
		if got := string([]rune(in)[from:to]); got != c.want {
			t.Errorf("%s: code points %q, want %q", c.reason, got, c.want)
		}
	}
}

// source draws text out of what news pages are made of, clean and broken.
func source() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"Thủ tướng", "hoà", "a", "E", "e\u0302\u0323", "\u0301", " ", "\u00a0", "\u3000", "\n", "\r\n", "\r", "\t", "&nbsp;", "&amp;nbsp;", "&#7911;", "&#769;", "&", ";",
		"&amp;", "Ð", "ð", "\u200b", "\u00ad", "\ufeff", "–", "“", ".", "…", "14.12", "(Ảnh: ", ")", "Ảnh:", "\u1100", "\u1161", "漢", "𝄞", "\u0958", "|", "- ", "?", "NHIỆT LIỆT", "<", "\u0338",
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.OneOf(piece, rapid.String()), 0, 40).Draw(t, "pieces"), "")
	})
}

func TestParseLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := strings.ReplaceAll(source().Draw(t, "in"), "\x00", "")
		if err := laws(in); err != nil {
			t.Fatal(err)
		}
	})
}

// Decomposed and composed input are one text, and a span leads to the same letters of both.
func TestParseNFD(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[aăâeêioôơuưyđbcnth ễộáẠỞỹ\n&.]{0,40}`)
		in := norm.NFC.String(word.Draw(t, "in"))
		split := norm.NFD.String(in)
		nfc, nfd := mustParse(t, in), mustParse(t, split)
		if diff := cmp.Diff(nfc.Text, nfd.Text); diff != "" {
			t.Fatal(diff)
		}
		for _, tok := range nfc.Tokens {
			a, b := nfc.SourceBytes(int(tok.Start), int(tok.End))
			c, d := nfd.SourceBytes(int(tok.Start), int(tok.End))
			if norm.NFD.String(in[a:b]) != split[c:d] {
				t.Fatalf("%q comes from %q and %q", nfc.Text[tok.Start:tok.End], in[a:b], split[c:d])
			}
		}
	})
}

// The shortcut for the first combining marks agrees with the tables of x/text.
func TestBoundaryBefore(t *testing.T) {
	for r := rune(0); r < 0x400; r++ {
		if want := norm.NFC.PropertiesString(string(r)).BoundaryBefore(); boundaryBefore(r) != want {
			t.Errorf("boundaryBefore(%U) = %t", r, !want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "Ảnh: A – B\n\n- X?", "e\u0302\u200b\u0301", "&amp;nbsp;&amp;", "a\r\n b\rc", "\u1100\u1161\u11a8", "Bíthư Ủỷ T.Ư 14.12."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if strings.ContainsRune(in, 0) || !utf8.ValidString(in) {
			if _, err := Parse([]byte(in)); err == nil {
				t.Fatal("no error for bytes that are no text")
			}
			return
		}
		if err := laws(in); err != nil {
			t.Fatal(err)
		}
	})
}

// A text is read exactly when it is UTF-8, and the error names its first byte that is not.
func TestParseTakesUTF8Only(t *testing.T) {
	pieces := []string{"a", " ", "\n", "\r", "&", "&amp;", "ế", "é", "–", "\u0301", "\ufffd", "\u2028", "\u200b",
		"\x80", "\xbf", "\xc3", "\xcb", "\xe1", "\xe1\xba", "\xe1\xbb", "\xe2\x80", "\xe2\x80\xc0", "\xc0\xa0", "\xed\xa0\x80", "\xf0\x9f", "\xff"}
	rapid.Check(t, func(t *rapid.T) {
		raw := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "pieces"), "")
		want := -1
		for i := 0; i < len(raw) && want < 0; {
			r, w := utf8.DecodeRuneInString(raw[i:])
			if r == utf8.RuneError && w == 1 {
				want = i
			}
			i += w
		}
		got := -1
		var invalid *InvalidError
		if _, err := Parse([]byte(raw)); errors.As(err, &invalid) {
			got = invalid.Offset
		}
		if got != want {
			t.Fatalf("Parse(%q) is content up to byte %d, want %d", raw, got, want)
		}
	})
}
