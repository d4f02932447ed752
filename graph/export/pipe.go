package export

import "context"

// pipe runs produce in a goroutine of its own and consume with each batch that it sends, in their order. Batches go round:
// send takes a full one and gives one that consume is done with; the first ones are fresh. Neither runs any more when pipe
// returns. The error is the first of consume, else that of produce; send gives one when nothing more is wanted.
func pipe[B any](ctx context.Context, fresh func() B, produce func(first B, send func(B) (B, error)) error, consume func(B) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	full, empty := make(chan B, 2), make(chan B, 4)
	for range cap(empty) {
		empty <- fresh()
	}
	var produceErr error
	go func() {
		defer close(full) // produceErr is visible to whoever sees it closed
		produceErr = produce(<-empty, func(b B) (B, error) {
			select {
			case <-ctx.Done():
				return b, ctx.Err()
			case full <- b:
				return <-empty, nil
			}
		})
	}()
	var err error
	for b := range full {
		if err == nil {
			if err = consume(b); err != nil {
				cancel()
			}
		}
		empty <- b
	}
	if err != nil {
		return err
	}
	return produceErr
}
