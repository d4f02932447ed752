package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// A progress counts what is done, on standard error. A nil one shows nothing.
type progress struct{ bar *progressbar.ProgressBar }

// progress starts a counter, on a terminal only.
func (a *app) progress(of string) *progress {
	if a.quiet || !terminal(a.stderr) {
		return nil
	}
	return &progress{progressbar.NewOptions(-1, // how much there is shows only at the end
		progressbar.OptionSetWriter(a.stderr),
		progressbar.OptionSetDescription(of),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString(of),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish())}
}

// A counter that cannot be drawn is no reason to stop: its errors are passed over.

func (p *progress) step() {
	if p != nil {
		_ = p.bar.Add(1)
	}
}

// clear makes room for a message.
func (p *progress) clear() {
	if p != nil {
		_ = p.bar.Clear()
	}
}

func (p *progress) end() {
	if p != nil {
		_ = p.bar.Finish()
	}
}
