// Package resolve tells one person and one event across all documents: which names mean one person, organization, party or
// place, who held an office from when to when, which reports tell of one event, and where sources contradict each other.
// Nothing that a source said is changed: all of it is derived, beside the claims.
//
// # How
//
// A document contributes the names it uses with their posts, and a record of each event. Names fall into blocks by a key
// that spellings share ([blockKey]); a block keeps counts and no documents. Who is who in a block follows from its posts:
// told together they are one person's, careers that fit in one sphere are one, incompatible posts are namesakes, and a
// name alone merges nobody. Blocks that aliases or decisions tie are read together. Letters alone, VICERA, are the body that
// documents give them, if there is one such; whose posts they own is then asked of the blocks of persons again.
//
// Records stand on shelves by kind, participants and month. Two records match or do not, whatever else there is; what
// matches, directly or over others, is a component, and a component is made into events from scratch, in an order that
// depends on its records alone. A record that could join two events stays alone. Records of one shape, which say the same
// of who, what and when, are compared with others once for all.
//
// So the result follows from the set of documents and decisions, not from their order or batches, and a document that
// comes or goes touches only its own names, the components of its records, and the events of names whose meaning it
// changes. Many documents at once are resolved in steps, the names of all first ([CatchUp]); a first load is one step, which
// looks at each shelf and each component once.
//
// Being right comes before being complete: two meetings are never made one, and what was planned or denied is never held.
package resolve
