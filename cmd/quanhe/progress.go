package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"quanhe/extract/source"
)

// redraw is how long what is counted may wait to be shown. What is there to do does not wait.
const redraw = 100 * time.Millisecond

// A progress counts documents and their bytes, on standard error. A nil one shows nothing.
type progress struct {
	mu        sync.Mutex // the total comes while others count
	bar       *progressbar.ProgressBar
	drawn     time.Time
	documents int
	bytes     int64
	total     int64         // 0 as long as it is unknown
	sized     chan struct{} // closed when nothing more will be known of it
}

// progress starts a counter for the documents of paths, on a terminal only. How much there is to do, and so the time left,
// shows when all files have been found, which nobody looks for any more when ctx is done.
func (a *app) progress(ctx context.Context, paths []string) *progress {
	if a.quiet || !terminal(a.stderr) {
		return nil
	}
	return newProgress(a.stderr, func() int64 { return size(ctx, paths) })
}

// newProgress starts a counter that shows on w, and meanwhile has size find how many bytes there are to do, 0 if nobody knows.
func newProgress(w io.Writer, size func() int64) *progress {
	p := &progress{sized: make(chan struct{}), bar: progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(w),
		progressbar.OptionShowBytes(true),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish())}
	go func() {
		defer close(p.sized)
		if total := size(); total > 0 {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.total = total
			p.bar.ChangeMax64(max(total, p.bytes+1))
		}
	}()
	return p
}

// packed are the ends of the names of files that hold more, or less, text than they have bytes.
var packed = []string{".zip", ".gz", ".tgz", ".tar", ".zst", ".warc", ".pdf", ".docx", ".epub"}

// size returns the bytes of all files of paths, 0 when they do not tell how much text there is or ctx is done.
func size(ctx context.Context, paths []string) (total int64) {
	for _, path := range paths {
		if path == source.Stdin {
			return 0
		}
		err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			switch hidden := name != path && strings.HasPrefix(filepath.Base(name), "."); {
			case err != nil: // what cannot be read is nothing to wait for
				return nil
			case hidden && d.IsDir():
				return fs.SkipDir
			case hidden || d.IsDir():
				return nil
			}
			if slices.Contains(packed, strings.ToLower(filepath.Ext(name))) {
				return fs.ErrInvalid
			}
			if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
				total += info.Size()
			}
			return nil
		})
		if err != nil {
			return 0
		}
	}
	return total
}

// A counter that cannot be drawn is no reason to stop: its errors are passed over.

// step counts a document of so many bytes.
func (p *progress) step(bytes int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.documents++
	p.bytes += int64(bytes)
	if p.total > 0 && p.bytes >= p.total { // a full bar would be taken for the end
		p.total = 0
		p.bar.ChangeMax64(-1)
	}
	if now := time.Now(); now.Sub(p.drawn) >= redraw {
		p.drawn = now
		p.bar.Describe(fmt.Sprintf("%d documents", p.documents))
		_ = p.bar.Set64(p.bytes)
	}
}

// clear makes room for a message.
func (p *progress) clear() {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		_ = p.bar.Clear()
	}
}

// end takes the counter away, once it has shown how much there was to do: who reads a few documents is done before all
// files are found.
func (p *progress) end() {
	if p != nil {
		<-p.sized
		p.mu.Lock()
		defer p.mu.Unlock()
		_ = p.bar.Finish()
	}
}
