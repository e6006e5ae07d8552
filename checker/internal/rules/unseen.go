package rules

import "flotilla.dev/checker/internal/flux"

// Unseen returns which parts of an object nothing looks at, though a cluster will.
func Unseen(object flux.Object) []string {
	var parts []string
	switch object.GroupVersionKind().Group + "/" + object.GetKind() {
	case "helm.toolkit.fluxcd.io/HelmRelease":
		parts = append(parts, "the chart of "+Name(object)+" is not looked at")
	case "kustomize.toolkit.fluxcd.io/Kustomization":
		parts = append(parts, "what "+Name(object)+" applies is not looked at")
	}
	if object.Encrypted {
		parts = append(parts, "the encrypted values of "+Name(object)+" are not looked at")
	}
	return parts
}
