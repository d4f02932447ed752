// Package clause finds the slots of a clause: subject, object, marked phrases, lists, and the modality of a trigger.
package clause
