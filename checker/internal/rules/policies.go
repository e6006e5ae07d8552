package rules

import (
	"cmp"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apiserver/pkg/authentication/serviceaccount"
	"k8s.io/apiserver/pkg/authentication/user"

	"flotilla.dev/checker/internal/admission"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// policies refuses what the admission policies of the fleet refuse to the account by which Flux applies an object; isValid
// says that the object is one of its kind, of which expressions can be evaluated.
func policies(object flux.Object, consumer Consumer, isValid bool) []kinds.Finding {
	applying := account(consumer)
	var findings []kinds.Finding
	for _, denial := range consumer.Cluster.Denials(owned(&object.Unstructured, consumer), applying) {
		if denial.Failed && !isValid {
			continue
		}
		culprit := blamed(&object.Unstructured, "", func(changed *unstructured.Unstructured) bool {
			left := consumer.Cluster.Denials(owned(changed, consumer), applying, denial.Policy)
			return !slices.Contains(left, denial)
		})
		findings = append(findings, kinds.Finding{
			Rule: Policy, Path: culprit,
			Message: "ValidatingAdmissionPolicy '" + denial.Policy + "' refuses OBJECT: ", Quote: denial.Message,
		})
	}
	return findings
}

// account is that as which Flux applies what a Kustomization has.
func account(consumer Consumer) user.Info {
	kustomization := unstructured.Unstructured{Object: consumer.Kustomization}
	own, _, _ := unstructured.NestedString(consumer.Kustomization, "spec", "serviceAccountName")
	_, byDefault := consumer.Cluster.Multitenancy()
	if name := cmp.Or(own, byDefault); name != "" {
		return serviceaccount.UserInfo(kustomization.GetNamespace(), name, "")
	}
	return serviceaccount.UserInfo(admission.FluxNamespace, "kustomize-controller", "")
}

// owned is an object with the labels by which Flux knows it again.
func owned(object *unstructured.Unstructured, consumer Consumer) *unstructured.Unstructured {
	const group = "kustomize.toolkit.fluxcd.io"
	kustomization := unstructured.Unstructured{Object: consumer.Kustomization}
	copied := object.DeepCopy()
	labels := copied.GetLabels()
	if labels == nil {
		labels = map[string]string{}
	}
	labels[group+"/name"], labels[group+"/namespace"] = kustomization.GetName(), kustomization.GetNamespace()
	copied.SetLabels(labels)
	return copied
}
