package kinds

import (
	"encoding/json"
	"sync"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
)

// readers decode what has unknown fields too, without them.
var readers = sync.OnceValue(func() serializer.CodecFactory { return serializer.NewCodecFactory(Scheme) })

// Read returns an object of one of Kubernetes' own kinds in the version that it is written in, with its defaults.
func Read(object map[string]any) (runtime.Object, error) {
	text, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	written := unstructured.Unstructured{Object: object}
	read, _, err := readers().UniversalDecoder(written.GroupVersionKind().GroupVersion()).Decode(text, nil, nil)
	return read, err
}

// Admitted returns an object as an API server has it when it asks whether the object may be created: in its internal
// version, with its defaults. What is no value of its field is left out, so that the rest can be looked at too. It is nil if
// no server could read the object, or if nothing says what its kind may have.
func (k *Known) Admitted(object *unstructured.Unstructured) runtime.Object {
	kind := object.GroupVersionKind()
	if strategy, ok := strategies[kind]; ok {
		decoded, err := decode(object)
		if err != nil && clients.Recognizes(kind) {
			readable := object.DeepCopy()
			merge(readable, func(string) []string { return nil })
			decoded, err = decode(readable)
		}
		if err != nil {
			return nil
		}
		if _, err := prepared(decoded, object, strategy); err != nil {
			return nil
		}
		return decoded
	}
	definition := k.definition(kind.GroupKind())
	if definition == nil {
		return nil
	}
	custom, finding := k.custom(definition, kind)
	if finding != nil {
		return nil
	}
	admitted := object.DeepCopy()
	custom.pruned(admitted)
	defaulting.Default(admitted.Object, custom.structural)
	return admitted
}

func decode(object *unstructured.Unstructured) (runtime.Object, error) {
	text, err := json.Marshal(object.Object)
	if err != nil {
		return nil, err
	}
	decoded, _, err := readers().UniversalDecoder().Decode(text, nil, nil)
	return decoded, err
}

// Resource returns the resource by which an API server serves a kind.
func (k *Known) Resource(kind schema.GroupVersionKind) schema.GroupVersionResource {
	if definition := k.definition(kind.GroupKind()); definition != nil {
		return kind.GroupVersion().WithResource(definition.Spec.Names.Plural)
	}
	resource, _ := meta.UnsafeGuessKindToResource(kind)
	return resource
}
