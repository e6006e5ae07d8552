package rules

import "flotilla.dev/checker/internal/flux"

// Unseen returns which parts of an object nothing looks at, though a cluster will.
func Unseen(object flux.Object) []string {
	var parts []string
	if object.GroupVersionKind().Group == "kustomize.toolkit.fluxcd.io" && object.GetKind() == "Kustomization" {
		parts = append(parts, "what "+Name(object)+" applies is not looked at")
	}
	if object.Encrypted {
		parts = append(parts, "the encrypted values of "+Name(object)+" are not looked at")
	}
	return parts
}
