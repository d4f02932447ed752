package clause

import "slices"

// A Cue is a word that says whether an event took place: sẽ (will), hoãn (postpone), đề nghị (propose).
type Cue struct {
	First, End int    // tokens
	Reads      string // actual, planned, negated, none, deny
	Wide       bool   // rules the whole sentence behind it: nếu (if), theo kế hoạch (as planned)
	Behind     bool   // may also stand behind a noun: chuyến thăm … bị hủy (the visit … was cancelled)
	Cancels    bool   // takes back a plan told before it: hủy, hoãn
	Near       int    // rules a trigger at most so many chunks behind it; 0 for any distance
}

// Denied reports whether the sentence denies what it reports: … là thông tin hoàn toàn bịa đặt (is made up). Who denies that
// something is put off does not deny the thing.
func (c *Sentence) Denied() bool {
	for _, cue := range c.Cues {
		if cue.Reads == ReadsDeny {
			return !c.deniesDelay()
		}
	}
	return false
}

// DeniedBehind reports whether a denial stands behind the trigger: A đã được bổ nhiệm; thông tin này không đúng (is not true).
func (c *Sentence) DeniedBehind(t Trigger) bool {
	return c.Denied() && slices.ContainsFunc(c.Cues, func(cue Cue) bool { return cue.Reads == ReadsDeny && cue.First > t.Last })
}

// DeniedNews reports whether the trigger stands in news that a denial behind it is of: thông tin A dự lễ là không chính xác (the news that
// A attends is not correct).
func (c *Sentence) DeniedNews(t Trigger) bool {
	if c.rumoured(t) {
		return c.Denied()
	}
	for i := t.First - 1; i >= 0 && !c.is(i, ",", ";", ":") && c.Chunks[i].Class != Saying; i-- {
		if c.is(i, "thông tin", "tin", "tin đồn") {
			return c.DeniedBehind(t) || slices.ContainsFunc(c.Cues, func(cue Cue) bool { return cue.First > t.Last && c.noSuch(cue) })
		}
	}
	return false
}

// DatedNews reports whether a day stands between a word for news and the trigger, so that the news is of it: tin A hôm 3/6 gặp B (the news that
// A met B on 3 June).
func (c *Sentence) DatedNews(t Trigger) bool {
	dated := false
	for i := t.First - 1; i >= 0 && !c.is(i, ",", ";", ":"); i-- {
		dated = dated || c.kind(i, Time)
		if c.is(i, "thông tin", "tin", "tin đồn") {
			return dated
		}
	}
	return false
}

// DeniesIt reports whether the sentence denies what was said before it: thông tin này không đúng (is not true), không có cuộc gặp nào như vậy.
func (c *Sentence) DeniesIt() bool {
	for _, cue := range c.Cues {
		if c.noSuch(cue) || cue.Reads == ReadsDeny && c.pointed(c.ChunkAt(cue.First)-3, c.ChunkAt(cue.End-1)+3) {
			return !c.deniesDelay()
		}
	}
	return false
}

// noSuch reports whether a cue says that there was nothing of what it points to: không có cuộc gặp này (there was no such meeting).
func (c *Sentence) noSuch(cue Cue) bool {
	at := c.ChunkAt(cue.End - 1)
	if cue.Reads != ReadsNegated || c.Doc.Word(cue.End-1) != "có" && !c.is(at+1, "có", "có cuộc", "có chuyến") {
		return false
	}
	said := false
	for i := at - 1; i >= 0 && !c.is(i, ",", ";", ":"); i-- {
		said = said || c.class(i, Saying)
	}
	return said && c.pointed(at, at+6)
}

// pointed reports whether a noun for what is told with a word that points back stands in chunks [i, end): cuộc gặp này (this meeting).
func (c *Sentence) pointed(i, end int) bool {
	noun := false
	for i = max(i, 0); i < min(end, len(c.Chunks)) && !c.is(i, ",", ";", ":"); i++ {
		switch {
		case c.is(i, "tin", "thông tin", "việc", "chuyện", "cuộc", "có cuộc", "chuyến", "có chuyến", "buổi", "có buổi"):
			noun = true
		case noun && c.is(i, "này", "đó", "ấy", "như vậy", "như thế", "vậy", "nói trên", "trên"):
			return true
		}
	}
	return false
}

