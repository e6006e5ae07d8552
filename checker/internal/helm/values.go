package helm

import (
	"context"
	"strings"

	"github.com/fluxcd/pkg/chartutil"
	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"helm.sh/helm/v4/pkg/chart/common"

	v2 "github.com/fluxcd/helm-controller/api/v2"
)

// Find returns an object that is known of a cluster, or nil.
type Find func(kind, namespace, name string) *unstructured.Unstructured

// Values merges the values of a release. Unknown are the references whose values nothing known has: of Secrets, and of
// ConfigMaps that something else creates.
func Values(release *v2.HelmRelease, find Find) (values common.Values, unknown []v2.ValuesReference, err error) {
	var known []v2.ValuesReference
	for _, reference := range release.Spec.ValuesFrom {
		if reference.Kind == "ConfigMap" && configMap(find, release.Namespace, reference.Name) != nil {
			known = append(known, reference)
		} else if !reference.Optional || reference.Kind == "Secret" {
			unknown = append(unknown, reference)
		}
	}
	values, err = chartutil.ChartValuesFromReferences(
		context.Background(), logr.Discard(), configMaps{find: find}, release.Namespace, release.GetValues(), known...)
	for _, reference := range unknown {
		if reference.TargetPath != "" && err == nil {
			err = chartutil.ReplacePathLiteralValue(values, reference.TargetPath, standIn)
		}
	}
	return values, unknown, err
}

// standIn stands for a single value that nobody knows, so that a template that wants one has it.
const standIn = "unknown"

// HasStandIn says whether a text of a release whose values are not all known may have a stand-in for one.
func HasStandIn(text string) bool { return strings.Contains(text, standIn) }

// configMaps are those that are known of a cluster, for a library that asks a cluster.
type configMaps struct {
	client.Client
	find Find
}

func (c configMaps) Get(_ context.Context, key client.ObjectKey, into client.Object, _ ...client.GetOption) error {
	found := configMap(c.find, key.Namespace, key.Name)
	target, ok := into.(*corev1.ConfigMap)
	if found == nil || !ok {
		return apierrors.NewNotFound(schema.GroupResource{Resource: "configmaps"}, key.Name)
	}
	return runtime.DefaultUnstructuredConverter.FromUnstructured(found.Object, target)
}

// configMap returns one whose values are known, which those are not that SOPS has encrypted.
func configMap(find Find, namespace, name string) *unstructured.Unstructured {
	found := find("ConfigMap", namespace, name)
	if found == nil {
		return nil
	}
	if _, encrypted, _ := unstructured.NestedMap(found.Object, "sops"); encrypted {
		return nil
	}
	return found
}
