package acceptance

import "testing"

// What can be done when the state is lost and the release lives on, upgraded by Flux.

func newLostState(t *testing.T) *sharedRelease {
	s := newSharedRelease(t, false)
	s.loseState()
	return s
}

func TestLostReleaseCannotBeCreatedAgain(t *testing.T) {
	s := newLostState(t)
	s.mustPlan(map[string]string{onlyRelease: isCreated})
	s.mustFailApply("installation failed", "cannot re-use a name that is still in use")
	s.set("take_ownership", true)
	s.mustFailApply("cannot re-use a name that is still in use")
}

func TestLostReleaseIsDowngradedByUpgradeInstall(t *testing.T) {
	s := newLostState(t)
	s.set("upgrade_install", true)
	s.mustApply()
	if version := s.liveVersion(); version != configuredVersion {
		t.Errorf("the live version is %v", version)
	}
	s.mustPlanNothing()
}

func TestLostReleaseIsDowngradedAfterImport(t *testing.T) {
	s := newLostState(t)
	imported := s.tofu("import", "-no-color", onlyRelease, s.namespace+"/app")
	if imported.code != 0 {
		t.Fatalf("the import failed:\n%s", imported.output)
	}
	state := s.state(onlyRelease)
	for attribute, want := range map[string]any{
		"id": "app", "name": "app", "namespace": s.namespace, "chart": "app", "version": fluxVersion, "status": "deployed",
		"description": "Upgrade complete", "wait": true, "timeout": 300.0, "render_subchart_notes": true, "atomic": false,
		"upgrade_install": false, "values": nil, "repository": nil, "set": nil, "take_ownership": false, "max_history": 0.0,
	} {
		if state[attribute] != want {
			t.Errorf("%s is %v in the state, want %v", attribute, state[attribute], want)
		}
	}
	s.mustWantTheDowngrade(fluxVersion)
}

func TestReleaseIsImportedByNamespaceAndName(t *testing.T) {
	s := newLostState(t)
	s.mustFailWith(s.tofu("import", "-no-color", onlyRelease, "app"),
		"Unable to parse import identifier", `Unexpected ID format ("app"), expected namespace/name`)
	s.mustFailWith(s.tofu("import", "-no-color", onlyRelease, s.namespace+"/other"), "Unable to get Helm release other", "not found")
}
