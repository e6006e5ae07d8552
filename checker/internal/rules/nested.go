package rules

import "flotilla.dev/checker/internal/kinds"

// MissingFolder is a folder that a Kustomization applies, and that its artifact does not have.
func MissingFolder(folder string) kinds.Finding {
	return kinds.Finding{
		Rule: Environment, Path: "spec.path",
		Message: "a Kustomization must apply a folder of its artifact, got '" + folder + "' in OBJECT",
		Remedy:  "correct it, or create the folder",
	}
}

// TenantKustomization is one that a tenant's account may not apply.
func TenantKustomization(namespace, target string) kinds.Finding {
	return kinds.Finding{
		Rule: Namespace, Path: "spec.targetNamespace",
		Message: "a tenant's Kustomization must apply to its namespace '" + target + "', got '" + namespace + "' in OBJECT",
		Remedy:  "correct it",
	}
}
