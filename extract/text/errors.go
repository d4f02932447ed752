package text

import "fmt"

// MaxSource is the largest source Parse takes, in bytes: spans are 32-bit and normalisation may triple a text.
const MaxSource = 512 << 20

// An InvalidError reports a source that is not UTF-8.
type InvalidError struct {
	Offset int // of the first byte that is not UTF-8
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("byte %d is not UTF-8: convert the text to UTF-8 first (old Vietnamese text is often TCVN3, VNI or windows-1258)", e.Offset)
}

// A BinaryError reports a source that is no text at all.
type BinaryError struct {
	Offset int // of the first NUL byte
}

func (e *BinaryError) Error() string {
	return fmt.Sprintf("byte %d is NUL: this is binary data or UTF-16, give UTF-8 text", e.Offset)
}

// A SizeError reports a source longer than MaxSource.
type SizeError struct {
	Size int // in bytes
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("text of %d bytes is over the limit of %d: split it into documents", e.Size, MaxSource)
}
