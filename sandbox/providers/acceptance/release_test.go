package acceptance

import "testing"

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

func TestReleaseRefusesAnUnusableChart(t *testing.T) {
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
