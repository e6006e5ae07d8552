package rules

import (
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// scopes keeps a tenant inside of its namespace.
func scopes(object flux.Object, consumer Consumer) []kinds.Finding {
	if !consumer.Tenant {
		return nil
	}
	scope, namespace := "remove it, or have the platform team deliver it with a component", "remove the namespace: Flux sets it"
	if object.Release != nil {
		scope = "switch it off by the chart's values, or have the platform team deliver the chart with a component"
		namespace = "set its namespace by the chart's values"
	}
	if consumer.Known.Scope(object.GroupVersionKind()) == kinds.ClusterScoped {
		return []kinds.Finding{{
			Rule: Scope, Path: "kind",
			Message: "a tenant's objects must be in its namespace, got OBJECT, which is of the whole cluster", Remedy: scope,
		}}
	}
	if object.Written != "" && object.Written != consumer.Target {
		return []kinds.Finding{{
			Rule: Namespace, Path: "metadata.namespace",
			Message: "a tenant's objects must be in its namespace '" + consumer.Target + "', got '" + object.Written + "' for OBJECT",
			Remedy:  namespace,
		}}
	}
	return nil
}
