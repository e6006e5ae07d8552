package acceptance

import (
	"regexp"
	"testing"
)

const onlyNamespace = "kubernetes_namespace_v1.ns"

func newNamespace(t *testing.T) *stack {
	s := newStack(t)
	s.configureNamespace(object{"labels": object{"team": "a"}, "annotations": object{"note": "x"}})
	return s
}

func (s *stack) configureNamespace(metadata object, more ...object) {
	s.t.Helper()
	metadata["name"] = s.namespace
	namespace := object{"metadata": []object{metadata}}
	for _, extra := range more {
		for key, value := range extra {
			namespace[key] = value
		}
	}
	s.write(object{"resource": object{"kubernetes_namespace_v1": object{"ns": namespace}}})
}

func TestNamespaceIsCreatedChangedAndDeleted(t *testing.T) {
	s := newNamespace(t)
	s.mustApply()
	s.mustPlanNothing()

	s.configureNamespace(object{"labels": object{"team": "b", "more": "c"}})
	s.mustPlan(map[string]string{onlyNamespace: isUpdated})
	s.mustApply()
	live := s.mustLive(namespaces, s.namespace)
	if live.GetLabels()["team"] != "b" || live.GetLabels()["more"] != "c" || live.GetAnnotations()["note"] != "" {
		t.Errorf("the labels are %v, the annotations %v", live.GetLabels(), live.GetAnnotations())
	}
	s.mustPlanNothing()

	if destroyed := s.tofu("destroy", "-auto-approve", "-no-color"); destroyed.code != 0 {
		t.Fatalf("the destroy failed:\n%s", destroyed.output)
	}
	if s.live(namespaces, s.namespace) != nil {
		t.Error("the destroy did not wait for the end of the namespace")
	}
}

func TestNamespaceHidesWhatKubernetesSets(t *testing.T) {
	s := newNamespace(t)
	s.mustApply()
	s.patch(namespaces, s.namespace, object{"metadata": object{"labels": object{
		"pod-security.kubernetes.io/enforce": "baseline", // an internal key
		"app.kubernetes.io/name":             "foreign",  // a user's key
		"kustomize.toolkit.fluxcd.io/name":   "flux-system",
	}}})
	plan := s.mustPlan(map[string]string{onlyNamespace: isUpdated})
	mustContain(t, plan.output, `"app.kubernetes.io/name" = "foreign" -> null`, `"kustomize.toolkit.fluxcd.io/name" = "flux-system" -> null`)
	mustNotContain(t, plan.output, "pod-security", "kubernetes.io/metadata.name")

	s.configureNamespace(object{}, object{"lifecycle": object{"ignore_changes": []string{"metadata[0].labels", "metadata[0].annotations"}}})
	s.mustPlanNothing()
	s.configureNamespace(object{"labels": object{"pod-security.kubernetes.io/enforce": "restricted"}})
	mustContain(t, s.mustPlan(map[string]string{onlyNamespace: isUpdated}).output, `+ "pod-security.kubernetes.io/enforce" = "restricted"`)
}

func TestNamespaceLeavesIgnoredKeysAlone(t *testing.T) {
	s := newNamespace(t)
	s.mustApply()
	s.patch(namespaces, s.namespace, object{"metadata": object{
		"labels": object{"kustomize.toolkit.fluxcd.io/name": "x"}, "annotations": object{"fluxcd.io/y": "y"},
	}})
	s.write(object{
		"provider": object{"kubernetes": object{
			"config_path": "${var.kubeconfig}", "ignore_labels": []string{`toolkit\.fluxcd\.io`}, "ignore_annotations": []string{"^fluxcd"},
		}},
		"resource": object{"kubernetes_namespace_v1": object{"ns": object{"metadata": []object{{
			"name": s.namespace, "labels": object{"team": "a"}, "annotations": object{"note": "x"},
		}}}}},
	})
	s.mustPlanNothing()
}

func TestNamespaceRefusesAnExistingOne(t *testing.T) {
	s := newNamespace(t)
	s.makeNamespace()
	s.mustFailApply(`namespaces "` + s.namespace + `" already exists`)
	imported := s.tofu("import", "-no-color", onlyNamespace, s.namespace)
	if imported.code != 0 {
		t.Fatalf("the import failed:\n%s", imported.output)
	}
	s.mustPlan(map[string]string{onlyNamespace: isUpdated})
	s.mustApply()
	s.mustPlanNothing()
}

func TestNamespaceThatIsGoneIsCreatedAgain(t *testing.T) {
	s := newNamespace(t)
	s.mustApply()
	s.remove(namespaces, s.namespace)
	s.until("the namespace is gone", func() bool { return s.live(namespaces, s.namespace) == nil })
	s.mustPlan(map[string]string{onlyNamespace: isCreated})
}

func TestNamespaceWithAFinalizerTimesOut(t *testing.T) {
	s := newStack(t)
	s.configureNamespace(object{}, object{"timeouts": object{"delete": "2s"}})
	s.mustApply()
	s.patch(namespaces, s.namespace, object{"metadata": object{"finalizers": []string{"example.com/held"}}})
	destroyed := s.tofu("destroy", "-auto-approve", "-no-color")
	s.mustFailWith(destroyed, "Error: ")
	// The plugin SDK has two clocks of 2 s, and a matter of milliseconds which of them runs out first.
	timedOut := regexp.MustCompile("context deadline exceeded|timeout while waiting for resource to be gone")
	if !timedOut.MatchString(destroyed.output) {
		t.Fatalf("not a timeout:\n%s", destroyed.output)
	}
	s.patch(namespaces, s.namespace, object{"metadata": object{"finalizers": nil}})
}

func TestNamespaceIsNamedByTheServer(t *testing.T) {
	s := newStack(t)
	s.write(object{"resource": object{"kubernetes_namespace_v1": object{"ns": object{
		"metadata": []object{{"generate_name": s.namespace + "-"}}, "wait_for_default_service_account": true,
	}}}})
	s.mustApply()
	s.mustPlanNothing()
	name := s.state(onlyNamespace)["id"].(string)
	mustContain(t, name, s.namespace+"-")
	s.mustLive(namespaces, name)

	s.write(object{"resource": object{"kubernetes_namespace_v1": object{"ns": object{
		"metadata": []object{{"generate_name": "a-", "name": "b"}},
	}}}})
	s.mustFailPlan("Conflicting configuration arguments")
	s.write(object{"resource": object{"kubernetes_namespace_v1": object{"ns": object{
		"metadata": []object{{"name": "Not_A_Name", "labels": object{"team": "?"}}},
	}}}})
	s.mustFailPlan("metadata.0.name a lowercase RFC 1123 subdomain", "a valid label must be an empty string or consist of")
}
