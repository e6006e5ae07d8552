package check

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/rules"
)

// A source is how a cluster names the source of an artifact.
type source struct{ kind, namespace, name string }

func sourceOf(kustomization map[string]any) source {
	text := func(path ...string) string {
		value, _, _ := unstructured.NestedString(kustomization, path...)
		return value
	}
	return source{
		text("spec", "sourceRef", "kind"),
		cmp.Or(text("spec", "sourceRef", "namespace"), text("metadata", "namespace")),
		text("spec", "sourceRef", "name"),
	}
}

// nested adds what Kustomizations in an artifact apply of the same artifact, as deliveries of their own, to any depth. A
// cluster applies each Kustomization once, so one that applies itself ends there.
func (r *run) nested(deliveries []*delivery) []*delivery {
	seen := map[string]bool{}
	for _, delivery := range deliveries {
		seen[delivery.name()] = true
	}
	for i := 0; i < len(deliveries); i++ { // it grows
		for _, object := range deliveries[i].objects {
			if !isOf(object, "kustomize.toolkit.fluxcd.io", "Kustomization") {
				continue
			}
			child := deliveries[i].below(object)
			if seen[child.name()] || !r.reaches(deliveries[i], child, object) {
				continue
			}
			seen[child.name()] = true
			r.substitute(deliveries[i], child, object)
			r.fill(child)
			r.learn(child)
			deliveries = append(deliveries, child)
		}
	}
	return deliveries
}

// name is unique among the Kustomizations of all clusters.
func (d *delivery) name() string {
	kustomization := unstructured.Unstructured{Object: d.consumer.Kustomization}
	return strings.Join([]string{d.consumer.Cluster, kustomization.GetNamespace(), kustomization.GetName()}, "\x00")
}

// below is what a Kustomization in a delivery applies, yet unfilled. What a tenant's Kustomizations may do is the same at
// any depth.
func (d *delivery) below(object flux.Object) *delivery {
	child := *d
	child.objects, child.releases, child.hasMore, child.isPartial = nil, nil, false, false
	child.consumer.Kustomization = object.Object
	child.consumer.Variables = nil
	if !d.consumer.Tenant {
		child.target, _, _ = unstructured.NestedString(object.Object, "spec", "targetNamespace")
	}
	return &child
}

// reaches says whether a Kustomization applies a folder of the artifact that it is in; if not, it is listed or a problem.
func (r *run) reaches(parent, child *delivery, object flux.Object) bool {
	note := func(because string) bool {
		parent.isPartial = true
		if !parent.folder.Definitions {
			r.answers.note(parent, object, "spec.sourceRef", rules.Build,
				"what "+rules.Name(object)+" applies is not looked at: "+because, "")
		}
		return false
	}
	if _, elsewhere, _ := unstructured.NestedMap(object.Object, "spec", "kubeConfig"); elsewhere {
		return note("it goes to another cluster")
	}
	if other := sourceOf(object.Object); other != parent.source {
		return note(fmt.Sprintf("it is of %s '%s/%s'", other.kind, other.namespace, other.name))
	}
	if parent.folder.Definitions {
		return true
	}
	folder := flux.Folder(child.consumer.Kustomization)
	if info, err := os.Stat(filepath.Join(child.root, filepath.FromSlash(folder))); err != nil || !info.IsDir() {
		r.answers.finding(parent, object, rules.MissingFolder(folder))
		return false
	}
	if target, _, _ := unstructured.NestedString(object.Object, "spec", "targetNamespace"); child.consumer.Tenant && target != "" && target != child.target {
		r.answers.finding(parent, object, rules.TenantKustomization(target, child.target))
		return false
	}
	return true
}

// substitute gives a Kustomization the variables of the ConfigMaps that are known of its cluster.
func (r *run) substitute(parent, child *delivery, object flux.Object) {
	references, _, _ := unstructured.NestedSlice(object.Object, "spec", "postBuild", "substituteFrom")
	child.consumer.Variables = map[string]string{}
	var unknown []string
	for _, reference := range references {
		fields, _ := reference.(map[string]any)
		kind, name := fmt.Sprint(fields["kind"]), fmt.Sprint(fields["name"])
		found := r.cluster(child.consumer.Cluster).find(kind, object.GetNamespace(), name)
		if kind == "Secret" || found == nil {
			if fields["optional"] != true || kind == "Secret" {
				unknown = append(unknown, kind+" '"+name+"'")
			}
			continue
		}
		data, _, _ := unstructured.NestedStringMap(found.Object, "data")
		for name, value := range data {
			child.consumer.Variables[name] = value
		}
	}
	if child.hasMore = len(unknown) > 0; child.hasMore && !parent.folder.Definitions {
		slices.Sort(unknown)
		r.answers.note(parent, object, "spec.postBuild", rules.Variable,
			"the variables of "+rules.Name(object)+" from "+strings.Join(unknown, " and ")+" are not known", "")
	}
}
