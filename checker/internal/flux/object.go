package flux

import (
	"context"
	"maps"
	"path"
	"slices"

	"github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/yaml"

	"flotilla.dev/checker/internal/place"
)

// An Object is what a cluster gets of one object, and where it comes from.
type Object struct {
	unstructured.Unstructured
	// Place is the file, relative to the artifact.
	Place place.Object
	// Written is the namespace before the Kustomization's target namespace replaces it.
	Written string
	// Encrypted means that SOPS has encrypted values of it.
	Encrypted bool
	// Variables are the uses of variables that the cluster does not have.
	Variables []Use
	// Release is the HelmRelease of the artifact whose chart this is from, and Template the chart's file.
	Release  *Object
	Template string
	// Once means that another release may have it too.
	Once bool
	// Unsubstituted says why no variables could be put in; then the values are none that a cluster gets.
	Unsubstituted error
}

// Objects returns what a cluster with these variables gets.
func (b *Build) Objects(variables map[string]string) ([]Object, error) {
	var objects []Object
	for i, built := range b.resources {
		object, err := b.object(built.DeepCopy(), variables)
		if err != nil {
			return nil, err
		}
		if i < len(b.written) {
			object.Written = b.written[i]
		}
		b.addCommonMetadata(&object)
		objects = append(objects, object)
	}
	return objects, nil
}

func (b *Build) object(built *resource.Resource, variables map[string]string) (Object, error) {
	object := Object{Place: b.place(built)}
	if err := object.read(built); err != nil {
		return Object{}, err
	}
	_, object.Encrypted, _ = unstructured.NestedString(object.Object, "sops", "mac")
	applied, vars := b.withVariables(variables)
	_, substitutes, _ := unstructured.NestedMap(applied.Object, "spec", "postBuild")
	if !substitutes || !isSubstituted(object) {
		return object, nil
	}
	object.Variables = undefined(object.Object, "", vars)
	if slices.ContainsFunc(object.Variables, func(use Use) bool { return use.Broken != "" }) {
		return object, nil
	}
	_, object.Unsubstituted = kustomize.SubstituteVariables(
		context.Background(), nil, applied, built, kustomize.SubstituteWithDryRun(true))
	if object.Unsubstituted != nil {
		return object, nil
	}
	return object, object.read(built)
}

// addCommonMetadata does what kustomize-controller does with spec.commonMetadata, after it has put variables in.
func (b *Build) addCommonMetadata(object *Object) {
	if common, _, _ := unstructured.NestedStringMap(b.kustomization.Object, "spec", "commonMetadata", "labels"); len(common) > 0 {
		object.SetLabels(merged(object.GetLabels(), common))
	}
	if common, _, _ := unstructured.NestedStringMap(b.kustomization.Object, "spec", "commonMetadata", "annotations"); len(common) > 0 {
		object.SetAnnotations(merged(object.GetAnnotations(), common))
	}
}

func merged(own, common map[string]string) map[string]string {
	all := map[string]string{}
	maps.Copy(all, own)
	maps.Copy(all, common)
	return all
}

const substitute = "kustomize.toolkit.fluxcd.io/substitute"

func isSubstituted(object Object) bool {
	return object.GetLabels()[substitute] != kustomize.DisabledValue &&
		object.GetAnnotations()[substitute] != kustomize.DisabledValue
}

// withVariables returns the Kustomization with all variables in it, so that no cluster is asked.
func (b *Build) withVariables(variables map[string]string) (unstructured.Unstructured, map[string]string) {
	applied := *b.kustomization.DeepCopy()
	own, _, _ := unstructured.NestedStringMap(applied.Object, "spec", "postBuild", "substitute")
	vars := map[string]string{}
	maps.Copy(vars, variables)
	maps.Copy(vars, own)
	if len(vars) > 0 {
		if _, found, _ := unstructured.NestedMap(applied.Object, "spec", "postBuild"); found {
			_ = unstructured.SetNestedStringMap(applied.Object, vars, "spec", "postBuild", "substitute")
		}
	}
	return applied, vars
}

func (o *Object) read(built *resource.Resource) error {
	text, err := built.MarshalJSON()
	if err != nil {
		return err
	}
	if err := o.UnmarshalJSON(text); err != nil {
		return err
	}
	annotations := o.GetAnnotations()
	delete(annotations, originKey)
	if len(annotations) == 0 {
		unstructured.RemoveNestedField(o.Object, "metadata", "annotations")
	} else {
		o.SetAnnotations(annotations)
	}
	return nil
}

const originKey = "config.kubernetes.io/origin"

// place reads kustomize's annotation of where a resource comes from.
func (b *Build) place(built *resource.Resource) place.Object {
	var origin struct {
		Path         string `json:"path"`
		ConfiguredIn string `json:"configuredIn"`
	}
	_ = yaml.Unmarshal([]byte(built.GetAnnotations()[originKey]), &origin)
	file := origin.Path
	if file == "" {
		file = origin.ConfiguredIn // generated
	}
	return place.Object{File: path.Join(b.folder, file), Kind: built.GetKind(), Name: built.OrgId().Name}
}
