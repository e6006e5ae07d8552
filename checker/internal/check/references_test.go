package check

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/fixture"
)

const helmRelease = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  chartRef:\n    kind: OCIRepository\n    name: web\n    namespace: NAMESPACE\n"

const alert = "apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Alert\nmetadata:\n  name: web\nspec:\n  providerRef:\n    name: chat\n  eventSources:\n    - kind: Kustomization\n      name: apps\n    - kind: Kustomization\n      name: apps\n      namespace: NAMESPACE\n"

// sharing is a fleet whose tenant frontend has a second namespace, to which the policies let it refer.
func sharing(t *testing.T) rendered {
	cluster := fleet(t)
	namespace := unstructured.Unstructured{Object: fixture.Find(t, cluster, "Namespace", "", "frontend")}
	annotations := namespace.GetAnnotations()
	annotations["policy.flotilla.dev/namespaces"] = "frontend\nfrontend-jobs"
	namespace.SetAnnotations(annotations)
	return cluster
}

func TestReferencesThatFluxIsLockedAgainst(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"source": {with(kustomization, "NAMESPACE", "frontend-jobs"), `
components/web/staging/web.yaml:12 [staging] crossns: 'spec.sourceRef.namespace' in Kustomization 'frontend/more' must be its own namespace, because Flux is locked down to it, got 'frontend-jobs'; remove it, and have what it refers to in 'frontend' too
`},
		"own namespace": {with(kustomization, "NAMESPACE", "frontend"), ""},
		"chart": {with(helmRelease, "NAMESPACE", "frontend-jobs"), `
components/web/staging/web.yaml:10 [staging] crossns: 'spec.chartRef.namespace' in HelmRelease 'frontend/web' must be its own namespace, because Flux is locked down to it, got 'frontend-jobs'; remove it, and have what it refers to in 'frontend' too
`},
		"events": {with(alert, "NAMESPACE", "frontend-jobs"), `
components/web/staging/web.yaml:13 [staging] crossns: 'spec.eventSources[1].namespace' in Alert 'frontend/web' must be its own namespace, because Flux is locked down to it, got 'frontend-jobs'; remove it, and have what it refers to in 'frontend' too
`},
		"dependency, which it is not": {
			with(kustomization, "  sourceRef:\n    kind: GitRepository\n    name: web\n    namespace: NAMESPACE\n", "  sourceRef: {kind: GitRepository, name: web}\n  dependsOn: [{name: jobs, namespace: frontend-jobs}]\n"), "",
		},
		"what a policy refuses already": {with(alert, "NAMESPACE", "backend"), `
components/web/staging/web.yaml:13 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-references-alerts' refuses Alert 'frontend/web': what a tenant's object refers to must be in a namespace of the tenant, got 'backend' in 'web'; drop it, or name one of [frontend, frontend-jobs]
`},
	} {
		t.Run(name, func(t *testing.T) {
			cluster := sharing(t)
			found := askOn(t, cluster, frontend(t, cluster, files{file: test.text}))
			assertLines(t, found.Problems, test.want)
		})
	}
}

func TestReferencesOfComponentsAreLockedToo(t *testing.T) {
	cluster := fleet(t)
	monitoring := component(t, files{"configs/staging/web.yaml": with(kustomization, "NAMESPACE", "flux-system")})
	monitoring.Consumers[0].Kustomization = fixture.Find(t, cluster, "Kustomization", "monitoring", "infra-configs")

	assertLines(t, askOn(t, cluster, monitoring).Problems, `
components/web/configs/staging/web.yaml:12 [staging] crossns: 'spec.sourceRef.namespace' in Kustomization 'monitoring/more' must be its own namespace, because Flux is locked down to it, got 'flux-system'; remove it, and have what it refers to in 'monitoring' too
`)
}

func TestReferencesOfAFleetWithoutLockdown(t *testing.T) {
	cluster := sharing(t)
	instance := fixture.Find(t, cluster, "FluxInstance", "flux-system", "flux")
	_ = unstructured.SetNestedField(instance, false, "spec", "cluster", "multitenant")

	assertLines(t, askOn(t, cluster, frontend(t, cluster, files{file: with(kustomization, "NAMESPACE", "frontend-jobs")})).Problems, "")
}
