package extract

import "testing"

func TestArmyIn(t *testing.T) {
	for _, tt := range []struct{ reason, name, want string }{
		{"behind an office", "Phó Tư lệnh Quân khu 5", "Quân khu 5"},
		{"a name of its own", "Bộ đội Biên phòng tỉnh Nghệ An", "Bộ đội Biên phòng tỉnh Nghệ An"},
		{"of two the larger", "Sư đoàn 2 Quân khu 5", "Quân khu 5"},
		{"of no unit", "Bộ trưởng Bộ Quốc phòng", ""},
		{"inside a word", "XQuân khu 5", ""},
		{"nothing", "", ""},
	} {
		if got := armyIn(tt.name); got != tt.want {
			t.Errorf("%s: armyIn(%q) = %q, want %q", tt.reason, tt.name, got, tt.want)
		}
	}
}
