package acceptance

import (
	"strings"
	"testing"
)

func TestUntilAdoptedBootstrapsAnEmptyCluster(t *testing.T) {
	b := newBootstrap(t)
	plan := b.mustPlan(map[string]string{
		"kubernetes_namespace_v1.system": isCreated, "kubernetes_secret_v1.auth": isCreated,
		"helm_release.operator": isCreated, "helm_release.instance": isCreated,
	})
	if lines := strings.Count(plan.output, "\n"); lines > 200 {
		t.Errorf("the plan has %d lines", lines)
	}
	mustNotContain(t, plan.output, "CustomResourceDefinition", "s3cr3t")

	mustContain(t, b.mustApply().output, "4 added, 0 changed, 0 destroyed")
	if replicas := field(b.mustLive(deployments, "operator"), "status", "readyReplicas"); replicas != int64(2) {
		t.Errorf("helm did not wait for the operator: %v ready replicas", replicas)
	}
	if ref := field(b.mustLive(b.instances(), "flux"), "spec", "sync", "ref"); ref != "latest" {
		t.Errorf("the instance's ref is %v", ref)
	}
	b.mustPlanNothing()
	mustNotContain(t, b.stateText(), "s3cr3t")
}

func TestUntilAdoptedRepairsAWrongFirstBootstrap(t *testing.T) {
	b := newBootstrap(t)
	b.ref = "nope"
	b.configure()
	b.mustApply()

	b.ref = "latest"
	b.configure()
	plan := b.mustPlan(map[string]string{"helm_release.instance": isUpdated})
	mustContain(t, plan.output, `"ref": "nope"`, `"ref": "latest"`)
	b.mustApply()
	if ref := field(b.mustLive(b.instances(), "flux"), "spec", "sync", "ref"); ref != "latest" {
		t.Errorf("the instance's ref is still %v", ref)
	}
	b.mustPlanNothing()
}

func TestUntilAdoptedPlansNothingAfterAdoptionAndUpgrade(t *testing.T) {
	b := newBootstrap(t)
	b.mustApply()
	b.adoptAll()
	b.patch(deployments, "operator", object{"spec": object{"replicas": 1}})
	b.mustPlanNothing()
}

func TestUntilAdoptedTouchesNothingLiveAfterAdoption(t *testing.T) {
	b := newBootstrap(t)
	b.mustApply()
	b.adoptAll()
	b.until("the operator is ready again", func() bool {
		operator := b.mustLive(deployments, "operator")
		return field(operator, "status", "observedGeneration") == operator.GetGeneration()
	})
	operator, instance := identity(b.mustLive(deployments, "operator")), identity(b.mustLive(b.instances(), "flux"))

	b.version, b.ref = "0.1.1", "semver"
	b.configure()
	plan := b.mustPlan(map[string]string{"helm_release.operator": isUpdated, "helm_release.instance": isUpdated})
	mustContain(t, plan.output, "CustomResourceDefinition") // the release's old values are shown, sensitive or not
	b.mustApply()
	if after := identity(b.mustLive(deployments, "operator")); after != operator {
		t.Errorf("the operator was touched: %v, before %v", after, operator)
	}
	if after := identity(b.mustLive(b.instances(), "flux")); after != instance {
		t.Errorf("the instance was touched: %v, before %v", after, instance)
	}
	b.mustPlanNothing()
}

func TestUntilAdoptedIsAdoptedAgainAfterALostState(t *testing.T) {
	b := newBootstrap(t)
	b.mustApply()
	b.adoptAll()
	operator := identity(b.mustLive(deployments, "operator"))
	b.loseState()

	b.mustFailApply(`namespaces "` + b.namespace + `" already exists`)
	taken := b.apply("-var=adopt=true")
	b.mustFailWith(taken, `secrets "auth" already exists`)
	mustContain(t, taken.output, "1 to import")

	b.remove(secrets, "auth")
	b.mustApply("-var=adopt=true")
	if after := identity(b.mustLive(deployments, "operator")); after != operator {
		t.Errorf("the operator was touched: %v, before %v", after, operator)
	}
	b.mustPlanNothing()
	b.mustPlanNothing("-var=adopt=true")
}

func TestUntilAdoptedDestroyDetaches(t *testing.T) {
	b := newBootstrap(t)
	b.mustApply()
	operator := identity(b.mustLive(deployments, "operator"))

	detached := b.tofu("destroy", "-auto-approve", "-no-color", "-suppress-forget-errors")
	if detached.code != 0 {
		t.Fatalf("exit code %d:\n%s", detached.code, detached.output)
	}
	mustContain(t, detached.output, "4 to forget")
	if after := identity(b.mustLive(deployments, "operator")); after != operator {
		t.Errorf("the operator was touched: %v, before %v", after, operator)
	}
	b.mustLive(b.instances(), "flux")
	b.mustLive(secrets, "auth")
}

func TestUntilAdoptedDoesNotSeeADeletedOperatorUntilReplaced(t *testing.T) {
	b := newBootstrap(t)
	b.mustApply()
	b.remove(deployments, "operator")
	b.until("the operator is gone", func() bool { return b.live(deployments, "operator") == nil })

	b.mustPlanNothing()
	replaced := b.mustApply("-replace=helm_release.operator")
	mustContain(t, replaced.output, "forget", "create replacement")
	b.mustLive(deployments, "operator")
	b.mustPlanNothing()
}

func TestUntilAdoptedPlanNeedsTheClusterToRefresh(t *testing.T) {
	b := newBootstrap(t)
	b.mustApply()
	b.variables["kubeconfig"] = b.deadKubeconfig()
	b.mustFailPlan("connection refused")

	// unrefreshed, a Secret with write-only data shows an update that changes nothing
	offline := b.mustPlan(map[string]string{"kubernetes_secret_v1.auth": isUpdated}, "-refresh=false")
	mustContain(t, offline.output, "+ annotations = {} + labels = {}")
}

func TestUntilAdoptedHasTheProviderAsFieldManager(t *testing.T) {
	b := newBootstrap(t)
	b.mustApply()
	managers := map[string]string{}
	for _, entry := range b.mustLive(b.instances(), "flux").GetManagedFields() {
		managers[entry.Manager] = string(entry.Operation)
	}
	if len(managers) != 1 || managers["terraform-provider-helm_v3.1.2"] != "Update" {
		t.Errorf("the instance's field managers are %v", managers)
	}
	for _, entry := range b.mustLive(namespaces, b.namespace).GetManagedFields() {
		if entry.Manager != "HashiCorp" {
			t.Errorf("a field manager of the namespace is %s", entry.Manager)
		}
	}
}
