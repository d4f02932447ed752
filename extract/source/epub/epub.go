// Package epub finds the chapters of EPUB books, in the order in which they are read.
package epub

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
)

// A Book is what an EPUB file says of itself.
type Book struct {
	Author   string
	Date     string // of publication, as written
	Chapters []Chapter
}

// A Chapter is a page of the book.
type Chapter struct {
	Name   string    // in the archive
	File   *zip.File // nil when the archive lacks it
	Locked bool      // encrypted against copying
}

// ErrFormat says that a zip file is no book.
var ErrFormat = errors.New("no EPUB book")

// maxIndex bounds the files that list the chapters.
const maxIndex = 4 << 20

// Open finds the chapters. open opens a file of the archive.
func Open(z *zip.Reader, open func(*zip.File) (io.ReadCloser, error)) (*Book, error) {
	files := map[string]*zip.File{}
	for _, f := range z.File {
		files[f.Name] = f
	}
	var container struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := decode(files["META-INF/container.xml"], open, &container); err != nil {
		return nil, err
	}
	if len(container.Roots) == 0 {
		return nil, fmt.Errorf("%w: META-INF/container.xml names no package", ErrFormat)
	}
	root := container.Roots[0].Path
	var pack pack
	if err := decode(files[root], open, &pack); err != nil {
		return nil, err
	}
	locked, err := locks(files["META-INF/encryption.xml"], open)
	if err != nil {
		return nil, err
	}
	b := &Book{Author: strings.TrimSpace(pack.Author), Date: strings.TrimSpace(pack.Date)}
	at := map[string]string{}
	for _, item := range pack.Items {
		if strings.Contains(item.Kind, "html") {
			at[item.ID] = item.Href
		}
	}
	for _, ref := range pack.Spine {
		href, ok := at[ref.ID]
		if !ok || ref.Linear == "no" {
			continue
		}
		if plain, err := url.PathUnescape(href); err == nil {
			href = plain
		}
		name := path.Join(path.Dir(root), href)
		b.Chapters = append(b.Chapters, Chapter{Name: name, File: files[name], Locked: locked[name]})
	}
	return b, nil
}

// A pack is the package document.
type pack struct {
	Author string `xml:"metadata>creator"`
	Date   string `xml:"metadata>date"`
	Items  []struct {
		ID   string `xml:"id,attr"`
		Href string `xml:"href,attr"`
		Kind string `xml:"media-type,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		ID     string `xml:"idref,attr"`
		Linear string `xml:"linear,attr"`
	} `xml:"spine>itemref"`
}

// locks returns the names of the files that are encrypted.
func locks(f *zip.File, open func(*zip.File) (io.ReadCloser, error)) (map[string]bool, error) {
	if f == nil {
		return nil, nil
	}
	var list struct {
		Refs []struct {
			URI string `xml:"URI,attr"`
		} `xml:"EncryptedData>CipherData>CipherReference"`
	}
	if err := decode(f, open, &list); err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, r := range list.Refs {
		names[r.URI] = true
	}
	return names, nil
}

// decode reads an XML file of the archive.
func decode(f *zip.File, open func(*zip.File) (io.ReadCloser, error), into any) error {
	if f == nil {
		return fmt.Errorf("%w: its list of contents is missing", ErrFormat)
	}
	r, err := open(f)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	defer r.Close()
	if err := xml.NewDecoder(io.LimitReader(r, maxIndex)).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}
