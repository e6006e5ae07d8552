package acceptance

import (
	"path/filepath"
	"testing"
)

// What a plan needs: the chart, and the cluster only for what is in the state already.

func newOfflineRelease(t *testing.T, isLocal bool) *sharedRelease {
	s := &sharedRelease{stack: newStack(t)}
	s.attributes = object{
		"name": "app", "namespace": s.namespace, "repository": s.repository(), "chart": "app", "version": configuredVersion,
	}
	if isLocal {
		delete(s.attributes, "repository")
		s.attributes["chart"] = s.localChart("app", configuredVersion, app)
	} else {
		s.pushChart("app", configuredVersion, app)
	}
	s.configure()
	s.variables["kubeconfig"] = s.deadKubeconfig()
	return s
}

func TestOfflinePlanOfAFreshStateNeedsOnlyTheChart(t *testing.T) {
	create := map[string]string{onlyRelease: isCreated}
	remote := newOfflineRelease(t, false)
	remote.mustPlan(create)
	remote.set("upgrade_install", true)
	remote.mustPlan(create)

	remote.set("repository", "oci://"+remote.deadAddress()+"/charts")
	remote.mustFailPlan("Unable to locate chart")
}

func TestOfflinePlanOfALocalChartNeedsNoRegistry(t *testing.T) {
	create := map[string]string{onlyRelease: isCreated}
	local := newOfflineRelease(t, true)
	local.mustPlan(create)
	local.set("upgrade_install", true)
	local.mustPlan(create)
	local.set("version", "0.2.0")
	local.mustFailPlan("Planned version is different from configured version", `"0.2.0"`, `"0.1.0"`)
}

func TestOfflinePlanWithUpgradeInstallNeedsAVersion(t *testing.T) {
	for name, isLocal := range map[string]bool{"OCI": false, "Local": true} {
		t.Run(name, func(t *testing.T) {
			s := newOfflineRelease(t, isLocal)
			s.set("upgrade_install", true)
			s.unset("version")
			s.mustFailPlan("Failed to check installed release version", "connection refused")
		})
	}
}

func TestOfflinePlanNeedsTheKubeconfigFile(t *testing.T) {
	s := newStack(t)
	s.write(object{"resource": object{"kubernetes_namespace_v1": object{"ns": object{"metadata": []object{{"name": s.namespace}}}}}})
	s.variables["kubeconfig"] = filepath.Join(s.folder, "missing")
	s.mustFailPlan("Invalid attribute in provider configuration", `'config_path' refers to an invalid path: "`+s.variables["kubeconfig"]+`"`)

	s.variables["kubeconfig"] = s.deadKubeconfig()
	s.mustPlan(map[string]string{"kubernetes_namespace_v1.ns": isCreated})
}

func TestOfflinePlanDropsReleasesSilently(t *testing.T) {
	s := newOfflineRelease(t, true)
	s.makeNamespace()
	s.variables["kubeconfig"] = shared.kubeconfig
	s.mustApply()

	s.variables["kubeconfig"] = s.deadKubeconfig()
	s.mustPlan(map[string]string{onlyRelease: isCreated})
}

func TestOfflinePlanFailsOnANamespaceInTheState(t *testing.T) {
	s := newStack(t)
	s.write(object{"resource": object{
		"kubernetes_namespace_v1": object{"ns": object{"metadata": []object{{"name": s.namespace}}}},
		"helm_release": object{"app": object{
			"name": "app", "namespace": "${kubernetes_namespace_v1.ns.metadata[0].name}", "chart": s.localChart("app", "0.1.0", app),
		}},
	}})
	s.mustApply()
	s.variables["kubeconfig"] = s.deadKubeconfig()
	s.mustFailPlan("connection refused")
}
