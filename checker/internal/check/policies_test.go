package check

import (
	"slices"
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/fixture"
)

func fleet(t *testing.T, more ...map[string]any) rendered {
	t.Helper()
	return append(fixture.Fleet(t, "../../.."), more...)
}

// frontend is the tenant of that name of the example.
func frontend(t *testing.T, cluster rendered, content files) contract.Folder {
	t.Helper()
	folder := tenant(t, content)
	folder.Consumers[0].Kustomization = fixture.Find(t, cluster, "Kustomization", "frontend", "apps")
	return folder
}

const (
	gitRepository = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  url: URL\n"
	service       = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: TYPE\n  ports:\n    - port: 80\n"
	ingress       = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  rules:\n    - host: HOST\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend: {service: {name: web, port: {number: 80}}}\n"
	kustomization = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: more\nspec:\n  interval: 10m\n  prune: true\n  path: ./\n  sourceRef:\n    kind: GitRepository\n    name: web\n    namespace: NAMESPACE\n"
	owned         = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels:\n    app: web\n    resourceset.fluxcd.controlplane.io/namespace: flux-system\n"
)

func with(text, name, value string) string {
	return strings.Replace(text, name, value, 1)
}

func TestPolicies(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"source of a stranger": {with(gitRepository, "URL", "https://github.com/evil/web"), `
components/web/staging/web.yaml:7 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-sources' refuses GitRepository 'frontend/web': a tenant's source must be one that the fleet allows, got 'https://github.com/evil/web'; name a plain URL below [https://github.com/controlplaneio-fluxcd/, oci://ghcr.io/controlplaneio-fluxcd/, oci://ghcr.io/stefanprodan/charts/, oci://registry-1.docker.io/bitnamicharts/]
`},
		"source of the organization": {with(gitRepository, "URL", "https://github.com/controlplaneio-fluxcd/web"), ""},
		"load balancer": {with(service, "TYPE", "LoadBalancer"), `
components/web/staging/web.yaml:6 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-services' refuses Service 'frontend/web': a tenant's Service must be reached inside the cluster, got type LoadBalancer in 'web'; use ClusterIP and an Ingress, or have the fleet's SharedNames allow it
`},
		"service": {with(service, "TYPE", "ClusterIP"), ""},
		"host of somebody else": {with(ingress, "HOST", "shop.example.com"), `
components/web/staging/web.yaml:7 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-ingresses' refuses Ingress 'frontend/web': a tenant's Ingress must name hosts of its own, got 'shop.example.com' in 'web'; name one of these, or have the fleet's SharedNames list it: [podinfo.preview1.example.com, web.preview1.example.com]
`},
		"own host": {with(ingress, "HOST", "podinfo.preview1.example.com"), ""},
		"reference to another namespace": {with(kustomization, "NAMESPACE", "flux-system"), `
components/web/staging/web.yaml:12 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-references-kustomizations' refuses Kustomization 'frontend/more': what a tenant's object refers to must be in a namespace of the tenant, got 'flux-system' in 'more'; drop it, or name one of [frontend]
`},
		"reference to the own namespace": {with(kustomization, "NAMESPACE", "frontend"), ""},
		"priority": {changed("      containers:\n", "      priorityClassName: system-node-critical\n      containers:\n"), `
components/web/staging/web.yaml:15 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-priorities' refuses Deployment 'frontend/web': a tenant's pods must have a priority class of its own, got 'system-node-critical' in 'web', its own are []; drop it, or have the fleet's SharedNames allow it
`},
		"label of the fleet": {owned, `
components/web/staging/web.yaml:7 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-fleetobjects' refuses ConfigMap 'frontend/web': what the fleet has created for a tenant must be changed in the fleet, got CREATE of ConfigMap 'web' by 'system:serviceaccount:frontend:flux'; ask the platform team, or use another name without the label resourceset.fluxcd.controlplane.io/namespace
`},
		"two policies": {with(with(kustomization, "NAMESPACE", "flux-system"), "spec:\n", "spec:\n  kubeConfig:\n    secretRef:\n      name: other\n"), `
components/web/staging/web.yaml:6 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-kubeconfigs' refuses Kustomization 'frontend/more': a tenant must deploy to its own cluster, got spec.kubeConfig in 'more'; drop it
components/web/staging/web.yaml:15 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-references-kustomizations' refuses Kustomization 'frontend/more': what a tenant's object refers to must be in a namespace of the tenant, got 'flux-system' in 'more'; drop it, or name one of [frontend]
`},
		"two rules of a policy": {with(service, "TYPE", "LoadBalancer\n  externalIPs: [10.1.2.3]"), `
components/web/staging/web.yaml:6 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-services' refuses Service 'frontend/web': a tenant's Service must be reached inside the cluster, got type LoadBalancer in 'web'; use ClusterIP and an Ingress, or have the fleet's SharedNames allow it
components/web/staging/web.yaml:7 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-services' refuses Service 'frontend/web': a tenant's Service must request only its own addresses, got '10.1.2.3' in 'web', its own are []; drop them, or have the fleet's SharedNames allow it
`},
	} {
		t.Run(name, func(t *testing.T) {
			cluster := fleet(t)
			assertLines(t, askOn(t, cluster, frontend(t, cluster, files{file: test.text})).Problems, test.want)
		})
	}
}

