package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// key names a build by everything that goes into it: recipe, flags, Go version, platform and sources.
func (b *Builder) key(ctx context.Context, part Part) (string, error) {
	module := filepath.Join(b.source, part.Module)
	toolchain, err := goOutput(ctx, module, "env", "GOVERSION", "GOOS", "GOARCH")
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	fmt.Fprintln(hash, part.Name, part.Revision, part.Programs, part.LDFlags, part.Env, strings.Fields(string(toolchain)))
	fmt.Fprintln(hash, compilerFlags)

	for _, folder := range part.modules() {
		if err := hashFolder(hash, filepath.Join(b.source, folder)); err != nil {
			return "", fmt.Errorf("sources of %s not readable: %w", part.Name, err)
		}
	}
	return hex.EncodeToString(hash.Sum(nil))[:16], nil
}

// hashFolder adds names and content of the files, in lexical order: equal folders hash equally.
func hashFolder(hash io.Writer, folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == "target" {
			return fs.SkipDir
		}
		if err != nil || !entry.Type().IsRegular() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		relative, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		content, err := os.Open(path)
		if err != nil {
			return err
		}
		defer content.Close()
		fmt.Fprintf(hash, "\n%s\n", filepath.ToSlash(relative))
		_, err = io.Copy(hash, content)
		return err
	})
}

// goOutput runs the go tool in a module's folder and returns what it prints.
func goOutput(ctx context.Context, folder string, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = folder
	command.Env = goEnv()
	var complaint bytes.Buffer
	command.Stderr = &complaint
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s failed: %w\n%s", strings.Join(args, " "), err, complaint.String())
	}
	return output, nil
}

// goEnv keeps a user's workspace and flags, which no key has, out of foreign modules, and C out of the binaries.
// Were GOFLAGS empty, the go tool would take those of its own configuration. Its toolchain is the one that compiled this
// program, whichever is on the PATH.
func goEnv(extra ...string) []string {
	toolchain, _, _ := strings.Cut(runtime.Version(), " ") // behind it are experiments
	environment := append(os.Environ(), "GOWORK=off", "GOFLAGS=-trimpath", "CGO_ENABLED=0", "GOTOOLCHAIN="+toolchain)
	return append(environment, extra...)
}
