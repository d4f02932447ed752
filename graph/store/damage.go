package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// A TableError says that a file of the store is not as it was written: cut off,
// changed or gone. What other tables hold can still be read, as long as the
// store opens; a store that has met the damage takes no more writes.
type TableError struct {
	Path string // of the file
	Err  error
}

// Error names the file and what to do next.
func (e *TableError) Error() string {
	reason, _, _ := strings.Cut(e.Err.Error(), "\n") // Pebble adds its calls
	return fmt.Sprintf("table %s is damaged (%s); put the file back from a copy of the store, "+
		"or extract the documents again into a new directory", e.Path, reason)
}

func (e *TableError) Unwrap() error { return e.Err }

// readError wraps an error of reading.
func readError(what string, err error) error {
	return fmt.Errorf("store: %s: %w", what, tableError("", err))
}

// damagedFile is how Pebble names a table that it cannot open.
var damagedFile = regexp.MustCompile(`\b(\d{6,}): (?:object size mismatch|file \d+ .*unknown|block )`)

// tableError makes a TableError of an error of Pebble that is about a damaged
// table of the store in dir, and returns any other as it is.
func tableError(dir string, err error) error {
	if info := pebble.ExtractDataCorruptionInfo(err); info != nil {
		return &TableError{Path: info.Path, Err: err}
	}
	if err == nil || errors.As(err, new(*TableError)) {
		return err
	}
	if m := damagedFile.FindStringSubmatch(err.Error()); m != nil {
		return &TableError{Path: filepath.Join(dir, m[1]+".sst"), Err: err}
	}
	return err
}