func TestPolicyDecidesByTheRolesOfTheAccount(t *testing.T) {
	cluster := fleet(t, map[string]any{
		"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": map[string]any{"name": "frontend"},
		"roleRef":  map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"},
		"subjects": []any{map[string]any{"kind": "ServiceAccount", "name": "flux", "namespace": "frontend"}},
	})

	assertLines(t, askOn(t, cluster, frontend(t, cluster, files{file: owned})).Problems, "")
}

func TestPolicyWithoutWhatItReadsRefusesEverything(t *testing.T) {
	cluster := slices.DeleteFunc(fleet(t), func(object map[string]any) bool {
		return object["metadata"].(map[string]any)["name"] == "flux-allowlist"
	})

	assertLines(t, askOn(t, cluster, frontend(t, cluster, files{
		file: with(gitRepository, "URL", "https://github.com/controlplaneio-fluxcd/web"),
	})).Problems, `
components/web/staging/web.yaml:1 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-signatures-gitrepositories' refuses GitRepository 'frontend/web': failed to configure binding: no params found for policy binding with `+"`Deny`"+` parameterNotFoundAction
components/web/staging/web.yaml:1 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-sources' refuses GitRepository 'frontend/web': failed to configure binding: no params found for policy binding with `+"`Deny`"+` parameterNotFoundAction
`)
}

// owners is a policy of a fleet's own.
func owners(t *testing.T, action string) rendered {
	t.Helper()
	return ownersOf(t, action, "CREATE")
}

func ownersOf(t *testing.T, action, operation string) rendered {
	t.Helper()
	return fleet(t, map[string]any{
		"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy", "metadata": map[string]any{"name": "owners"},
		"spec": map[string]any{
			"matchConstraints": map[string]any{"resourceRules": []any{map[string]any{
				"apiGroups": []any{"apps"}, "apiVersions": []any{"v1"}, "operations": []any{operation}, "resources": []any{"deployments"},
			}}},
			"validations": []any{map[string]any{
				"expression": "has(object.metadata.annotations) && 'owner' in object.metadata.annotations && object.spec.replicas < 3",
				"message":    "a workload must have an owner and fewer than 3 replicas, whatever OBJECT, PATH or VALUE",
			}},
		},
	}, map[string]any{
		"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicyBinding", "metadata": map[string]any{"name": "owners"},
		"spec": map[string]any{"policyName": "owners", "validationActions": []any{action}},
	})
}

func TestPolicyOfAFleetsOwn(t *testing.T) {
	const message = "[staging] policy: ValidatingAdmissionPolicy 'owners' refuses Deployment 'frontend/web': a workload must have an owner and fewer than 3 replicas, whatever OBJECT, PATH or VALUE\n"
	owner := changed("  name: web\n", "  name: web\n  annotations:\n    owner: us\n")
	cluster := owners(t, "Deny")
	for text, want := range map[string]string{
		deployment: "components/web/staging/web.yaml:1 " + message, // is missing, in no line
		owner:      "",
		with(owner, "replicas: 1", "replicas: 3"): "components/web/staging/web.yaml:8 " + message,
		// Kubernetes' default of one
		with(owner, "  replicas: 1\n", ""): "",
	} {
		assertLines(t, askOn(t, cluster, frontend(t, cluster, files{file: text})).Problems, want)
	}
	warned := owners(t, "Warn")
	assertLines(t, askOn(t, warned, frontend(t, warned, files{file: deployment})).Problems, "")
}

// A tenant's object would be created, and stop its Kustomization from the next interval on.
func TestPolicyThatRefusesToApplyAgain(t *testing.T) {
	updated := ownersOf(t, "Deny", "UPDATE")
	owner := changed("  name: web\n", "  name: web\n  annotations:\n    owner: us\n")

	assertLines(t, askOn(t, updated, frontend(t, updated, files{file: with(owner, "replicas: 1", "replicas: 3")})).Problems,
		"components/web/staging/web.yaml:8 [staging] policy: ValidatingAdmissionPolicy 'owners' refuses Deployment 'frontend/web': a workload must have an owner and fewer than 3 replicas, whatever OBJECT, PATH or VALUE\n")
	assertLines(t, askOn(t, updated, frontend(t, updated, files{file: owner})).Problems, "")
	deleted := ownersOf(t, "Deny", "DELETE")
	assertLines(t, askOn(t, deleted, frontend(t, deleted, files{file: deployment})).Problems, "")
}

func TestExpressionsOfPoliciesAreNotEvaluatedForWhatIsNoObjectOfItsKind(t *testing.T) {
	cluster := fleet(t)
	text := with(gitRepository, "url: URL", "url: {host: example.com}")

	assertLines(t, askOn(t, cluster, frontend(t, cluster, files{file: text})).Problems, `
components/web/staging/web.yaml:7 [staging] field: a field must be one that its kind has, got 'spec.url.host' in GitRepository 'frontend/web'
components/web/staging/web.yaml:7 [staging] value: 'spec.url' in GitRepository 'frontend/web' must be of type string, got 'a map'; correct it
`)
}

func TestPolicyThatIsSwitchedOff(t *testing.T) {
	cluster := fleet(t)
	text := with(service, "TYPE", "LoadBalancer")
	text = with(text, "  name: web\n", "  name: web\n  annotations:\n    check.flotilla.dev/policy: the platform team applies it\n")
	answer := askOn(t, cluster, frontend(t, cluster, files{file: text}))

	assertLines(t, answer.Problems, "")
	if len(answer.Off) != 1 || answer.Off[0].Reason != "the platform team applies it" {
		t.Errorf("got %+v", answer.Off)
	}
}
