package flux

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Hostile returns the first file of an artifact whose anchors multiply or contain themselves, and what the YAML library says
// of it. Kustomize would follow them until the memory is full, in Flux as well as here.
func Hostile(root string) (file string, reason error) {
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(text, []byte("*")) {
			return nil
		}
		if reason = hostile(text); reason != nil {
			relative, _ := filepath.Rel(root, path)
			file = filepath.ToSlash(relative)
			return fs.SkipAll
		}
		return nil
	})
	return file, reason
}

func hostile(text []byte) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var value any
		err := decoder.Decode(&value)
		var mistyped *yaml.TypeError
		switch {
		case err == nil || errors.As(err, &mistyped):
		case errors.Is(err, io.EOF):
			return nil
		case strings.Contains(err.Error(), "excessive aliasing"), strings.Contains(err.Error(), "contains itself"):
			return err
		default:
			return nil // no YAML, which kustomize says of a file that it reads
		}
	}
}
