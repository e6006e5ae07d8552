// Package subjects checks who may sign what in the rendered fleet, with the regular expressions that
// Flux's controllers use.
package subjects

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const owner = "https://github.com/controlplaneio-fluxcd/"

// identities are subjects of real certificates, and of ones that somebody would like to pass with.
var identities = []string{
	owner + "d2-fleet/.github/workflows/push-artifact.yaml@refs/heads/main",
	owner + "d2-fleet/.github/workflows/push-artifact.yaml@refs/tags/v1.2.3",
	owner + "d2-infra/.github/workflows/push-artifact.yaml@refs/heads/main",
	owner + "d2-infra/.github/workflows/release-artifact.yaml@refs/tags/cert-manager/v1.2.3",
	owner + "d2-infra/.github/workflows/release-artifact.yaml@refs/tags/monitoring/v1.2.3",
	owner + "d2-apps/.github/workflows/push-artifact.yaml@refs/heads/main",
	owner + "d2-apps/.github/workflows/release-artifact.yaml@refs/tags/frontend/v1.2.3",
	owner + "d2-apps/.github/workflows/release-artifact.yaml@refs/tags/backend/v1.2.3",
	owner + "charts/.github/workflows/release.yml@refs/tags/v0.59.0",

	// forks
	"https://github.com/mallory/d2-fleet/.github/workflows/push-artifact.yaml@refs/heads/main",
	"https://github.com/mallory/d2-apps/.github/workflows/release-artifact.yaml@refs/tags/frontend/v1.2.3",
	// other hosts and repositories
	"https://githubXcom/controlplaneio-fluxcd/d2-fleet/.github/workflows/push-artifact.yaml@refs/heads/main",
	"https://evil.example/" + owner + "d2-fleet/.github/workflows/push-artifact.yaml@refs/heads/main",
	owner + "d2-fleet-fork/.github/workflows/push-artifact.yaml@refs/heads/main",
	// other workflows
	owner + "d2-infra/.github/workflows/validate.yaml@refs/heads/main",
	owner + "d2-infra/.github/workflows/push-artifactXyaml@refs/heads/main",
	// other branches and requests to merge
	owner + "d2-infra/.github/workflows/push-artifact.yaml@refs/heads/main2",
	owner + "d2-infra/.github/workflows/push-artifact.yaml@refs/heads/feature/main",
	owner + "d2-infra/.github/workflows/push-artifact.yaml@refs/pull/1/merge",
	// pre-releases, malformed and foreign tags
	owner + "d2-fleet/.github/workflows/push-artifact.yaml@refs/tags/v1.2.3-rc.1",
	owner + "d2-apps/.github/workflows/release-artifact.yaml@refs/tags/frontend/v1.2.3-rc.1",
	owner + "d2-apps/.github/workflows/release-artifact.yaml@refs/tags/frontend/../backend/v1.2.3",
	owner + "d2-apps/.github/workflows/release-artifact.yaml@refs/tags/frontend/v1.2.3\n",
	owner + "d2-apps/.github/workflows/release-artifact.yaml@refs/tags/v1.2.3",
	owner + "d2-apps/.github/workflows/release-artifact.yaml@refs/tags/other/frontend/v1.2.3",
}

// verified finds the address of each source and the subject that its signature must have.
var verified = regexp.MustCompile(`url: oci://ghcr\.io/controlplaneio-fluxcd/(\S+)\n(?:.*\n)*?\s+subject: (\S+)\n`)

func TestOnlyItsOwnSignerIsAccepted(t *testing.T) {
	for cluster, released := range map[string]bool{"staging": false, "prod-eu": true, "prod-us": true, "update": false} {
		for _, found := range verified.FindAllStringSubmatch(golden(t, cluster), -1) {
			address, subject := found[1], regexp.MustCompile(found[2])
			var accepted []string
			for _, identity := range identities {
				if subject.MatchString(identity) {
					accepted = append(accepted, identity)
				}
			}
			if want := []string{signer(address, released)}; !slices.Equal(accepted, want) {
				t.Errorf("%s: %s accepts %q, want %q", cluster, address, accepted, want)
			}
		}
	}
}

func TestEverySourceIsVerified(t *testing.T) {
	for cluster, sources := range map[string]int{"staging": 6, "prod-eu": 6, "prod-us": 6, "update": 2} {
		if got := len(verified.FindAllString(golden(t, cluster), -1)); got != sources {
			t.Errorf("%s: %d verified sources, want %d", cluster, got, sources)
		}
	}
}

// signer is the one identity that may sign what is at an address.
func signer(address string, released bool) string {
	repository, artifact, _ := strings.Cut(address, "/")
	workflow, ref := "push-artifact.yaml", "refs/heads/main"
	switch {
	case repository == "charts":
		workflow, ref = "release.yml", "refs/tags/v0.59.0"
	case released && artifact == "":
		ref = "refs/tags/v1.2.3"
	case released:
		workflow, ref = "release-artifact.yaml", "refs/tags/"+artifact+"/v1.2.3"
	}
	return fmt.Sprintf("%s%s/.github/workflows/%s@%s", owner, repository, workflow, ref)
}
