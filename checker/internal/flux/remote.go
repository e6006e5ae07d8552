package flux

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/yaml"
)

// A Remote is something that a kustomization.yaml wants from elsewhere, which Flux is not allowed to fetch.
type Remote struct {
	// File is relative to the artifact.
	File, Base string
}

// remotes returns those of a folder's kustomization.yaml and of all that it refers to.
func remotes(root, folder string, seen map[string]bool) []Remote {
	if seen[folder] {
		return nil
	}
	seen[folder] = true
	var found []Remote
	for _, name := range konfig.RecognizedKustomizationFileNames() {
		text, err := os.ReadFile(filepath.Join(root, folder, name))
		if err != nil {
			continue
		}
		var file types.Kustomization
		if err := yaml.Unmarshal(text, &file); err != nil {
			continue // kustomize says what is wrong with it
		}
		for _, base := range slices.Concat(file.Resources, file.Components, file.Bases, file.Crds) {
			local := filepath.Join(folder, base)
			info, err := os.Stat(filepath.Join(root, local))
			switch {
			case err == nil && info.IsDir():
				found = append(found, remotes(root, local, seen)...)
			case err != nil && isURL(base):
				found = append(found, Remote{filepath.ToSlash(filepath.Join(folder, name)), base})
			}
		}
	}
	return found
}

// isURL says that kustomize fetches what it finds no file for: a URL, or a repository's short form.
func isURL(base string) bool {
	host, path, _ := strings.Cut(base, "/")
	return strings.Contains(base, "://") || strings.HasPrefix(base, "git@") ||
		path != "" && strings.Contains(host, ".") && strings.Trim(host, ".") != ""
}
