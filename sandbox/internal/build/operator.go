package build

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/semver"
)

const operatorModule = "github.com/controlplaneio-fluxcd/flux-operator"

// Folders beside the operator's binary.
const (
	CRDsFolder = "crds"
	DataFolder = "data" // Flux manifests: the operator's --storage-path, and the distribution artifact
)

// copyOperator makes the operator's module compile: it embeds a web page that upstream generates and
// does not commit. The committed go.mod, which pins everything, then points at a copy that has one.
func copyOperator(ctx context.Context, j *job) error {
	upstream, err := operatorSource(ctx, j)
	if err != nil {
		return err
	}
	source := filepath.Join(j.scratch, "source")
	if err := os.CopyFS(source, os.DirFS(upstream)); err != nil {
		return err
	}
	page := filepath.Join(source, "web", "dist", "index.html")
	if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(page, []byte("<!doctype html>\n<title>flux-operator</title>\n"), 0o644); err != nil {
		return err
	}

	module := filepath.Join(j.scratch, "module")
	if err := os.CopyFS(module, os.DirFS(j.committed)); err != nil {
		return err
	}
	common := filepath.Join(filepath.Dir(j.committed), filepath.Base(commonModule))
	if _, err := goOutput(ctx, module, "mod", "edit", "-replace", operatorModule+"="+source,
		"-replace", "flotilla.dev/sandbox/"+commonModule+"="+common); err != nil {
		return err
	}
	j.module = module
	return nil
}

// operatorAssets keeps the operator's CRDs and the manifests of its newest Flux minor version.
func operatorAssets(ctx context.Context, j *job) error {
	upstream, err := operatorSource(ctx, j)
	if err != nil {
		return err
	}
	config := filepath.Join(upstream, "config")
	if err := os.CopyFS(filepath.Join(j.output, CRDsFolder), os.DirFS(filepath.Join(config, "crd", "bases"))); err != nil {
		return err
	}

	versions, err := newestMinor(filepath.Join(config, "data", "flux"))
	if err != nil {
		return err
	}
	for _, kind := range []string{"flux", "flux-images"} {
		for _, version := range versions {
			from := filepath.Join(config, "data", kind, version)
			if err := os.CopyFS(filepath.Join(j.output, DataFolder, kind, version), os.DirFS(from)); err != nil {
				return err
			}
		}
	}
	newest := []byte(versions[len(versions)-1] + "\n")
	return os.WriteFile(filepath.Join(j.output, DataFolder, "flux-images", "VERSION"), newest, 0o644)
}

// operatorSource is the operator's folder in the module cache, checked against go.sum.
func operatorSource(ctx context.Context, j *job) (string, error) {
	output, err := goOutput(ctx, j.committed, "mod", "download", "-json", operatorModule)
	if err != nil {
		return "", err
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(output, &module); err != nil {
		return "", fmt.Errorf("answer of go mod download not understood: %w", err)
	}
	return module.Dir, nil
}

// newestMinor returns the folders of the newest minor version, in rising order.
func newestMinor(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var versions []string
	for _, entry := range entries {
		if semver.IsValid(entry.Name()) {
			versions = append(versions, entry.Name())
		}
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("no Flux version found, got '%s'", folder)
	}
	semver.Sort(versions)
	newest := semver.MajorMinor(versions[len(versions)-1])
	for semver.MajorMinor(versions[0]) != newest {
		versions = versions[1:]
	}
	return versions, nil
}
