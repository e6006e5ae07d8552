package rules

import (
	"fmt"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/kinds"
)

// ChartPath is where a HelmRelease names its chart.
func ChartPath(release flux.Object) string {
	if _, ok, _ := unstructured.NestedFieldNoCopy(release.Object, "spec", "chartRef"); ok {
		return "spec.chartRef"
	}
	return "spec.chart"
}

// MissingChart is a chart that its registry does not have.
func MissingChart(release flux.Object, chart helm.Chart, missing *charts.ErrMissing) kinds.Finding {
	because := ""
	if missing.Cause != "" {
		because = " (" + missing.Cause + ")"
	}
	return kinds.Finding{
		Rule: Chart, Path: ChartPath(release),
		Message: fmt.Sprintf("a chart must be one that its repository has, got '%s' in OBJECT%s", address(chart), because),
		Remedy:  "correct it", Typed: chart.Tag, Choices: missing.Choices, Others: "the newest are: ",
	}
}

func address(chart helm.Chart) string {
	text := chart.URL
	if chart.Name != "" {
		text = strings.TrimSuffix(text, "/") + "/" + chart.Name
	}
	switch {
	case chart.Digest != "":
		return text + "@" + chart.Digest
	case chart.Tag != "":
		return text + ":" + chart.Tag
	}
	return text + ":" + chart.Range
}

// ChartNeeds is a chart that is not for the cluster's version of Kubernetes.
func ChartNeeds(release flux.Object, needed, kubernetes string) kinds.Finding {
	return kinds.Finding{
		Rule: Chart, Path: ChartPath(release),
		Message: fmt.Sprintf("the chart of OBJECT must run on Kubernetes %s, got one for '%s'", kubernetes, needed),
		Remedy:  "take another version of it",
	}
}

// TenantRelease is a release that a tenant's account may not install.
func TenantRelease(namespace, target string) kinds.Finding {
	return kinds.Finding{
		Rule: Namespace, Path: "spec.targetNamespace",
		Message: "a tenant's release must go into its namespace '" + target + "', got '" + namespace + "' for OBJECT",
		Remedy:  "remove spec.targetNamespace",
	}
}

// refused is what a schema says of one value, or of several; the deeper lines are those of the single values.
var refused = regexp.MustCompile(`^( *)- at '([^']*)': (.*)$`)

// Untemplated says why Helm cannot make objects of a chart with the values of its release.
func Untemplated(err error) []kinds.Finding {
	if lines := strings.Split(strings.TrimSpace(err.Error()), "\n"); strings.Contains(lines[0], "schema(s)") {
		return refusedValues(lines[1:])
	}
	return []kinds.Finding{{
		Rule: Chart, Path: "spec.values",
		Message: "Helm must template the chart of OBJECT, got '" + Cause(err) + "'", Remedy: "correct its values",
	}}
}

// Cause is an error of Helm in one line.
func Cause(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func refusedValues(lines []string) []kinds.Finding {
	var findings []kinds.Finding
	for i, line := range lines {
		match := refused.FindStringSubmatch(line)
		if match == nil {
			continue
		}
		if i+1 < len(lines) {
			if next := refused.FindStringSubmatch(lines[i+1]); next != nil && len(next[1]) > len(match[1]) {
				continue
			}
		}
		findings = append(findings, kinds.Finding{
			Rule: Chart, Path: "spec.values" + strings.ReplaceAll(match[2], "/", "."),
			Message: "'PATH' in OBJECT must be what the chart's schema allows, got 'VALUE' (" + match[3] + ")", Remedy: "correct it",
		})
	}
	return findings
}
