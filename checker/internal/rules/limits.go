package rules

import (
	"slices"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// limits refuses what the cluster of a consumer does not let in, though it has the kind; isValid says that the object is one
// of its kind.
func limits(object flux.Object, consumer Consumer, isValid bool) []kinds.Finding {
	isForeign := consumer.Tenant && consumer.Known.Scope(object.GroupVersionKind()) == kinds.ClusterScoped
	findings := sizes(object, consumer)
	if !isFinal(object) || isForeign {
		return findings
	}
	refused := policies(object, consumer, isValid)
	return slices.Concat(findings, podSecurity(object, consumer), refused, crossNamespace(object, consumer, refused))
}

// isFinal says that an object has the values that a cluster gets: no variable is missing, and nothing is encrypted.
func isFinal(object flux.Object) bool {
	return !object.Encrypted && !slices.ContainsFunc(object.Variables, func(use flux.Use) bool { return !use.Default })
}
