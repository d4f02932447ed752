package resolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"quanhe/extract"
	"quanhe/extract/text"
)

// A synthetic world: persons with careers, namesakes among them, and events that several documents report, each in its
// own way, with the faults of the press. Everything follows from a seed. What each document says of whom and of which
// event is known, so that what is resolved can be measured.
type synthetic struct {
	rng     *rand.Rand
	persons []*someone
	docs    []*extract.Facts
	event   map[string]int // true event by claim key: sha256 and line
	bearer  map[[2]string]int
	pending map[string][]saying // by document
	popular []int               // persons, the popular many times
	offices int                 // of a kind
}

// someone is a true person.
type someone struct {
	id      int
	name    string
	foreign bool
	country string // ISO
	state   string // id of the country
	career  []tour
	spelt   []string // other ways to write the name
}

// tour is a true time in a post.
type tour struct {
	office, org string
	from, to    time.Time
}

// saying is what a document says of one event.
type saying struct {
	claim extract.Claim
	event int
	whom  map[string]*someone // by the name it is written with
	bare  bool                // tells nobody's post
}

var (
	surnames = strings.Fields("Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý")
	middles  = strings.Fields("Văn Thị Đức Hữu Minh Quốc Xuân Thanh Ngọc Công Đình Bá Trọng Quang Phú Anh")
	givens   = strings.Fields("An Bình Chính Dũng Giang Hải Hòa Hùng Hưng Khánh Lâm Long Mạnh Nam Nghĩa Phong Phúc Quân Sơn " +
		"Tâm Thắng Thành Thịnh Tiến Toàn Trung Tuấn Tú Việt Vinh Huệ Mai Lan Hạnh Ngân Xuân Trang")
	firsts = strings.Fields("Bounthong Kishida Fumiyo Sonexay Viktor Orsolya Jean-Marc Emanuel Olafur Sergey Dimitri Xaysom " +
		"Khampheng Saleum Tomasz Andrej Miguel Raúl Íñigo José Kimitake Haruto Minjun Seoyeon Prakash Narendra Wolfgang " +
		"Thorsten Gábor Zoltán Mariusz Aleksandr")
	lasts = strings.Fields("Phomvihan Siphandon Tanakawa Yamashiro Kovács Szabó Laurent Dubreuil Petrov Kalashnik Medved " +
		"Sisoulit Vorachit Nowakow Díaz-Canela Castellan Guterrez Parkhyun Leejoon Schneider Steinmer Ramaphos Modiyan " +
		"Horvath Wisniew Khurelsukh Battulgan Erdogant Karimow Rahmonov")
	endings    = strings.Fields("ak bert dal eki fels gor hild ik jor kova lund mar nosk ov pek quist ram sten tov ulf varr win yev zen")
	lands      = strings.Fields("LA KH CN JP KR HU FR DE RU CU IN PL MN TR")
	provinces  = strings.Fields("Nghệ-An Hà-Tĩnh Cà-Mau Kon-Tum Sơn-La Lào-Cai Bến-Tre Phú-Yên Tây-Ninh Hậu-Giang Bắc-Kạn Điện-Biên")
	ministries = strings.Fields("Y-tế Tài-chính Quốc-phòng Công-an Xây-dựng Tư-pháp Nội-vụ Công-Thương")
	towns      = strings.Fields("Hà-Nội Viêng-Chăn Tokyo Paris Berlin Bắc-Kinh Phnom-Penh Seoul")
)

func entityID(typ, name string) string {
	return typ + "/" + strings.ReplaceAll(text.Fold(name), " ", "-") + "-" + hashOf(text.Key(name))[:6]
}

// newSynthetic makes a world of so many documents.
func newSynthetic(seed uint64, documents int) *synthetic {
	w := &synthetic{rng: rand.New(rand.NewPCG(seed, 7)), event: map[string]int{}, bearer: map[[2]string]int{}, pending: map[string][]saying{}}
	persons := max(12, documents/10)
	w.offices = 1 + persons/200 // of a kind, so that an office has as many holders in a large world as in a small one
	for i := range persons {
		w.persons = append(w.persons, w.someone(i))
	}
	for i := range w.persons { // popularity falls like 1/rank
		for range max(1, persons/(2*(i+1))) {
			w.popular = append(w.popular, i)
		}
	}
	events := documents * 2 / 3
	for e := range events {
		w.happen(e, documents)
	}
	for d := range documents {
		w.write(d)
	}
	return w
}

