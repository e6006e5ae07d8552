package rules

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/kubernetes/pkg/util/parsers"

	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// pods are where the pods of a kind are.
var pods = map[string]string{
	"Pod": "spec", "PodTemplate": "template.spec", "ReplicationController": "spec.template.spec", "Deployment": "spec.template.spec",
	"ReplicaSet": "spec.template.spec", "StatefulSet": "spec.template.spec", "DaemonSet": "spec.template.spec", "Job": "spec.template.spec",
	"CronJob": "spec.jobTemplate.spec.template.spec",
}

// podSpec returns where the spec of an object's pods is.
func podSpec(object flux.Object) (path string, ok bool) {
	path, ok = pods[object.GetKind()]
	group := object.GroupVersionKind().Group
	return path, ok && (group == "" || group == "apps" || group == "batch")
}

// An image is one that an object names, and where.
type image struct{ name, path string }

// imagesOf are those of an object's pods.
func imagesOf(object flux.Object) []image {
	path, ok := podSpec(object)
	if !ok {
		return nil
	}
	var all []image
	for _, list := range []string{"initContainers", "containers"} {
		containers, _, _ := unstructured.NestedSlice(object.Object, append(strings.Split(path, "."), list)...)
		for i, container := range containers {
			fields, _ := container.(map[string]any)
			if name, _ := fields["image"].(string); name != "" {
				all = append(all, image{name, fmt.Sprintf("%s.%s[%d].image", path, list, i)})
			}
		}
	}
	return all
}

// Images are those of an object's pods that nodes could pull.
func Images(object flux.Object) []contract.ImageContent {
	var all []contract.ImageContent
	for _, image := range imagesOf(object) {
		if repository, tag, digest, err := parsers.ParseImageName(image.name); err == nil {
			all = append(all, contract.ImageContent{Repository: repository, Tag: tag, Digest: digest})
		}
	}
	return all
}

// images refuses images that move by themselves.
func images(object flux.Object) []kinds.Finding {
	var findings []kinds.Finding
	for _, image := range imagesOf(object) {
		_, tag, digest, err := parsers.ParseImageName(image.name)
		if err == nil && (digest != "" || tag != "latest") {
			continue
		}
		message := "an image must have a version, got 'VALUE' in 'PATH' in OBJECT"
		if err != nil {
			message = "an image must be written 'registry/repository:tag', got 'VALUE' in 'PATH' in OBJECT"
		}
		findings = append(findings, kinds.Finding{
			Rule: Image, Path: image.path,
			Message: message, Remedy: "name a tag other than 'latest', or a digest",
		})
	}
	return findings
}
