package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/semver"
	"sigs.k8s.io/yaml"
)

const fluxVersions = "../../../fleet/src/main/resources/dev/flotilla/fleet/version/flux-versions.json"

// fluxVersion is a row of the table by which a rollout refuses versions that do not go together.
type fluxVersion struct {
	Flux, Kubernetes, Operator string
	Cosign                     int
	Served                     map[string][]string
}

func TestServedVersionsAreThoseOfTheManifestsThatTheOperatorBrings(t *testing.T) {
	operator, err := moduleFolder("../../modules/flux-operator", "github.com/controlplaneio-fluxcd/flux-operator")
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(operator, "config", "data", "flux")
	newestFlux, err := newest(folder)
	if err != nil {
		t.Fatal(err)
	}

	rows := table(t)
	if last := rows[len(rows)-1].Flux; "v"+last != semver.MajorMinor(filepath.Base(newestFlux)) {
		t.Errorf("the last row is of Flux %s, want that of %s", last, newestFlux)
	}
	for _, row := range rows {
		versions, err := filepath.Glob(filepath.Join(folder, "v"+row.Flux+".*"))
		if err != nil || len(versions) == 0 {
			t.Fatalf("the operator has no Flux %s: %v", row.Flux, err)
		}
		for _, version := range versions {
			if want := served(t, version); !reflect.DeepEqual(row.Served, want) {
				t.Errorf("Flux %s: got %v served, want %v as in %s", row.Flux, row.Served, want, version)
			}
		}
	}
}

func TestTheSandboxsVersionsGoTogether(t *testing.T) {
	rows := table(t)
	last := rows[len(rows)-1]
	if version := required(t, "flux-operator", "github.com/controlplaneio-fluxcd/flux-operator"); semver.Compare(version, "v"+last.Operator) < 0 {
		t.Errorf("Flux %s needs operator %s, got %s", last.Flux, last.Operator, version)
	}
	if version := required(t, "control-plane", "k8s.io/kubernetes"); semver.Compare(version, "v"+last.Kubernetes) < 0 {
		t.Errorf("Flux %s needs Kubernetes %s, got %s", last.Flux, last.Kubernetes, version)
	}
	cosign := fmt.Sprintf("github.com/sigstore/cosign/v%d", last.Cosign)
	if version := required(t, "cosign", cosign); semver.Major(version) != fmt.Sprintf("v%d", last.Cosign) {
		t.Errorf("Flux %s verifies what cosign %d signs, got %s", last.Flux, last.Cosign, version)
	}
	for i := 1; i < len(rows); i++ {
		before, row := rows[i-1], rows[i]
		if semver.Compare("v"+before.Flux, "v"+row.Flux) >= 0 || semver.Compare("v"+before.Operator, "v"+row.Operator) >= 0 ||
			semver.Compare("v"+before.Kubernetes, "v"+row.Kubernetes) > 0 || before.Cosign > row.Cosign {
			t.Errorf("Flux %s needs less than Flux %s", row.Flux, before.Flux)
		}
	}
}

func table(t *testing.T) []fluxVersion {
	t.Helper()
	text, err := os.ReadFile(fluxVersions)
	if err != nil {
		t.Fatal(err)
	}
	var rows []fluxVersion
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// required is the version of a module that the go.mod of a module of the sandbox requires.
func required(t *testing.T, parent, module string) string {
	t.Helper()
	command := exec.Command("go", "list", "-m", "-f", "{{.Version}}", module)
	command.Dir = filepath.Join("../../modules", parent)
	version, err := command.Output()
	if err != nil {
		t.Fatalf("module '%s' of %s: %v", module, parent, err)
	}
	return strings.TrimSpace(string(version))
}

// served returns the versions that the API groups of a Flux have.
func served(t *testing.T, folder string) map[string][]string {
	t.Helper()
	manifests, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, manifest := range manifests {
		text, err := os.ReadFile(manifest)
		if err != nil {
			t.Fatal(err)
		}
		for _, document := range bytes.Split(text, []byte("\n---\n")) {
			var definition resourceDefinition
			if err := yaml.Unmarshal(document, &definition); err != nil {
				t.Fatal(err)
			}
			if definition.Kind == "CustomResourceDefinition" {
				for _, version := range definition.Spec.Versions {
					found[definition.Spec.Group] = append(found[definition.Spec.Group], version.Name)
				}
			}
		}
	}
	for group, versions := range found {
		slices.Sort(versions)
		found[group] = slices.Compact(versions)
	}
	return found
}
