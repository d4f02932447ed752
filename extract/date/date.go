// Package date reads Vietnamese time expressions and resolves them to EDTF (Extended Date/Time Format, ISO 8601-2:2019).
package date
