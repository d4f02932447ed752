package pattern

// A Part is a name that a pattern uses: of a capture, a lexicon or a type.
type Part struct {
	Kind   PartKind
	Name   string
	Offset int // code points before the item in the source
}

// PartKind says what a name in a pattern stands for.
type PartKind uint8

// The kinds of names.
const (
	CaptureName PartKind = iota // name in <name:…>
	LexiconName                 // office.head in @office.head
	TypeName                    // Person in <Person>
)

// Parts returns the names that the pattern uses, in the order of the source.
func (e *Expr) Parts() []Part { return partsOf(nil, e.alts) }

func partsOf(parts []Part, alts []seq) []Part {
	for _, s := range alts {
		for i := range s {
			n := &s[i]
			if n.name != "" {
				parts = append(parts, Part{CaptureName, n.name, n.at})
			}
			switch n.op {
			case lexiconNode:
				parts = append(parts, Part{LexiconName, n.text, n.at})
			case mentionNode, listNode:
				parts = append(parts, Part{TypeName, n.text, n.at})
			}
			parts = partsOf(parts, n.alts)
		}
	}
	return parts
}

// Runs returns the words that the pattern asks for, those that follow one another joined by a space.
func (e *Expr) Runs() []string { return runsOf(nil, e.alts) }

func runsOf(runs []string, alts []seq) []string {
	for _, s := range alts {
		open := false // the last run goes on
		for i := range s {
			switch n := &s[i]; {
			case n.op == wordNode && open:
				runs[len(runs)-1] += " " + n.text
			case n.op == wordNode:
				runs = append(runs, n.text)
			default:
				runs = runsOf(runs, n.alts)
			}
			open = s[i].op == wordNode && s[i].max == 1
		}
	}
	return runs
}
