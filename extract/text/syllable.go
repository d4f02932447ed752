package text

import (
	"strings"
	"unicode/utf8"
)

// onset reports whether s can open a Vietnamese syllable.
func onset(s []byte) bool {
	switch string(s) {
	case "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x":
		return true
	}
	return false
}

// rimes are the vowels of a Vietnamese syllable with what follows them, without tone.
var rimes = wordSet("a ac ach ai am an ang anh ao ap at au ay" +
	" ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
	" e ec em en eng eo ep et ê êch êm ên ênh êp êt êu" +
	" i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu" +
	" o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot" +
	" oăc oăm oăn oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơc ơi ơm ơn ơp ơt" +
	" u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut uân uâng uât uây uê uêch uênh uơ" +
	" uy uya uych uyên uyêt uynh uyt uyu uyn uyp ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu" +
	" y yêm yên yêng yêt yêu")

// The rimes that stand behind qu and gi only.
var quRimes, giRimes = wordSet("yt yn ynh ych yp"), wordSet("êc êng êt êm ên êp êu")

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// Syllable reports whether s is one well-formed Vietnamese syllable, in any case: "Trọng", "khuỷu", "Lan", but not
// "Hun-Sen", "Biden" or "Trng". It judges the form alone: an onset, a rime that goes with it, at most one tone, and sắc
// or nặng if it ends in a stop.
func Syllable(s string) bool {
	if len(s) > maxSyllable*utf8.UTFMax {
		return false
	}
	var buf [maxSyllable * utf8.UTFMax]byte
	bare := buf[:0]
	mark := level
	for i := 0; i < len(s); {
		l, w := letterIn(s, i)
		if l.base == 0 || l.tone != level && mark != level {
			return false
		}
		mark = max(mark, l.tone)
		bare = utf8.AppendRune(bare, rune(l.base))
		i += w
	}
	for on := 0; on <= 3 && on < len(bare); on++ {
		if onset(bare[:on]) && fits(bare[:on], bare[on:], mark) {
			return true
		}
	}
	return false
}

// fits reports whether onset and rime go together in spelling and the rime may carry the tone.
func fits(onset, rime []byte, mark tone) bool {
	first, _ := utf8.DecodeRune(rime)
	front := first == 'i' || first == 'e' || first == 'ê' || first == 'y'
	switch string(onset) {
	case "c", "g", "ng":
		if front && !(string(onset) == "g" && first == 'i') {
			return false
		}
	case "k", "gh", "ngh":
		if !front {
			return false
		}
	case "qu":
		if first == 'o' || first == 'u' || first == 'ư' || first == 'ô' && string(rime) != "ôc" {
			return false
		}
	case "gi":
		if first == 'i' || first == 'y' {
			return false
		}
	}
	switch rime[len(rime)-1] {
	case 'p', 't', 'c':
		if mark != acute && mark != dotted {
			return false
		}
	case 'h':
		if strings.HasSuffix(string(rime), "ch") && mark != acute && mark != dotted {
			return false
		}
	}
	return rimes[string(rime)] || string(onset) == "qu" && quRimes[string(rime)] || string(onset) == "gi" && giRimes[string(rime)]
}
