package pdf

import (
	"bytes"
	"math"
	"strings"
)

// A matrix maps points as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times returns the matrix that maps by m first and then by n.
func (m matrix) times(n matrix) matrix {
	return matrix{m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3], m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5]}
}

// A painter follows the operators that place text.
type painter struct {
	f     *file
	w     *writer
	fonts map[name]*font // of the resources in hand, those that stand there themselves

	state
	saved []state
	line  matrix // of the text line
	at    matrix // of the next character
}

// A state is what q saves and Q brings back.
type state struct {
	ctm     matrix
	font    *font
	size    float64
	gap     float64 // between characters
	word    float64 // and at blanks
	leading float64
	stretch float64
}

const maxSaved = 256

// run follows the operators of a page, or of a form that it shows.
func (p *painter) run(content []byte, resources dict, depth int) {
	if depth == 0 {
		p.state = state{ctm: identity, stretch: 1}
	}
	l := &lexer{b: content, raw: true}
	var args []object
	for n := 0; ; n++ {
		if n%256 == 0 {
			p.f.check()
		}
		o := l.next(0)
		if e, ok := o.(end); ok {
			if e == 0 && !l.skip() {
				return
			}
			continue
		}
		word, ok := o.(op)
		if !ok {
			if args = append(args, o); len(args) > 64 {
				args = args[:0]
			}
			continue
		}
		switch word {
		case "Do":
			p.form(args, resources, depth)
		case "BI":
			picture(l)
		default:
			p.do(word, args, resources)
		}
		args = args[:0]
	}
}

// picture passes over the bytes of a picture among the operators.
func picture(l *lexer) {
	for l.at < len(l.b) {
		o := l.next(0)
		if e, ok := o.(end); ok && e == 0 {
			return
		}
		if o == op("ID") {
			break
		}
	}
	if i := bytes.Index(l.b[min(l.at, len(l.b)):], []byte("EI")); i >= 0 {
		l.at += i + 2
		return
	}
	l.at = len(l.b)
}

// form shows a form.
func (p *painter) form(args []object, resources dict, depth int) {
	if len(args) == 0 || depth >= maxForms {
		return
	}
	key, _ := args[0].(name)
	o := p.f.dict(resources["XObject"])[key]
	d := p.f.dict(o)
	if d["Subtype"] != name("Form") {
		return
	}
	before, line, at, fonts := p.state, p.line, p.at, p.fonts
	if own := p.f.dict(d["Resources"]); own != nil {
		resources, p.fonts = own, map[name]*font{}
	}
	if m, ok := matrixOf(p.f.array(d["Matrix"])); ok {
		p.ctm = m.times(p.ctm)
	}
	p.run(p.f.stream(o), resources, depth+1)
	p.state, p.line, p.at, p.fonts = before, line, at, fonts
}

func matrixOf(list array) (m matrix, ok bool) {
	if len(list) < 6 {
		return m, false
	}
	for i := range m {
		if m[i], ok = list[i].(float64); !ok {
			return m, false
		}
	}
	return m, true
}

// do follows one operator.
func (p *painter) do(word op, args []object, resources dict) {
	num := func(i int) float64 {
		if i < len(args) {
			n, _ := args[i].(float64)
			return n
		}
		return 0
	}
	switch word {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, p.state)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.state, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		if m, ok := matrixOf(args); ok {
			p.ctm = m.times(p.ctm)
		}
	default:
		p.write(word, args, resources, num)
	}
}

// write follows an operator that places or shows text.
func (p *painter) write(word op, args []object, resources dict, num func(int) float64) {
	switch word {
	case "BT":
		p.line, p.at = identity, identity
	case "Tm":
		if m, ok := matrixOf(args); ok {
			p.line, p.at = m, m
		}
	case "Td":
		p.move(num(0), num(1))
	case "TD":
		p.leading = -num(1)
		p.move(num(0), num(1))
	case "T*":
		p.move(0, -p.leading)
	case "TL":
		p.leading = num(0)
	case "Tc":
		p.gap = num(0)
	case "Tw":
		p.word = num(0)
	case "Tz":
		p.stretch = num(0) / 100
	case "Tf":
		if len(args) > 1 {
			key, _ := args[0].(name)
			p.setFont(key, resources)
			p.size = num(1)
		}
	case "'":
		p.move(0, -p.leading)
		p.showAll(args)
	case "\"":
		p.word, p.gap = num(0), num(1)
		p.move(0, -p.leading)
		p.showAll(args)
	case "Tj", "TJ":
		p.showAll(args)
	}
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.at = p.line
}

