// Package admission knows what clusters let in, from what the fleet renders for each. It decides by the code of the API
// server; what is here only gives that code the objects, in place of a cluster.
package admission

import (
	"encoding/json"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"

	"flotilla.dev/checker/internal/kinds"
)

// A Cluster is what the fleet renders for one cluster, as far as its API server decides by it.
type Cluster struct {
	known      *kinds.Known
	namespaces corelisters.NamespaceLister
	parameters map[schema.GroupVersionKind]cache.Indexer
	policies   policies
}

// Clusters share their compiled policies, because most have the same.
type Clusters struct {
	rendered map[string][]map[string]any
	compiled compiled
}

// NewClusters returns clusters by what the fleet renders for each.
func NewClusters(rendered map[string][]map[string]any) *Clusters {
	return &Clusters{rendered, compiled{}}
}

// Of reads what is rendered for a cluster, which has these kinds. What it cannot read counts for nothing: the fleet itself
// is checked when it is synthesized.
func (c *Clusters) Of(name string, known *kinds.Known) *Cluster {
	cluster := &Cluster{known: known, parameters: map[schema.GroupVersionKind]cache.Indexer{}}
	var read []runtime.Object
	for _, object := range c.rendered[name] {
		cluster.keep(object)
		if one, err := kinds.Read(object); err == nil {
			read = append(read, one)
		}
	}
	cluster.namespaces = corelisters.NewNamespaceLister(index(only[*corev1.Namespace](read)))
	cluster.policies = newPolicies(cluster, read, c.compiled)
	return cluster
}

// keep makes an object one that policies can read as their parameter.
func (c *Cluster) keep(object map[string]any) {
	text, err := json.Marshal(object)
	if err != nil {
		return
	}
	parameter := &unstructured.Unstructured{}
	if err := parameter.UnmarshalJSON(text); err != nil { // unlike any JSON, with whole numbers
		return
	}
	kind := parameter.GroupVersionKind()
	if c.parameters[kind] == nil {
		c.parameters[kind] = index[runtime.Object](nil)
	}
	_ = c.parameters[kind].Add(parameter)
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

// anyNamespace finds each: Flux waits until there is one.
type anyNamespace struct{ cluster *Cluster }

func (n anyNamespace) Get(name string) (*corev1.Namespace, error) {
	return n.cluster.Namespace(name), nil
}

func (n anyNamespace) List(selector labels.Selector) ([]*corev1.Namespace, error) {
	return n.cluster.namespaces.List(selector)
}
