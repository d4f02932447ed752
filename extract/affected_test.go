package extract

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quanhe/extract/source"
	"quanhe/extract/text"
	"quanhe/rules"
)

// The documents that an edit of the rules spares say the same by the old rules and the new. $QUANHE_EDITS sets how many
// edits are tried; the articles come also in capitals, without diacritics and as titles.
func TestSparedDocumentsSayTheSame(t *testing.T) {
	edits := 20
	if n, err := strconv.Atoi(os.Getenv("QUANHE_EDITS")); err == nil {
		edits = n
	}
	docs := articles(t)
	for _, d := range articles(t)[:4] {
		shout, bare, title := d, d, d
		shout.Text = []byte(strings.ToUpper(string(d.Text)))
		bare.Text = []byte(text.Fold(string(d.Text)))
		title.Title, _, _ = strings.Cut(string(d.Text), "\n")
		docs = append(docs, shout, bare, title)
	}
	x := embedded(t)
	before, was := saidBy(t, x, docs), x.Manifest("")
	words := runs(t)
	spared, changed, tried := 0, 0, map[string]int{}
	for seed := range edits {
		e := &tampering{rand.New(rand.NewPCG(uint64(seed), 1)), changeable(t), words}
		what := e.any()
		y, err := New(e.set)
		if err != nil {
			continue // two entries of one form, and the like
		}
		tried[what]++
		a := NewAffected(was, y.Manifest(""))
		after := saidBy(t, y, docs)
		for i, d := range docs {
			same := before[i] == after[i]
			if !same {
				changed++
			}
			switch affected := a.Document(d); {
			case !affected && !same:
				t.Errorf("seed %d: %s: spared %s, which says something else\n%s\n%s", seed, what, d.ID, before[i], after[i])
			case !affected:
				spared++
			}
		}
	}
	of := len(docs) * total(tried)
	t.Logf("%d edits of %d documents: %d spared, %d changed of %d others; %v", total(tried), len(docs), spared, changed, of-spared, tried)
	if changed == 0 || spared == 0 {
		t.Errorf("%d of %d documents changed, %d spared: the edits prove nothing", changed, of, spared)
	}
}

func total(m map[string]int) (n int) {
	for _, k := range m {
		n += k
	}
	return n
}

