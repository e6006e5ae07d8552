package rules

import (
	"fmt"
	"strings"

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
	finding := kinds.Finding{Rule: Signature, Path: ChartPath(release)}
	switch refusal.Reason {
	case helm.OverHTTP:
		finding.Message = "a chart whose signature is demanded must be in a registry, got one of a repository over HTTP for OBJECT, which Flux refuses"
		finding.Remedy = "take the chart from a registry, or drop spec.verify"
	case helm.KeyMissing:
		finding.Message = fmt.Sprintf("a Secret that verifies a chart must have a key '%s', got Secret '%s' for OBJECT", strings.Join(refusal.Keys, "' or '"), refusal.Secret)
		finding.Remedy = "add that key, or name another Secret in spec.verify"
	case helm.PolicyMissing:
		finding.Message = "a chart that Notation verifies must name a Secret with its trust policy, got none for OBJECT"
		finding.Remedy = "name it in spec.verify.secretRef of its source"
	case helm.Bundled:
		finding.Message = fmt.Sprintf("a chart with a Sigstore bundle must be verified by one identity, got %d for OBJECT, which Flux refuses whatever else has signed the chart", refusal.Identities)
		finding.Remedy = "name the signer in one entry of spec.verify.matchOIDCIdentity of its source, several as alternatives of its expressions, such as '^(one|other)$'"
	}
	return finding
}
