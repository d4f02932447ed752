package encoding

import (
	"bytes"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// encode is the inverse of Decode: s in an encoding, "?" for what it does not have.
func encode(s string, name Name) []byte {
	switch name {
	case UTF8, ASCII:
		return []byte(s)
	case UTF16LE, UTF16BE:
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = order(name).(interface {
				AppendUint16([]byte, uint16) []byte
			}).AppendUint16(b, u)
		}
		return b
	}
	c := legacy(name)
	back := map[rune][]byte{}
	for i, r := range c.table {
		if _, ok := back[r]; !ok {
			back[r] = []byte{byte(i)}
		}
	}
	if c.pairs {
		keys := slices.SortedFunc(maps.Keys(vniPairs), func(a, b [2]byte) int { return bytes.Compare(a[:], b[:]) })
		for _, k := range keys {
			back[vniPairs[k]] = k[:]
		}
	}
	var b []byte
	for _, r := range s {
		if e, ok := back[r]; ok {
			b = append(b, e...)
			continue
		}
		b = append(b, parts(r, back)...)
	}
	return b
}

// parts writes a letter as the page has it: in windows-1258 with the tone behind it.
func parts(r rune, back map[rune][]byte) []byte {
	marks := norm.NFD.String(string(r))
	for i := len(marks); i > 0; {
		_, n := utf8.DecodeLastRuneInString(marks[:i])
		i -= n
		for _, tone := range []string{"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			if !strings.HasPrefix(marks[i:], tone) {
				continue
			}
			rest, _ := utf8.DecodeRuneInString(norm.NFC.String(marks[:i] + marks[i+len(tone):]))
			first, _ := utf8.DecodeRuneInString(tone)
			if back[rest] != nil && back[first] != nil {
				return append(slices.Clone(back[rest]), back[first]...)
			}
		}
	}
	return []byte("?")
}

var (
	eightBit = []Name{Windows1258, TCVN3, VISCII, VNI}
	all      = append([]Name{UTF8, UTF16LE, UTF16BE}, eightBit...)
)

// news returns the test articles in NFC, without those that are about odd spelling.
func news(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("../../../testdata/articles/*.txt")
	if err != nil || len(names) < 30 {
		t.Fatalf("%d articles, %v", len(names), err)
	}
	var texts []string
	for _, name := range names {
		if strings.Contains(name, "no-diacritics") || strings.Contains(name, "entities") || strings.Contains(name, "lost-spaces") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, norm.NFC.String(string(b)))
	}
	return texts
}

// Every article comes back from every encoding.
func TestDecodeArticles(t *testing.T) {
	for _, text := range news(t) {
		for _, name := range all {
			want := text
			if c := name; slices.Contains(eightBit, c) {
				want = string(legacy(c).text(nil, encode(text, c))) // without what the encoding does not have
			}
			got, found := Decode(encode(text, name))
			if found != name || string(got) != want {
				t.Errorf("%s: read as %q: %.80s", name, found, got)
			}
			if lost := strings.Count(want, "?") - strings.Count(text, "?"); lost*25 > len(text) {
				t.Errorf("%s: %d characters of %.40q lost", name, lost, text)
			}
		}
	}
}

// A hundred bytes tell the encoding. What is shorter or has hardly an accent may stay unknown but is never taken for another.
func TestDetectPieces(t *testing.T) {
	for _, size := range []int{40, 100, 200} {
		for _, name := range eightBit {
			pieces, right, wrong := 0, 0, 0
			for _, text := range news(t) {
				b := encode(text, name)
				for len(b) >= size {
					piece := b[:size]
					b = b[size:]
					if len(words(legacy(name), piece)) < minKnown {
						continue
					}
					pieces++
					switch found := Detect(piece); {
					case found == name:
						right++
					case found != Unknown && string(legacy(found).text(nil, piece)) != string(legacy(name).text(nil, piece)):
						wrong++
						if testing.Verbose() {
							t.Logf("%s as %s: %s", name, found, legacy(name).text(nil, piece))
						}
					}
				}
			}
			t.Logf("%d bytes of %s: %d of %d right, %d wrong", size, name, right, pieces, wrong)
			if wrong*500 > pieces || size >= 100 && right*100 < pieces*98 || pieces < 100 {
				t.Errorf("%d bytes of %s: %d of %d right, %d wrong", size, name, right, pieces, wrong)
			}
		}
	}
}

