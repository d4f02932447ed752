package text

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// article is about as accented and as long in its sentences as news is.
const article = `Thủ tướng tiếp đoàn đại biểu nước bạn

Sáng 14.12, tại trụ sở Chính phủ, Thủ tướng Trần Văn B đã tiếp ông V. Petrov, Bộ trưởng Bộ Giao thông, đang ở thăm và làm việc tại Việt Nam. Cùng dự có đại diện một số bộ, ngành liên quan; hai bên đã trao đổi về các dự án đường sắt, cảng biển và về việc mở thêm đường bay thẳng trong năm tới.

Hai bên nhất trí sẽ sớm tổ chức cuộc họp tiếp theo của nhóm công tác chung, "phấn đấu hoàn thành trong quý II", và thống nhất giao các cơ quan chuyên môn chuẩn bị nội dung. (Ảnh: Lê An/TTXVN)

`

func BenchmarkParse(b *testing.B) {
	nfc := strings.Repeat(article, 200)
	for name, in := range map[string]string{"NFC": nfc, "NFD": norm.NFD.String(nfc), "ASCII": strings.Repeat("The quick brown fox jumps over it. ", 4000)} {
		b.Run(name, func(b *testing.B) {
			raw := []byte(in)
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAppendKey(b *testing.B) {
	buf := make([]byte, 0, 64)
	b.SetBytes(int64(len("Nguyễn") + len("hoà") + len("Lan") + len("Trọng")))
	b.ReportAllocs()
	for b.Loop() {
		for _, w := range [...]string{"Nguyễn", "hoà", "Lan", "Trọng"} {
			buf = AppendKey(buf[:0], w)
		}
	}
}

func BenchmarkSource(b *testing.B) {
	d, err := Parse([]byte(strings.Repeat(article, 200)))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d.Source(len(d.Text)/2, len(d.Text)/2+100)
	}
}
