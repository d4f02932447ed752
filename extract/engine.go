package extract

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sources are the files that the engine is built from.
//
//go:embed *.go clause/*.go date/*.go mention/*.go pattern/*.go slab/*.go text/*.go
var sources embed.FS

// Engine names the engine by the sources it is built from, in hexadecimal: equal names give equal facts by equal rules.
// Nobody has to remember to change a number, and what changes elsewhere in the program leaves it as it is; a comment that
// changes does not, at the price of reading once more what would have said the same.
func Engine() string {
	h := sha256.New()
	fmt.Fprintf(h, "unicode %s, normalisation %s\n", unicode.Version, norm.Version)
	err := fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := sources.ReadFile(name)
		fmt.Fprintf(h, "%s %d\n%s", name, len(src), src)
		return err
	})
	if err != nil {
		panic("extract: embedded sources: " + err.Error()) // they are in memory
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}