// words returns the words of b above ASCII.
func words(c codec, b []byte) []string {
	var all []string
	for i := 0; i < len(b); {
		w, high := wordAt(b[i:])
		if high {
			all = append(all, string(c.text(nil, w)))
		}
		i += max(1, len(w))
	}
	return all
}

func TestDetect(t *testing.T) {
	const say = "Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộng hòa; hai bên ký biên bản."
	for _, c := range []struct {
		reason string
		in     []byte
		want   Name
	}{
		{"nothing", nil, ASCII},
		{"ASCII", []byte("Chieu 5/3, Thu tuong tiep Dai su."), ASCII},
		{"UTF-8", []byte(say), UTF8},
		{"UTF-8 with its mark", []byte(BOM + say), UTF8},
		{"UTF-8 cut inside a letter", []byte("tiế")[:4], UTF8},
		{"UTF-8 with a broken byte", []byte(say + "\xff" + say), Unknown},
		{"UTF-8 with some broken bytes", []byte(strings.Repeat(say+"\xe0\xe1", 5)), Unknown},
		{"UTF-16 with its mark", append([]byte("\xff\xfe"), encode(say, UTF16LE)...), UTF16LE},
		{"the other way round", append([]byte("\xfe\xff"), encode(say, UTF16BE)...), UTF16BE},
		{"UTF-16 by its text", encode(say, UTF16LE), UTF16LE},
		{"the other way round by its text", encode(say, UTF16BE), UTF16BE},
		{"numbers of two bytes are no text", bytes.Repeat([]byte{1, 0, 2, 0, 9, 0}, 30), Unknown},
		{"zeros", make([]byte, 100), Unknown},
		{"French in windows-1252", []byte(strings.Repeat("Le pr\xe9sident a \xe9t\xe9 re\xe7u \xe0 l'\xc9lys\xe9e par le pr\xe9fet. ", 3)), Unknown},
		{"a short text says nothing", []byte("xin ch\xe0o"), Unknown},
		{"two syllables say nothing", encode("thủ tướng", TCVN3), Unknown},
		{"four do", encode("thủ tướng tiếp đại sứ", TCVN3), TCVN3},
		{"noise", []byte(strings.Repeat("\x80\xff\x9a\xf3\x02\xb7", 50)), Unknown},
	} {
		if got := Detect(c.in); got != c.want && !(got == UTF8 && c.want == ASCII) {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}

// Text in the fonts of TCVN3 and VNI that went through windows-1252 to UTF-8 is read; other Latin-1 is left alone.
func TestDecodeFonts(t *testing.T) {
	const say = "Chiều 5/3, Thủ tướng tiếp Đại sứ nước Cộng hòa; hai bên ký biên bản."
	for _, name := range []Name{TCVN3, VNI} {
		var b []byte
		for _, c := range encode(say, name) {
			b = utf8.AppendRune(b, charTable1252()[c])
		}
		if got, found := Decode(b); found != name || string(got) != say {
			t.Errorf("%s: %q as %s", name, got, found)
		}
	}
	for _, same := range []string{"Le président a été reçu à l'Élysée par le préfet, à côté.", "São Paulo, Brasília", "Bà là má già, và các cô có nhà cá.", say} {
		if got, found := Decode([]byte(same)); found != UTF8 || string(got) != same {
			t.Errorf("%q read as %s: %q", same, found, got)
		}
	}
}

func charTable1252() *[256]rune {
	t := *vni
	for at := range pairsOf(vniSingles) {
		for _, r := range []rune{at, []rune(strings.ToUpper(string(at)))[0]} {
			t[latin(r)] = r
		}
	}
	return &t
}

// The tables of TCVN3 and VISCII are those of iconv.
func TestTablesAgainstIconv(t *testing.T) {
	for name, other := range map[Name]string{TCVN3: "TCVN", VISCII: "VISCII", Windows1258: "WINDOWS-1258"} {
		for i := range 256 {
			cmd := exec.Command("iconv", "-f", other, "-t", "UTF-8")
			cmd.Stdin = bytes.NewReader([]byte{byte(i), ' '})
			out, err := cmd.Output()
			if err != nil {
				if _, refused := err.(*exec.ExitError); !refused {
					t.Fatalf("iconv, which every Debian has: %v", err)
				}
				continue // no character
			}
			if got := legacy(name).text(nil, []byte{byte(i), ' '}); string(got) != string(out) {
				t.Errorf("%s, byte %#x: %q, iconv says %q", name, i, got, out)
			}
		}
	}
}

// The letters of VNI: every one of Vietnamese, once.
func TestVNIComplete(t *testing.T) {
	for _, row := range []string{"aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"} {
		for _, s := range []string{row, strings.ToUpper(row)} {
			if got := string(legacy(VNI).text(nil, encode(s, VNI))); got != s {
				t.Errorf("%s comes back as %s", s, got)
			}
		}
	}
	// As written by the keyboard driver of VNI.
	if got := string(legacy(VNI).text(nil, []byte("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"))); got == "Cộng hòa xã hội chủ nghĩa Việt Nam" {
		t.Error("read as UTF-8")
	}
	raw := []byte("Co\xe4ng ho\xf8a xa\xf5 ho\xe4i chu\xfb ngh\xf3a Vie\xe4t Nam, \xd1o\xe4c la\xe4p - T\xf6\xef do - Ha\xefnh phu\xf9c, qua\xfa nho\xfb, thuy\xfb, k\xf6\xf5")
	want := "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc, quẳ nhỏ, thuỷ, kữ"
	if got, name := Decode(raw); string(got) != want || name != VNI {
		t.Errorf("%s as %q, want %s", got, name, want)
	}
}

// A stream is decoded as a whole text is, wherever it is cut.
func TestReader(t *testing.T) {
	long := strings.Repeat(strings.Join(news(t), "\n"), 2)
	for _, name := range all {
		raw := encode(long, name)
		want, _ := Decode(raw)
		for what, in := range map[string]io.Reader{"whole": bytes.NewReader(raw), "halved": iotest.HalfReader(bytes.NewReader(raw))} {
			got, err := io.ReadAll(NewReader(in, name))
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s, %s: %v, %d bytes, want %d", name, what, err, len(got), len(want))
			}
		}
	}
}

// No letter of two bytes is cut where a stretch ends, wherever that is.
func TestReaderCuts(t *testing.T) {
	for _, name := range []Name{VNI, Windows1258} {
		for shift := range 24 {
			raw := encode(strings.Repeat("x", shift)+strings.Repeat(" thủ tướng đã tiếp đại sứ", 2000), name)
			want := legacy(name).text(nil, raw)
			if got, err := io.ReadAll(NewReader(bytes.NewReader(raw), name)); err != nil || !bytes.Equal(got, want) {
				t.Fatalf("%s, shifted by %d: %v, %d bytes, want %d", name, shift, err, len(got), len(want))
			}
		}
	}
}

// Decoding never panics and never makes more of a text than it may; its text decoded again is itself.
func FuzzDecode(f *testing.F) {
	for _, text := range news(f)[:5] {
		for _, name := range all {
			f.Add(encode(text[:400], name))
		}
	}
	f.Add([]byte("\xff\xfe\x00\xd8"))
	f.Fuzz(func(t *testing.T, in []byte) {
		text, name := Decode(in)
		if len(text) > 6*len(in) {
			t.Errorf("%d bytes made of %d", len(text), len(in))
		}
		if name == Unknown {
			if !bytes.Equal(text, in) {
				t.Error("changed what it does not know")
			}
			return
		}
		if !utf8.Valid(text) && name != UTF8 { // a cut character at the end is UTF-8 too
			t.Errorf("no UTF-8 from %s", name)
		}
		if again, as := Decode(text); !bytes.Equal(again, text) {
			t.Errorf("%s decoded again, as %s: %q, was %q", name, as, again, text)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat(strings.Join(news(b), "\n"), 4)
	for _, name := range all {
		raw := encode(text, name)
		b.Run(string(name), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for range b.N {
				Decode(raw)
			}
		})
	}
}
