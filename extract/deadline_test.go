package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"quanhe/extract/source"
)

// A counted context is done from the n-th time on that it is asked, so that a reading can be given up at any step.
type counted struct {
	context.Context
	asked, done int
}

// Err counts the question.
func (c *counted) Err() error {
	if c.asked++; c.asked > c.done {
		return context.DeadlineExceeded
	}
	return nil
}

// crowd is a text of about so many bytes in which nearly every word names somebody new.
func crowd(size int) source.Document {
	surnames := []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng"}
	names := []string{"An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nam", "Phúc", "Quang", "Sơn", "Tâm", "Vinh"}
	var b bytes.Buffer
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "Thủ tướng %s %s %s tiếp ông %s %s. ", surnames[i%7], names[i/7%15], names[i/105%15], names[i/1575%15], names[i/3%15])
	}
	return source.Document{ID: "crowd", Text: b.Bytes()}
}

func TestGivesUpAtAnyStep(t *testing.T) {
	x := embedded(t)
	doc := crowd(20_000)
	whole := &counted{Context: context.Background(), done: 1 << 30}
	if _, err := x.ExtractContext(whole, doc); err != nil {
		t.Fatal(err)
	}
	if whole.asked < 1000 {
		t.Fatalf("a reading of 20 kB asked only %d times whether to go on", whole.asked)
	}
	for done := 0; done < whole.asked; done += 97 {
		ctx := &counted{Context: context.Background(), done: done}
		f, err := x.ExtractContext(ctx, doc)
		if f != nil || !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("done after %d questions: facts %v, error %v", done, f != nil, err)
		}
		if more := ctx.asked - done; more > 12 { // each of the stages to come asks once
			t.Errorf("done after %d questions, asked %d times more", done, more)
		}
	}
	// What was given up leaves no traces in the room it was done in.
	fresh := embedded(t)
	for _, d := range articles(t) {
		want, err := fresh.Extract(d)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := x.Extract(d); err != nil || fmt.Sprint(got.Claims) != fmt.Sprint(want.Claims) {
			t.Errorf("%s: other claims after readings that were given up; error %v", d.ID, err)
		}
	}
}

// BenchmarkGivingUp reads the largest texts of names with a deadline, and reports how long it takes to give up behind it.
func BenchmarkGivingUp(b *testing.B) {
	x := embedded(b)
	doc := crowd(source.MaxSize)
	over := time.Duration(0)
	for b.Loop() {
		const limit = 2 * time.Second
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		start := time.Now()
		if _, err := x.ExtractContext(ctx, doc); !errors.Is(err, context.DeadlineExceeded) {
			b.Fatal(err)
		}
		over = max(over, time.Since(start)-limit)
		cancel()
	}
	b.ReportMetric(float64(over.Milliseconds()), "ms-late")
}
