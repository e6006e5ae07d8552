package acceptance

import (
	"context"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestReleaseLintsItsChart(t *testing.T) {
	s := newRelease(t, app.with("values.schema.json", `{"type": "object", "required": ["owner"]}`), object{"lint": true})
	s.mustFailPlan("Lint Error", "malformed chart or values", "owner")
	s.set("values", []string{"owner: me"})
	s.mustPlan(map[string]string{onlyRelease: isCreated})
}

func TestReleaseGoesThroughAPostRenderer(t *testing.T) {
	s := newRelease(t, app, object{"postrender": object{"binary_path": "sed", "args": []string{"s/none/rendered/"}}})
	s.mustApply()
	if greeting := field(s.mustLive(configMaps, "app"), "data", "greeting"); greeting != "rendered" {
		t.Errorf("the greeting is %v", greeting)
	}
	s.set("postrender", object{"binary_path": "sed", "args": []string{"s/none/again/"}})
	s.mustApply()
	if greeting := field(s.mustLive(configMaps, "app"), "data", "greeting"); greeting != "again" {
		t.Errorf("the greeting is %v", greeting)
	}
}

func TestReleaseVerifiesItsChart(t *testing.T) {
	s := newRelease(t, app, object{"verify": true})
	s.pushChart("app", "0.1.0", app)
	s.attributes["repository"] = s.repository()
	s.set("chart", "app")
	s.mustFailPlan("Unable to locate chart", ".prov")
}

func TestReleaseWaitsForJobsOnDemand(t *testing.T) {
	job := files{"templates/job.yaml": `apiVersion: batch/v1
kind: Job
metadata: {name: app}
spec:
  suspend: {{ .Values.suspend }}
  template: {spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}
`}
	s := newRelease(t, job, object{"values": []string{"suspend: true"}, "timeout": 2, "wait_for_jobs": true, "upgrade_install": true})
	s.mustFailApply("Helm release error", "context deadline exceeded")
	s.set("wait_for_jobs", false)
	s.mustApply()
	s.mustPlanNothing()
}

func TestReleaseRunsHooksUnlessDisabled(t *testing.T) {
	hooks := app.with("templates/hook.yaml", `apiVersion: v1
kind: ConfigMap
metadata: {name: hook, annotations: {helm.sh/hook: pre-install}}
`)
	s := newRelease(t, hooks, object{"disable_webhooks": true})
	s.mustApply()
	if s.live(configMaps, "hook") != nil {
		t.Error("the hook was run")
	}
	s.set("disable_webhooks", false)
	s.mustApply("-replace=" + onlyRelease)
	s.mustLive(configMaps, "hook")
	s.set("values", []string{"greeting: changed"})
	before := identity(s.mustLive(configMaps, "hook"))
	s.mustApply()
	if after := identity(s.mustLive(configMaps, "hook")); after != before {
		t.Error("the upgrade touched what the pre-install hook made")
	}
}

func TestReleaseInstallsCRDsUnlessSkipped(t *testing.T) {
	s := newRelease(t, app, nil)
	group := s.namespace + ".example.com"
	content := app.with("crds/crd.yaml", `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: instances.`+group+`}
spec:
  group: `+group+`
  names: {kind: Instance, plural: instances}
  scope: Namespaced
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`)
	s.attributes["chart"] = s.localChart("app", "0.1.0", content)
	s.set("skip_crds", true)
	s.mustApply()
	crds := schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}
	get := func() error {
		_, err := shared.dynamic.Resource(crds).Get(context.Background(), "instances."+group, metav1.GetOptions{})
		return err
	}
	if get() == nil {
		t.Error("the CRD was installed")
	}
	s.set("skip_crds", false)
	s.mustApply("-replace=" + onlyRelease)
	s.check(get())
}

func TestReleaseTakesOwnershipOnDemand(t *testing.T) {
	s := newRelease(t, app, nil)
	s.makeNamespace()
	s.create(configMaps, object{"apiVersion": "v1", "kind": "ConfigMap", "metadata": object{"name": "app"}})
	s.mustFailApply("installation failed", `ConfigMap "app" in namespace`, "exists and cannot be imported into the current release")
	s.set("take_ownership", true)
	s.mustApply()
	if owner := s.mustLive(configMaps, "app").GetAnnotations()["meta.helm.sh/release-name"]; owner != "app" {
		t.Errorf("the object's release is %q", owner)
	}
	s.mustPlanNothing()
}

func TestReleaseKeepsTheRevisionsOfItsHistory(t *testing.T) {
	s := newRelease(t, app, object{"max_history": 2})
	s.mustApply()
	for _, greeting := range []string{"a", "b", "c"} {
		s.set("values", []string{"greeting: " + greeting})
		s.mustApply()
	}
	for revision, isKept := range map[string]bool{"v1": false, "v2": false, "v3": true, "v4": true} {
		if found := s.live(secrets, "sh.helm.release.v1.app."+revision); (found != nil) != isKept {
			t.Errorf("revision %s: kept is %v, want %v", revision, found != nil, isKept)
		}
	}
}

func TestUpgradeThatFailsIsCleanedUpOrRolledBack(t *testing.T) {
	s := newRelease(t, app, nil)
	s.mustApply()
	broken := app.with("templates/b.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: added}\n").
		with("templates/c.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: Not_A_Name}\n")
	s.attributes["chart"] = s.localChart("app", "0.1.0", broken)
	s.attributes["values"] = []string{"greeting: broken"}
	s.set("cleanup_on_fail", true)
	s.mustFailApply("Upgrade failed: ", "Not_A_Name")
	if s.live(configMaps, "added") != nil {
		t.Error("what the failed upgrade added is still there")
	}
	s.set("atomic", true)
	s.mustFailApply("Upgrade failed: ", "has been rolled back due to atomic being set")
	if greeting := field(s.mustLive(configMaps, "app"), "data", "greeting"); greeting != "none" {
		t.Errorf("the greeting is %v", greeting)
	}
}

func TestReleaseIsForcedOverWhatCannotBeUpdated(t *testing.T) {
	fixed := files{"templates/app.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\nimmutable: true\ndata: {greeting: {{ .Values.greeting }}}\n"}
	s := newRelease(t, fixed, object{"values": []string{"greeting: a"}})
	s.mustApply()
	s.set("values", []string{"greeting: b"})
	s.mustFailApply("Upgrade failed: ", "field is immutable when `immutable` is set")
	s.set("force_update", true)
	s.mustFailApply("Upgrade failed: failed to replace object", "field is immutable when `immutable` is set")
}
