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
	made := &Demand{Namespace: namespace, Provider: cmp.Or(provider, "cosign")} // the default of the definitions
	for _, identity := range identities {
		made.Identities = append(made.Identities, contract.Identity{Issuer: identity.Issuer, Subject: identity.Subject})
	}
	if root != nil {
		made.TrustedRoot = root.Name
	}
	if keys != nil { // then only keys count
		made.Keys, made.Identities, made.TrustedRoot = keys.Name, nil, ""
	}
	return made
}

// A Refusal is why no signature could satisfy a demand: a Secret that lacks a key, or, without one, a repository over
// HTTP, for which Flux fails where a signature is demanded.
type Refusal struct{ Secret, Key string }

// Of returns the signature that is demanded of a chart; unseen says why nobody can verify it here.
func (d *Demand) Of(chart Chart, find Find, roots map[string]string) (signature contract.Signature, refusal *Refusal, unseen string) {
	switch {
	case !charts.IsOCI(chart.URL):
		return signature, &Refusal{}, ""
	case d.Provider != "cosign":
		return signature, nil, "its provider is '" + d.Provider + "'"
	case d.Keys != "":
		values, unseen := d.secret(find, d.Keys)
		if unseen != "" {
			return signature, nil, unseen
		}
		for _, name := range slices.Sorted(maps.Keys(values)) {
			if strings.HasSuffix(name, ".pub") {
				signature.Keys = append(signature.Keys, values[name])
			}
		}
		if len(signature.Keys) == 0 {
			return signature, &Refusal{d.Namespace + "/" + d.Keys, "*.pub"}, ""
		}
		return signature, nil, ""
	}
	signature.Identities = d.Identities
	if d.TrustedRoot == "" {
		return signature, nil, ""
	}
	values, unseen := d.secret(find, d.TrustedRoot)
	if root, ok := roots[d.TrustedRoot]; ok && unseen != "" {
		values, unseen = map[string]string{trustedRoot: root}, ""
	}
	if _, ok := values[trustedRoot]; !ok && unseen == "" {
		return signature, &Refusal{d.Namespace + "/" + d.TrustedRoot, trustedRoot}, ""
	}
	signature.TrustedRoot = values[trustedRoot]
	return signature, nil, unseen
}

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
