package acceptance

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/registry"
	"helm.sh/helm/v3/pkg/release"
	"sigs.k8s.io/yaml"
)

// files are a chart's files by path, without Chart.yaml.
type files map[string]string

func (f files) with(path, text string) files {
	copied := maps.Clone(f)
	copied[path] = text
	return copied
}

// newChart makes a chart in memory.
func (s *stack) newChart(name, version string, content files) *chart.Chart {
	s.t.Helper()
	metadata, err := yaml.Marshal(chart.Metadata{APIVersion: chart.APIVersionV2, Name: name, Version: version, AppVersion: version})
	s.check(err)
	all := []*loader.BufferedFile{{Name: "Chart.yaml", Data: metadata}}
	for _, path := range slices.Sorted(maps.Keys(content)) {
		all = append(all, &loader.BufferedFile{Name: path, Data: []byte(content[path])})
	}
	made, err := loader.LoadFiles(all)
	s.check(err)
	return made
}

// localChart writes a chart into the stack's folder and gives its path.
func (s *stack) localChart(name, version string, content files) string {
	s.t.Helper()
	folder := filepath.Join(s.folder, "charts")
	s.check(os.RemoveAll(filepath.Join(folder, name)))
	s.check(chartutil.SaveDir(s.newChart(name, version, content), folder))
	return "./charts/" + name
}

// appendToChart adds lines to the Chart.yaml of a local chart.
func (s *stack) appendToChart(name, lines string) {
	s.t.Helper()
	path := filepath.Join(s.folder, "charts", name, "Chart.yaml")
	text, err := os.ReadFile(path)
	s.check(err)
	s.check(os.WriteFile(path, append(text, lines...), 0o600))
}

// repository is the address of this test's charts in the sandbox's registry.
func (s *stack) repository() string {
	return "oci://" + shared.registry + "/" + s.namespace
}

// pushChart packs a chart and pushes it to the sandbox's registry.
func (s *stack) pushChart(name, version string, content files) {
	s.t.Helper()
	archive, err := chartutil.Save(s.newChart(name, version, content), s.t.TempDir())
	s.check(err)
	packed, err := os.ReadFile(archive)
	s.check(err)
	client, err := registry.NewClient(registry.ClientOptPlainHTTP(), registry.ClientOptWriter(&bytes.Buffer{}))
	s.check(err)
	_, err = client.Push(packed, strings.TrimPrefix(s.repository(), "oci://")+"/"+name+":"+version)
	s.check(err)
}

// upgradeAsSomebodyElse upgrades a release as Flux's helm-controller does: the chart's version carries the digest of
// the artifact. Where there is no release it installs one.
func (s *stack) upgradeAsSomebodyElse(release, version string, content files, values object) *release.Release {
	s.t.Helper()
	settings := cli.New()
	settings.KubeConfig = shared.kubeconfig
	settings.SetNamespace(s.namespace)
	config := &action.Configuration{}
	s.check(config.Init(settings.RESTClientGetter(), s.namespace, "secret", func(string, ...any) {}))

	made := s.newChart(release, version, content)
	if _, err := action.NewHistory(config).Run(release); err != nil {
		install := action.NewInstall(config)
		install.ReleaseName, install.Namespace, install.TakeOwnership = release, s.namespace, true
		installed, err := install.RunWithContext(context.Background(), made, values)
		s.check(err)
		return installed
	}
	upgrade := action.NewUpgrade(config)
	upgrade.Namespace = s.namespace
	upgraded, err := upgrade.RunWithContext(context.Background(), release, made, values)
	s.check(err)
	return upgraded
}
