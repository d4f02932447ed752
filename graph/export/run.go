package export

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// A run is sorted records in a temporary file.
type run struct {
	file *os.File
	w    *bufio.Writer
	n    int // records
}

// runBuffer is the memory of one file that is written or read, in bytes.
const runBuffer = 64 << 10

func newRun() (*run, error) {
	f, err := os.CreateTemp("", "quanhe-sort-*")
	if err != nil {
		return nil, err
	}
	// Without a name nothing is left behind, however the program ends. Where that cannot be done, close removes it.
	_ = os.Remove(f.Name())
	return &run{file: f, w: bufio.NewWriterSize(f, runBuffer)}, nil
}

func (r *run) write(key, value []byte) error {
	r.n++
	_, _ = r.w.Write(recordHead(r.w.AvailableBuffer(), len(key), len(value))) // the writer keeps its first error
	_, _ = r.w.Write(key)
	_, err := r.w.Write(value)
	return err
}

// recordHead appends what stands before a key and value of so many bytes.
func recordHead(b []byte, key, value int) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, uint64(key)), uint64(value))
}

func (r *run) flush() error {
	err := r.w.Flush()
	r.w = nil
	return err
}

func (r *run) close() error {
	err := r.file.Close()
	if removeErr := os.Remove(r.file.Name()); removeErr != nil && !errors.Is(removeErr, os.ErrNotExist) {
		err = errors.Join(err, removeErr)
	}
	return err
}

// A cursor reads a run.
type cursor struct {
	r      *bufio.Reader
	record []byte
	split  int // where the value begins
}

func (r *run) cursor() *cursor {
	return &cursor{r: bufio.NewReaderSize(io.NewSectionReader(r.file, 0, 1<<62), runBuffer)}
}

func (c *cursor) key() []byte   { return c.record[:c.split] }
func (c *cursor) value() []byte { return c.record[c.split:] }

// next reads a record, which stays until the next call.
func (c *cursor) next() (bool, error) {
	key, err := binary.ReadUvarint(c.r)
	if err == io.EOF {
		return false, nil
	}
	value, err2 := binary.ReadUvarint(c.r)
	if err := cmp.Or(err, err2); err != nil {
		return false, fmt.Errorf("read sorted records: %w", err)
	}
	if size := int(key + value); size > cap(c.record) {
		c.record = make([]byte, size, 2*size)
	} else {
		c.record = c.record[:size]
	}
	c.split = int(key)
	if _, err := io.ReadFull(c.r, c.record); err != nil {
		return false, fmt.Errorf("read sorted records: %w", err)
	}
	return true, nil
}

// merge writes the records of several runs into one and closes them.
func (s *sorter) merge(runs []*run) (*run, error) {
	defer func() {
		for _, r := range runs {
			_ = r.close() // what they hold is copied or of no use
		}
	}()
	out, err := newRun()
	if err != nil {
		return nil, err
	}
	if err = s.merging(runs, out.write); err == nil {
		err = out.flush()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("merge sorted records: %w", err), out.close())
	}
	return out, nil
}

// aheadBytes is how much is handed over at a time of what is read ahead.
const aheadBytes = 64 << 10

// ahead is merging in a goroutine of its own.
func (s *sorter) ahead(runs []*run, fn func(key, value []byte) error) error {
	fresh := func() *part { return &part{} }
	return pipe(s.bench.ctx, fresh, func(p *part, send func(*part) (*part, error)) error {
		err := s.merging(runs, func(key, value []byte) (err error) {
			p.append(key, value)
			if len(p.data) >= aheadBytes {
				p, err = send(p)
			}
			return err
		})
		if err != nil {
			return err
		}
		_, err = send(p)
		return err
	}, func(p *part) error {
		for _, i := range p.items {
			if err := fn(p.keyOf(i), p.valueOf(i)); err != nil {
				return err
			}
		}
		p.data, p.items = p.data[:0], p.items[:0]
		return nil
	})
}

// merging calls fn with the records of several runs in order.
func (s *sorter) merging(runs []*run, fn func(key, value []byte) error) error {
	var h cursors
	for _, r := range runs {
		c := r.cursor()
		if ok, err := c.next(); err != nil {
			return err
		} else if ok {
			h = append(h, c)
		}
	}
	heap.Init(&h)
	var last []byte
	for n := 0; len(h) > 0; n++ {
		c := h[0]
		if !s.unique || n == 0 || !bytes.Equal(last, c.key()) {
			last = append(last[:0], c.key()...)
			if err := fn(c.key(), c.value()); err != nil {
				return err
			}
		}
		if n&1023 == 0 && s.bench.ctx.Err() != nil {
			return s.bench.ctx.Err()
		}
		if ok, err := c.next(); err != nil {
			return err
		} else if ok {
			heap.Fix(&h, 0)
		} else {
			heap.Pop(&h)
		}
	}
	return nil
}

// cursors is a heap by key, then value.
type cursors []*cursor

func (h cursors) Len() int { return len(h) }
func (h cursors) Less(i, j int) bool {
	return cmp.Or(bytes.Compare(h[i].key(), h[j].key()), bytes.Compare(h[i].value(), h[j].value())) < 0
}
func (h cursors) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *cursors) Push(x any)   { *h = append(*h, x.(*cursor)) }
func (h *cursors) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
