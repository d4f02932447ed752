package resolve

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph/store"
)

// Names that are taken in part after part are those that are taken in at once, and memory never holds all of them.
func TestParts(t *testing.T) {
	w := newSynthetic(4, 150)
	w.docs = append(w.docs, busy())
	w.docs = append(w.docs, bodies("organization/VICERA#Lê Văn Minh", "organization/Tổng công ty Gốm Việt=VICERA#Lê Văn Minh",
		"organization/Tổng công ty Gốm Việt#Trần Văn Sơn", "organization/VICERA#Trần Văn Sơn", "party/Đảng Dân chủ Tự do=LDP@JP",
		"organization/LDP@JP", "place/Châu Thành#Ngô Thị Mai")...)
	want, most, kept := dumpParted(t, w.docs, len(w.docs))
	if kept > most/4 {
		t.Errorf("of %d blocks memory keeps %d when it is known who is who, but few tell namesakes or spellings apart", most, kept)
	}
	for _, atOnce := range []int{1, 20, 100} {
		got, held, _ := dumpParted(t, w.docs, atOnce)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d documents at once:\n-all at once +parted:\n%s", atOnce, diff)
		}
		if atOnce <= 20 && held > most/2 {
			t.Errorf("%d documents at once: %d of %d blocks in memory", atOnce, held, most)
		}
	}
}

// A lot keeps no more in memory than it may, whether its things share their words or have none in common, and gives all back.
func TestLotHoldsLittle(t *testing.T) {
	for _, distinct := range []int{1, 3, 100_000} {
		lots, err := newLots(openMemory(t), 1)
		if err != nil {
			t.Fatal(err)
		}
		l, n := lots[0], 0
		for i := range 20_000 {
			word := fmt.Sprintf("incumbency of somebody in office %d", i%distinct)
			if err := l.put(func(p *packer) { p.text(word) }); err != nil {
				t.Fatal(err)
			}
			if l.pack.size() >= lotBytes {
				t.Fatalf("%d words: %d bytes are held", distinct, l.pack.size())
			}
		}
		err = l.each(func(u *unpacker) error {
			if want := fmt.Sprintf("incumbency of somebody in office %d", n%distinct); u.text() != want {
				t.Fatalf("%d words: thing %d is not %q", distinct, n, want)
			}
			n++
			return nil
		})
		if err := errors.Join(err, closeLots(lots)); err != nil || n != 20_000 {
			t.Errorf("%d words: %d things, error %v", distinct, n, err)
		}
	}
}

// What people decided of reports counts before any name is known: of two that nothing else ties, and of two that else are
// one.
func TestFirstLoadAfterDecisions(t *testing.T) {
	docs := told(t,
		`speech agent="A B" date=2021-01`, `visit guest="C D" host="Việt Nam" date=2021-05-05`,
		`meet agent="E F" counterpart="G H" date=2021-09-05`, `meet agent="E F" counterpart="G H" date=2021-09-05`,
	)
	for _, d := range []Decision{
		{Same: true, A: reported(docs[0]), B: reported(docs[1])},
		{Same: false, A: reported(docs[2]), B: reported(docs[3])},
	} {
		d.Who, d.When = "An", "2024-01-01T00:00:00Z"
		want := openMemory(t)
		logged(t, want, Entry{Decision: d})
		replace(t, want, docs...)
		for _, atOnce := range []int{1, 2, len(docs)} {
			s := openMemory(t)
			logged(t, s, Entry{Decision: d})
			firstLoad(t, s, docs, atOnce)
			if diff := cmp.Diff(dumpStore(t, want), dumpStore(t, s)); diff != "" {
				t.Errorf("same %v, %d documents at once:\n-in one write +first load:\n%s", d.Same, atOnce, diff)
			}
		}
	}
}

// dumpParted is what a first load of documents makes, and how many blocks memory held; see firstLoad.
func dumpParted(t *testing.T, docs []*extract.Facts, atOnce int) (dump string, held, kept int) {
	t.Helper()
	s := openMemory(t)
	held, kept = firstLoad(t, s, docs, atOnce)
	return dumpStore(t, s), held, kept
}

// firstLoad makes a first load of documents and returns the most blocks that memory held while it told who is who, and of how
// many it kept who is who.
func firstLoad(t *testing.T, s *store.Store, docs []*extract.Facts, atOnce int) (held, kept int) {
	t.Helper()
	bring(t, s, docs)
	names, _, err := waiting(s)
	if err != nil {
		t.Fatal(err)
	}
	b := &bulkState{store: s, known: thesaurus{}, atOnce: atOnce, progress: func() error { return nil }}
	err = b.step(func(u *update) error {
		emit := u.emit
		u.emit = func(n Node) {
			held = max(held, len(u.now.blocks))
			emit(n)
		}
		all := b.progress
		b.progress = func() error { kept = max(kept, len(u.now.comps)); return all() }
		return b.all(u, names, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	return held, kept
}
