package helm

import (
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"helm.sh/helm/v4/pkg/action"
	"helm.sh/helm/v4/pkg/chart/common"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	helmutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/kube/fake"
	helmrelease "helm.sh/helm/v4/pkg/release/v1"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"
	"helm.sh/helm/v4/pkg/storage"
	"helm.sh/helm/v4/pkg/storage/driver"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	v2 "github.com/fluxcd/helm-controller/api/v2"
)

// A Cluster is what templates see of a cluster.
type Cluster struct {
	// Kubernetes is its version, such as 1.37.
	Kubernetes string
	// Versions are the versions and kinds that it serves, such as apps/v1 and apps/v1/Deployment.
	Versions []string
}

// An Object is one of a release.
type Object struct {
	*unstructured.Unstructured
	// Template is the file of the chart that it comes from, with the chart's name before it.
	Template string
	// Once means that another release may have it too: a hook, or a definition that Helm leaves alone if it is there.
	Once bool
}

// Template returns what a cluster gets of a release at its first installation.
func Template(release *v2.HelmRelease, from Chart, values common.Values, cluster Cluster) ([]Object, error) {
	loaded, err := from.load()
	if err != nil {
		return nil, err
	}
	definitions, err := definitions(release, loaded, values)
	if err != nil {
		return nil, err
	}
	install, err := install(release, cluster)
	if err != nil {
		return nil, err
	}
	result, err := install.Run(loaded, values.AsMap())
	if err != nil {
		return nil, err
	}
	installed, ok := result.(*helmrelease.Release)
	if !ok {
		return nil, fmt.Errorf("Helm has created another release than the requested one")
	}
	objects := definitions
	for _, part := range parts(installed.Manifest) {
		if objects, err = add(objects, part.text, part.template, false); err != nil {
			return nil, err
		}
	}
	for _, hook := range installed.Hooks {
		if !runs(release, hook) {
			continue
		}
		if objects, err = add(objects, hook.Manifest, hook.Path, true); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// install is an installation on a cluster that has nothing yet and says nothing, but for what it serves.
func install(release *v2.HelmRelease, cluster Cluster) (*action.Install, error) {
	version, err := kubeVersion(cluster.Kubernetes)
	if err != nil {
		return nil, err
	}
	configuration := action.NewConfiguration()
	configuration.KubeClient = &fake.PrintingKubeClient{Out: io.Discard, LogOutput: io.Discard}
	configuration.Releases = storage.Init(driver.NewMemory())
	configuration.Capabilities = &common.Capabilities{
		KubeVersion: *version, APIVersions: cluster.Versions, HelmVersion: common.DefaultCapabilities.HelmVersion,
	}
	install := action.NewInstall(configuration)
	install.DryRunStrategy = action.DryRunServer // with these capabilities, not those of Helm's own libraries
	install.ReleaseName = shortened(release.GetReleaseName())
	install.Namespace = release.GetReleaseNamespace()
	install.DisableHooks = release.GetInstall().DisableHooks
	install.SkipSchemaValidation = release.GetInstall().DisableSchemaValidation
	install.Devel, install.SkipCRDs = true, true
	install.PostRenderer = postRenderers(release)
	install.PostRenderStrategy = action.PostRenderStrategy(release.GetPostRenderStrategy())
	return install, nil
}

// definitions are those of the chart's folder crds, which helm-controller applies itself.
func definitions(release *v2.HelmRelease, loaded *chart.Chart, values common.Values) ([]Object, error) {
	if release.GetInstall().CRDs == v2.Skip {
		return nil, nil
	}
	// It drops the charts below this one that the values switch off.
	if err := helmutil.ProcessDependencies(loaded, values); err != nil {
		return nil, err
	}
	var objects []Object
	for _, file := range loaded.CRDObjects() {
		documents := releaseutil.SplitManifests(string(file.File.Data))
		names := slices.SortedFunc(maps.Keys(documents), func(one, other string) int {
			return strings.Compare(fmt.Sprintf("%20s", one), fmt.Sprintf("%20s", other))
		})
		for _, name := range names {
			var err error
			if objects, err = add(objects, documents[name], file.Filename, true); err != nil {
				return nil, err
			}
		}
	}
	return slices.DeleteFunc(objects, func(object Object) bool { return object.GetKind() != "CustomResourceDefinition" }), nil
}

// runs says that a hook's object comes onto the cluster.
func runs(release *v2.HelmRelease, hook *helmrelease.Hook) bool {
	if release.GetInstall().DisableHooks {
		return false
	}
	onlyTests := !slices.ContainsFunc(hook.Events, func(event helmrelease.HookEvent) bool { return event != helmrelease.HookTest })
	return !onlyTests || release.GetTest().Enable
}

type part struct{ template, text string }

var source = regexp.MustCompile(`(?m)^---\n# Source: (.*)\n`)

// parts splits a manifest of Helm, which names the template of each document.
func parts(manifest string) []part {
	var found []part
	at := source.FindAllStringSubmatchIndex(manifest, -1)
	for i, match := range at {
		end := len(manifest)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		found = append(found, part{manifest[match[2]:match[3]], manifest[match[1]:end]})
	}
	return found
}

func add(objects []Object, text, template string, once bool) ([]Object, error) {
	json, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", template, err)
	}
	if string(json) == "null" {
		return objects, nil
	}
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(json); err != nil {
		return nil, fmt.Errorf("%s: %w", template, err)
	}
	if !object.IsList() {
		return append(objects, Object{object, template, once}), nil
	}
	err = object.EachListItem(func(item runtime.Object) error {
		objects = append(objects, Object{item.(*unstructured.Unstructured), template, once})
		return nil
	})
	return objects, err
}
