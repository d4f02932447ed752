package extract

// occasion returns the chunk of the word that makes an event the occasion of a message, such as được tin (at the news that); -1 when
// there is none. The date of the message is then not its date.
func (a *application) occasion() int {
	office := a.w.rule.Relation == "elect" || a.w.rule.Relation == "appoint" || a.w.rule.Relation == "inaugurate"
	if !office && a.w.rule.Relation != "death" {
		return -1
	}
	commas := 0
	for i := a.t.First - 1; i >= 0; i-- {
		switch a.s.Chunks[i].Word {
		case "được tin", "nghe tin", "hay tin", "nhận được tin":
			return i
		case "nhân dịp", "chúc mừng", "nhân", "sau khi":
			if office && commas == 0 {
				return i
			}
		case ",":
			if commas++; commas > 2 { // được tin A, O, từ trần
				return -1
			}
		case ";":
			return -1
		}
	}
	return -1
}

// comma returns the first comma behind the trigger, or the end.
func (a *application) comma() int {
	i := a.t.End
	for i < len(a.s.Chunks) && a.s.Chunks[i].Word != "," {
		i++
	}
	return i
}

// occasionEnd returns the chunk behind the phrase that gives the occasion of a message, whose date is the occasion's: Được
// tin bà A nhậm chức ngày 1/6, Chủ tịch nước gửi điện mừng.
func (a *application) occasionEnd() int {
	if len(a.s.Chunks) == 0 {
		return 0
	}
	switch a.s.Chunks[0].Word {
	case "được tin", "nghe tin", "hay tin", "nhận được tin", "nhân dịp":
		for i := range a.s.Chunks {
			if a.s.Chunks[i].Word == "," {
				if i < a.t.First {
					return i
				}
				return 0
			}
		}
	}
	return 0
}
