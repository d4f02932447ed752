package rules

import (
	"errors"
	"testing"
)

// FuzzLoad states that any file is either read or refused with the place of the fault.
func FuzzLoad(f *testing.F) {
	names := []string{"claim/a.yaml", "mention/a.yaml", "lexicon/a.yaml", schemaFile}
	f.Add(byte(0), "claims:"+phoneRule+bearerRule)
	f.Add(byte(1), goodMentions)
	f.Add(byte(2), goodLexicons)
	f.Add(byte(3), "types: {a: {doc: b, any: [a]}}\nroles: {}\nrelations: {r: {doc: s, over: [r]}}\nmodalities: {}\nstatuses: {}")
	f.Fuzz(func(t *testing.T, kind byte, src string) {
		name := names[int(kind)%len(names)]
		set, err := Load(ruleSet(t, map[string]string{name: src}))
		if set == nil {
			t.Fatalf("no set along with %v", err)
		}
		var faults Errors
		if err != nil && !errors.As(err, &faults) {
			t.Fatalf("%v is not Errors", err)
		}
		for _, fault := range faults {
			if fault.Pos.File != name || fault.Msg == "" {
				t.Errorf("fault without a place or message: %v", fault)
			}
		}
	})
}
