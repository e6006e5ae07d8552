package rules

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/kubernetes/pkg/util/parsers"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/kinds"
)

// A part of a version, such as 2, v1.27, 2.x or 1.27-alpine: publishers move such a tag to the newest that it stands for.
var partial = regexp.MustCompile(`^v?\d{1,3}(\.(\d{1,4}|[xX*]))?(\.[xX*])?([-_.+][A-Za-z].*)?$`)

// moves says that a tag is a name that stays while what it names changes. It is a guess: any tag can be moved.
func moves(tag string) bool {
	return tag == "latest" || !strings.ContainsAny(tag, "0123456789") || partial.MatchString(tag)
}

// OutsideRings are the parts of an object that change on all clusters at the same time, whatever the rings are at; what is
// at the tag of the cluster's own ring follows that. The same is in RingRule.java, by the same cases.
func OutsideRings(object flux.Object, ring string) []kinds.Finding {
	var findings []kinds.Finding
	for _, image := range imagesOf(object) {
		_, tag, digest, err := parsers.ParseImageName(image.name)
		if err == nil && digest == "" && tag != ring && moves(tag) {
			findings = append(findings, unpinned("an image", image.path, ""))
		}
	}
	switch group, kind := object.GroupVersionKind().Group, object.GetKind(); group {
	case "source.toolkit.fluxcd.io":
		findings = append(findings, movingSource(object, kind, ring)...)
	case "helm.toolkit.fluxcd.io":
		findings = append(findings, movingChart(object, "spec.chart.spec")...)
	case "fluxcd.controlplane.io":
		if kind == "ResourceSetInputProvider" && textAt(object, "spec.type") != "Static" {
			findings = append(findings, kinds.Finding{
				Rule: Rings, Path: "spec.type", Message: "inputs must be static to follow the rings, got 'VALUE' in 'PATH' in OBJECT",
				Remedy: "name the values themselves",
			})
		}
	}
	return findings
}

func movingSource(object flux.Object, kind, ring string) []kinds.Finding {
	switch kind {
	case "OCIRepository":
		return movingReference(object, ring)
	case "GitRepository":
		return movingCommit(object)
	case "HelmChart":
		return movingChart(object, "spec")
	case "Bucket":
		return []kinds.Finding{{
			Rule: Rings, Path: "spec.bucketName", Message: "a source must have versions to follow the rings, got 'VALUE' in 'PATH' in OBJECT",
			Remedy: "take it from a registry or from Git",
		}}
	}
	return nil
}

// movingReference looks at the field that Flux takes: the digest goes before the range, and that before the tag.
func movingReference(object flux.Object, ring string) []kinds.Finding {
	semver, tag := textAt(object, "spec.ref.semver"), textAt(object, "spec.ref.tag")
	switch {
	case textAt(object, "spec.ref.digest") != "":
	case semver != "":
		if !charts.IsExact(semver) {
			return []kinds.Finding{unpinned("a source", "spec.ref.semver", "")}
		}
	case tag == "":
		return []kinds.Finding{unpinned("a source", "spec.ref", "latest")}
	case tag != ring && moves(tag):
		return []kinds.Finding{unpinned("a source", "spec.ref.tag", "")}
	}
	return nil
}

// movingCommit looks at the field that Flux takes: a commit goes before the name of a ref, and so on.
func movingCommit(object flux.Object) []kinds.Finding {
	name, semver, tag := textAt(object, "spec.ref.name"), textAt(object, "spec.ref.semver"), textAt(object, "spec.ref.tag")
	path, got := "", ""
	switch {
	case textAt(object, "spec.ref.commit") != "":
	case name != "":
		if released, ok := strings.CutPrefix(name, "refs/tags/"); !ok || moves(released) {
			path = "spec.ref.name"
		}
	case semver != "":
		if !charts.IsExact(semver) {
			path = "spec.ref.semver"
		}
	case tag != "":
		if moves(tag) {
			path = "spec.ref.tag"
		}
	case textAt(object, "spec.ref.branch") != "":
		path = "spec.ref.branch"
	default:
		path, got = "spec.ref", "master"
	}
	if path == "" {
		return nil
	}
	return []kinds.Finding{{
		Rule: Rings, Path: path, Got: got,
		Message: "a source from Git must be at a commit or the tag of a version to follow the rings, got 'VALUE' in 'PATH' in OBJECT",
		Remedy:  "name one",
	}}
}

// movingChart looks at a chart by its version; one from another source than a Helm repository has that of the source.
func movingChart(object flux.Object, path string) []kinds.Finding {
	if textAt(object, path+".sourceRef.kind") != "HelmRepository" || charts.IsExact(textAt(object, path+".version")) {
		return nil
	}
	return []kinds.Finding{unpinned("a chart", path+".version", cmp.Or(textAt(object, path+".version"), helm.Any))}
}

func unpinned(what, path, got string) kinds.Finding {
	return kinds.Finding{
		Rule: Rings, Path: path, Got: got,
		Message: fmt.Sprintf("%s must have a whole version or a digest to follow the rings, got 'VALUE' in 'PATH' in OBJECT", what),
		Remedy:  "name one, such as '1.2.3'",
	}
}

// textAt is a text in an object, or empty.
func textAt(object flux.Object, path string) string {
	text, _, _ := unstructured.NestedString(object.Object, strings.Split(path, ".")...)
	return text
}
