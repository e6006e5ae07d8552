package rules

import (
	"slices"
	"strconv"
	"strings"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
	"flotilla.dev/checker/internal/place"
)

// references are the fields of Flux's kinds that its controllers do not follow into other namespaces when they run with
// --no-cross-namespace-refs; what is in a list has [] after it.
var references = map[string][]string{
	"kustomize.toolkit.fluxcd.io/Kustomization":     {"spec.sourceRef"},
	"helm.toolkit.fluxcd.io/HelmRelease":            {"spec.chart.spec.sourceRef", "spec.chartRef"},
	"source.extensions.fluxcd.io/ArtifactGenerator": {"spec.sources[]"},
	"image.toolkit.fluxcd.io/ImagePolicy":           {"spec.imageRepositoryRef"},
	"image.toolkit.fluxcd.io/ImageUpdateAutomation": {"spec.sourceRef"},
	"notification.toolkit.fluxcd.io/Alert":          {"spec.eventSources[]"},
	"notification.toolkit.fluxcd.io/Receiver":       {"spec.resources[]"},
}

// crossNamespace refuses references that the lockdown of Flux refuses, but not what a policy has refused already.
func crossNamespace(object flux.Object, consumer Consumer, refused []kinds.Finding) []kinds.Finding {
	if locked, _ := consumer.Cluster.Multitenancy(); !locked {
		return nil
	}
	var findings []kinds.Finding
	for _, path := range namespacesOf(object) {
		_, value, found := place.Resolve(object.Object, path)
		if !found || value == "" || value == object.GetNamespace() {
			continue
		}
		if slices.ContainsFunc(refused, func(finding kinds.Finding) bool { return finding.Path == path }) {
			return nil // with all references of the object
		}
		findings = append(findings, kinds.Finding{
			Rule: CrossNamespace, Path: path,
			Message: "'PATH' in OBJECT must be its own namespace, because Flux is locked down to it, got 'VALUE'",
			Remedy:  "remove it, and have what it refers to in '" + object.GetNamespace() + "' too",
		})
	}
	return findings
}

// namespacesOf are the paths at which an object may name another namespace.
func namespacesOf(object flux.Object) []string {
	var paths []string
	for _, reference := range references[object.GroupVersionKind().Group+"/"+object.GetKind()] {
		list, isList := strings.CutSuffix(reference, "[]")
		if !isList {
			paths = append(paths, reference+".namespace")
			continue
		}
		_, items, _ := place.Resolve(object.Object, list)
		all, _ := items.([]any)
		for i := range all {
			paths = append(paths, list+"["+strconv.Itoa(i)+"].namespace")
		}
	}
	return paths
}
