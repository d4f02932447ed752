// Package mention finds persons, offices, bodies, countries, places and documents in a sentence.
package mention
