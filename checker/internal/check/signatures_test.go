package check

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

const key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"

// keys is a Secret beside the release, with a public key by a name.
func keys(name string) string {
	return "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: chart-key\ndata:\n  " + name + ": " + base64.StdEncoding.EncodeToString([]byte(key)) + "\n"
}

const notation = "provider: notation, secretRef: {name: chart-key}"

const refusal = "a chart must have the signature that clusters demand, got 'oci://registry/charts/web:1.0.0' in HelmRelease 'web/web'"

// Clusters demand of a chart what its source says, and what nobody can verify here is said.
func TestSignaturesThatClustersDemand(t *testing.T) {
	identity := "matchOIDCIdentity: [{issuer: '^https://issuer$', subject: '^us$'}]"
	known := []contract.Identity{{Issuer: "^https://issuer$", Subject: "^us$"}}
	for name, test := range map[string]struct {
		verify, more    string
		want            contract.Signature
		problems, notes string
	}{
		"identity": {verify: identity, want: contract.Signature{Identities: known}},
		"key":      {verify: "secretRef: {name: chart-key}", more: keys("cosign.pub"), want: contract.Signature{Keys: []string{key}}},
		"key and identity, of which Flux looks at the key alone": {
			verify: "secretRef: {name: chart-key}, " + identity, more: keys("cosign.pub"), want: contract.Signature{Keys: []string{key}},
		},
		"anybody, for signatures of the old format": {verify: "provider: cosign", want: contract.Signature{}},
		"trusted root of the fleet": {
			verify: identity + ", trustedRootSecretRef: {name: sigstore}", want: contract.Signature{Identities: known, TrustedRoot: "{}"},
		},
		"key beside a trusted root, which Flux reads and does not verify by": {
			verify: "secretRef: {name: chart-key}, trustedRootSecretRef: {name: sigstore}", more: keys("cosign.pub"), want: contract.Signature{Keys: []string{key}},
		},
		"key beside the Secret of a trusted root that has none": {verify: "secretRef: {name: chart-key}, trustedRootSecretRef: {name: chart-key}", more: keys("cosign.pub"), problems: `
components/web/staging/web.yaml:7 [staging] signature: a Secret that verifies a chart must have a key 'trusted_root.json', got Secret 'web/chart-key' for HelmRelease 'web/web'; add that key, or name another Secret in spec.verify
`},
		"key beside a trusted root that is not known": {verify: "secretRef: {name: chart-key}, trustedRootSecretRef: {name: other}", more: keys("cosign.pub"), want: contract.Signature{Keys: []string{key}}, notes: `
components/web/staging/web.yaml:7 [staging] chart: the trusted root beside the keys of HelmRelease 'web/web' is not looked at: its Secret 'web/other' is neither in the folders nor in the fleet
`},
		"Secret without a public key": {verify: "secretRef: {name: chart-key}", more: keys("cosign.pem"), problems: `
components/web/staging/web.yaml:7 [staging] signature: a Secret that verifies a chart must have a key '*.pub', got Secret 'web/chart-key' for HelmRelease 'web/web'; add that key, or name another Secret in spec.verify
`},
		"Secret that is not known": {verify: "secretRef: {name: chart-key}", notes: `
components/web/staging/web.yaml:7 [staging] chart: the signature of the chart of HelmRelease 'web/web' is not verified: its Secret 'web/chart-key' is neither in the folders nor in the fleet
`},
		"trusted root that is not known": {verify: identity + ", trustedRootSecretRef: {name: other}", notes: `
components/web/staging/web.yaml:7 [staging] chart: the signature of the chart of HelmRelease 'web/web' is not verified: its Secret 'web/other' is neither in the folders nor in the fleet
`},
		"Notation": {verify: notation, more: keys("ca.crt") + "stringData: {trustpolicy.json: '{\"version\": \"1.0\", \"trustPolicies\": [{\"name\": \"web\"}]}'}\n", notes: `
components/web/staging/web.yaml:7 [staging] chart: the signature of the chart of HelmRelease 'web/web' is not verified: its provider is 'notation'
`},
		"Notation by a Secret that is not known": {verify: notation, notes: `
components/web/staging/web.yaml:7 [staging] chart: the signature of the chart of HelmRelease 'web/web' is not verified: its Secret 'web/chart-key' is neither in the folders nor in the fleet
`},
		"Notation without a Secret": {verify: "provider: notation", problems: `
components/web/staging/web.yaml:7 [staging] signature: a chart that Notation verifies must name a Secret with its trust policy, got none for HelmRelease 'web/web'; name it in spec.verify.secretRef of its source
`},
		"Notation without a trust policy": {verify: notation, more: keys("ca.crt"), problems: `
components/web/staging/web.yaml:7 [staging] signature: a Secret that verifies a chart must have a key 'trustpolicy.json', got Secret 'web/chart-key' for HelmRelease 'web/web'; add that key, or name another Secret in spec.verify
`},
		"Notation without a certificate": {verify: notation, more: keys("trustpolicy.json"), problems: `
components/web/staging/web.yaml:7 [staging] signature: a Secret that verifies a chart must have a key '*.crt' or '*.pem', got Secret 'web/chart-key' for HelmRelease 'web/web'; add that key, or name another Secret in spec.verify
`},
	} {
		t.Run(name, func(t *testing.T) {
			store := newStore(t)
			// Cosign is the default.
			text := store.artifact("tag: 1.0.0", "") + "  verify: {" + test.verify + "}\n" + test.more
			answer := store.request(contract.Request{
				Folders: []contract.Folder{component(t, files{file: text})}, TrustedRoots: map[string]string{"sigstore": "{}"},
			})
			assertLines(t, answer.Problems, test.problems)
			assertLines(t, answer.Unchecked, test.notes)
			if wanted := len(test.want.Keys) > 0; !wanted && (test.problems != "" || test.notes != "") {
				if len(answer.Demands) > 0 {
					t.Errorf("got %+v", answer.Demands)
				}
				return
			}
			if len(answer.Demands) != 1 {
				t.Fatalf("got %+v", answer.Demands)
			}
			got := answer.Demands[0].Signature
			if want := store.host + "/charts/web@" + answer.Charts[0].Found; got.Reference != want || !got.Insecure {
				t.Errorf("got %+v, want %s", got, want)
			}
			if !slices.Equal(got.Keys, test.want.Keys) || !slices.Equal(got.Identities, test.want.Identities) || got.TrustedRoot != test.want.TrustedRoot {
				t.Errorf("got %+v", got)
			}
			assertLines(t, store.masked([]contract.Problem{answer.Demands[0].Problem}),
				"components/web/staging/web.yaml:7 [staging] signature: "+refusal+"; take a version that is signed, or correct spec.verify of its source\n")
		})
	}
}

