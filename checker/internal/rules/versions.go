package rules

import (
	"cmp"
	"fmt"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/kinds"
)

// Versions refuses charts without a version and, where rings have an order, charts that move by themselves; elsewhere the
// note says that one does.
func Versions(release flux.Object, chart helm.Chart, consumer Consumer) (findings []kinds.Finding, note string) {
	named := cmp.Or(chart.Range, chart.Tag)
	if chart.Digest != "" || chart.Range == "" && charts.IsExact(chart.Tag) {
		return nil, ""
	}
	finding := kinds.Finding{Rule: Version, Path: ChartPath(release), Remedy: "name one version"}
	if chart.Version != "" && charts.IsExact(chart.Version) {
		finding.Remedy = "name one version; the newest is '" + chart.Version + "'"
	}
	switch {
	case named == helm.Any || named == "latest":
		finding.Message = "a chart must have a version, got '" + named + "' in OBJECT"
	case consumer.Rings:
		finding.Message = "a chart must have one version in an environment with rings, got '" + named + "' in OBJECT, which moves in all of them at once"
	default:
		return nil, fmt.Sprintf("the chart of %s moves by itself: '%s' is '%s' today, and later ones are not looked at",
			Name(release), named, cmp.Or(chart.Version, chart.Found))
	}
	return []kinds.Finding{finding}, ""
}
