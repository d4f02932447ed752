package query_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
	"quanhe/graph/query"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// An index of another version, or one that lost what it refers to, is told and never misread.
func TestDamagedIndex(t *testing.T) {
	doc := &extract.Facts{ID: "a.txt", SHA256: "00", Date: "2021-09-10"}
	for _, line := range []string{`meet agent="Nguyễn Văn An" counterpart="Trần Bình" date=2021-09-05`,
		`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam" date=2021-09-05`} {
		c, err := extract.ParseClaim(line)
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Args {
			c.Args[i].Entity = entity(doc, c.Args[i].Name)
		}
		c.Evidence = []extract.Evidence{{End: 10, Text: "Sáng 5/9."}}
		doc.Claims = append(doc.Claims, c)
	}
	leaf, card := index.Documents+index.Short(graph.DocumentID(doc.SHA256)), index.CardNote(idOf("Nguyễn Văn An"))
	for _, c := range []struct {
		reason, note string
		data         func(was []byte) []byte
		want         string
	}{
		{"whole", leaf, func(was []byte) []byte { return was }, ""},
		{"of before", index.Ready(), func([]byte) []byte { return []byte("1") }, "version 1"},
		{"without the document, which the quads tell of", leaf, func([]byte) []byte { return nil }, ""},
		{"a torn leaf", leaf, func(was []byte) []byte { return was[:40] }, "verify --repair"},
		{"a torn card", card, func(was []byte) []byte { return was[:len(was)-1] }, "verify --repair"},
	} {
		s, err := store.OpenMemory()
		if err != nil {
			t.Fatal(err)
		}
		err = s.Update(func(tx *store.Tx) error {
			label := graph.NewVocabulary("").Node(graph.DocumentID(doc.SHA256))
			_, err := resolve.Replace(tx, "", []resolve.Document{{Labelled: store.Labelled{Label: label, Quads: graph.Quads(doc, "")}}})
			was, noteErr := tx.Note(c.note)
			return errors.Join(err, noteErr, tx.SetNote(c.note, c.data(was)))
		})
		if err != nil {
			t.Fatal(err)
		}
		v, err := s.View()
		if err != nil {
			t.Fatal(err)
		}
		_, met := query.New(v, "").Met(context.Background(), query.MetOptions{With: [][]string{{idOf("Nguyễn Văn An")}}})
		_, held := query.New(v, "").Holders(context.Background(), query.HoldersOptions{Persons: []string{idOf("Nguyễn Văn An")}})
		for question, err := range map[string]error{"met": met, "holders": held} {
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%s, %s: error %v, want %q", c.reason, question, err, c.want)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
