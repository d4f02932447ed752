package pattern

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    []string
	}{
		{"Thứ trưởng", []string{"Thứ trưởng"}},
		{"Thứ trưởng <perm:Thường trực>? Bộ <field:@ministry>", []string{"Thứ trưởng", "Thường trực", "Bộ"}},
		{"Phó (Người)? Phát ngôn", []string{"Phó", "Người", "Phát ngôn"}},
		{"Phó{2} Phát", []string{"Phó", "Phát"}},
		{"<head:(Trợ lý | Thư ký)> ~3 !nước [Cap] \"VN\" <Person>", []string{"Trợ lý", "Thư ký", "nước"}},
		{"@country", nil},
	} {
		e, err := Parse(c.pattern)
		if err != nil {
			t.Fatalf("%s: %v", c.pattern, err)
		}
		if diff := cmp.Diff(c.want, e.Runs()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.pattern, diff)
		}
	}
}