// saidBy returns the facts of each document as JSON.
func saidBy(t *testing.T, x *Extractor, docs []source.Document) []string {
	var out []string
	for _, d := range docs {
		f, err := x.Extract(d)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// runs are stretches of one to three words of the articles.
func runs(t *testing.T) []string {
	var all []string
	for _, d := range articles(t) {
		fields := strings.Fields(string(d.Text))
		for i := range fields {
			run := strings.Join(fields[i:min(i+1+i%3, len(fields))], " ")
			if !strings.ContainsAny(run, `"@<>()|?{}~![],.;:…“”/-`) {
				all = append(all, run)
			}
		}
	}
	return all
}

// changeable returns a copy of the built-in rules that may be changed.
func changeable(t *testing.T) *rules.Set {
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// A tampering changes a set of rules at random.
type tampering struct {
	*rand.Rand
	set   *rules.Set
	words []string
}

func (e *tampering) word() string            { return e.words[e.IntN(len(e.words))] }
func (e *tampering) claim() *rules.ClaimRule { return &e.set.Claims[e.IntN(len(e.set.Claims))] }
func (e *tampering) entry() (*rules.Lexicon, *rules.Entry) {
	lex := &e.set.Lexicons[e.IntN(len(e.set.Lexicons))]
	return lex, &lex.Entries[e.IntN(len(lex.Entries))]
}

// any makes one edit and returns what it was.
func (e *tampering) any() string {
	kinds := map[string]func(){
		"remove claim rule": func() { n := e.IntN(len(e.set.Claims)); e.set.Claims = slices.Delete(e.set.Claims, n, n+1) },
		"add claim rule": func() {
			rule := *e.claim()
			rule.ID, rule.Trigger = "added", []rules.Text{{Value: e.word()}}
			rule.Construct, rule.Kind = "", rules.Verb
			e.set.Claims = append(e.set.Claims, rule)
		},
		"edit trigger": func() {
			if rule := e.claim(); len(rule.Trigger) > 0 {
				rule.Trigger[e.IntN(len(rule.Trigger))].Value = e.word()
			}
		},
		"swap roles": func() {
			if rule := e.claim(); len(rule.Roles) > 1 {
				rule.Roles[0].Slots, rule.Roles[1].Slots = rule.Roles[1].Slots, rule.Roles[0].Slots
			}
		},
		"unless":   func() { rule := e.claim(); rule.Unless = append(rule.Unless, rules.Text{Value: e.word()}) },
		"modality": func() { e.claim().Modality = "planned" },
		"document a rule": func() {
			e.claim().Doc, e.set.Mentions[0].Doc, e.set.Lexicons[0].Doc = "said better", "said better", "said better"
		},
		"remove mention rule": func() { n := e.IntN(len(e.set.Mentions)); e.set.Mentions = slices.Delete(e.set.Mentions, n, n+1) },
		"edit mention rule": func() {
			rule := &e.set.Mentions[e.IntN(len(e.set.Mentions))]
			rule.Patterns[e.IntN(len(rule.Patterns))].Value = e.word()
		},
		"remove entry": func() {
			lex, _ := e.entry()
			n := e.IntN(len(lex.Entries))
			lex.Entries = slices.Delete(lex.Entries, n, n+1)
		},
		"add entry": func() {
			lex, _ := e.entry()
			w := e.word()
			lex.Entries = append(lex.Entries, rules.Entry{Name: w, Forms: []string{w}})
		},
		"add form":    func() { _, en := e.entry(); en.Forms = append(en.Forms, e.word()) },
		"remove form": func() { _, en := e.entry(); en.Forms = en.Forms[:len(en.Forms)-1] },
		"rename":      func() { _, en := e.entry(); en.Name += " khác" },
		"attribute": func() {
			_, en := e.entry()
			en.Attrs = maps.Clone(en.Attrs)
			for _, k := range slices.Sorted(maps.Keys(en.Attrs)) {
				en.Attrs[k] = "LA"
			}
		},
		"roster": func() {
			lex, _ := e.set.Lexicon("roster")
			lex.Entries = append(lex.Entries, rules.Entry{Name: e.word(), Forms: []string{e.word() + " " + e.word()}, Attrs: map[string]string{"iso": "LA"}})
		},
		"head of a lexicon": func() { lex, _ := e.entry(); lex.Cap = !lex.Cap },
	}
	what := slices.Sorted(maps.Keys(kinds))[e.IntN(len(kinds))]
	kinds[what]()
	return what
}

func TestManifest(t *testing.T) {
	x := embedded(t)
	m := x.Manifest("")
	if again := embedded(t).Manifest(""); fmt.Sprint(again) != fmt.Sprint(m) {
		t.Error("the same rules have two manifests")
	}
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	back := &Manifest{}
	if err := json.Unmarshal(b, back); err != nil {
		t.Fatal(err)
	}
	doc := source.Document{ID: "x", Text: []byte("Thủ tướng tiếp Đại sứ Pháp.")}
	if NewAffected(back, m).Document(doc) {
		t.Error("a document is affected by rules that are the same")
	}
	if form := x.Manifest("another"); form.Name == m.Name || !NewAffected(m, form).Document(doc) {
		t.Error("another form of facts affects no document")
	}
	set := changeable(t)
	rule := &set.Claims[slices.IndexFunc(set.Claims, func(r rules.ClaimRule) bool { return len(r.Trigger) > 0 })]
	rule.Trigger = append(rule.Trigger, rules.Text{Value: "<Person> hoà hoãn | đình chiến"})
	y, err := New(set)
	if err != nil {
		t.Fatal(err)
	}
	x = embedded(t)
	if i := slices.IndexFunc(set.Claims, func(r rules.ClaimRule) bool { return r.ID == rule.ID }); i >= 0 {
		old := changeable(t)
		old.Claims[i].Trigger = []rules.Text{{Value: "giảng hoà"}}
		rule.Trigger = rule.Trigger[len(rule.Trigger)-1:]
		if x, err = New(old); err != nil {
			t.Fatal(err)
		}
	}
	a := NewAffected(x.Manifest(""), y.Manifest(""))
	for say, want := range map[string]bool{
		"Hai bên hòa hoãn với nhau.": true, "HAI BÊN HÒA HOÃN.": true, "Hai bên hoàhoãn.": true, "Họ đình\nchiến.": true,
		"Hai bên hòa giải.": false, "Hai bên giảng hòa.": true, "Họ đình. Chiến tranh.": false, "Đình làng có chiến sĩ.": false,
	} {
		if got := a.Document(source.Document{Text: []byte(say)}); got != want {
			t.Errorf("%q: affected %v, want %v", say, got, want)
		}
	}
	if !a.Document(source.Document{Title: "Đình chiến", Text: []byte("Hai bên hòa giải.")}) {
		t.Error("words of the title affect no document")
	}
	if !a.Document(source.Document{Text: []byte("Thu tuong tiep dai su Phap tai Ha Noi")}) {
		t.Error("a text without diacritics is spared")
	}
}
