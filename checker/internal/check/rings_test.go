package check

import (
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

// What follows no ring is no problem; a cluster without rings has none, and a whole version follows each.
func TestWhatFollowsNoRing(t *testing.T) {
	const moving = `
components/web/staging/web.yaml:17 [staging] rings: an image must have a whole version or a digest to follow the rings, got 'registry.example.com/web:2.x' in 'spec.template.spec.containers[0].image' in Deployment 'web/web'; name one, such as '1.2.3'
`
	floating := changed("web:1.0.0", "web:2.x")
	off := strings.Replace(floating, "  name: web\n", "  name: web\n  annotations: {check.flotilla.dev/rings: it is the same everywhere}\n", 1)
	for name, test := range map[string]struct{ ring, text, outside, off string }{
		"a part of a version":                 {"latest-stable-canary", floating, moving, ""},
		"a part of a version without rings":   {"", floating, "", ""},
		"a whole version":                     {"latest-stable-canary", deployment, "", ""},
		"a part of a version with its reason": {"latest-stable-canary", off, "", strings.Replace(moving, ":17 ", ":18 ", 1)},
	} {
		t.Run(name, func(t *testing.T) {
			answer := ask(t, inRing(component(t, files{file: test.text}), test.ring))
			assertLines(t, answer.Problems, "")
			assertLines(t, answer.OutsideRings, test.outside)
			assertLines(t, answer.Off, test.off)
		})
	}
}

// What a chart installs follows the rings no more than its release does.
func TestPartsOfChartsThatFollowNoRing(t *testing.T) {
	store := newStore(t)
	folder := component(t, files{file: store.artifact("semver: 1.x", "  values: {image: registry.example.com/web:2}\n")})
	answer := store.ask(inRing(folder, "latest-stable-canary"))
	assertLines(t, store.masked(answer.OutsideRings), `
components/web/staging/web.yaml:4 [staging] rings: an image must have a whole version or a digest to follow the rings, got 'registry.example.com/web:2' in 'spec.template.spec.containers[0].image' in Deployment 'web/web' of 'web/templates/web.yaml'; name one, such as '1.2.3'
components/web/staging/web.yaml:18 [staging] rings: a source must have a whole version or a digest to follow the rings, got '1.x' in 'spec.ref.semver' in OCIRepository 'web/web'; name one, such as '1.2.3'
`)
}

func inRing(folder contract.Folder, ring string) contract.Folder {
	folder.Consumers[0].Ring = ring
	return folder
}
