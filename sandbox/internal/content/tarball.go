// Package content fills a sandbox's registry with what fleets pull from ghcr.io, under the same names.
package content

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path"
)

// A tarball collects files; equal files give equal bytes, and so an artifact keeps its digest.
type tarball struct {
	bytes   bytes.Buffer
	gzip    *gzip.Writer
	archive *tar.Writer
}

func newTarball() *tarball {
	t := &tarball{}
	t.gzip = gzip.NewWriter(&t.bytes)
	t.archive = tar.NewWriter(t.gzip)
	return t
}

func (t *tarball) add(name string, content []byte) error {
	header := &tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644, Size: int64(len(content))}
	if err := t.archive.WriteHeader(header); err != nil {
		return err
	}
	_, err := t.archive.Write(content)
	return err
}

// addFolder adds the files below a folder, in lexical order, under a prefix.
func (t *tarball) addFolder(prefix, folder string, skip ...string) error {
	tree := os.DirFS(folder)
	return fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		for _, skipped := range skip {
			if name == skipped {
				return nil
			}
		}
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		return t.add(path.Join(prefix, name), content)
	})
}

func (t *tarball) close() ([]byte, error) {
	if err := t.archive.Close(); err != nil {
		return nil, err
	}
	if err := t.gzip.Close(); err != nil {
		return nil, err
	}
	return t.bytes.Bytes(), nil
}
