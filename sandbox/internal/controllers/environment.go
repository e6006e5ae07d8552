package controllers

import (
	"context"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
)

// environment resolves a container's variables as a kubelet does, as far as there is no pod needed.
func environment(ctx context.Context, client dynamic.Interface, namespace, serviceAccount string, container corev1.Container) ([]string, error) {
	var variables []string
	for _, variable := range container.Env {
		value, found := expand(variable.Value, variables), true
		if from := variable.ValueFrom; from != nil {
			var err error
			if value, found, err = resolve(ctx, client, namespace, serviceAccount, container, from); err != nil {
				return nil, fmt.Errorf("variable %s of container %s not resolved: %w", variable.Name, container.Name, err)
			}
		}
		if found {
			variables = append(variables, variable.Name+"="+value)
		}
	}
	return variables, nil
}

func resolve(ctx context.Context, client dynamic.Interface, namespace, serviceAccount string, container corev1.Container, from *corev1.EnvVarSource) (value string, found bool, err error) {
	switch {
	case from.FieldRef != nil && from.FieldRef.FieldPath == "metadata.namespace":
		return namespace, true, nil
	case from.FieldRef != nil && from.FieldRef.FieldPath == "spec.serviceAccountName":
		return serviceAccount, true, nil
	case from.ResourceFieldRef != nil:
		kind, resource, _ := strings.Cut(from.ResourceFieldRef.Resource, ".")
		quantities := map[string]corev1.ResourceList{"limits": container.Resources.Limits, "requests": container.Resources.Requests}[kind]
		quantity, found := quantities[corev1.ResourceName(resource)]
		return fmt.Sprint(quantity.Value()), found, nil
	case from.ConfigMapKeyRef != nil:
		ref := from.ConfigMapKeyRef
		return lookUp(ctx, client, "configmaps", namespace, ref.Name, ref.Key, ref.Optional)
	case from.SecretKeyRef != nil:
		ref := from.SecretKeyRef
		encoded, found, err := lookUp(ctx, client, "secrets", namespace, ref.Name, ref.Key, ref.Optional)
		if err != nil || !found {
			return "", found, err
		}
		secret, err := base64.StdEncoding.DecodeString(encoded)
		return string(secret), true, err
	}
	return "", false, nil // the fields of a pod that does not run
}

func lookUp(ctx context.Context, client dynamic.Interface, resource, namespace, name, key string, optional *bool) (string, bool, error) {
	object, err := client.Resource(corev1.SchemeGroupVersion.WithResource(resource)).Namespace(namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil && !apierrors.IsNotFound(err) {
		return "", false, err
	}
	if err == nil {
		if value, found, _ := unstructured.NestedString(object.Object, "data", key); found {
			return value, true, nil
		}
	}
	if optional != nil && *optional {
		return "", false, nil
	}
	return "", false, fmt.Errorf("no key %s in %s %s", key, strings.TrimSuffix(resource, "s"), name)
}

var reference = regexp.MustCompile(`\$\$|\$\([A-Za-z_.-][A-Za-z0-9_.-]*\)`)

// expand replaces $(NAME) by the variable's value; what is unknown stays, and $$ is a plain dollar.
func expand(text string, variables []string) string {
	return reference.ReplaceAllStringFunc(text, func(match string) string {
		if match == "$$" {
			return "$"
		}
		for _, variable := range variables {
			if name, value, _ := strings.Cut(variable, "="); match == "$("+name+")" {
				return value
			}
		}
		return match
	})
}

func expandAll(texts, variables []string) []string {
	expanded := make([]string, len(texts))
	for i, text := range texts {
		expanded[i] = expand(text, variables)
	}
	return expanded
}
