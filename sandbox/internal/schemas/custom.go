package schemas

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/semver"
	"sigs.k8s.io/yaml"
)

// resourceDefinition is what counts of a CustomResourceDefinition.
type resourceDefinition struct {
	Kind string
	Spec struct {
		Group    string
		Names    struct{ Kind string }
		Versions []struct {
			Name   string
			Schema struct{ OpenAPIV3Schema schema }
		}
	}
}

// addCustom adds the operator's kinds and those of the newest Flux that the operator installs.
func (f files) addCustom(operator string) error {
	flux, err := newest(filepath.Join(operator, "config", "data", "flux"))
	if err != nil {
		return err
	}
	for _, folder := range []string{filepath.Join(operator, "config", "crd", "bases"), flux} {
		manifests, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
		if err != nil {
			return err
		}
		for _, manifest := range manifests {
			if err := f.addManifest(manifest); err != nil {
				return fmt.Errorf("%s: %w", manifest, err)
			}
		}
	}
	return nil
}

func (f files) addManifest(manifest string) error {
	text, err := os.ReadFile(manifest)
	if err != nil {
		return err
	}
	for _, document := range bytes.Split(text, []byte("\n---\n")) {
		var found resourceDefinition
		if err := yaml.Unmarshal(document, &found); err != nil {
			return err
		}
		if found.Kind != "CustomResourceDefinition" {
			continue
		}
		for _, version := range found.Spec.Versions {
			dropStatus(version.Schema.OpenAPIV3Schema)
			top, err := strip(version.Schema.OpenAPIV3Schema, nil)
			if err != nil {
				return fmt.Errorf("%s: %w", found.Spec.Names.Kind, err)
			}
			if err := f.addKind(found.Spec.Group+"/"+version.Name, found.Spec.Names.Kind, top); err != nil {
				return err
			}
		}
	}
	return nil
}

// newest returns the folder of the newest version.
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
