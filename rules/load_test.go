package rules

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

func TestEmbedded(t *testing.T) {
	if _, err := Embedded(); err != nil {
		t.Errorf("the rules of the program have faults:\n%v", err)
	}
}

// ruleSet returns a file system with the schema of the program and the given files.
func ruleSet(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	schema, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{schemaFile: {Data: schema}}
	for name, src := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(src)}
	}
	return fsys
}

// TestSuspect states that no letter that is reported gets by the first look, and that files of Vietnamese do.
func TestSuspect(t *testing.T) {
	for c := rune(0x300); c <= 0x36f; c++ {
		if !suspect([]byte("a" + string(c))) {
			t.Errorf("combining mark U+%04X gets by", c)
		}
	}
	for c := range wrongLetters {
		if !suspect([]byte("a" + string(c))) {
			t.Errorf("U+%04X gets by", c)
		}
	}
	if suspect([]byte("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạỴỵỸỹ “–…”")) {
		t.Error("Vietnamese does not get by")
	}
}

func TestLoadReportsEveryFault(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/broken.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	want := strings.TrimSpace(files["want"])
	delete(files, "want")
	_, err = Load(ruleSet(t, files))
	var faults Errors
	if !errors.As(err, &faults) {
		t.Fatalf("Load: %v, want Errors", err)
	}
	if diff := cmp.Diff(want, faults.Error()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}