// rumoured reports whether the trigger is what talk has it: có tin trên mạng cho rằng A được tặng thưởng (there is news on the net that
// A was decorated), dư luận cho rằng A từ chức.
func (c *Sentence) rumoured(t Trigger) bool {
	if !c.holds("tin") && !c.holds("tin đồn") && !c.holds("luận") {
		return false
	}
	i := t.First - 1
	for i > 0 && !c.is(i, ",", ";", ".", ":") && c.Chunks[i].Class != Saying {
		i--
	}
	if !c.is(i, "cho rằng", "nói") {
		return false
	}
	for i--; c.kind(i, Word); i-- {
		if c.is(i, "tin", "tin đồn", "luận") && !c.is(i-1, "nguồn", "bản") {
			return true
		}
	}
	return false
}

// NewsDenied reports whether a verb that denies news stands before the trigger in its clause: bác tin A đã nộp đơn từ chức (denied news that
// A had resigned).
func (c *Sentence) NewsDenied(t Trigger) bool {
	for i := t.First - 1; i > 0 && !c.is(i, ";", ".", ":"); i-- {
		if c.is(i, "tin", "thông tin", "tin đồn") && slices.ContainsFunc(c.Cues, func(cue Cue) bool {
			return cue.Reads == ReadsDeny && c.ChunkAt(cue.End-1) == i && c.ChunkAt(cue.First) < i
		}) {
			return true
		}
	}
	return false
}

// deniesDelay reports whether a cue of denial stands before one of putting off: bác bỏ khả năng … bị hoãn.
func (c *Sentence) deniesDelay() bool {
	denied := false
	for _, cue := range c.Cues {
		if cue.Cancels && denied {
			return true
		}
		denied = denied || cue.Reads == ReadsDeny
	}
	return false
}

// The readings of a trigger.
const (
	ReadsActual  = "actual"
	ReadsPlanned = "planned"
	ReadsNegated = "negated"
	ReadsNone    = "none"    // a proposal, a wish, a condition: no event
	ReadsDeny    = "deny"    // what is reported is denied
	ReadsInvites = "invites" // at whose invitation; without a comma behind it, the event is only what is invited to
)

// Modality returns how the sentence speaks of the trigger. The nearest cue to its left in its clause decides; a
// proposal or condition farther left takes a plan back; behind a noun a cancellation or plan decides.
func (c *Sentence) Modality(t Trigger) string {
	if c.speakers(t) {
		return ReadsActual
	}
	reading := ""
	for k := len(c.Cues) - 1; k >= 0; k-- {
		cue := c.Cues[k]
		at := c.ChunkAt(cue.First)
		if cue.First >= t.Last || cue.First == t.Token || cue.First > t.Token && cue.End == t.Last {
			continue // phát biểu nhận nhiệm vụ: the cue is the trigger's own last word
		}
		far := c.parted(c.ChunkAt(cue.End-1)+1, t.First)
		if cue.Reads == ReadsInvites {
			if far == same && !c.comma(c.ChunkAt(cue.End-1)+1, t.First) {
				return ReadsNone // nhận lời mời của B thăm: an invitation is no journey
			}
			continue
		}
		if far == beyond {
			break
		}
		if far == comma && !cue.Wide || far == series && cue.Near > 0 {
			continue // không thăm A; dự B: only the first is denied
		}
		if cue.Near > 0 && t.First-at > cue.Near {
			continue
		}
		switch {
		case reading == "":
			reading = cue.Reads
			if cue.First > t.Token && c.is(at-1, ",") { // hoàn thiện tài liệu phục vụ Kỳ họp A, dự kiến khai mạc ngày D: said of it alone
				return reading
			}
		case cue.Reads == ReadsNone && (reading == ReadsPlanned || reading == ReadsNegated || cue.Wide):
			reading = ReadsNone
		case cue.Reads == ReadsNegated && reading == ReadsActual && cue.Wide:
			reading = ReadsNegated
		}
	}
	for _, cue := range c.Cues {
		at := c.ChunkAt(cue.First)
		if !cue.Behind || !t.Noun || at < t.End || c.sentenceBreak(t.End, at) || c.anew(t.End, at) || c.is(t.First-1, "tại", "trong") && c.comma(t.End, at) {
			continue
		}
		if cue.Reads == ReadsNegated || reading == "" || reading == ReadsActual && !c.done(t) {
			reading = cue.Reads
		}
		if reading == ReadsNegated {
			break
		}
	}
	if !t.Noun && c.calledOff(t) {
		reading = ReadsNegated
	}
	if reading != ReadsNegated && c.rumoured(t) {
		return ReadsNone
	}
	news := c.is(t.End-1, "tin", "thông tin", "tin đồn") // bác bỏ tin …: what the news is of is told behind
	if c.conditional(t, reading) || c.asked(t) || reading == ReadsNegated && !news && c.deniesDelay() {
		return ReadsNone
	}
	if reading == ReadsPlanned && !news && c.cancelled(t) {
		return ReadsNegated
	}
	switch reading {
	case "":
		return ReadsActual
	case ReadsDeny:
		return ReadsNone // what is denied besides meetings is not told at all
	}
	return reading
}

