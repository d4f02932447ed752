// Package graph maps facts to quads and back: the vocabulary, nothing else.
//
// Every node and predicate is an IRI in ASCII, absolute under one base, which a store keeps for its whole life;
// Vietnamese lives in literals, in NFC. [Quads] writes what one document says and [Facts] reads it back, so the graph
// loses nothing:
//
//	entity    person/to-lam      type, name, alias, key (folded, for search), iso, country, within (a province), byline
//	claim     claim/<hash>       type (the relation), one quad per role, place, date, modality (unless it is actual),
//	                             status, subtype, label, count; rule/talks.with leads to a sentence in which that rule
//	                             read it
//	sentence  sentence/<sha256>/12-40/<hash>
//	                             type, text; its name says of which document and where in it
//	document  doc/<sha256>       type, title, date, url, path, mentions
//
// What is worked out from all documents together has the label derived, what people decided the label curated:
//
//	entity    person/hun-xen     sameAs (the node that stands for it), namesake, preferred (the name to show)
//	event     event/<hash>       type, kind (the relation), reportedBy (its claims), one quad per role, place, date,
//	                             dateMin, dateMax, modality, subtype, label, count, reports, sources, otherDate,
//	                             otherPlace, otherLabel, conflict
//	tenure    tenure/<hash>      type, person, office and org as roles, first, last, former (sightings), start, finish
//	                             (told by events), reports, conflict, after (the tenure of the term before)
//
// The label of each quad is the node of the document that says so: dropping a label drops a document, and the number of
// labels is the number of documents behind a quad. An entity is one node for all documents; claims and sentences belong
// to one document each, because counting which reports tell of one event is a decision of its own.
//
// Dates are plain strings: quad.Time converts to UTC, which moves a midnight in Hanoi to the day before.
package graph