func pick[T any](w *synthetic, list []T) T { return list[w.rng.IntN(len(list))] }

func (w *synthetic) chance(percent int) bool { return w.rng.IntN(100) < percent }

func day(year, n int) time.Time { return time.Date(year, 1, 1+n, 0, 0, 0, 0, time.UTC) }

func (w *synthetic) someone(i int) *someone {
	p := &someone{id: i, country: "VN", state: entityID("country", "Việt Nam")}
	if p.foreign = i%3 == 1; p.foreign {
		p.name = pick(w, firsts) + " " + pick(w, lasts) + pick(w, endings)
		land := pick(w, lands)
		p.country, p.state = land, "country/"+strings.ToLower(land)
		p.spelt = foreignSpellings(p.name)
		p.career = []tour{{pick(w, []string{"Tổng thống", "Thủ tướng", "Chủ tịch Quốc hội", "Bộ trưởng Bộ Ngoại giao"}) + fmt.Sprint(" ", w.rng.IntN(w.offices)), p.state, day(2010, 0), day(2024, 0)}}
		return p
	}
	p.name = strings.Join([]string{pick(w, surnames), pick(w, middles), pick(w, givens)}, " ")
	if w.chance(60) { // as large worlds would else have more namesakes than names
		p.name = strings.Join([]string{pick(w, surnames), pick(w, middles), pick(w, middles), pick(w, givens)}, " ")
	}
	if i%8 == 0 && i > 0 { // a namesake of somebody before
		for _, other := range w.persons[w.rng.IntN(i):] {
			if !other.foreign {
				p.name = other.name
				break
			}
		}
	}
	p.spelt = []string{toneless(p.name, w.rng.IntN(3))}
	switch w.rng.IntN(3) {
	case 0:
		p.career = []tour{{"Bí thư Tỉnh ủy", fmt.Sprint("place/", text.Fold(pick(w, provinces)), w.rng.IntN(w.offices)), day(2010, 0), day(2024, 0)}}
	case 1:
		change := day(2015, w.rng.IntN(700))
		m := fmt.Sprint(pick(w, ministries), w.rng.IntN(w.offices))
		p.career = []tour{{"Thứ trưởng Bộ " + m, p.state, day(2010, 0), change}, {"Bộ trưởng Bộ " + m, p.state, change, day(2024, 0)}}
	default:
		p.career = []tour{{"Chủ tịch", "organization/" + fmt.Sprint("tap-doan-", w.rng.IntN(400)), day(2010, 0), day(2024, 0)}}
	}
	return p
}

// toneless takes the marks off one part of a name: Nguyễn Phú Trong.
func toneless(name string, part int) string {
	parts := strings.Fields(name)
	i := part % len(parts)
	folded := text.Fold(parts[i])
	parts[i] = strings.ToUpper(folded[:1]) + folded[1:]
	return strings.Join(parts, " ")
}

// foreignSpellings are the ways in which the press writes a foreign name.
func foreignSpellings(name string) []string {
	parts := strings.Fields(name)
	slip := []byte(parts[1])
	if i := len(slip) / 2; slip[i] < 128 && slip[i-1] < 128 {
		slip[i-1], slip[i] = slip[i], slip[i-1]
	}
	return []string{
		parts[1] + " " + parts[0],
		strings.ReplaceAll(name, "-", " "),
		strings.ReplaceAll(strings.ReplaceAll(name, "x", "s"), "X", "S"),
		parts[0] + " " + string(slip),
		strings.ToUpper(text.Fold(name)[:1]) + text.Fold(name)[1:],
	}
}

// happen makes an event and lets documents report it.
func (w *synthetic) happen(e, documents int) {
	a, b := w.persons[pick(w, w.popular)], w.persons[pick(w, w.popular)]
	if a.name == b.name || a == b {
		return
	}
	date := day(2012, w.rng.IntN(11*365))
	relation := pick(w, []string{"meet", "talks", "phone_call", "working_session", "congratulate"})
	town := pick(w, towns)
	words := w.words(25)
	near := w.rng.IntN(documents)
	for range 1 + w.rng.IntN(5) {
		doc := fmt.Sprint("d", (near+w.rng.IntN(50))%documents)
		s := w.report(a, b, relation, date, town)
		s.event = e
		if w.chance(80) { // its own words; else the text is used again
			words = w.words(25)
		}
		s.claim.Evidence = []extract.Evidence{{Start: e * 100, End: e*100 + 90, Rule: "r", Text: words}}
		w.pending[doc] = append(w.pending[doc], s)
	}
}

