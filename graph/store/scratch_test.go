package store

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// What is written is read back anywhere, also what the buffer still holds; nothing is left of it in the store's directory.
func TestScratch(t *testing.T) {
	s := memory(t)
	f, err := s.Scratch()
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.Scratch()
	if err != nil {
		t.Fatal(err)
	}
	rng, want := rand.New(rand.NewPCG(1, 2)), ""
	for i := range 500 {
		some := strings.Repeat(fmt.Sprint(i), 300)
		want += some
		for _, to := range []*Scratch{f, other} {
			if n, err := to.Write([]byte(some)); n != len(some) || err != nil {
				t.Fatal(n, err)
			}
		}
		from := rng.IntN(len(want))
		got := make([]byte, min(1000, len(want)-from))
		if i%7 == 0 {
			got = make([]byte, len(want)-from) // to the end
		}
		if _, err := f.ReadAt(got, int64(from)); err != nil || string(got) != want[from:from+len(got)] {
			t.Fatalf("%d bytes from %d on are not what was written; error %v", len(got), from, err)
		}
	}
	if _, err := f.ReadAt(make([]byte, 2), int64(len(want)-1)); err == nil || err == io.EOF {
		t.Errorf("behind the end: error %v, want one that names the store", err)
	}
	for range 2 {
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	left := temporaries(t, s)
	if left != 1 {
		t.Errorf("%d of 2 temporary files are left after one was closed", left)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
}
