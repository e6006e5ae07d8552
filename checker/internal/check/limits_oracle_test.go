package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/yaml"

	"flotilla.dev/checker/internal/admission"
	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/fixture"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
	"flotilla.dev/checker/internal/rules"
)

// TestLimitsAreThoseOfAnAPIServer gives a server the namespaces and policies of a fleet, applies objects there by the
// account of the tenant, and compares what the server says with what is found.
func TestLimitsAreThoseOfAnAPIServer(t *testing.T) {
	server := fixture.Start(t)
	cluster := slices.DeleteFunc(fleet(t, tenantNamespaces()...), func(object map[string]any) bool {
		kind, name := object["kind"], object["metadata"].(map[string]any)["name"]
		return kind != "Namespace" && kind != "ValidatingAdmissionPolicy" && kind != "ValidatingAdmissionPolicyBinding" &&
			!(kind == "ConfigMap" && name == "flux-allowlist") && !(kind == "RoleBinding" && name == "all") && kind != "ServiceAccount"
	})
	server.Apply(t, namespace("flux-system", nil))
	for _, object := range cluster {
		server.Apply(t, object)
	}
	tenant := server.As("frontend", "flux")
	awaitPolicies(t, tenant)

	known := kinds.NewKnown(nil)
	consumer := rules.Consumer{
		Consumer: contract.Consumer{Tenant: true, Kustomization: map[string]any{
			"metadata": map[string]any{"name": "apps", "namespace": "frontend"}, "spec": map[string]any{"serviceAccountName": "flux"},
		}},
		Known: known, Cluster: admission.NewClusters(map[string][]map[string]any{"staging": cluster}).Of("staging", known),
	}
	refused, all := map[string]int{}, 0
	for _, object := range slices.Concat(generatedPods(t), generatedObjects(t)) {
		all++
		findings, _ := rules.Object(flux.Object{Unstructured: *object.DeepCopy()}, consumer)
		refusal := tenant.Refusal(t, object.GetNamespace(), object)
		if rule, said := limit(refusal); !agree(findings, rule, said) {
			text, _ := yaml.Marshal(object.Object)
			t.Errorf("found %+v, the server says: %v\n%s", findings, refusal, text)
		} else {
			refused[rule]++
		}
	}
	t.Logf("%d objects: %d refused by Pod Security, %d by policies, %d by neither", all, refused[rules.PodSecurity], refused[rules.Policy], refused[""])
	if all < 100 || refused[rules.PodSecurity] < 30 || refused[rules.Policy] < 30 || refused[""] < 20 {
		t.Error("too few to be sure")
	}
}

// limit is the rule by which a server refuses an object, and in which words.
func limit(refusal error) (rule, said string) {
	if refusal == nil {
		return "", ""
	}
	if _, said, ok := strings.Cut(refusal.Error(), " denied request: "); ok {
		return rules.Policy, said
	}
	if _, said, ok := strings.Cut(refusal.Error(), `violates PodSecurity "`); ok {
		_, said, _ = strings.Cut(said, `": `)
		return rules.PodSecurity, said
	}
	return "other", refusal.Error()
}

// agree says that the same is found; of several policies that refuse an object, a server reports one, and Pod Security only
// if there is none.
func agree(findings []kinds.Finding, rule, said string) bool {
	var policies, standards []string
	for _, finding := range findings {
		switch finding.Rule {
		case rules.Policy:
			policies = append(policies, finding.Quote)
		case rules.PodSecurity:
			standards = append(standards, finding.Quote)
		}
	}
	switch rule {
	case rules.Policy:
		return slices.Contains(policies, said)
	case rules.PodSecurity:
		return strings.Join(standards, ", ") == said
	}
	if rule == "" {
		return len(policies) == 0 && len(standards) == 0
	}
	return len(findings) > len(policies)+len(standards) // it is none of its kind
}

// tenantNamespaces are those of the tenant beside its own, each with another level, and roles by which its account may create
// what is to be refused.
func tenantNamespaces() []map[string]any {
	var objects []map[string]any
	for _, name := range []string{"frontend", "frontend-open", "frontend-restricted", "frontend-old"} {
		level, version := strings.TrimPrefix(strings.TrimPrefix(name, "frontend"), "-"), "latest"
		switch level {
		case "open":
			level = "privileged"
		case "old":
			level, version = "restricted", "v1.21"
		}
		if level != "" {
			objects = append(objects, namespace(name, map[string]any{
				"toolkit.fluxcd.io/role": "tenant", "pod-security.kubernetes.io/enforce": level, "pod-security.kubernetes.io/enforce-version": version,
			}))
		}
		objects = append(objects, map[string]any{
			"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": map[string]any{"name": "all", "namespace": name},
			"roleRef":  map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"},
			"subjects": []any{map[string]any{"kind": "ServiceAccount", "name": "flux", "namespace": "frontend"}},
		}, map[string]any{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": map[string]any{"name": "default", "namespace": name}})
	}
	return append(objects, lastPolicy()...)
}

// lastPolicy is applied after the others: once it is in force, they are.
func lastPolicy() []map[string]any {
	return []map[string]any{
		{"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy", "metadata": map[string]any{"name": "last"},
			"spec": map[string]any{
				"matchConstraints": map[string]any{"resourceRules": []any{map[string]any{
					"apiGroups": []any{""}, "apiVersions": []any{"v1"}, "operations": []any{"CREATE"}, "resources": []any{"configmaps"},
				}}},
				"validations": []any{map[string]any{"expression": "object.metadata.name != 'last'", "message": "last"}},
			}},
		{"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicyBinding", "metadata": map[string]any{"name": "last"},
			"spec": map[string]any{"policyName": "last", "validationActions": []any{"Deny"}}},
	}
}

func awaitPolicies(t *testing.T, server *fixture.Server) {
	t.Helper()
	last := parsed(t, "{apiVersion: v1, kind: ConfigMap, metadata: {name: last, namespace: frontend}}")
	var refusal error
	err := wait.PollUntilContextTimeout(t.Context(), 100*time.Millisecond, time.Minute, true, func(context.Context) (bool, error) {
		refusal = server.Refusal(t, "frontend", last)
		rule, _ := limit(refusal)
		return rule == rules.Policy, nil
	})
	if err != nil {
		t.Fatalf("policies must be in force, got '%v'", refusal)
	}
}

func parsed(t *testing.T, format string, values ...any) *unstructured.Unstructured {
	t.Helper()
	text, err := yaml.YAMLToJSON([]byte(fmt.Sprintf(format, values...)))
	if err != nil {
		t.Fatalf("%v: "+format, append([]any{err}, values...)...)
	}
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(text); err != nil {
		t.Fatal(err)
	}
	return object
}
