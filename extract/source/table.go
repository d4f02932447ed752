package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quanhe/extract/source/encoding"
	"quanhe/extract/source/html"
)

// Check reports whether the names of the fields in o.Columns are known.
func (o Options) Check() error {
	for _, field := range slices.Sorted(maps.Keys(o.Columns)) {
		if !slices.Contains(fields, field) {
			return fmt.Errorf("%q is none of the fields %s", field, strings.Join(fields, ", "))
		}
	}
	return nil
}

// fields are the names of what a table's columns hold.
var fields = []string{"id", "title", "date", "url", "author", "text"}

// columnNames are what the columns are usually called, without case, accents and separators.
var columnNames = map[string][]string{
	"id":     {"id", "ma", "mabai", "sobaiviet", "docid"},
	"title":  {"title", "tieude", "tua", "tuade", "tenbai", "headline"},
	"date":   {"date", "ngay", "ngaydang", "ngayxuatban", "ngayphathanh", "thoigian", "published", "publishedat", "pubdate", "publishdate"},
	"url":    {"url", "link", "lienket", "diachi", "duongdan"},
	"author": {"author", "tacgia", "nguoiviet"},
	"text":   {"text", "noidung", "vanban", "baiviet", "toanvan", "content", "body", "article", "fulltext"},
}

// columnName returns what a column is called without case, accents and separators.
func columnName(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == 'đ' || c == 'Đ':
			return 'd'
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			return unicode.ToLower(c)
		}
		return -1
	}, norm.NFD.String(strings.ToValidUTF8(s, "")))
}

// columns returns which column of the first row holds each field.
func (o Options) columns(header []string) map[string]int {
	at := map[string]int{}
	called := make([]string, len(header)) // once: every text is asked whether it is a table
	for i, h := range header {
		called[i] = columnName(h)
	}
	for _, field := range fields {
		names := columnNames[field]
		if own, ok := o.Columns[field]; ok {
			names = []string{columnName(own)}
		}
		i := -1
		for _, name := range names { // the likeliest name first, wherever it stands
			if i = slices.Index(called, name); i >= 0 {
				at[field] = i
				break
			}
		}
	}
	return at
}

// separators of columns.
const separators = ",;\t|"

// separator returns the one that gives the first row most columns with a known name, and how many.
func (o Options) separator(row []byte) (sep rune, known int) {
	sep = ','
	for _, c := range separators {
		if bytes.IndexByte(row, byte(c)) < 0 {
			continue // one column, as for every one that does not stand there
		}
		in := csv.NewReader(bytes.NewReader(row))
		in.Comma, in.LazyQuotes = c, true
		header, err := in.Read()
		if n := len(o.columns(header)); err == nil && n > known {
			sep, known = c, n
		}
	}
	return sep, known
}

// isTable reports whether text begins with a row of names of columns: at least half of them are known, one holds texts.
func (r *reader) isTable(text []byte) bool {
	row, _, _ := bytes.Cut(text, []byte("\n"))
	if len(row) > maxHeader || !bytes.ContainsAny(row, separators) {
		return false
	}
	sep, known := r.separator(row)
	if known < 2 {
		return false
	}
	in := csv.NewReader(bytes.NewReader(row))
	in.Comma, in.LazyQuotes = sep, true
	header, err := in.Read()
	_, ok := r.columns(header)["text"]
	long := slices.ContainsFunc(header, func(h string) bool { return len(h) > maxName })
	return err == nil && ok && !long && known*2 >= len(header)
}

const (
	maxHeader = 400 // bytes of the first row of a table that is told by its content
	maxName   = 30  // and of each name in it
)

// A ration lets through so many bytes until it is filled again.
type ration struct {
	r    io.Reader
	left int
}

// Read implements [io.Reader].
func (l *ration) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errRation
	}
	n, err := l.r.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}

var errRation = errors.New("ration eaten")

// table reads a document from each row of a table with names in its first row.
func (r *reader) table(in *input) error {
	text, name := decoded(in.r)
	if b, _ := text.Peek(len(bom)); bytes.Equal(b, bom) {
		text.Discard(len(bom))
	}
	first, _ := text.Peek(headSize)
	first, _, _ = bytes.Cut(first, []byte("\n"))
	food := &ration{r: text, left: r.limit + bufferSize}
	rows := csv.NewReader(food)
	rows.Comma, _ = r.separator(first)
	rows.FieldsPerRecord = -1
	header, err := rows.Read()
	if err == io.EOF {
		return r.fail(in.path, 0, ErrEmpty)
	} else if err != nil {
		return r.fail(in.path, 1, r.rowError(err))
	}
	at := r.columns(header)
	if _, ok := at["text"]; !ok {
		return r.fail(in.path, 1, fmt.Errorf("no column for the text among %q; name it with --columns text=NAME", header))
	}
	return r.rows(in, rows, food, at, name)
}

// rows reads the rows behind the first.
func (r *reader) rows(in *input, rows *csv.Reader, food *ration, at map[string]int, name encoding.Name) error {
	for n := 0; ; n++ {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		food.left = r.limit + bufferSize
		row, err := rows.Read()
		switch {
		case err == io.EOF && n == 0:
			return r.fail(in.path, 0, ErrEmpty)
		case err == io.EOF:
			return nil
		}
		line := lineOf(rows, row, err)
		if err != nil {
			if err := r.fail(in.path, line, r.rowError(err)); err != nil {
				return err
			}
			if !errors.As(err, new(*csv.ParseError)) || errors.Is(err, errRation) {
				return nil // where the next row begins is unknown
			}
			continue
		}
		d, err := r.row(row, at)
		if err == nil && d.ID == "" {
			d.ID = fmt.Sprintf("%s#%d", in.id, line)
		}
		d.Format, d.Encoding = CSV, string(name)
		if err != nil {
			err = r.fail(in.path, line, err)
		} else {
			err = r.document(d, in.path, line)
		}
		if err != nil {
			return err
		}
	}
}

// lineOf returns the line that a row begins in.
func lineOf(rows *csv.Reader, row []string, err error) int {
	if pe := (*csv.ParseError)(nil); errors.As(err, &pe) {
		return pe.StartLine
	}
	if len(row) == 0 {
		return 0
	}
	line, _ := rows.FieldPos(0)
	return line
}

// rowError says what is wrong with a row.
func (r *reader) rowError(err error) error {
	if errors.Is(err, errRation) {
		return fmt.Errorf("%w; a quotation mark is not closed perhaps, the rows behind it are not read", r.tooLarge("row"))
	}
	if pe := (*csv.ParseError)(nil); errors.As(err, &pe) {
		return fmt.Errorf("row that is no CSV: %w; quotation marks inside a field are written twice", pe.Err)
	}
	return err
}

// row makes a document of a row.
func (r *reader) row(row []string, at map[string]int) (Document, error) {
	get := func(field string) string {
		if i, ok := at[field]; ok && i < len(row) {
			return row[i]
		}
		return ""
	}
	d := Document{ID: get("id"), Title: get("title"), URL: get("url"), Author: get("author"), Text: []byte(get("text"))}
	if len(d.Text) == 0 {
		return d, errors.New("row without a text; put the article there")
	}
	if len(d.Text) > r.limit {
		return d, r.tooLarge("text")
	}
	if err := checkText(d.Text); err != nil {
		return d, err
	}
	var err error
	if d.Date, err = recordDate(get("date")); err != nil {
		if day := html.Day(get("date")); day != "" { // a spreadsheet's: 6/3/2024
			d.Date, err = day, nil
		}
	}
	return d, err
}
