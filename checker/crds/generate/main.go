// Command generate writes the custom resource definitions of Flux and of its operator into a folder, one file for each
// kind, as crds embeds them. They come from the pinned module of the operator and are not committed.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/mod/semver"
	"sigs.k8s.io/yaml"
)

const operator = "github.com/controlplaneio-fluxcd/flux-operator"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: generate MODULE OUTPUT")
		os.Exit(1)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run reads the module that the go.mod in parent pins.
func run(parent, output string) error {
	folder, err := moduleFolder(parent)
	if err != nil {
		return err
	}
	flux, err := newest(filepath.Join(folder, "config", "data", "flux"))
	if err != nil {
		return err
	}
	if err := os.RemoveAll(output); err != nil {
		return err
	}
	for _, manifests := range []string{filepath.Join(folder, "config", "crd", "bases"), flux} {
		files, err := filepath.Glob(filepath.Join(manifests, "*.yaml"))
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := write(file, output); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
	}
	return nil
}

func moduleFolder(parent string) (string, error) {
	command := exec.Command("go", "mod", "download", "-json", operator)
	command.Dir = parent
	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("module '%s' of %s: %w", operator, parent, err)
	}
	var downloaded struct{ Dir string }
	if err := json.Unmarshal(output, &downloaded); err != nil {
		return "", fmt.Errorf("answer of go mod download not understood: %w", err)
	}
	return downloaded.Dir, nil
}

// newest returns the folder of the newest Flux that the operator installs.
func newest(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	version := ""
	for _, entry := range entries {
		if semver.Compare(entry.Name(), version) > 0 {
			version = entry.Name()
		}
	}
	if version == "" {
		return "", fmt.Errorf("no Flux version found, got '%s'", folder)
	}
	return filepath.Join(folder, version), nil
}

func write(manifest, output string) error {
	text, err := os.ReadFile(manifest)
	if err != nil {
		return err
	}
	for _, document := range bytes.Split(text, []byte("\n---\n")) {
		var found struct {
			Kind string
			Spec struct {
				Group string
				Names struct{ Kind string }
			}
		}
		if err := yaml.Unmarshal(document, &found); err != nil {
			return err
		}
		if found.Kind != "CustomResourceDefinition" {
			continue
		}
		definition, err := yaml.YAMLToJSON(document)
		if err != nil {
			return err
		}
		file := filepath.Join(output, found.Spec.Group, found.Spec.Names.Kind+".json")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, definition, 0o644); err != nil {
			return err
		}
	}
	return nil
}