// setFont finds the font that resources call by a name. One that they refer to is read once for the whole file.
func (p *painter) setFont(key name, resources dict) {
	o := p.f.dict(resources["Font"])[key]
	if r, ok := o.(ref); ok {
		if p.f.fonts[r.n] == nil {
			p.f.fonts[r.n] = p.f.font(o)
		}
		p.font = p.f.fonts[r.n]
		return
	}
	if p.fonts[key] == nil {
		p.fonts[key] = p.f.font(o)
	}
	p.font = p.fonts[key]
}

// showAll shows the strings among args and in lists, and moves by the numbers in lists.
func (p *painter) showAll(args []object) {
	for _, a := range args {
		switch a := a.(type) {
		case text:
			p.show(a)
		case array:
			for _, e := range a {
				switch e := e.(type) {
				case text:
					p.show(e)
				case float64:
					p.at = matrix{1, 0, 0, 1, -e / 1000 * p.size * p.stretch, 0}.times(p.at)
				}
			}
		}
	}
}

// show shows one string.
func (p *painter) show(s text) {
	if p.font == nil {
		return
	}
	from := p.at.times(p.ctm)
	var b strings.Builder
	wide := 0.0
	p.font.each(s, func(chars string, width float64, blank bool) {
		b.WriteString(chars)
		wide += width/1000*p.size + p.gap
		if blank {
			wide += p.word
		}
	})
	p.at = matrix{1, 0, 0, 1, wide * p.stretch, 0}.times(p.at)
	to := p.at.times(p.ctm)
	height := math.Abs(p.size) * math.Hypot(from[2], from[3])
	p.w.write(b.String(), from[4], from[5], to[4], height)
}

// A writer makes lines of strings by where they stand.
type writer struct {
	max   int
	out   strings.Builder
	x, y  float64 // behind the last string
	begun bool    // the page has text
	blank bool    // the last character was one
	last  string  // the last string
	from  float64 // where it began
}

// page begins a page: a sentence may go on there.
func (w *writer) page() {
	if w.begun {
		w.out.WriteByte('\n')
	}
	w.begun, w.blank = false, true
}

// Gaps in parts of the height of the letters.
const (
	lineGap = 0.5  // to another line
	paraGap = 1.9  // and to another paragraph
	wordGap = 0.17 // between words
	backGap = 1    // back to the start of a line at the same height: a column
)

// write adds a string that stands from x to end at the height y.
func (w *writer) write(s string, x, y, end, height float64) {
	if s == "" || math.IsNaN(x+y+end) {
		return
	}
	height = max(height, 1)
	if w.begun && s == w.last && math.Abs(x-w.from) < wordGap*height && math.Abs(y-w.y) < wordGap*height {
		return // printed twice to look bold
	}
	switch down := w.y - y; {
	case !w.begun:
	case down > paraGap*height:
		w.newline("\n\n")
	case math.Abs(down) > lineGap*height || x < w.x-backGap*height:
		w.newline("\n")
	case x-w.x > wordGap*height && !w.blank && !strings.HasPrefix(s, " "):
		w.out.WriteByte(' ')
	}
	w.begun, w.x, w.y, w.blank = true, end, y, strings.HasSuffix(s, " ")
	w.last, w.from = s, x
	w.out.WriteString(s)
	if w.out.Len() > w.max {
		panic(halt{ErrTooLarge})
	}
}

func (w *writer) newline(s string) {
	w.out.WriteString(s)
	w.blank = true
}
