// Package pattern is the pattern language over tokens: parse, compile, match, print, in the manner of package regexp.
//
//	điện đàm                 these syllables; case and tone placement do not matter, diacritics do
//	"VN"                     exactly this text
//	@office.head             the longest entry of a lexicon
//	<Person>                 a mention of a type
//	<agent:Person>           the same, captured
//	<agent:Person+>          a coordinated list of mentions, each captured
//	<head:@office.head>      a lexicon entry, captured
//	<name:( … )>             whatever the group matches, captured
//	(a | b)  x?  x{1,3}      choice, option, bounded repeat
//	~6                       a gap of at most six tokens that swallows no clause end
//	!x                       not here
//	[Cap] [Num] [Abbr] [Upper] [Roman]   the shape of one token
//
// A Vocab interns syllables, a Trie of Forms finds the entries of all lexicons in one pass, an Input is a document prepared for
// matching, a Prog is a compiled pattern and an Index wakes only the programs that can begin at a token.
// Vocab, Trie, Prog and Index are not changed once built and may then be used from several goroutines; an Input and a
// Match belong to one goroutine at a time and are meant to be used again, since then nothing is allocated.
package pattern
