package check

import (
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/admission"
	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/kinds"
)

// A cluster is what is known of one: what the fleet and all folders have for it.
type cluster struct {
	objects map[string]*unstructured.Unstructured
	known   *kinds.Known
	// rendered are the fleet's own objects there.
	rendered []*unstructured.Unstructured
	// admitting is what the fleet renders for it, as far as it decides what is let in.
	admitting *admission.Cluster
}

func (r *run) cluster(name string) *cluster {
	found, ok := r.clusters[name]
	if !ok {
		found = &cluster{objects: map[string]*unstructured.Unstructured{}}
		r.clusters[name] = found
	}
	return found
}

func (c *cluster) add(object *unstructured.Unstructured) {
	c.objects[object.GetKind()+"\x00"+object.GetNamespace()+"\x00"+object.GetName()] = object
}

func (c *cluster) find(kind, namespace, name string) *unstructured.Unstructured {
	return c.objects[kind+"\x00"+namespace+"\x00"+name]
}

// definitions are those of the fleet's own.
func (c *cluster) definitions() []*unstructured.Unstructured {
	return slices.DeleteFunc(slices.Clone(c.rendered), func(object *unstructured.Unstructured) bool {
		return object.GetKind() != "CustomResourceDefinition"
	})
}

// know collects what clusters have, so that releases and Kustomizations find what they refer to.
func (r *run) know(request contract.Request, deliveries []*delivery) {
	for name, objects := range request.Objects {
		for _, object := range objects {
			own := &unstructured.Unstructured{Object: object}
			cluster := r.cluster(name)
			cluster.add(own)
			cluster.rendered = append(cluster.rendered, own)
		}
	}
	for _, delivery := range deliveries {
		r.learn(delivery)
	}
}

func (r *run) learn(delivery *delivery) {
	for i := range delivery.objects {
		r.cluster(delivery.consumer.Cluster).add(&delivery.objects[i].Unstructured)
	}
}

// define lets each cluster know the kinds that the fleet and its deliveries define, those of charts too.
func (r *run) define(deliveries []*delivery) {
	definitions := map[string][]*unstructured.Unstructured{}
	for _, delivery := range deliveries {
		for _, object := range delivery.all() {
			if isDefinition(object) {
				name := delivery.consumer.Cluster
				definitions[name] = append(definitions[name], object.Unstructured.DeepCopy())
			}
		}
	}
	for _, delivery := range deliveries {
		r.cluster(delivery.consumer.Cluster).known = nil
	}
	for _, delivery := range deliveries {
		if cluster := r.cluster(delivery.consumer.Cluster); cluster.known == nil {
			cluster.known = kinds.NewKnown(append(cluster.definitions(), definitions[delivery.consumer.Cluster]...))
			cluster.admitting = r.rendered.Of(delivery.consumer.Cluster, cluster.known)
		}
	}
}
