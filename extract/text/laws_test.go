package text

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// laws checks what holds of every source.
func laws(in string) error {
	d, err := Parse([]byte(in))
	if err != nil {
		return err
	}
	if !norm.NFC.IsNormalString(d.Text) {
		return fmt.Errorf("text is not NFC: %q", d.Text)
	}
	for _, law := range []func(string, *Document) error{offsetLaws, lineLaws, tokenLaws, sentenceLaws} {
		if err := law(in, d); err != nil {
			return fmt.Errorf("%w\nsource %q\ntext   %q", err, in, d.Text)
		}
	}
	return nil
}

// offsetLaws: the map is monotone, bytes and code points agree, and what a token came from parses to that token again.
func offsetLaws(in string, d *Document) error {
	last := 0
	for at := range d.Text + "." {
		from, to := d.SourceBytes(at, min(at+1, len(d.Text)))
		if from < last || to < from || to > len(in) {
			return fmt.Errorf("byte %d of the text comes from bytes %d to %d, after %d", at, from, to, last)
		}
		last = from
		a, b := d.Source(at, min(at+1, len(d.Text)))
		if utf8.RuneCountInString(in[:from]) != a || utf8.RuneCountInString(in[:to]) != b {
			return fmt.Errorf("byte %d of the text: bytes %d, %d are not code points %d, %d", at, from, to, a, b)
		}
	}
	for i, tok := range d.Tokens {
		from, to := d.SourceBytes(int(tok.Start), int(tok.End))
		again, err := Parse([]byte(in[from:to]))
		if err != nil {
			return err
		}
		// A character of the source may stand for more than this token: "½" as an entity, a Hangul syllable in parts.
		if !strings.Contains(again.Text, d.Word(i)) {
			return fmt.Errorf("token %q came from %q, which parses to %q", d.Word(i), in[from:to], again.Text)
		}
	}
	return nil
}

// lineLaws: the lines are the text, and no line has blanks to trim or to collapse.
func lineLaws(_ string, d *Document) error {
	var all []string
	for _, l := range d.Lines {
		line := d.Text[l.Start:l.End]
		if strings.TrimSpace(line) != line || strings.Contains(line, "  ") {
			return fmt.Errorf("line %q has blanks to spare", line)
		}
		if l.Kind < Body || l.Kind > AltText {
			return fmt.Errorf("line %q is of no kind", line)
		}
		all = append(all, line)
	}
	if got := strings.Join(all, "\n"); got != strings.TrimSuffix(d.Text, "\n") {
		return fmt.Errorf("lines join to %q", got)
	}
	return nil
}

// tokenLaws: tokens are in order and between them stand only blanks.
func tokenLaws(_ string, d *Document) error {
	last := int32(0)
	for i, tok := range d.Tokens {
		gap := d.Text[last:tok.Start]
		if strings.Trim(gap, " \n") != "" || tok.Start >= tok.End {
			return fmt.Errorf("token %d stands after %q", i, gap)
		}
		if (gap != "" || tok.Start == 0) != (tok.Flags&Space != 0) {
			return fmt.Errorf("token %d, %q after %q, has flags %b", i, d.Word(i), gap, tok.Flags)
		}
		last = tok.End
	}
	if rest := strings.Trim(d.Text[last:], " \n"); rest != "" {
		return fmt.Errorf("%q is in no token", rest)
	}
	return nil
}

// sentenceLaws: every token stands in one sentence, and a sentence knows its line.
func sentenceLaws(_ string, d *Document) error {
	last := int32(0)
	for i, s := range d.Sentences {
		if s.First != last || s.End <= s.First {
			return fmt.Errorf("sentence %d is tokens %d to %d, after %d", i, s.First, s.End, last)
		}
		if l := d.Lines[s.Line]; d.Tokens[s.First].Start < l.Start || d.Tokens[s.First].Start >= l.End {
			return fmt.Errorf("sentence %d does not start in line %d", i, s.Line)
		}
		last = s.End
	}
	if int(last) != len(d.Tokens) {
		return fmt.Errorf("sentences hold %d of %d tokens", last, len(d.Tokens))
	}
	return nil
}
