package extract

import (
	"slices"
	"strings"
	"testing"
	"time"

	"quanhe/extract/source"
	"quanhe/rules"
)

// What one sentence puts to use of a rule is no gap any more; the rest of the rule is, and so is a rule that it leaves out.
func TestCoverage(t *testing.T) {
	x := embedded(t)
	c := x.NewCoverage()
	const say = "Sáng 5/3, tại Hà Nội, Thủ tướng Trần Văn Bình đã hội đàm với Thủ tướng Lào Khamtay Somvong. Hai bên đề nghị sớm điện đàm."
	if err := c.Read(source.Document{Date: "2024-03-06", Text: []byte(say)}); err != nil {
		t.Fatal(err)
	}
	gaps, used := c.Gaps()
	all := gaps.Error()
	for _, want := range []string{
		"rule talks: agent is never filled from giữa.1 actor", "rule talks: counterpart is never filled from giữa.2 actor",
		"claim rule phone_call tells nothing, though its trigger matches once", "claim rule courtesy never wakes",
		"mention rule office.minister never matches", "claim rule issue_document.cited tells nothing",
	} {
		if !strings.Contains(all, ": "+want+"\n") {
			t.Errorf("no gap %q", want)
		}
	}
	for _, not := range []string{"agent is never filled from subject actor", "counterpart is never filled from với actor", "claim rule talks "} {
		if strings.Contains(all, not) {
			t.Errorf("a gap says %q of what the sentence puts to use", not)
		}
	}
	if used < 2 || used > 4 {
		t.Errorf("%d rules put to use, want those of talks and holdings", used)
	}
	if !slices.IsSortedFunc(gaps, func(a, b *rules.Error) int { return strings.Compare(a.Pos.File, b.Pos.File) }) {
		t.Error("the gaps are not in the order of their places")
	}
}

// Of the alternatives of a trigger only the one in the text is taken.
func TestCoverageOfAlternatives(t *testing.T) {
	x := embedded(t)
	c := x.NewCoverage()
	const say = "Ngày 5/3, đoàn đại biểu tỉnh do ông Trần Văn Bình dẫn đầu đã thăm tỉnh Champasak. Tiếp đoàn có ông Khamtay Somvong, Tỉnh trưởng Champasak."
	if err := c.Read(source.Document{Date: "2024-03-06", Text: []byte(say)}); err != nil {
		t.Fatal(err)
	}
	gaps, _ := c.Gaps()
	var got []string
	for _, g := range gaps {
		if rest, ok := strings.CutPrefix(g.Msg, "rule receive.delegation: "); ok {
			got = append(got, rest)
		}
	}
	want := "alternative tiếp đón is never taken|alternative đón is never taken|alternative đón tiếp is never taken|alternative còn có is never taken|alternative là is never taken"
	if strings.Join(got, "|") != want {
		t.Errorf("gaps %q, want %s", got, want)
	}
}

func TestTimes(t *testing.T) {
	x := embedded(t)
	ticks := time.Time{}
	clock := func() time.Time { ticks = ticks.Add(time.Millisecond); return ticks }
	docs := []source.Document{{Text: []byte("Thủ tướng Trần Văn Bình đã hội đàm với Thủ tướng Lào Khamtay Somvong.")}, {Text: []byte{0xff}}}
	times := x.Times(docs, clock)
	k := slices.IndexFunc(times, func(r RuleTime) bool { return r.Rule == "talks" })
	if r := times[k]; r.Tried != 1 || r.Matched != 1 || r.Time != time.Millisecond/attempts {
		t.Errorf("talks: %+v, want one token tried and matched in a fiftieth of a tick", r)
	}
	if last := times[len(times)-1]; last.Time > times[0].Time {
		t.Errorf("%+v comes behind %+v", last, times[0])
	}
}
