// Package helm does with a release what Flux's helm-controller does with it, up to the objects.
package helm

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"

	"github.com/Masterminds/semver/v3"
	"github.com/fluxcd/pkg/chartutil"
	"helm.sh/helm/v4/pkg/chart/common"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	helmutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	v2 "github.com/fluxcd/helm-controller/api/v2"

	"flotilla.dev/checker/internal/contract"
)

func init() {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil))) // Helm logs warnings by it
}

// Release reads a HelmRelease; what is wrong with its form is found elsewhere.
func Release(object map[string]any) (*v2.HelmRelease, error) {
	release := &v2.HelmRelease{}
	err := runtime.DefaultUnstructuredConverter.FromUnstructured(object, release)
	return release, err
}

// A Chart is the archive of a chart as a release uses it.
type Chart struct {
	contract.Chart
	Archive []byte
	// IsArtifact means that an OCIRepository has it, and not a HelmRepository.
	IsArtifact bool
	// ValuesFiles replace the chart's own values.yaml.
	ValuesFiles          []string
	IgnoresMissingValues bool
	// Demand is the signature that clusters demand of it, or nil.
	Demand *Demand
}

// load reads the chart anew, because Helm changes it as it templates it.
func (c Chart) load() (*chart.Chart, error) {
	loaded, err := loader.LoadArchive(bytes.NewReader(c.Archive))
	if err != nil {
		return nil, err
	}
	if err := c.withValuesFiles(loaded); err != nil {
		return nil, err
	}
	return loaded, c.withDigest(loaded)
}

func (c Chart) withValuesFiles(loaded *chart.Chart) error {
	if len(c.ValuesFiles) == 0 {
		return nil
	}
	merged := map[string]any{}
	for _, file := range c.ValuesFiles {
		values, err := valuesFile(loaded, filepath.Clean(file))
		if err != nil {
			return err
		}
		if values == nil && !c.IgnoresMissingValues {
			return fmt.Errorf("it has no file '%s' for its values", file)
		}
		merged = chartutil.MergeMaps(merged, values)
	}
	loaded.Values = merged
	return nil
}

func valuesFile(loaded *chart.Chart, name string) (map[string]any, error) {
	if name == helmutil.ValuesfileName {
		return loaded.Values, nil
	}
	for _, file := range loaded.Files {
		if file.Name == name {
			values := map[string]any{}
			return values, yaml.Unmarshal(file.Data, &values)
		}
	}
	return nil, nil
}

// digits is how many of a digest helm-controller puts into a version.
const digits = 12

// withDigest gives a chart from an artifact the version that it has on a cluster: with the artifact's digest.
func (c Chart) withDigest(loaded *chart.Chart) error {
	if !c.IsArtifact {
		return nil
	}
	version, err := semver.NewVersion(loaded.Metadata.Version)
	if err != nil {
		return fmt.Errorf("its version '%s' is none", loaded.Metadata.Version)
	}
	tag, err := semver.NewVersion(strings.ReplaceAll(c.Version, "_", "+"))
	if err == nil && !tag.Equal(version) {
		return fmt.Errorf("its version is '%s', its tag '%s'", loaded.Metadata.Version, c.Version)
	}
	_, digest, _ := strings.Cut(c.Found, ":")
	if len(digest) < digits {
		return fmt.Errorf("its digest '%s' is none", c.Found)
	}
	*version, err = version.SetMetadata(digest[:digits])
	loaded.Metadata.Version = version.String()
	return err
}

// Content is what the chart's own file says of it.
func (c Chart) Content() contract.ChartContent {
	content := contract.ChartContent{URL: c.URL, Name: c.Name, Version: c.Version, Digest: c.Found}
	if loaded, err := loader.LoadArchive(bytes.NewReader(c.Archive)); err == nil {
		content.Name, content.Version, content.App = loaded.Metadata.Name, loaded.Metadata.Version, loaded.Metadata.AppVersion
	}
	return content
}

// Needs is the range of versions of Kubernetes that the chart is for; empty means any.
func (c Chart) Needs() string {
	if loaded, err := loader.LoadArchive(bytes.NewReader(c.Archive)); err == nil {
		return loaded.Metadata.KubeVersion
	}
	return ""
}

// RunsOn says whether a version of Kubernetes, such as 1.37, is in a range.
func RunsOn(needed, kubernetes string) bool {
	return needed == "" || helmutil.IsCompatibleRange(needed, "v"+kubernetes+".0")
}

// kubeVersion is the version that templates see.
func kubeVersion(kubernetes string) (*common.KubeVersion, error) {
	return common.ParseKubeVersion(kubernetes + ".0")
}
