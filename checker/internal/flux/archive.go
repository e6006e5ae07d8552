// Package flux does with an artifact what Flux's source- and kustomize-controller do, up to the objects.
package flux

import (
	"fmt"
	"os"

	"github.com/fluxcd/pkg/tar"
)

// Unpack writes the files of an artifact's layer into a folder.
func Unpack(archive, folder string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := tar.Untar(file, folder, tar.WithMaxUntarSize(tar.UnlimitedUntarSize)); err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	return nil
}
