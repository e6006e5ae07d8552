package admission

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// FluxNamespace is where Flux's controllers are.
const FluxNamespace = "flux-system"

// Multitenancy returns whether Flux's controllers refuse references to other namespaces, and the account by which they
// apply what names none.
func (c *Cluster) Multitenancy() (locked bool, account string) {
	kind := schema.GroupVersionKind{Group: "fluxcd.controlplane.io", Version: "v1", Kind: "FluxInstance"}
	instances := c.parameters[kind]
	if instances == nil {
		return false, ""
	}
	for _, instance := range instances.List() {
		fields := instance.(*unstructured.Unstructured).Object
		locked, _, _ = unstructured.NestedBool(fields, "spec", "cluster", "multitenant")
		if locked {
			account, _, _ = unstructured.NestedString(fields, "spec", "cluster", "tenantDefaultServiceAccount")
		}
	}
	return locked, account
}