func TestSignatureOfAChartOfAHelmRepository(t *testing.T) {
	store := newStore(t)
	release := store.repository("oci://"+store.host+"/charts", "      version: 1.0.0\n", "")
	demanding := strings.Replace(release, "      version:", "      verify: {provider: cosign, secretRef: {name: chart-key}}\n      version:", 1)
	answer := store.ask(component(t, files{file: demanding + keys("cosign.pub")}))
	if len(answer.Demands) != 1 || !slices.Equal(answer.Demands[0].Signature.Keys, []string{key}) {
		t.Errorf("got %+v", answer)
	}
	plain := strings.Replace(demanding, "  type: oci\n  url: oci://"+store.host+"/charts", "  url: "+store.http, 1)
	over := store.ask(component(t, files{file: plain + keys("cosign.pub")}))
	if len(over.Demands) > 0 {
		t.Errorf("got %+v", over.Demands)
	}
	assertLines(t, over.Problems, `
components/web/staging/web.yaml:7 [staging] signature: a chart whose signature is demanded must be in a registry, got one of a repository over HTTP for HelmRelease 'web/web', which Flux refuses; take the chart from a registry, or drop spec.verify
`)
}

func TestSignatureIsDemandedOnceForAllClustersAndSwitchedOffWithAReason(t *testing.T) {
	store := newStore(t)
	text := store.artifact("tag: 1.0.0", "") + "  verify: {provider: cosign}\n"
	folder := component(t, files{file: text})
	folder.Consumers = []contract.Consumer{consumer("staging"), consumer("staging")}
	folder.Consumers[1].Cluster = "staging-2"
	demands := store.ask(folder).Demands
	if len(demands) != 1 || !slices.Equal(demands[0].Problem.Clusters, []string{"staging-1", "staging-2"}) {
		t.Errorf("got %+v", demands)
	}
	off := strings.Replace(text, "  name: web\nspec", "  name: web\n  annotations: {check.flotilla.dev/signature: from next week on}\nspec", 1)
	demands = store.ask(component(t, files{file: off})).Demands
	if len(demands) != 1 || demands[0].Problem.Reason != "from next week on" {
		t.Errorf("got %+v", demands)
	}
}
