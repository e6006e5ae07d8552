package controllers

import (
	"context"
	"slices"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic/fake"
)

func TestOurArgumentsReplaceTheContainersOwn(t *testing.T) {
	ours := []string{"--health-addr=127.0.0.1:1", "--enable-leader-election=false"}
	for name, test := range map[string]struct{ args, want []string }{
		"none":           {nil, ours},
		"others stay":    {[]string{"--log-level=info", "plain"}, append([]string{"--log-level=info", "plain"}, ours...)},
		"joined value":   {[]string{"--health-addr=:9440", "--log-level=info"}, append([]string{"--log-level=info"}, ours...)},
		"separate value": {[]string{"--health-addr", ":9440", "--log-level=info"}, append([]string{"--log-level=info"}, ours...)},
		"no value":       {[]string{"--enable-leader-election", "--log-level=info"}, append([]string{"--log-level=info"}, ours...)},
		"longer name":    {[]string{"--health-addr-other=x"}, append([]string{"--health-addr-other=x"}, ours...)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := replaceArgs(test.args, ours); !slices.Equal(got, test.want) {
				t.Errorf("%q, wanted %q", got, test.want)
			}
		})
	}
}

func TestReferencesAreExpanded(t *testing.T) {
	variables := []string{"NAMESPACE=flux-system", "EMPTY="}
	for text, want := range map[string]string{
		"--host=nc.$(NAMESPACE).svc": "--host=nc.flux-system.svc",
		"$(EMPTY)":                   "",
		"$(UNKNOWN)":                 "$(UNKNOWN)",
		"$$(NAMESPACE)":              "$(NAMESPACE)",
		"$NAMESPACE ${NAMESPACE}":    "$NAMESPACE ${NAMESPACE}",
	} {
		if got := expand(text, variables); got != want {
			t.Errorf("%q becomes %q, wanted %q", text, got, want)
		}
	}
}

func TestEnvironmentIsResolvedLikeAKubelets(t *testing.T) {
	client := fake.NewSimpleDynamicClient(runtime.NewScheme(),
		object("ConfigMap", "settings", map[string]any{"level": "debug"}),
		object("Secret", "token", map[string]any{"value": "aHVzaA=="}))
	yes := true
	container := corev1.Container{Name: "manager",
		Resources: corev1.ResourceRequirements{Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("1Gi")}},
		Env: []corev1.EnvVar{
			{Name: "PLAIN", Value: "value"},
			{Name: "JOINED", Value: "a $(PLAIN)"},
			{Name: "NAMESPACE", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "metadata.namespace"}}},
			{Name: "ACCOUNT", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "spec.serviceAccountName"}}},
			{Name: "POD_IP", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "status.podIP"}}},
			{Name: "MEMORY", ValueFrom: &corev1.EnvVarSource{ResourceFieldRef: &corev1.ResourceFieldSelector{Resource: "limits.memory"}}},
			{Name: "LEVEL", ValueFrom: &corev1.EnvVarSource{ConfigMapKeyRef: &corev1.ConfigMapKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: "settings"}, Key: "level"}}},
			{Name: "TOKEN", ValueFrom: &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: "token"}, Key: "value"}}},
			{Name: "ABSENT", ValueFrom: &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: "none"}, Key: "value", Optional: &yes}}},
		}}
	got, err := environment(context.Background(), client, "flux-system", "operator", container)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"PLAIN=value", "JOINED=a value", "NAMESPACE=flux-system", "ACCOUNT=operator", "MEMORY=1073741824", "LEVEL=debug", "TOKEN=hush"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, wanted %q", got, want)
	}

	container.Env[8].ValueFrom.SecretKeyRef.Optional = nil
	_, err = environment(context.Background(), client, "flux-system", "operator", container)
	if err == nil || err.Error() != "variable ABSENT of container manager not resolved: no key value in secret none" {
		t.Errorf("a missing secret: %v", err)
	}
}

func TestRevisionChangesWithWhatRuns(t *testing.T) {
	two, none := int32(2), int32(0)
	deployment := func(change func(*appsv1.Deployment)) *appsv1.Deployment {
		d := &appsv1.Deployment{}
		d.UID = "1"
		d.Spec.Template.Spec.Containers = []corev1.Container{{Args: []string{"--a"}}}
		change(d)
		return d
	}
	same := revision(deployment(func(*appsv1.Deployment) {}))
	for name, test := range map[string]struct {
		deployment *appsv1.Deployment
		want       string
	}{
		"no deployment":    {nil, ""},
		"being deleted":    {deployment(func(d *appsv1.Deployment) { d.DeletionTimestamp = &metav1.Time{} }), ""},
		"scaled to none":   {deployment(func(d *appsv1.Deployment) { d.Spec.Replicas = &none }), ""},
		"more replicas":    {deployment(func(d *appsv1.Deployment) { d.Spec.Replicas = &two }), same},
		"labelled anew":    {deployment(func(d *appsv1.Deployment) { d.Labels = map[string]string{"a": "b"} }), same},
		"reports a status": {deployment(func(d *appsv1.Deployment) { d.Status.ReadyReplicas = 1 }), same},
	} {
		if got := revision(test.deployment); got != test.want {
			t.Errorf("%s: %q, wanted %q", name, got, test.want)
		}
	}
	for name, changed := range map[string]*appsv1.Deployment{
		"other arguments": deployment(func(d *appsv1.Deployment) { d.Spec.Template.Spec.Containers[0].Args = []string{"--b"} }),
		"created anew":    deployment(func(d *appsv1.Deployment) { d.UID = "2" }),
		"restarted":       deployment(func(d *appsv1.Deployment) { d.Spec.Template.Annotations = map[string]string{"restartedAt": "now"} }),
	} {
		if revision(changed) == same {
			t.Errorf("%s: no other revision", name)
		}
	}
}

func object(kind, name string, data map[string]any) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": kind,
		"metadata": map[string]any{"name": name, "namespace": "flux-system"}, "data": data}}
}
