package graph

import (
	"strings"
	"testing"

	"quanhe/extract"
)

func TestClaimDigest(t *testing.T) {
	id := ClaimID("00", &extract.Claim{Relation: "meet"})
	digest, ok := ClaimDigest(id)
	if got := ClaimOf(digest); !ok || len(digest) != ClaimBytes || got != id || string(AppendClaim([]byte("a"), id)) != "a"+string(digest) {
		t.Errorf("%s is %x in short, and again %s", id, digest, got)
	}
	for _, other := range []string{"", strings.TrimPrefix(id, "claim/"), strings.Replace(id, "claim", "event", 1), id + "00", id[:len(id)-2], id[:len(id)-1] + "g"} {
		if digest, ok := ClaimDigest(other); ok {
			t.Errorf("%q is %x in short", other, digest)
		}
	}
}
