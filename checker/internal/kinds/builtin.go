package kinds

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/client-go/applyconfigurations"

	"flotilla.dev/checker/internal/place"
)

var (
	converter = sync.OnceValue(func() managedfields.TypeConverter {
		return applyconfigurations.NewTypeConverter(clients)
	})
	codecs = sync.OnceValue(func() serializer.CodecFactory { return serializer.NewCodecFactory(Scheme, serializer.EnableStrict) })
)

// builtIn compares an object of a kind of Kubernetes with what an API server accepts.
func builtIn(object *unstructured.Unstructured, strategy rest.RESTCreateStrategy) []Finding {
	kind := object.GroupVersionKind()
	known := func(path string) []string { return goFields(kind, path) }
	accepted := object.DeepCopy()
	var findings []Finding
	// The libraries of clients do not know how Kubernetes merges its definitions of kinds and API services.
	merged := clients.Recognizes(kind)
	if merged {
		findings = merge(accepted, known)
	}
	text, err := json.Marshal(accepted.Object)
	if err != nil {
		return append(findings, structure(err, known)...)
	}
	decoded, _, err := codecs().UniversalDecoder().Decode(text, nil, nil)
	if err != nil {
		if len(findings) > 0 && decoded == nil {
			return findings
		}
		strict, ok := runtime.AsStrictDecodingError(err)
		if !ok {
			return append(findings, structure(err, known)...)
		}
		if !merged {
			findings = unknownFields(strict.Errors(), known)
		}
	}
	return append(findings, others(created(decoded, object, strategy), findings)...)
}

// maxRefusals is how often an object is looked at anew, without what was refused before.
const maxRefusals = 50

// merge does what server-side apply does first, and takes away what it refuses, so that the rest can be looked at too.
func merge(object *unstructured.Unstructured, known func(path string) []string) []Finding {
	var findings []Finding
	for range maxRefusals {
		_, err := converter().ObjectToTyped(object)
		if err == nil {
			return findings
		}
		refused := structure(err, known)
		findings = append(findings, refused...)
		for _, finding := range refused {
			if !place.Remove(object.Object, finding.Path) {
				return findings
			}
		}
	}
	return findings
}

// others leaves out what is wrong only because something was taken away.
func others(findings, before []Finding) []Finding {
	return slices.DeleteFunc(findings, func(finding Finding) bool {
		return slices.ContainsFunc(before, func(other Finding) bool { return finding.Path == other.Path })
	})
}

// unknownFields translates what a strict decoder finds.
func unknownFields(strict []error, known func(path string) []string) []Finding {
	var findings []Finding
	for _, one := range strict {
		if path, ok := strings.CutPrefix(one.Error(), "unknown field "); ok {
			path = strings.Trim(path, `"`)
			findings = append(findings, unknownField(path, known(path)))
		}
	}
	return findings
}

// created does what an API server does with an object that is created.
func created(decoded runtime.Object, object *unstructured.Unstructured, strategy rest.RESTCreateStrategy) []Finding {
	ctx, err := prepared(decoded, object, strategy)
	if err != nil {
		return structure(err, nil)
	}
	return validation(rest.ValidateCreate(ctx, decoded, strategy))
}

// prepared sets what an API server sets in an object before it looks at it, and returns the request that it would have.
func prepared(decoded runtime.Object, object *unstructured.Unstructured, strategy rest.RESTCreateStrategy) (context.Context, error) {
	accessor, err := meta.Accessor(decoded)
	if err != nil {
		return nil, err
	}
	rest.FillObjectMetaSystemFields(accessor)
	// Of what is of the whole cluster, an API server ignores the namespace.
	namespace := rest.ExpectedNamespaceForScope(object.GetNamespace(), strategy.NamespaceScoped())
	accessor.SetNamespace(namespace)
	kind := object.GroupVersionKind()
	ctx := request.WithNamespace(context.Background(), namespace)
	ctx = request.WithRequestInfo(ctx, &request.RequestInfo{
		IsResourceRequest: true, Verb: "create", APIGroup: kind.Group, APIVersion: kind.Version, Name: object.GetName(),
		Namespace: namespace,
	})
	strategy.PrepareForCreate(ctx, decoded)
	return ctx, nil
}

// goFields are the names of the fields beside the last of a path.
func goFields(kind schema.GroupVersionKind, path string) []string {
	value, err := Scheme.New(kind)
	if err != nil {
		return nil
	}
	at := reflect.TypeOf(value)
	names := strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' })
	for _, name := range names[:max(len(names)-1, 0)] {
		if strings.HasSuffix(name, "]") {
			at = element(at)
			continue
		}
		if at = fields(at)[name]; at == nil {
			return nil
		}
	}
	return slices.Sorted(maps.Keys(fields(element(at))))
}

func element(at reflect.Type) reflect.Type {
	for at != nil && (at.Kind() == reflect.Pointer || at.Kind() == reflect.Slice) {
		at = at.Elem()
	}
	return at
}

func fields(at reflect.Type) map[string]reflect.Type {
	found := map[string]reflect.Type{}
	at = element(at)
	if at == nil || at.Kind() != reflect.Struct {
		return found
	}
	for i := range at.NumField() {
		field := at.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" && strings.Contains(options, "inline") || name == "" && field.Anonymous {
			maps.Copy(found, fields(field.Type))
		} else if name != "" && name != "-" && name != "status" {
			found[name] = field.Type
		}
	}
	return found
}
