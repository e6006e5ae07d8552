package helm

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fluxcd/pkg/apis/meta"
	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	v2 "github.com/fluxcd/helm-controller/api/v2"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/contract"
)

// A Demand is whose signature source-controller demands of a chart, by Secrets of the namespace of the chart's source.
type Demand struct {
	Namespace, Provider, Keys, TrustedRoot string
	Identities                             []contract.Identity
}

func ofArtifactVerification(namespace string, verify *sourcev1.OCIRepositoryVerification) *Demand {
	if verify == nil {
		return nil
	}
	return demand(namespace, verify.Provider, verify.SecretRef, verify.MatchOIDCIdentity, verify.TrustedRootSecretRef)
}

// ofChartVerification knows no trusted root: Flux has none for charts of a Helm repository.
func ofChartVerification(namespace string, verify *sourcev1.HelmChartVerification) *Demand {
	if verify == nil {
		return nil
	}
	return demand(namespace, verify.Provider, verify.SecretRef, verify.MatchOIDCIdentity, nil)
}

// ofTemplate is what helm-controller makes of a release's own demand: it has no identities.
func ofTemplate(verify *v2.HelmChartTemplateVerification) *sourcev1.HelmChartVerification {
	if verify == nil {
		return nil
	}
	return &sourcev1.HelmChartVerification{Provider: verify.Provider, SecretRef: verify.SecretRef}
}

func demand(namespace, provider string, keys *meta.LocalObjectReference, identities []sourcev1.OIDCIdentityMatch, root *meta.LocalObjectReference) *Demand {
	made := &Demand{Namespace: namespace, Provider: cmp.Or(provider, cosign)} // the default of the definitions
	for _, identity := range identities {
		made.Identities = append(made.Identities, contract.Identity{Issuer: identity.Issuer, Subject: identity.Subject})
	}
	if root != nil {
		made.TrustedRoot = root.Name
	}
	if keys != nil { // then only keys count, but Flux reads the Secret of the trusted root all the same
		made.Keys, made.Identities = keys.Name, nil
	}
	return made
}

// The providers that Flux verifies by.
const (
	cosign   = "cosign"
	notation = "notation"
)

// A Refusal is why no signature could satisfy a demand.
type Refusal struct {
	Reason Reason
	// Secret lacks all of Keys.
	Secret string
	Keys   []string
	// Identities is how many are demanded.
	Identities int
}

// A Reason is that of a refusal.
type Reason int

const (
	// OverHTTP is a repository where nothing is signed.
	OverHTTP Reason = iota
	// KeyMissing is a Secret that lacks what Flux verifies by.
	KeyMissing
	// PolicyMissing is a demand of Notation without a Secret.
	PolicyMissing
	// Bundled is a bundle that Flux verifies by one identity only.
	Bundled
)

// Of returns the signature that is demanded of a chart; unseen says why nobody can verify it here or, beside keys, why
// it is not known that Flux gets as far as to verify it.
func (d *Demand) Of(chart Chart, find Find, roots map[string]string) (signature contract.Signature, refusal *Refusal, unseen string) {
	switch {
	case !charts.IsOCI(chart.URL):
		return signature, &Refusal{Reason: OverHTTP}, ""
	case d.Provider == notation:
		return d.ofNotation(find)
	case d.Provider != cosign:
		return signature, nil, "its provider is '" + d.Provider + "'"
	}
	root, refusal, unseen := d.root(find, roots)
	if refusal != nil {
		return signature, refusal, ""
	}
	if d.Keys == "" {
		return contract.Signature{Identities: d.Identities, TrustedRoot: root}, nil, unseen
	}
	values, unknown := d.secret(find, d.Keys)
	if unknown != "" {
		return signature, nil, unknown
	}
	signature.Keys = endingWith(values, ".pub")
	if len(signature.Keys) == 0 {
		return signature, d.without(d.Keys, "*.pub"), ""
	}
	return signature, nil, unseen
}

// ofNotation finds what Flux refuses before it looks at a signature, which only Notation could verify.
func (d *Demand) ofNotation(find Find) (signature contract.Signature, refusal *Refusal, unseen string) {
	if d.Keys == "" {
		return signature, &Refusal{Reason: PolicyMissing}, ""
	}
	values, unseen := d.secret(find, d.Keys)
	switch {
	case unseen != "":
		return signature, nil, unseen
	case values[trustPolicy] == "":
		return signature, d.without(d.Keys, trustPolicy), ""
	case len(endingWith(values, ".crt", ".pem")) == 0:
		return signature, d.without(d.Keys, "*.crt", "*.pem"), ""
	}
	return signature, nil, "its provider is '" + notation + "'"
}

// root returns the trusted root that is demanded, or nothing.
func (d *Demand) root(find Find, roots map[string]string) (root string, refusal *Refusal, unseen string) {
	if d.TrustedRoot == "" {
		return "", nil, ""
	}
	values, unseen := d.secret(find, d.TrustedRoot)
	if root, ok := roots[d.TrustedRoot]; ok && unseen != "" {
		return root, nil, ""
	}
	if _, ok := values[trustedRoot]; !ok && unseen == "" {
		return "", d.without(d.TrustedRoot, trustedRoot), ""
	}
	return values[trustedRoot], nil, unseen
}

func (d *Demand) without(secret string, keys ...string) *Refusal {
	return &Refusal{Reason: KeyMissing, Secret: d.Namespace + "/" + secret, Keys: keys}
}

// TakesBundles says whether Flux verifies bundles for a demand: by keys, or by exactly one identity. Otherwise it
// takes signatures of the old format, and none as soon as a bundle is attached.
func (d *Demand) TakesBundles() bool { return d.Keys != "" || len(d.Identities) == 1 }

// endingWith are the values whose keys do, in the order of the keys.
func endingWith(values map[string]string, endings ...string) []string {
	var found []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(name, ending) }) {
			found = append(found, values[name])
		}
	}
	return found
}

// trustPolicy is the key of a Secret that Flux reads the policy of Notation from.
const trustPolicy = "trustpolicy.json"

// trustedRoot is the key of a Secret that Flux reads a trusted root from.
const trustedRoot = "trusted_root.json"

// secret returns the values of one, or why they are not known.
func (d *Demand) secret(find Find, name string) (values map[string]string, unseen string) {
	found := find("Secret", d.Namespace, name)
	if found == nil {
		return nil, notKnown("Secret", d.Namespace, name)
	}
	if _, encrypted, _ := unstructured.NestedMap(found.Object, "sops"); encrypted {
		return nil, fmt.Sprintf("its Secret '%s/%s' is encrypted", d.Namespace, name)
	}
	values, _, _ = unstructured.NestedStringMap(found.Object, "stringData")
	data, _, _ := unstructured.NestedStringMap(found.Object, "data")
	all := map[string]string{}
	for key, value := range data {
		decoded, err := base64.StdEncoding.DecodeString(strings.TrimSpace(value))
		if err != nil {
			continue // its own kind says what is wrong
		}
		all[key] = string(decoded)
	}
	maps.Copy(all, values)
	return all, ""
}
