package rules

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// public matches certificates and public keys, and what SOPS has encrypted.
var public = regexp.MustCompile(`(?s)^\s*(((-----BEGIN (CERTIFICATE|[A-Z ]*PUBLIC KEY( BLOCK)?)-----[^-]+(-[^-]+)*-----END [A-Z ]+-----` +
	`|(ssh|ecdsa|sk-ssh|sk-ecdsa)-[-\w@.]+ AAAA[A-Za-z0-9+/]+=*( [^\n]*)?\r?(\n|$))\s*)*|ENC\[.*\]\s*)$`)

// secrets refuses what anybody who can pull the artifact could read, and what no cluster can decrypt.
func secrets(object flux.Object, consumer Consumer) []kinds.Finding {
	if object.Encrypted && !consumer.Decrypts {
		return []kinds.Finding{{
			Rule: Secret, Path: "sops",
			Message: "an encrypted object must be in an artifact that Flux decrypts, got OBJECT, which would be applied as it is",
			Remedy:  "give the artifact a decryption in the fleet",
		}}
	}
	if !isCore(object, "Secret") {
		return nil
	}
	var findings []kinds.Finding
	for _, field := range []string{"data", "stringData"} {
		values, _, _ := unstructured.NestedMap(object.Object, field)
		for _, key := range slices.Sorted(maps.Keys(values)) {
			text := fmt.Sprint(values[key])
			if field == "data" {
				if decoded, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text)); err == nil {
					text = string(decoded)
				}
			}
			if !public.MatchString(text) && !isTrust(key, text) && !(consumer.Decrypts && isEncryptedFile(text)) {
				findings = append(findings, kinds.Finding{
					Rule: Secret, Path: field + "." + key,
					Message: "'PATH' in OBJECT must be encrypted by SOPS, or a certificate or public key, got something else, which everybody who can pull the artifact can read",
					Remedy:  "encrypt it with 'sops', or create the Secret on the cluster with a Credential",
				})
			}
		}
	}
	return findings
}

// isTrust says that a file is one by which Flux verifies signatures, which has certificates and names alone: a trusted root
// of Sigstore, or the trust policy of Notation.
func isTrust(key, text string) bool {
	var file struct {
		MediaType     string `json:"mediaType"`
		TrustPolicies []any  `json:"trustPolicies"`
	}
	if json.Unmarshal([]byte(text), &file) != nil {
		return false
	}
	switch key {
	case "trusted_root.json":
		return strings.HasPrefix(file.MediaType, "application/vnd.dev.sigstore.trustedroot+json")
	case "trustpolicy.json":
		return len(file.TrustPolicies) > 0
	}
	return false
}

// isEncryptedFile says that SOPS has encrypted a file that kustomize makes a Secret of.
func isEncryptedFile(text string) bool {
	return strings.Contains(text, "ENC[AES256_GCM,") && strings.Contains(text, "sops")
}
