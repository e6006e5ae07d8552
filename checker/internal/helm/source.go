package helm

import (
	"cmp"
	"fmt"

	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	"k8s.io/apimachinery/pkg/runtime"

	v2 "github.com/fluxcd/helm-controller/api/v2"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/contract"
)

// layer is the type of the layer that Helm pushes a chart as.
const layer = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"

// Any is the range of all versions.
const Any = "*"

// ChartOf returns the chart that a release names; unseen says why it cannot be got.
func ChartOf(release *v2.HelmRelease, find Find) (chart Chart, unseen string) {
	if reference := release.Spec.ChartRef; reference != nil {
		namespace := cmp.Or(reference.Namespace, release.Namespace)
		switch reference.Kind {
		case sourcev1.OCIRepositoryKind:
			return ofArtifact(find, namespace, reference.Name)
		case sourcev1.HelmChartKind:
			found := &sourcev1.HelmChart{}
			if !read(find, reference.Kind, namespace, reference.Name, found) {
				return Chart{}, notKnown(reference.Kind, namespace, reference.Name)
			}
			return ofRepository(find, namespace, found.Spec)
		}
		return Chart{}, fmt.Sprintf("it is of %s '%s/%s'", reference.Kind, namespace, reference.Name)
	}
	if release.Spec.Chart == nil {
		return Chart{}, "it names none"
	}
	spec := release.Spec.Chart.Spec
	return ofRepository(find, release.Spec.Chart.GetNamespace(release.Namespace), sourcev1.HelmChartSpec{
		Chart: spec.Chart, Version: spec.Version, ValuesFiles: spec.ValuesFiles, IgnoreMissingValuesFiles: spec.IgnoreMissingValuesFiles,
		Verify:    ofTemplate(spec.Verify),
		SourceRef: sourcev1.LocalHelmChartSourceReference{Kind: spec.SourceRef.Kind, Name: spec.SourceRef.Name},
	})
}

func ofArtifact(find Find, namespace, name string) (Chart, string) {
	found := &sourcev1.OCIRepository{}
	if !read(find, sourcev1.OCIRepositoryKind, namespace, name, found) {
		return Chart{}, notKnown(sourcev1.OCIRepositoryKind, namespace, name)
	}
	chart := contract.Chart{URL: found.Spec.URL, Layer: found.GetLayerMediaType(), Insecure: found.Spec.Insecure}
	reference := found.Spec.Reference
	switch {
	case reference != nil && reference.Digest != "":
		chart.Digest = reference.Digest
	case reference != nil && reference.SemVer != "":
		chart.Range, chart.Filter = reference.SemVer, reference.SemverFilter
	case reference != nil && reference.Tag != "":
		chart.Tag = reference.Tag
	default:
		chart.Tag = "latest"
	}
	return Chart{Chart: chart, IsArtifact: true, Demand: ofArtifactVerification(namespace, found.Spec.Verify)}, ""
}

func ofRepository(find Find, namespace string, spec sourcev1.HelmChartSpec) (Chart, string) {
	if spec.SourceRef.Kind != sourcev1.HelmRepositoryKind {
		return Chart{}, fmt.Sprintf("it is of %s '%s/%s'", spec.SourceRef.Kind, namespace, spec.SourceRef.Name)
	}
	found := &sourcev1.HelmRepository{}
	if !read(find, spec.SourceRef.Kind, namespace, spec.SourceRef.Name, found) {
		return Chart{}, notKnown(spec.SourceRef.Kind, namespace, spec.SourceRef.Name)
	}
	chart := contract.Chart{URL: found.Spec.URL, Name: spec.Chart, Insecure: found.Spec.Insecure}
	if charts.IsOCI(chart.URL) {
		chart.URL, chart.Name, chart.Layer = chart.URL+"/"+spec.Chart, "", layer
	}
	if charts.IsExact(spec.Version) {
		chart.Tag = spec.Version
	} else {
		chart.Range = cmp.Or(spec.Version, Any)
	}
	return Chart{
		Chart: chart, ValuesFiles: spec.ValuesFiles, IgnoresMissingValues: spec.IgnoreMissingValuesFiles,
		Demand: ofChartVerification(namespace, spec.Verify),
	}, ""
}

func read(find Find, kind, namespace, name string, into any) bool {
	found := find(kind, namespace, name)
	return found != nil && runtime.DefaultUnstructuredConverter.FromUnstructured(found.Object, into) == nil
}

func notKnown(kind, namespace, name string) string {
	return fmt.Sprintf("its %s '%s/%s' is neither in the folders nor in the fleet", kind, namespace, name)
}
