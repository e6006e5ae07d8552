package acceptance

import "testing"

func TestAttributeThatIsNotImplementedIsRefusedOnceItIsKnown(t *testing.T) {
	s := newStack(t)
	s.write(object{"resource": object{
		"kubernetes_namespace_v1": object{"ns": object{"metadata": []object{{"name": s.namespace}}}},
		"helm_release": object{"app": object{
			"name": "app", "namespace": s.namespace, "chart": s.localChart("app", "0.1.0", app),
			"repository_ca_file": "${kubernetes_namespace_v1.ns.metadata[0].uid}",
		}},
	}})
	s.mustPlan(map[string]string{onlyNamespace: isCreated, onlyRelease: isCreated})
	if !shared.isOurs {
		return
	}
	s.mustFailApply("the sandbox's stand-in for hashicorp/helm does not implement 'repository_ca_file' of helm_release; remove it")
	if s.live(configMaps, "app") != nil {
		t.Error("the release was installed")
	}
}
