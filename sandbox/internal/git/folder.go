package git

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A Folder has the repositories of one sandbox, and the password for them.
type Folder string

// Repositories is the folder with a folder for each repository, such as acme/apps.git.
func (f Folder) Repositories() string { return filepath.Join(string(f), "repositories") }

func (f Folder) passwordFile() string { return filepath.Join(string(f), "password") }

// Ensure makes the folder and its password, unless they are there.
func (f Folder) Ensure() error {
	if err := os.MkdirAll(f.Repositories(), 0o700); err != nil {
		return fmt.Errorf("folder of the repositories not writable: %w", err)
	}
	if _, err := f.Password(); err == nil || !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.WriteFile(f.passwordFile(), []byte(rand.Text()), 0o600)
}

// Password is what the server asks for.
func (f Folder) Password() (string, error) {
	password, err := os.ReadFile(f.passwordFile())
	if err != nil {
		return "", fmt.Errorf("password of the Git server not readable: %w", err)
	}
	return strings.TrimSpace(string(password)), nil
}