// speakers reports whether the trigger only says who a speaker is whose words went before: A sẽ được phê chuẩn, bà B, chủ tọa kỳ họp, cho
// biết. The cues of what is said do not rule it.
func (c *Sentence) speakers(t Trigger) bool {
	i := t.End
	for c.kind(i, Word) && !c.class(i, Saying) {
		i++
	}
	return c.is(i, ",") && c.class(i+1, Saying) && c.is(t.First-1, ",") && c.party(t.First-2)
}

// anew reports whether và (and) with a verb opens another clause between two chunks, about somebody else: nhắc chuyến thăm và tin
// tưởng A sẽ … (recalls the visit and trusts that A will).
func (c *Sentence) anew(i, end int) bool {
	for ; i+2 < end; i++ {
		if c.is(i, "và") && c.kind(i+1, Word) && !c.class(i+1, Prep) && !c.class(i+1, Light) && c.kind(i+2, Noun) {
			return true
		}
	}
	return false
}

// done reports whether đã (a sign of the past) stands right before the trigger: đã có cuộc điện đàm về chuyến thăm sắp tới.
func (c *Sentence) done(t Trigger) bool {
	return c.is(t.First-1, "đã", "đã có") || c.class(t.First-1, Light) && c.is(t.First-2, "đã")
}

// conditional reports whether what stands behind the trigger takes it back: sẽ từ chức nếu …; việc bổ nhiệm A cần được
// phê chuẩn; hoan nghênh A sang thăm vào thời điểm thích hợp (at a suitable time), which is a wish unless it is planned.
func (c *Sentence) conditional(t Trigger, reading string) bool {
	matter := t.First > 0 && c.is(t.First-1, "việc")
	for _, cue := range c.Cues {
		at := c.ChunkAt(cue.First)
		if at < t.End || cue.Reads != ReadsNone || c.sentenceBreak(t.End, at) {
			continue
		}
		switch {
		case reading == ReadsPlanned && c.is(at, "nếu"), reading != ReadsPlanned && cue.Wide && cue.Behind && c.alone(t.End, at), matter && cue.Near == 0 && !cue.Wide:
			return true
		}
	}
	return false
}

// asked reports whether hay không or hay chưa (or not) behind the trigger makes a question of it: câu hỏi A có dự B hay không.
func (c *Sentence) asked(t Trigger) bool {
	if !c.holds("hay không") && !c.holds("hay chưa") && !c.holds("hay") {
		return false
	}
	for i := t.End; i+1 < len(c.Chunks) && !c.is(i, ",", ";", ".", ":"); i++ {
		if c.is(i, "hay không", "hay chưa") || c.is(i, "hay") && c.is(i+1, "không", "chưa") {
			return true
		}
	}
	return false
}

