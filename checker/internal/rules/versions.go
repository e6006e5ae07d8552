package rules

import (
	"cmp"
	"fmt"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/kinds"
)

// Versions refuses charts without a version; of one that moves in a range, the note says so.
func Versions(release flux.Object, chart helm.Chart) (findings []kinds.Finding, note string) {
	named := cmp.Or(chart.Range, chart.Tag)
	if chart.Digest != "" || chart.Range == "" && charts.IsExact(chart.Tag) {
		return nil, ""
	}
	if named != helm.Any && named != "latest" {
		return nil, fmt.Sprintf("the chart of %s moves by itself: '%s' is '%s' today, and later ones are not looked at",
			Name(release), named, today(chart))
	}
	return []kinds.Finding{{
		Rule: Version, Path: ChartPath(release), Message: "a chart must have a version, got '" + named + "' in OBJECT",
		Remedy: "name one, such as '" + today(chart) + "'",
	}}, ""
}

// today is the version that a chart has now or, where a tag has no version, its digest.
func today(chart helm.Chart) string {
	if charts.IsExact(chart.Version) {
		return chart.Version
	}
	return chart.Found
}
