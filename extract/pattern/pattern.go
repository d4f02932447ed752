// Package pattern is the pattern language over tokens: parse, compile, match, print.
package pattern
