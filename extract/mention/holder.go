package mention

// A holder says which of a list of spans without overlap holds each token of a sentence.
type holder struct {
	first  int
	number []int32 // by token less first: the span's place in the list and 1, or 0
}

// reset prepares the holder for tokens [first, end).
func (h *holder) reset(first, end int) {
	h.first = first
	if n := end - first; cap(h.number) < n {
		h.number = make([]int32, n)
	} else {
		h.number = h.number[:n]
		clear(h.number)
	}
}

// set makes tokens [first, end) those of span k.
func (h *holder) set(first, end, k int) {
	for i := max(first-h.first, 0); i < min(end-h.first, len(h.number)); i++ {
		h.number[i] = int32(k + 1)
	}
}

// at returns the place of the span that holds a token, or -1.
func (h *holder) at(token int) int {
	if i := token - h.first; i >= 0 && i < len(h.number) {
		return int(h.number[i]) - 1
	}
	return -1
}
