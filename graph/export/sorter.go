package export

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
)

// A sorter takes records in any order and gives them back by key, then value, as often as asked. Memory is bounded
// whatever the number of records: full parts are sorted in the background and written to temporary files, which are
// merged.
type sorter struct {
	bench  *bench
	unique bool

	part     part
	grown    [2]int       // bytes and items that a full part had room for
	levels   [][]*run     // files; those of a level are merges of files of the level below
	spilling chan spilled // of the part that is being written
	done     bool         // nothing is added any more: the records are sorted in the part, or all in files
}

// add takes a record, which it copies.
func (s *sorter) add(key, value []byte) error {
	if s.done {
		return errors.New("a record came after the last one")
	}
	if s.part.bytes()+itemBytes+len(key)+len(value) > s.bench.share() && len(s.part.items) > 0 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	if cap(s.part.data) == 0 {
		s.part = s.room()
	}
	s.part.append(key, value)
	return nil
}

// room is memory for a part: what nobody needs any more, or as much as a full part took.
func (s *sorter) room() part {
	if p := s.bench.memory(); cap(p.data) > 0 {
		return p
	}
	return part{make([]byte, 0, s.grown[0]), make([]item, 0, s.grown[1])}
}

type spilled struct {
	run  *run
	part part // to be used again
	err  error
}

// spill begins to write the part to a file.
func (s *sorter) spill() error {
	if err := s.bench.ctx.Err(); err != nil {
		return err
	}
	free, err := s.collect()
	if err != nil {
		return err
	}
	full := s.part
	s.part, s.grown = part{free.data[:0], free.items[:0]}, [2]int{cap(full.data), cap(full.items)}
	s.spilling = make(chan spilled, 1)
	go func(done chan<- spilled) {
		full.sort(s.unique)
		r, err := newRun()
		for _, i := range full.items {
			if err != nil {
				break
			}
			err = r.write(full.keyOf(i), full.valueOf(i))
		}
		if err == nil {
			err = r.flush()
		}
		done <- spilled{r, full, err}
	}(s.spilling)
	return nil
}

// collect waits for the part that is being written and returns its memory.
func (s *sorter) collect() (part, error) {
	if s.spilling == nil {
		return part{}, nil
	}
	done := <-s.spilling
	s.spilling = nil
	if done.run != nil {
		s.keep(0, done.run)
	}
	if done.err != nil {
		return part{}, fmt.Errorf("sort in %s: %w", os.TempDir(), done.err)
	}
	return done.part, s.mergeFull(0)
}

func (s *sorter) keep(level int, r *run) {
	if level == len(s.levels) {
		s.levels = append(s.levels, nil)
	}
	s.levels[level] = append(s.levels[level], r)
}

// mergeFull merges the files of a level into one of the next when they are many.
func (s *sorter) mergeFull(level int) error {
	if len(s.levels) <= level || len(s.levels[level]) < fanIn {
		return nil
	}
	r, err := s.merge(s.levels[level])
	s.levels[level] = nil
	if err != nil {
		return err
	}
	s.keep(level+1, r)
	return s.mergeFull(level + 1)
}

// count ends the adding and counts the records. It merges the files into one, which is then fast to read often.
func (s *sorter) count() (int, error) {
	if err := s.end(); err != nil {
		return 0, err
	}
	if len(s.levels) == 0 {
		return len(s.part.items), nil
	}
	if len(s.levels) > 1 || len(s.levels[0]) > 1 {
		r, err := s.merge(slices.Concat(s.levels...))
		s.levels = nil
		if err != nil {
			return 0, err
		}
		s.levels = [][]*run{{r}}
	}
	return s.levels[0][0].n, nil
}

// end ends the adding and puts the records in order: all in the part, or all in files.
func (s *sorter) end() error {
	if s.done {
		return nil
	}
	s.done = true
	s.bench.adding--
	if s.spilling == nil && len(s.levels) == 0 {
		s.part.sort(s.unique)
		return nil
	}
	if err := s.spill(); err != nil {
		return err
	}
	written, err := s.collect()
	s.bench.release(written)
	s.bench.release(s.part)
	s.part = part{}
	return err
}

// each ends the adding and calls fn with every record in order; key and value are good until fn returns. Files are read in a
// goroutine of their own, some records ahead.
func (s *sorter) each(fn func(key, value []byte) error) error {
	if err := s.end(); err != nil {
		return err
	}
	if len(s.levels) > 0 {
		return s.ahead(slices.Concat(s.levels...), fn)
	}
	for n, i := range s.part.items {
		if n&1023 == 0 && s.bench.ctx.Err() != nil {
			return s.bench.ctx.Err()
		}
		if err := fn(s.part.keyOf(i), s.part.valueOf(i)); err != nil {
			return err
		}
	}
	return nil
}

// last is each for the last time: the sorter is closed behind it.
func (s *sorter) last(fn func(key, value []byte) error) error {
	return cmp.Or(s.each(fn), s.close())
}

// groups calls fn with the values of the records that share a key, good until fn returns.
func (s *sorter) groups(fn func(key []byte, values [][]byte) error) error {
	var key, data []byte
	var ends []int // of the values in data
	var values [][]byte
	finish := func() error {
		values = values[:0]
		from := 0
		for _, end := range ends {
			values = append(values, data[from:end])
			from = end
		}
		data, ends = data[:0], ends[:0]
		return fn(key, values)
	}
	err := s.each(func(k, v []byte) error {
		if len(ends) > 0 && !bytes.Equal(key, k) {
			if err := finish(); err != nil {
				return err
			}
		}
		key = append(key[:0], k...)
		data = append(data, v...)
		ends = append(ends, len(data))
		return nil
	})
	if err == nil && len(ends) > 0 {
		err = finish()
	}
	return err
}

// close frees memory and files. A second close does nothing.
func (s *sorter) close() error {
	written, err := s.collect()
	s.bench.release(written)
	s.bench.release(s.part)
	errs := []error{err}
	for _, runs := range s.levels {
		for _, r := range runs {
			errs = append(errs, r.close())
		}
	}
	s.part, s.levels = part{}, nil
	if !s.done {
		s.done = true
		s.bench.adding--
	}
	return errors.Join(errs...)
}
