package acceptance

import (
	"context"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

func newRelease(t *testing.T, content files, attributes object) *sharedRelease {
	s := &sharedRelease{stack: newStack(t)}
	s.attributes = object{
		"name": "app", "namespace": s.namespace, "create_namespace": true, "chart": s.localChart("app", "0.1.0", content),
	}
	for name, value := range attributes {
		s.attributes[name] = value
	}
	s.configure()
	return s
}

func TestReleaseIsCreatedChangedAndUninstalled(t *testing.T) {
	s := newRelease(t, app.with("templates/NOTES.txt", "Hello {{ .Release.Name }}"), object{"description": "by the test"})
	s.mustApply()
	state := s.state(onlyRelease)
	metadata := state["metadata"].(object)
	for attribute, want := range map[string]any{
		"name": "app", "namespace": s.namespace, "chart": "app", "version": "0.1.0", "app_version": "0.1.0",
		"revision": 1.0, "values": "{}", "notes": "Hello app",
	} {
		if metadata[attribute] != want {
			t.Errorf("metadata.%s is %v, want %v", attribute, metadata[attribute], want)
		}
	}
	for attribute, want := range map[string]any{
		"id": "app", "status": "deployed", "version": "0.1.0", "description": "by the test", "manifest": nil, "resources": nil,
		"repository": nil, "devel": nil, "keyring": nil, "set_wo": nil,
	} {
		if state[attribute] != want {
			t.Errorf("%s is %v, want %v", attribute, state[attribute], want)
		}
	}
	s.mustPlanNothing()

	s.set("values", []string{"greeting: hello"})
	plan := s.mustPlan(map[string]string{onlyRelease: isUpdated})
	mustContain(t, plan.output, `~ revision = 1 -> (known after apply)`)
	s.mustApply()
	if greeting := field(s.mustLive(configMaps, "app"), "data", "greeting"); greeting != "hello" {
		t.Errorf("the greeting is %v", greeting)
	}

	s.set("name", "other")
	s.mustPlan(map[string]string{onlyRelease: isReplaced})
	s.set("name", "app")
	if destroyed := s.tofu("destroy", "-auto-approve", "-no-color"); destroyed.code != 0 {
		t.Fatalf("the destroy failed:\n%s", destroyed.output)
	}
	if s.live(configMaps, "app") != nil {
		t.Error("the release's object is still there")
	}
}

func TestReleaseThatIsGoneIsCreatedAgain(t *testing.T) {
	s := newRelease(t, app, nil)
	s.mustApply()
	s.remove(secrets, "sh.helm.release.v1.app.v1")
	s.mustPlan(map[string]string{onlyRelease: isCreated})
}

func TestReleaseTakesTheLatestVersion(t *testing.T) {
	s := newRelease(t, app, object{"chart": "app"})
	for _, version := range []string{"0.1.0", "0.2.0", "0.3.0-rc.1"} {
		s.pushChart("app", version, app)
	}
	s.set("repository", s.repository())
	mustContain(t, s.mustPlan(map[string]string{onlyRelease: isCreated}).output, `"0.2.0"`)
	s.set("devel", true)
	mustContain(t, s.mustPlan(map[string]string{onlyRelease: isCreated}).output, `"0.3.0-rc.1"`)
	s.mustApply()
	s.mustPlanNothing()

	s.unset("devel")
	s.set("version", "0.1.x")
	s.mustFailPlan("Planned version is different from configured version", `"0.1.x"`, `"0.1.0"`)
	s.set("version", "v0.1.0") // a registry knows only the exact tag
	s.mustFailPlan("Unable to locate chart", ":v0.1.0: not found")
	s.set("version", "9.9.9")
	s.mustFailPlan("Unable to locate chart "+s.repository()+"/app", ":9.9.9: not found")
	s.unset("repository")
	s.unset("version")
	s.set("chart", s.repository()+"/app")
	mustContain(t, s.mustPlan(map[string]string{onlyRelease: isUpdated}).output, `-> "0.2.0"`)
}

func TestReleaseOfALocalChartMayNameItsVersionWithAV(t *testing.T) {
	s := newRelease(t, app, object{"version": "v0.1.0"})
	s.mustApply()
	s.mustPlanNothing()
	if version := s.state(onlyRelease)["version"]; version != "v0.1.0" {
		t.Errorf("the version is %v", version)
	}
}

func TestReleaseOfAChartThatIsNoneIsRefused(t *testing.T) {
	s := newRelease(t, app, object{"chart": "./nowhere"})
	s.mustFailPlan("Error locating chart", "Unable to locate chart ./nowhere")

	s.set("chart", s.localChart("app", "0.1.0", files{"templates/app.yaml": "{{ fail \"not with these values\" }}"}))
	s.mustFailApply("installation failed", "not with these values")

	s.set("chart", s.localChart("library", "0.1.0", nil))
	s.appendToChart("library", "type: library\n")
	s.mustFailApply("Chart is not installable: library charts are not installable")

	s.set("chart", s.localChart("parent", "0.1.0", nil))
	s.appendToChart("parent", "dependencies: [{name: other, version: 1.0.0, repository: \"file://../other\"}]\n")
	s.mustFailPlan("Found in Chart.yaml, but missing in charts/ directory")
	s.localChart("other", "1.0.0", files{"templates/other.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n"})
	s.set("dependency_update", true)
	s.mustApply()
	s.mustLive(configMaps, "other")
}

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
