package acceptance

import (
	"strings"
	"testing"
)

// A release in the state that Flux upgrades too. What Flux writes has the artifact's digest in its version, which no
// registry knows.

const (
	configuredVersion = "0.1.0"
	fluxVersion       = "0.1.1+b7dc904febe2"
	onlyRelease       = "helm_release.app"
)

// app is a chart with one object that has its version.
var app = files{"templates/app.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: app}
data: {version: {{ .Chart.Version | quote }}, greeting: {{ .Values.greeting | default "none" | quote }}}
`}

type sharedRelease struct {
	*stack
	attributes object
}

// newSharedRelease is the state after Flux's upgrade. The chart comes from the registry, or from a folder.
func newSharedRelease(t *testing.T, isLocal bool) *sharedRelease {
	s := &sharedRelease{stack: newStack(t)}
	s.makeNamespace()
	s.attributes = object{
		"name": "app", "namespace": s.namespace, "repository": s.repository(), "chart": "app", "version": configuredVersion,
	}
	if isLocal {
		delete(s.attributes, "repository")
		s.attributes["chart"] = s.localChart("app", configuredVersion, app)
	} else {
		s.pushChart("app", configuredVersion, app)
		s.pushChart("app", "0.1.1", app)
	}
	s.configure()
	s.mustApply()
	s.mustPlanNothing()
	s.upgradeAsSomebodyElse("app", fluxVersion, app, nil)
	return s
}

func (s *sharedRelease) configure() {
	s.t.Helper()
	s.write(object{"resource": object{"helm_release": object{"app": s.attributes}}})
}

func (s *sharedRelease) set(name string, value any) {
	s.t.Helper()
	s.attributes[name] = value
	s.configure()
}

func (s *sharedRelease) unset(name string) {
	s.t.Helper()
	delete(s.attributes, name)
	s.configure()
}

func (s *sharedRelease) liveVersion() any {
	s.t.Helper()
	return field(s.mustLive(configMaps, "app"), "data", "version")
}

func (s *sharedRelease) mustWantTheDowngrade(from string) {
	s.t.Helper()
	plan := s.mustPlan(map[string]string{onlyRelease: isUpdated})
	mustContain(s.t, plan.output, `"`+from+`" -> "0.1.0"`)
}

// row a
func TestSharedReleaseIsFoughtOver(t *testing.T) {
	s := newSharedRelease(t, false)
	s.mustWantTheDowngrade(fluxVersion)
	s.mustApply()
	if version := s.liveVersion(); version != configuredVersion {
		t.Errorf("the live version is %v", version)
	}
	s.mustPlanNothing()
	s.upgradeAsSomebodyElse("app", fluxVersion, app, nil)
	s.mustWantTheDowngrade(fluxVersion)
}

// rows b, c and c'
func TestSharedReleaseWithoutAVersionCannotFindItsChart(t *testing.T) {
	missing := "Unable to locate chart"
	digest := ":0.1.1_b7dc904febe2: not found"
	s := newSharedRelease(t, false)

	s.set("lifecycle", object{"ignore_changes": []string{"version"}})
	s.mustFailPlan(missing, digest)
	s.set("lifecycle", object{"ignore_changes": []string{"version", "values", "set", "metadata"}})
	s.mustFailPlan(missing, digest)
	s.set("lifecycle", object{"ignore_changes": "all"})
	s.mustFailPlan(missing, digest)
	s.set("lifecycle", object{"ignore_changes": []string{"all"}})
	s.mustFailPlan(`no argument, nested block, or exported attribute named "all"`)

	s.unset("lifecycle")
	s.unset("version")
	s.mustFailPlan(missing, digest)
}

// row d
func TestSharedReleaseOfALocalChartWantsTheDowngrade(t *testing.T) {
	s := newSharedRelease(t, true)
	s.unset("version")
	s.mustWantTheDowngrade(fluxVersion)
}

// row d'
func TestSharedReleaseOfALocalChartCannotIgnoreItsVersion(t *testing.T) {
	different := "Planned version is different from configured version"
	s := newSharedRelease(t, true)
	s.set("lifecycle", object{"ignore_changes": []string{"version"}})
	s.mustFailPlan(different, `"`+fluxVersion+`"`, `"0.1.0"`)
	s.set("lifecycle", object{"ignore_changes": "all"})
	s.mustFailPlan(different)
}

func TestSharedReleaseWithUpgradeInstallTakesTheOldestRevisionForInstalled(t *testing.T) {
	for name, isLocal := range map[string]bool{"OCI": false, "Local": true} {
		t.Run(name, func(t *testing.T) {
			s := newSharedRelease(t, isLocal)
			delete(s.attributes, "version")
			s.set("upgrade_install", true)
			s.mustWantTheDowngrade(fluxVersion)
		})
	}
}

// The recorded row holds for a plan that changes something else too (there: upgrade_install itself). Otherwise the
// version that is not configured is the state's, as in row c'.
func TestSharedReleaseWithUpgradeInstallFromTheStartCannotFindItsChart(t *testing.T) {
	s := newSharedRelease(t, false)
	delete(s.attributes, "version")
	s.set("upgrade_install", true)
	s.mustApply()
	s.upgradeAsSomebodyElse("app", fluxVersion, app, nil)
	s.mustFailPlan("Unable to locate chart", ":0.1.1_b7dc904febe2: not found")
	s.set("values", []string{"greeting: hello"})
	s.mustWantTheDowngrade(fluxVersion)
}

func TestSharedReleaseWithoutDigestIsLeftAlone(t *testing.T) {
	s := newSharedRelease(t, false)
	s.upgradeAsSomebodyElse("app", "0.1.1", app, nil) // helm-controller with DisableChartDigestTracking

	s.mustWantTheDowngrade("0.1.1")
	s.set("lifecycle", object{"ignore_changes": []string{"version"}})
	s.mustPlanNothing()
	s.set("lifecycle", object{"ignore_changes": "all"})
	s.mustPlanNothing()
	s.unset("lifecycle")
	s.unset("version")
	s.mustPlanNothing()

	s.set("repository", "oci://"+s.deadAddress()+"/charts")
	s.mustFailPlan("Unable to locate chart")
}

// row e
func TestSharedReleaseCanBeForgotten(t *testing.T) {
	s := newSharedRelease(t, false)
	s.write(object{"removed": []object{{"from": onlyRelease, "lifecycle": object{"destroy": false}}}})
	mustContain(t, s.mustApply().output, "1 to forget")
	s.mustPlanNothing()
	if version := s.liveVersion(); version != fluxVersion {
		t.Errorf("the live version is %v", version)
	}
}

// row f
func TestSharedReleaseIsForgottenByDestroy(t *testing.T) {
	s := newSharedRelease(t, false)
	s.set("lifecycle", object{"destroy": false})
	s.mustWantTheDowngrade(fluxVersion) // it does not cure the drift
	s.mustApply()
	if !strings.Contains(s.stateText(), `"skip_destroy": true`) {
		t.Error("the state does not say skip_destroy")
	}

	forgotten := s.tofu("destroy", "-auto-approve", "-no-color")
	s.mustFailWith(forgotten, "1 to forget", "Destroy was successful but left behind forgotten instances")
	s.mustLive(configMaps, "app")
}

func TestSharedReleaseIsForgottenWithoutItsBlock(t *testing.T) {
	s := newSharedRelease(t, false)
	s.set("lifecycle", object{"destroy": false})
	s.mustApply()
	s.write(object{})
	mustContain(t, s.mustApply().output, "1 to forget")
	s.mustLive(configMaps, "app")
}

// row g
func TestSharedReleaseIsForgottenWhenDisabled(t *testing.T) {
	for name, change := range map[string]func(*sharedRelease){
		"Count":   func(s *sharedRelease) { s.attributes["count"] = 0 },
		"Enabled": func(s *sharedRelease) { s.attributes["lifecycle"] = object{"destroy": false, "enabled": "${1 == 2}"} },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSharedRelease(t, false)
			s.set("lifecycle", object{"destroy": false})
			s.mustApply()
			change(s)
			s.configure()
			mustContain(t, s.mustApply().output, "1 to forget")
			s.mustPlanNothing()
			s.mustLive(configMaps, "app")
		})
	}
}
