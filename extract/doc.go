// Package extract turns a Vietnamese news document into facts: entities, and claims with their evidence.
package extract
