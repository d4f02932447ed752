package graph

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// ClaimBytes is how long the digest of a claim is, in bytes.
const ClaimBytes = 12

// claimPath begins the ids of claims.
const claimPath = "claim/"

// ClaimDigest is the id of a claim in short: the ClaimBytes behind its 24 hexadecimal digits. ok is false for what ClaimID
// never returns.
func ClaimDigest(id string) (digest []byte, ok bool) {
	digits, ok := strings.CutPrefix(id, claimPath)
	digest, err := hex.DecodeString(digits)
	return digest, ok && err == nil && len(digest) == ClaimBytes
}

// AppendClaim appends the digest of the id of a claim. It panics where there is none.
func AppendClaim(b []byte, id string) []byte {
	digest, ok := ClaimDigest(id)
	if !ok {
		panic(fmt.Sprintf("graph: %q is no id of a claim", id))
	}
	return append(b, digest...)
}

// ClaimOf is the id of a claim by its digest.
func ClaimOf(digest []byte) string { return claimPath + hex.EncodeToString(digest) }
