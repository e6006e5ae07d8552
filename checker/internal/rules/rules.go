// Package rules has what an object of an artifact must be beyond what its kind says.
package rules

import (
	"fmt"
	"strings"

	"flotilla.dev/checker/internal/admission"
	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// The rules, by the names that annotations have for them.
const (
	Environment = "environment"
	Build       = "build"
	Remote      = "remote"
	Chart       = "chart"
	// Signature is broken by a chart without the signature that clusters demand.
	Signature   = "signature"
	Version     = "version"
	Variable    = "variable"
	Scope       = "scope"
	Namespace   = "namespace"
	Duplicate   = "duplicate"
	Secret      = "secret"
	Image       = "image"
	PodSecurity = "podsecurity"
	Policy      = "policy"
	// CrossNamespace is broken by a reference to another namespace, which Flux does not follow.
	CrossNamespace = "crossns"
	Size           = "size"
	// Rings is broken by what changes on all clusters at the same time, whatever their rings are at.
	Rings  = "rings"
	Switch = "switch"
)

// Switchable are the rules of objects, which an annotation may switch off.
var Switchable = []string{Chart, CrossNamespace, Duplicate, kinds.Field, Image, kinds.Kind, Namespace, PodSecurity, Policy, Rings, Scope, Secret, Signature, Size, kinds.Value, Variable, Version}

// A Consumer is for whom an object is checked.
type Consumer struct {
	contract.Consumer
	Known *kinds.Known
	// Cluster is what the fleet renders for the consumer's cluster.
	Cluster *admission.Cluster
	// Target is the namespace that objects of a tenant must be in, and Decrypts whether Flux decrypts them.
	Target   string
	Decrypts bool
	// HasMore means that the cluster has variables whose names are not known.
	HasMore bool
}

// Object returns what is wrong with one object. Known is false if nothing says what its kind may have.
func Object(object flux.Object, consumer Consumer) (findings []kinds.Finding, known bool) {
	findings = append(findings, variables(object, consumer)...)
	if object.Unsubstituted != nil || len(findings) > 0 && hasBroken(object) {
		return findings, true
	}
	findings = append(findings, scopes(object, consumer)...)
	if object.Release == nil { // what is in a chart, or in the values of a release, is no secret any more
		findings = append(findings, secrets(object, consumer)...)
	}
	findings = append(findings, images(object)...)
	plain := object.DeepCopy()
	delete(plain.Object, "sops") // Flux removes it when it decrypts
	found, known := consumer.Known.Findings(plain, consumer.Kubernetes)
	for _, one := range found {
		// A value without its variable is none that the cluster will get, nor one that SOPS has encrypted.
		if !usesVariable(object, one.Path) && !(object.Encrypted && one.Rule == kinds.Value) {
			findings = append(findings, one)
		}
	}
	return append(findings, limits(object, consumer, len(found) == 0)...), known
}

func usesVariable(object flux.Object, path string) bool {
	for _, use := range object.Variables {
		if use.Path == path {
			return true
		}
	}
	return false
}

// Name names an object as messages do.
func Name(object flux.Object) string {
	name := object.GetName()
	if namespace := object.GetNamespace(); namespace != "" {
		name = namespace + "/" + name
	}
	return fmt.Sprintf("%s '%s'", object.GetKind(), name)
}

func hasBroken(object flux.Object) bool {
	for _, use := range object.Variables {
		if use.Broken != "" {
			return true
		}
	}
	return false
}

func isCore(object flux.Object, kind string) bool {
	return object.GetAPIVersion() == "v1" && object.GetKind() == kind
}

func quoted(values []string) string {
	return "'" + strings.Join(values, "', '") + "'"
}
