package build

import (
	"context"
	"os"
	"path/filepath"
)

// IssuersFile is the file, beside Fulcio, that says what it makes of an issuer's claims.
const IssuersFile = "issuers.yaml"

func issuersFile(_ context.Context, j *job) error {
	content, err := os.ReadFile(filepath.Join(j.committed, IssuersFile))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(j.output, IssuersFile), content, 0o644)
}
