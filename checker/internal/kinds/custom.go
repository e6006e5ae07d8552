package kinds

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	schemavalidation "k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// A customKind is a version of a kind that a custom resource definition defines.
type customKind struct {
	namespaced       bool
	preservesUnknown bool
	structural       *structuralschema.Structural
	validator        schemavalidation.SchemaValidator
	status           *apiextensions.CustomResourceSubresourceStatus
	scale            *apiextensions.CustomResourceSubresourceScale
}

// newCustomKind compiles one version of a definition, as an API server does before it serves the version.
func newCustomKind(definition *apiextensionsv1.CustomResourceDefinition, version apiextensionsv1.CustomResourceDefinitionVersion) (*customKind, error) {
	kind := &customKind{
		namespaced:       definition.Spec.Scope == apiextensionsv1.NamespaceScoped,
		preservesUnknown: definition.Spec.PreserveUnknownFields,
	}
	if version.Schema == nil || version.Schema.OpenAPIV3Schema == nil {
		return nil, fmt.Errorf("version '%s' has no schema", version.Name)
	}
	props := &apiextensions.JSONSchemaProps{}
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, props, nil); err != nil {
		return nil, err
	}
	var err error
	if kind.structural, err = structuralschema.NewStructural(props); err != nil {
		return nil, err
	}
	if err := defaulting.PruneDefaults(kind.structural); err != nil {
		return nil, err
	}
	if kind.validator, _, err = schemavalidation.NewSchemaValidator(props); err != nil {
		return nil, err
	}
	if version.Subresources != nil && version.Subresources.Status != nil {
		kind.status = &apiextensions.CustomResourceSubresourceStatus{}
	}
	return kind, nil
}

// findings compares an object with what an API server accepts.
func (k *customKind) findings(object *unstructured.Unstructured) []Finding {
	copied := object.DeepCopy()
	findings := k.pruned(copied)
	if slices.ContainsFunc(findings, func(finding Finding) bool { return finding.Rule != Field }) {
		return findings
	}
	defaulting.Default(copied.Object, k.structural)
	strategy := customresource.NewStrategy(nil, k.namespaced, object.GroupVersionKind(), k.validator, nil, k.structural, k.status, k.scale, nil)
	return append(findings, created(copied, object, strategy)...)
}

// pruned removes what the kind does not have, and returns it.
func (k *customKind) pruned(object *unstructured.Unstructured) []Finding {
	_, _, unknown, err := objectmeta.GetObjectMetaWithOptions(object.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return validation(field.ErrorList{field.Invalid(field.NewPath("metadata"), "", err.Error())})
	}
	var findings []Finding
	for _, path := range unknown {
		findings = append(findings, unknownField(path, nil))
	}
	if !k.preservesUnknown {
		unknown = pruning.PruneWithOptions(object.Object, k.structural, true, structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
		for _, path := range unknown {
			findings = append(findings, unknownField(path, properties(k.structural, path)))
		}
	}
	wrong, unknown := objectmeta.CoerceWithOptions(nil, object.Object, k.structural, false, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true})
	if wrong != nil {
		findings = append(findings, validation(field.ErrorList{wrong})...)
	}
	for _, path := range unknown {
		findings = append(findings, unknownField(path, nil))
	}
	return findings
}

// properties are the names of the fields beside the last of a path.
func properties(at *structuralschema.Structural, path string) []string {
	names := strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' })
	for _, name := range names[:max(len(names)-1, 0)] {
		next, known := at.Properties[name]
		switch {
		case strings.HasSuffix(name, "]") && at.Items != nil:
			at = at.Items
		case known:
			at = &next
		case at.AdditionalProperties != nil && at.AdditionalProperties.Structural != nil:
			at = at.AdditionalProperties.Structural
		default:
			return nil
		}
	}
	known := slices.Sorted(maps.Keys(at.Properties))
	return slices.DeleteFunc(known, func(name string) bool { return name == "status" })
}
