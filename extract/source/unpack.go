package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	fast "github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxWindow is how much a zstd file may want to look back: as much as zstd takes without being told.
const maxWindow = 128 << 20

// gzip reads what a gzip file holds, under the file's own name.
func (r *reader) gzip(in *input) error {
	z, err := gzip.NewReader(in.r)
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	defer z.Close()
	return r.input(in.unwrapped(z, ".gz"))
}

// zstd reads what a zstd file holds, under the file's own name.
func (r *reader) zstd(in *input) error {
	z, err := zstd.NewReader(in.r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	defer z.Close()
	return r.input(in.unwrapped(z, ".zst"))
}

// unwrapped returns what a compressed file holds.
func (in *input) unwrapped(z io.Reader, ext string) *input {
	name := in.name
	if low := strings.ToLower(name); strings.HasSuffix(low, ext) {
		name = name[:len(name)-len(ext)]
	}
	return &input{r: bufio.NewReaderSize(in.meter.unpacked(z), bufferSize), path: in.path, id: in.id, url: in.url, name: name,
		depth: in.depth + 1, meter: in.meter}
}

// tar reads the files of a tar archive.
func (r *reader) tar(in *input) error {
	files := tar.NewReader(in.r)
	for {
		h, err := files.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return r.fail(in.path, 0, err)
		}
		name := entryName(h.Name)
		if h.Typeflag != tar.TypeReg || name == "" {
			continue
		}
		if err := r.input(in.inside(files, name)); err != nil || in.meter.burst {
			return err
		}
	}
}

// zip reads the files of a zip archive, or the document that it is.
func (r *reader) zip(in *input) error {
	at, size, remove, err := r.whole(in)
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	defer remove()
	z, err := zip.NewReader(at, size)
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	z.RegisterDecompressor(zip.Deflate, func(in io.Reader) io.ReadCloser { return fast.NewReader(in) })
	switch office(z) {
	case DOCX:
		return r.docx(in, z)
	case EPUB:
		return r.epub(in, z)
	case "":
	default:
		return r.fail(in.path, 0, fmt.Errorf("spreadsheet, presentation or OpenDocument file %w; save it as .docx, .csv or text", ErrFormat))
	}
	for _, f := range z.File {
		if err := r.zipped(in, f); err != nil || in.meter.burst {
			return err
		}
	}
	return nil
}

// zipped reads one file of a zip archive.
func (r *reader) zipped(in *input, f *zip.File) error {
	name := entryName(f.Name)
	if f.FileInfo().IsDir() || name == "" || !f.Mode().IsRegular() {
		return nil
	}
	open, err := openEntry(f)
	if err != nil {
		return r.fail(in.path+"/"+name, 0, err)
	}
	defer open.Close()
	return r.input(in.inside(open, name))
}

// openEntry opens a file of a zip archive.
func openEntry(f *zip.File) (io.ReadCloser, error) {
	if f.Flags&1 != 0 {
		return nil, ErrEncrypted
	}
	open, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, fmt.Errorf("zip entry compressed in a way (%d) that %w; pack it again with deflate", f.Method, ErrFormat)
	}
	return open, err
}

// office returns which office format a zip archive is, if any; "other" stands for those that are not read.
func office(z *zip.Reader) Format {
	for _, f := range z.File {
		switch name := f.Name; {
		case name == "word/document.xml":
			return DOCX
		case name == "META-INF/container.xml":
			return EPUB
		case name == "xl/workbook.xml", name == "ppt/presentation.xml", name == "content.xml" && path.Dir(name) == "." && len(z.File) > 3:
			return "other"
		}
	}
	return ""
}

// isCorrupt reports whether err is what a decoder says of broken data.
func isCorrupt(err error) bool {
	var bad flate.CorruptInputError
	var fastBad fast.CorruptInputError
	for _, e := range []error{gzip.ErrHeader, gzip.ErrChecksum, zip.ErrFormat, zip.ErrChecksum, tar.ErrHeader, zstd.ErrMagicMismatch, zstd.ErrCRCMismatch,
		zstd.ErrReservedBlockType, zstd.ErrCompressedSizeTooBig, zstd.ErrBlockTooSmall, zstd.ErrUnexpectedBlockSize,
		zstd.ErrWindowSizeTooSmall, zstd.ErrFrameSizeMismatch, zstd.ErrFrameSizeExceeded} {
		if errors.Is(err, e) {
			return true
		}
	}
	return errors.As(err, &bad) || errors.As(err, &fastBad)
}
