package build

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/mod/modfile"
)

// What several programs are made of is compiled once only if it has one version in all of them.
func TestProgramsShareTheirVersions(t *testing.T) {
	source, err := FindSource()
	must(t, err)
	common := versions(t, filepath.Join(source, commonModule))
	for _, module := range []string{".", "providers", "modules/registry"} {
		for path, version := range versions(t, filepath.Join(source, module)) {
			if shared, found := common[path]; found && version != shared {
				t.Errorf("%s of module %s has version %s, and %s in %s", path, module, version, shared, commonModule)
			}
		}
	}
}

func versions(t *testing.T, folder string) map[string]string {
	t.Helper()
	path := filepath.Join(folder, "go.mod")
	content, err := os.ReadFile(path)
	must(t, err)
	file, err := modfile.Parse(path, content, nil)
	must(t, err)
	versions := map[string]string{}
	for _, required := range file.Require {
		versions[required.Mod.Path] = required.Mod.Version
	}
	return versions
}
