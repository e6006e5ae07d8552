package rules

import (
	"fmt"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/kinds"
)

// Unsigned is a chart without the signature that its source demands.
func Unsigned(release flux.Object, chart helm.Chart) kinds.Finding {
	return kinds.Finding{
		Rule: Signature, Path: ChartPath(release),
		Message: fmt.Sprintf("a chart must have the signature that clusters demand, got '%s' in OBJECT", address(chart)),
		Remedy:  "take a version that is signed, or correct spec.verify of its source",
	}
}

// Unsignable is a chart that no signature could make right.
func Unsignable(release flux.Object, refusal *helm.Refusal) kinds.Finding {
	if refusal.Secret == "" {
		return kinds.Finding{
			Rule: Signature, Path: ChartPath(release),
			Message: "a chart whose signature is demanded must be in a registry, got one of a repository over HTTP for OBJECT, which Flux refuses",
			Remedy:  "take the chart from a registry, or drop spec.verify",
		}
	}
	return kinds.Finding{
		Rule: Signature, Path: ChartPath(release),
		Message: fmt.Sprintf("a Secret that verifies a chart must have a key '%s', got Secret '%s' for OBJECT", refusal.Key, refusal.Secret),
		Remedy:  "add that key, or name another Secret in spec.verify",
	}
}