// calledOff reports whether what a verb says is part of what was put off behind it: chuyến thăm của A sang dự B bị hủy.
func (c *Sentence) calledOff(t Trigger) bool {
	for _, cue := range c.Cues {
		if at := c.ChunkAt(cue.First); cue.Cancels && at >= t.End && c.is(at, "bị", "phải", "bị hủy", "bị hoãn", "phải hủy", "phải hoãn", "đã bị hủy") {
			return c.alone(t.End, at)
		}
	}
	return false
}

// alone reports whether nothing but noun phrases and their prepositions stand between chunk i and chunk end, so that no other
// verb is between: hội đàm với A và mời A thăm vào thời điểm thích hợp puts off the visit, not the talks.
func (c *Sentence) alone(i, end int) bool {
	for ; i < end; i++ {
		if !c.kind(i, Noun) && !c.kind(i, Time) && !c.class(i, Prep) {
			return false
		}
	}
	return true
}

// cancelled reports whether a plan is called off later in its sentence: dự kiến thăm … nhưng đã hủy.
func (c *Sentence) cancelled(t Trigger) bool {
	for _, cue := range c.Cues {
		if cue.Cancels && cue.First > t.Token {
			return true
		}
	}
	return false
}

type distance uint8

const (
	same   distance = iota // the same clause
	series                 // a semicolon, behind which the same subject goes on: sẽ gặp A; dự B
	comma                  // a clause with its own subject begins between
	beyond                 // a semicolon, a full stop, a word such as nhưng (but)
)

// parted says what stands between chunk i and chunk end.
func (c *Sentence) parted(i, end int) distance {
	d := same
	for i = max(i, 0); i < min(end, len(c.Chunks)); i++ {
		k := &c.Chunks[i]
		if k.Kind != Mark {
			if k.Kind == Word && k.Class == Closing {
				return beyond
			}
			continue
		}
		switch k.Word {
		case ";":
			if !c.continues(i+1, end) {
				return beyond
			}
			d = max(d, series)
		case ".", "?", "!", ":":
			return beyond
		case ",":
			if c.is(i+1, "còn") && i+1 < end {
				return beyond // A bị hủy, còn B vẫn diễn ra
			}
			j := i + 1
			for c.kind(j, Time) || c.is(j, "các") {
				j++
			}
			if c.party(j) && j < end && (c.verbAfter(j) || j+1 == end || c.kind(j+1, Time) && c.verbAfter(j+1)) { // trước khi A đi, B ngày D hủy
				d = comma
			}
		}
	}
	return d
}

// continues reports whether the clause from chunk i to a trigger at chunk end says on what the subject before does: no
// subject of its own stands in front of the verb.
func (c *Sentence) continues(i, end int) bool {
	for {
		if c.is(i, "tại", "ở") && c.kind(i+1, Noun) && c.is(i+2, ",") { // sẽ gặp A; tại Auckland, phát biểu
			i += 3
		} else if c.kind(i, Time) || c.class(i, And) || c.class(i, Light) || c.is(i, "đồng thời", "sau đó", "tiếp đó") {
			i++
		} else {
			break
		}
	}
	if i >= end {
		return i == end
	}
	return c.kind(i, Word) && c.Chunks[i].Class == Other
}

// comma reports whether a comma stands between chunk i and chunk end.
func (c *Sentence) comma(i, end int) bool {
	for ; i < end; i++ {
		if c.is(i, ",") {
			return true
		}
	}
	return false
}

func (c *Sentence) sentenceBreak(i, end int) bool {
	for ; i < end; i++ {
		if c.is(i, ";", ".") || c.class(i, Closing) {
			return true
		}
		if c.is(i, ",") && c.party(i+1) && c.verbAfter(i+1) {
			return true
		}
	}
	return false
}
