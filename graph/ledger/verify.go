package ledger

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// A Verdict is what Verify found.
type Verdict struct {
	store.Report
	Count int      // of all faults
	Lost  []string // ids of the nodes of documents of which a value is lost for good, sorted
}

// Verify is Store.Verify that knows of documents. Repairing drops those of which a value is lost, for they are to be read
// again, resolves what is left anew, and says what is wrong after that.
func Verify(ctx context.Context, s *store.Store, repair bool, fn func(store.Fault) error) (Verdict, error) {
	v := graph.NewVocabulary(s.Base())
	found := Verdict{}
	lost := map[quad.Value]bool{}
	report, err := s.Verify(ctx, store.VerifyOptions{Repair: repair}, func(f store.Fault) error {
		found.Count++
		if f.Document != nil && (f.Damage == store.LostValue || f.Damage == store.WrongValue) && !lost[f.Document] {
			lost[f.Document] = true
			found.Lost = append(found.Lost, v.ID(f.Document))
		}
		return fn(f)
	})
	found.Report = report
	slices.Sort(found.Lost)
	if err != nil || !repair || found.Count == 0 {
		return found, wrap(err)
	}
	err = s.Update(func(tx *store.Tx) error {
		for label := range lost {
			if _, err := tx.Drop(label); err != nil {
				return err
			}
		}
		return resolve.Outdate(tx)
	})
	if err != nil {
		return found, wrap(err)
	}
	if _, err := resolve.CatchUp(s, func(int) error { return ctx.Err() }); err != nil {
		return found, wrap(err)
	}
	found.Report, err = s.Verify(ctx, store.VerifyOptions{}, nil)
	return found, wrap(err)
}
