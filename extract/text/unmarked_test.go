package text

import "testing"

func TestUnmarked(t *testing.T) {
	for _, c := range []struct {
		reason, in string
		want       bool
	}{
		{"Vietnamese", "Thu tuong tiep doan dai bieu Quoc hoi nuoc ban sang nay tai tru so Chinh phu.", true},
		{"capitals", "THU TUONG TIEP DOAN DAI BIEU QUOC HOI NUOC BAN", true},
		{"foreign names", "Chieu 5/3, Tong thong Phap Jean Dupont va Thu tuong Duc Hans Schmidt tham Hue.", true},
		{"quotation marks are no letters", "Chu tich nuoc noi: “Chung toi se som tham quy quoc”.", true},
		{"one diacritic", "Thu tuong tiep doan dai bieu Quoc hoi nuoc bạn sang nay.", false},
		{"a diacritic in parts", "Thu tuong tiep doan dai bieu Quoc hoi nuoc ba\u0323n sang nay.", false},
		{"too short", "Thu tuong tiep doan.", false},
		{"English", "The two leaders then held talks on trade and on the sea, and agreed to meet again in the spring.", false},
		{"English with Vietnamese names", "Nguyen Van An met Tran Thi Lan in Ha Noi and thanked her for the warm welcome in her home.", false},
		{"French", "Le president de la Republique a recu le ministre dans la ville, et ils ont parle de la mer.", false},
		{"Indonesian", "Presiden menerima kunjungan perdana menteri dan kedua pemimpin membahas kerja sama ekonomi.", false},
		{"numbers", "1 2 3 4 5 6 7 8", false},
		{"nothing", "", false},
	} {
		if got := mustParse(t, c.in).Unmarked(); got != c.want {
			t.Errorf("%s: Unmarked is %t, want %t: %s", c.reason, got, c.want, c.in)
		}
	}
}
