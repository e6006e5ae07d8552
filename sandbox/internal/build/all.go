package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Binaries are the absolute paths of everything that was built.
type Binaries struct {
	ControlPlane string `json:"controlPlane"`
	Stages       string `json:"stages"`
	Registry     string `json:"registry"`
	Operator     string `json:"operator"`
	CRDs         string `json:"crds"`
	FluxData     string `json:"fluxData"`
	Controllers  string `json:"controllers"` // the folder with the programs, each under its name
	Cosign       string `json:"cosign"`
	Sigstore     string `json:"sigstore"`
	CTLog        string `json:"ctLog"`
	Charts       string `json:"charts"`
	Tofu         string `json:"tofu"`
	Providers    string `json:"providers"`
	Kubectl      string `json:"kubectl"`
}

// All builds what is missing of everything, or of the named parts alone.
func (b *Builder) All(ctx context.Context, names ...string) (Binaries, error) {
	parts, err := selected(names)
	if err != nil {
		return Binaries{}, err
	}
	binaries := Binaries{Charts: filepath.Join(b.source, "charts")}
	for i, part := range parts {
		if part.Name == Tofu {
			if path := tofuOnPath(ctx); path != "" {
				binaries.Tofu = path
				continue
			}
		}
		entry, err := b.Ensure(ctx, part, fmt.Sprintf("%d of %d: %s", i+1, len(parts), part.Name))
		if err != nil {
			return Binaries{}, err
		}
		binaries.add(part.Name, entry)
	}
	return binaries, nil
}

func (binaries *Binaries) add(part, entry string) {
	switch part {
	case ControlPlane:
		binaries.ControlPlane = filepath.Join(entry, "control-plane")
		binaries.Stages = filepath.Join(entry, StagesFile)
	case Registry:
		binaries.Registry = filepath.Join(entry, "registry")
	case Operator:
		binaries.Operator = filepath.Join(entry, "flux-operator")
		binaries.CRDs = filepath.Join(entry, CRDsFolder)
		binaries.FluxData = filepath.Join(entry, DataFolder)
	case Controllers:
		binaries.Controllers = entry
	case Cosign:
		binaries.Cosign = filepath.Join(entry, "cosign")
	case Sigstore:
		binaries.Sigstore = filepath.Join(entry, "sigstore")
		binaries.CTLog = filepath.Join(entry, "ct-log")
	case Tofu:
		binaries.Tofu = filepath.Join(entry, "tofu")
	case Providers:
		binaries.Providers = entry
		binaries.Kubectl = filepath.Join(entry, "kubectl")
	}
}

func selected(names []string) ([]Part, error) {
	if len(names) == 0 {
		return Parts(), nil
	}
	var known []string
	byName := map[string]Part{}
	for _, part := range Parts() {
		known = append(known, part.Name)
		byName[part.Name] = part
	}
	var parts []Part
	for _, name := range names {
		part, found := byName[name]
		if !found {
			return nil, fmt.Errorf("unknown part, got '%s': use one of %s", name, strings.Join(known, ", "))
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// Paths lists the files that are there, for people and scripts.
func (binaries Binaries) Paths() []string {
	var paths []string
	for _, path := range []string{binaries.ControlPlane, binaries.Registry, binaries.Operator, binaries.Controllers, binaries.Cosign,
		binaries.Sigstore, binaries.CTLog, binaries.Tofu, binaries.Providers} {
		if _, err := os.Stat(path); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}
