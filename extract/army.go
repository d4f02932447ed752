package extract

import (
	"slices"
	"strings"

	"quanhe/extract/mention"
)

// unitTold returns what the name of the last body told has behind the word for a unit of the army: 5 Hải quân for Vùng.
func (sc *scene) unitTold(unit string) string {
	if strings.Contains(unit, " ") {
		return ""
	}
	for k := len(sc.bodies) - 1; k >= 0; k-- {
		if rest, ok := strings.CutPrefix(armyIn(sc.bodies[k].Name), unit+" "); ok {
			return rest
		}
	}
	return ""
}

// stackArmy returns the unit of the army that an office of a stack is of: Phó Tư lệnh, Tham mưu trưởng Quân khu 5.
func stackArmy(f *mention.Figure) string {
	for k := range f.Offices {
		if unit := armyIn(f.Offices[k].Title); unit != "" {
			return unit
		}
	}
	return ""
}

// armyIn returns the unit of the army that a title or name ends with, "" for none: Quân khu 5, Bộ đội Biên phòng.
func armyIn(name string) string {
	const initials = "QBSLV"
	units := [...]string{"Quân khu", "Quân đoàn", "Binh đoàn", "Sư đoàn", "Lữ đoàn", "Quân chủng", "Bộ đội Biên phòng", "Vùng"}
	at, among := len(name), units[:] // of several the one listed first
	for i := 0; i < len(name); {
		if strings.IndexByte(initials, name[i]) >= 0 {
			k := slices.IndexFunc(among, func(unit string) bool { return strings.HasPrefix(name[i:], unit) })
			if region := name[i:]; k >= 0 && (among[k] != "Vùng" || region == "Vùng" || strings.HasSuffix(region, "Hải quân") || strings.Contains(region, "Cảnh sát biển")) {
				at, among = i, among[:k]
			}
		}
		next := strings.IndexByte(name[i:], ' ')
		if next < 0 {
			break
		}
		i += next + 1
	}
	return name[at:]
}
