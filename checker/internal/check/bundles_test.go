package check

import (
	"fmt"
	"testing"
)

// Flux verifies bundles by keys or by one identity; otherwise it takes signatures of the old format, unless there is a bundle.
func TestBundleThatFluxRefuses(t *testing.T) {
	one, two := "{issuer: ^a$, subject: ^b$}", "{issuer: ^c$, subject: ^d$}"
	refused := `
components/web/staging/web.yaml:7 [staging] signature: a chart with a Sigstore bundle must be verified by one identity, got %d for HelmRelease 'web/web', which Flux refuses whatever else has signed the chart; name the signer in one entry of spec.verify.matchOIDCIdentity of its source, several as alternatives of its expressions, such as '^(one|other)$'
`
	bundle := attachment{"application/vnd.dev.sigstore.bundle.v0.3+json", `{"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json"}`}
	for name, test := range map[string]struct {
		verify     string
		attached   attachment
		identities int
		refused    bool
	}{
		"several identities":                {"matchOIDCIdentity: [" + one + ", " + two + "]", bundle, 2, true},
		"no identity":                       {"provider: cosign", bundle, 0, true},
		"one identity":                      {"matchOIDCIdentity: [" + one + "]", bundle, 1, false},
		"a key":                             {"secretRef: {name: chart-key}, matchOIDCIdentity: [" + one + ", " + two + "]", bundle, 0, false},
		"nothing attached":                  {"provider: cosign", attachment{}, 0, false},
		"bill of materials without a seal":  {"provider: cosign", attachment{"application/vnd.cyclonedx+json", "{}"}, 0, false},
		"bundle of a version before 0.3":    {"provider: cosign", attachment{"application/vnd.dev.sigstore.bundle+json", `{"mediaType": "application/vnd.dev.sigstore.bundle+json;version=0.2"}`}, 0, false},
		"layer that only calls itself such": {"provider: cosign", attachment{"application/vnd.dev.sigstore.bundle.v0.3+json", "none"}, 0, false},
	} {
		for _, tag := range []bool{false, true} { // registries that list what is attached, and those that do not
			t.Run(fmt.Sprint(name, ", by a tag ", tag), func(t *testing.T) {
				store := newStoreOf(t, !tag)
				if test.attached.mediaType != "" {
					store.attach("1.0.0", test.attached)
				}
				text := store.artifact("tag: 1.0.0", "") + "  verify: {" + test.verify + "}\n" + keys("cosign.pub")
				answer := store.ask(component(t, files{file: text}))
				if !test.refused {
					assertLines(t, answer.Problems, "")
					if len(answer.Demands) != 1 || len(answer.Demands[0].Signature.Identities) != test.identities {
						t.Errorf("got %+v", answer.Demands)
					}
					return
				}
				assertLines(t, answer.Problems, fmt.Sprintf(refused, test.identities))
				if len(answer.Demands) > 0 {
					t.Errorf("got %+v", answer.Demands)
				}
			})
		}
	}
}
