package acceptance

import "testing"

// When nothing makes the operator ready, or nothing is there to act on its objects.

// workload has a Deployment, which kwok makes ready unless the node selector asks for a node that does not exist.
var workload = files{"templates/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec:
      {{- with .Values.node }}
      nodeSelector: {kubernetes.io/hostname: {{ . }}}
      {{- end }}
      containers: [{name: app, image: app}]
`}

func newWorkload(t *testing.T, attributes object) *sharedRelease {
	s := &sharedRelease{stack: newStack(t)}
	s.makeNamespace()
	s.attributes = object{
		"name": "app", "namespace": s.namespace, "chart": s.localChart("app", "0.1.0", workload), "version": "0.1.0",
		"values": []string{"node: nowhere"}, "timeout": 2,
	}
	for name, value := range attributes {
		s.attributes[name] = value
	}
	s.configure()
	return s
}

// makeReady corrects the configuration, and gives kwok the time that it needs. Without any values Helm would take
// those of the last revision.
func (s *sharedRelease) makeReady() {
	s.t.Helper()
	s.attributes["timeout"] = 60
	s.set("values", []string{`node: ""`})
}

func TestReleaseThatIsNeverReadyIsNotKept(t *testing.T) {
	s := newWorkload(t, nil)
	failed := s.apply()
	s.mustFailWith(failed, `Helm release "app" was created but has a failed status`, "context deadline exceeded")
	mustContain(t, failed.output, "Helm release created with warnings")
	if s.state(onlyRelease) != nil {
		t.Error("the failed release is in the state")
	}
	s.mustPlan(map[string]string{onlyRelease: isCreated})

	s.makeReady()
	s.mustFailApply("installation failed", "cannot re-use a name that is still in use")
	s.mustFailApply("installation failed", "cannot re-use a name that is still in use")
}

func TestReleaseThatIsNeverReadyIsRetriedWithUpgradeInstall(t *testing.T) {
	s := newWorkload(t, object{"upgrade_install": true})
	s.mustFailApply("context deadline exceeded")
	s.makeReady()
	s.mustApply()
	s.mustPlanNothing()
}

func TestReleaseThatIsNeverReadyIsReplaced(t *testing.T) {
	s := newWorkload(t, object{"replace": true})
	s.mustFailApply("context deadline exceeded")
	s.set("wait", false) // an install over live objects removes no field from them
	s.makeReady()
	s.mustApply()
	s.mustPlanNothing()
}

func TestReleaseThatIsNeverReadyIsRemovedWhenAtomic(t *testing.T) {
	s := newWorkload(t, object{"atomic": true})
	s.mustFailApply("installation failed", "has been uninstalled due to atomic being set", "context deadline exceeded")
	if s.live(deployments, "app") != nil {
		t.Error("the Deployment is still there")
	}
	s.makeReady()
	s.mustApply()
}

func TestReleaseNeedNotBeReadyWithoutWait(t *testing.T) {
	s := newWorkload(t, object{"wait": false})
	s.mustApply()
	s.mustPlanNothing()
}

func TestUpgradeThatIsNeverReadyKeepsTheState(t *testing.T) {
	s := newWorkload(t, nil)
	s.makeReady()
	s.mustApply()
	s.attributes["timeout"] = 2
	s.set("values", []string{"node: nowhere"})
	s.mustFailApply("Error upgrading chart", "Upgrade failed: ", "context deadline exceeded")
	if s.state(onlyRelease) == nil {
		t.Fatal("the release is not in the state")
	}
	plan := s.mustPlan(map[string]string{onlyRelease: isUpdated})
	mustContain(t, plan.output, `"failed" -> "deployed"`)
}

func TestCustomResourceIsAppliedWithoutItsController(t *testing.T) {
	s := newStack(t)
	s.makeNamespace()
	group := s.namespace + ".example.com"
	s.write(object{"resource": object{"helm_release": object{
		"operator": object{
			"name": "operator", "namespace": s.namespace, "chart": s.localChart("operator", "0.1.0", operatorChart(group)),
		},
		"instance": object{
			"name": "instance", "namespace": s.namespace, "depends_on": []string{"helm_release.operator"},
			"chart": s.localChart("instance", "0.1.0", files{"templates/instance.yaml": "apiVersion: " + group +
				"/v1\nkind: Instance\nmetadata: {name: flux}\nspec: {sync: {ref: latest}}\n"}),
		},
	}}})
	s.mustApply()
	instances := (&bootstrap{group: group}).instances()
	if status := field(s.mustLive(instances, "flux"), "status"); status != nil {
		t.Errorf("somebody wrote the status %v", status)
	}
	s.mustPlanNothing()

	destroyed := s.tofu("destroy", "-auto-approve", "-no-color")
	if destroyed.code != 0 {
		t.Fatalf("the destroy failed:\n%s", destroyed.output)
	}
	mustContain(t, destroyed.output, "Helm uninstall returned an information message", "instances."+group) // kept by its policy
}