func (w *synthetic) words(n int) string {
	var list []string
	for range n {
		list = append(list, pick(w, surnames)+pick(w, givens))
	}
	return strings.Join(list, " ")
}

// report says one event in one of its ways.
func (w *synthetic) report(a, b *someone, relation string, date time.Time, town string) saying {
	s := saying{whom: map[string]*someone{}, bare: w.chance(3)}
	if relation == "meet" && w.chance(15) {
		relation = "talks"
	}
	c := extract.Claim{Relation: relation, Modality: extract.Actual, Date: date.Format(time.DateOnly)}
	switch {
	case w.chance(8):
		c.Date = date.Format("2006-01")
	case w.chance(1):
		c.Date = ""
	case w.chance(2):
		c.Date = "XXXX" + date.Format("-01-02")
	case w.chance(5):
		c.Modality = extract.Planned
	}
	if w.chance(50) {
		c.Place = &extract.Ref{Entity: entityID("place", town), Name: town}
	}
	roles := []string{"agent", "counterpart"}
	if relation == "congratulate" {
		roles[1] = "recipient"
	} else if w.chance(50) {
		a, b = b, a
	}
	for i, p := range []*someone{a, b} {
		name := p.name
		if w.chance(4) {
			name = pick(w, p.spelt)
		}
		s.whom[name] = p
		c.Args = append(c.Args, extract.Arg{Role: roles[i], Entity: entityID("person", name), Name: name})
	}
	s.claim = c
	return s
}

// write makes a document of its sayings. Two of one name in one document would be told apart by the text; such sayings
// are left out, as are two of one event.
func (w *synthetic) write(d int) {
	id := fmt.Sprint("d", d)
	f := &extract.Facts{ID: id, SHA256: hashOf(id)}
	whom := map[string]*someone{}
	entities := map[string]extract.Entity{}
	told := map[int]bool{}
	for _, s := range w.pending[id] {
		clash := told[s.event]
		for name, p := range s.whom {
			for other, q := range whom {
				clash = clash || (name == other) != (p == q) && (blockKey("person", name) == blockKey("person", other) || p == q)
			}
		}
		if clash {
			continue
		}
		told[s.event] = true
		f.Claims = append(f.Claims, s.claim)
		w.event[f.SHA256+s.claim.String()] = s.event
		if p := s.claim.Place; p != nil {
			entities[p.Entity] = extract.Entity{ID: p.Entity, Type: "place", Name: p.Name}
		}
		for name, p := range s.whom {
			whom[name] = p
			w.introduce(f, entities, name, p, s)
		}
	}
	for _, id := range slices.Sorted(keysOf(entities)) {
		f.Entities = append(f.Entities, entities[id])
	}
	w.docs = append(w.docs, f)
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// introduce gives a document the entity of a person and, unless it is bare, the post at the time.
func (w *synthetic) introduce(f *extract.Facts, entities map[string]extract.Entity, name string, p *someone, s saying) {
	id := entityID("person", name)
	e := extract.Entity{ID: id, Type: "person", Name: name}
	if p.foreign {
		e.Country = p.country
	}
	if _, known := entities[id]; known {
		return
	}
	entities[id] = e
	w.bearer[[2]string{f.SHA256, id}] = p.id
	if s.bare {
		return
	}
	date := whenOf(s.claim.Date).first
	for _, t := range p.career {
		if date != "" && (date < t.from.Format(time.DateOnly) || date >= t.to.Format(time.DateOnly)) {
			continue
		}
		typ, _, _ := strings.Cut(t.org, "/")
		entities[t.org] = extract.Entity{ID: t.org, Type: typ, Name: t.org}
		if typ == "country" {
			o := entities[t.org]
			o.ISO = p.country
			entities[t.org] = o
		}
		office := entityID("office", t.office)
		entities[office] = extract.Entity{ID: office, Type: "office", Name: t.office}
		f.Claims = append(f.Claims, extract.Claim{
			Relation: "holds", Modality: extract.Actual, Date: s.claim.Date,
			Args: []extract.Arg{{Role: "office", Entity: office, Name: t.office}, {Role: "org", Entity: t.org, Name: t.org},
				{Role: "person", Entity: id, Name: name}},
		})
		break
	}
}
