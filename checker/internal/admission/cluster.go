// Package admission knows what clusters let in, from what the fleet renders for each. It decides by the code of the API
// server; what is here only gives that code the objects, in place of a cluster.
package admission

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"

	"flotilla.dev/checker/internal/kinds"
)

// A Cluster is what the fleet renders for one cluster, as far as its API server decides by it.
type Cluster struct {
	namespaces corelisters.NamespaceLister
}

// Clusters are all of a fleet.
type Clusters struct {
	rendered map[string][]map[string]any
}

// NewClusters returns clusters by what the fleet renders for each.
func NewClusters(rendered map[string][]map[string]any) *Clusters {
	return &Clusters{rendered}
}

// Of reads what is rendered for a cluster. What it cannot read counts for nothing: the fleet itself
// is checked when it is synthesized.
func (c *Clusters) Of(name string) *Cluster {
	var read []runtime.Object
	for _, object := range c.rendered[name] {
		if one, err := kinds.Read(object); err == nil {
			read = append(read, one)
		}
	}
	return &Cluster{corelisters.NewNamespaceLister(index(only[*corev1.Namespace](read)))}
}

// only are the objects of one type.
func only[T runtime.Object](objects []runtime.Object) []T {
	var found []T
	for _, object := range objects {
		if one, ok := object.(T); ok {
			found = append(found, one)
		}
	}
	return found
}

// index is what listers read, which on a cluster is filled by watching it.
func index[T runtime.Object](objects []T) cache.Indexer {
	filled := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for _, object := range objects {
		_ = filled.Add(object)
	}
	return filled
}

// Namespace returns a namespace with its labels; one that the fleet does not render has only its name.
func (c *Cluster) Namespace(name string) *corev1.Namespace {
	namespace, err := c.namespaces.Get(name)
	if errors.IsNotFound(err) {
		return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{
			Name: name, Labels: map[string]string{corev1.LabelMetadataName: name},
		}}
	}
	return namespace
}
