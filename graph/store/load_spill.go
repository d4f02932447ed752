package store

import (
	"cmp"
	"fmt"
)

// spillFull spills what came if that is enough: an eighth of the memory is for what
// comes, one for what is being spilled, and the rest for ids, without which quads
// take four times the room and have to be merged.
func (l *Loader) spillFull() {
	if parted := bytesPerID*len(l.chunk.ids.list) >= l.memory/4*3; parted || l.chunk.size() >= l.memory/8 {
		l.spill(parted)
	}
}

// spill has what came written to files while more comes. If it is the last of a
// part, the quads of all that came since the part before are sorted, and nothing
// of them stays in memory. The caller holds l.mu.
func (l *Loader) spill(last bool) {
	if l.settle(); l.err != nil {
		return
	}
	ids, full := l.chunk.ids.list, l.chunk.came
	if l.chunk.came = l.spare; last {
		l.chunk.ids = newIDTable()
		l.chunk.ids.reset()
	}
	l.chunk.came.reset(len(l.chunk.ids.list))
	l.spilling.Go(func() {
		l.spillErr = l.write(&full, ids)
		if last && l.spillErr == nil {
			l.spillErr = l.part(ids)
		}
		l.spare = full
	})
}

// write writes what came: quads as they are, the dictionary and the notes sorted.
func (l *Loader) write(c *came, ids []nodeID) error {
	for i := range c.quads {
		if l.quads == nil {
			var err error
			if l.quads, err = l.keep(oneBin(l.s.fs, l.path("quads"))); err != nil {
				return err
			}
		}
		if err := l.quads.append(&c.quads[i]); err != nil {
			return err
		}
	}
	if len(c.texts.ends) > 1 {
		if err := l.run(dictStream, func(fn func(key, value []byte) error) error { return c.texts.each(ids, fn) }); err != nil {
			return err
		}
	}
	if len(c.notes.list) == 0 {
		return nil
	}
	c.notes.sort()
	return l.run(noteStream, c.notes.each)
}

// part makes runs of all quads that were spilled.
func (l *Loader) part(ids []nodeID) error {
	a, err := l.arranged(ids)
	if err != nil || a == nil {
		return err
	}
	for i := range orders {
		if err := l.run(i, func(fn func(key, value []byte) error) error { return a.each(i, fn) }); err != nil {
			return err
		}
	}
	return l.removeBins()
}

// arranged sorts all quads that were spilled; nil if there are none.
func (l *Loader) arranged(ids []nodeID) (*arrangement, error) {
	quads := l.quads
	if quads == nil {
		return nil, nil
	}
	l.quads = nil
	if err := quads.end(); err != nil {
		return nil, err
	}
	return l.arrange(ids, quads)
}

// run writes a run of a stream.
func (l *Loader) run(stream int, each func(fn func(key, value []byte) error) error) error {
	path := l.path("run")
	l.runs[stream] = append(l.runs[stream], path)
	return writeRun(l.s.fs, path, each)
}

// bins makes bins in a file of its own.
func (l *Loader) bins(slot int, counts []uint32) (*bins, error) {
	return l.keep(newBins(l.s.fs, l.path("quads"), slot, counts))
}

// keep notes bins that were made, so that whatever happens they are removed.
func (l *Loader) keep(b *bins, err error) (*bins, error) {
	if err == nil {
		l.all = append(l.all, b)
	}
	return b, err
}

// settle waits for what is being spilled. The caller holds l.mu.
func (l *Loader) settle() {
	l.spilling.Wait()
	l.err = cmp.Or(l.err, l.spillErr)
}

// path names a new temporary file.
func (l *Loader) path(ext string) string {
	return l.s.fs.PathJoin(l.dir, fmt.Sprintf("%06d.%s", l.files.Add(1), ext))
}
