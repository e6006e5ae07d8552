package kinds

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/version"

	"flotilla.dev/checker/crds"
)

// Newest is the Kubernetes whose libraries these are; a test compares it with go.mod.
const Newest = "1.37"

// Known are the kinds that a cluster has: Kubernetes' own, Flux's, and those of definitions.
type Known struct {
	definitions map[schema.GroupKind]*apiextensionsv1.CustomResourceDefinition
	compiled    map[schema.GroupVersionKind]*customKind
	served      map[string][]string
}

// NewKnown returns the kinds of Kubernetes and Flux with those of definitions, of which later ones win.
func NewKnown(definitions []*unstructured.Unstructured) *Known {
	known := &Known{
		map[schema.GroupKind]*apiextensionsv1.CustomResourceDefinition{}, map[schema.GroupVersionKind]*customKind{}, map[string][]string{},
	}
	for _, object := range definitions {
		definition := &apiextensionsv1.CustomResourceDefinition{}
		// One that is malformed is reported as an object, and defines nothing.
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Object, definition); err == nil {
			known.definitions[schema.GroupKind{Group: definition.Spec.Group, Kind: definition.Spec.Names.Kind}] = definition
		}
	}
	return known
}

// Defines says whether the kind of a definition is known.
func (k *Known) Defines(definition unstructured.Unstructured) bool {
	group, _, _ := unstructured.NestedString(definition.Object, "spec", "group")
	kind, _, _ := unstructured.NestedString(definition.Object, "spec", "names", "kind")
	return k.definition(schema.GroupKind{Group: group, Kind: kind}) != nil
}

// Served are the versions and the kinds in them that a cluster serves, such as apps/v1 and apps/v1/Deployment.
func (k *Known) Served(kubernetes string) []string {
	if served, ok := k.served[kubernetes]; ok {
		return served
	}
	var served []string
	for _, names := range k.groups() {
		for kind := range names {
			if removed(kind, kubernetes) == nil {
				served = append(served, kind.GroupVersion().String(), kind.GroupVersion().String()+"/"+kind.Kind)
			}
		}
	}
	slices.Sort(served)
	k.served[kubernetes] = slices.Compact(served)
	return k.served[kubernetes]
}

// Scope says where objects of a kind are.
type Scope int

// Scopes of kinds.
const (
	Unknown Scope = iota
	Namespaced
	ClusterScoped
)

// Scope returns the scope of a kind.
func (k *Known) Scope(kind schema.GroupVersionKind) Scope {
	namespaced := false
	if strategy, ok := strategies[kind]; ok {
		namespaced = strategy.NamespaceScoped()
	} else if definition := k.definition(kind.GroupKind()); definition != nil {
		namespaced = definition.Spec.Scope == apiextensionsv1.NamespaceScoped
	} else {
		return Unknown
	}
	if namespaced {
		return Namespaced
	}
	return ClusterScoped
}

// Findings returns everything for which a cluster would refuse an object, or drop a part of it. Known is false for a
// kind of which nothing says what it may have.
func (k *Known) Findings(object *unstructured.Unstructured, kubernetes string) (findings []Finding, known bool) {
	kind := object.GroupVersionKind()
	if finding := removed(kind, kubernetes); finding != nil {
		return []Finding{*finding}, true
	}
	if strategy, ok := strategies[kind]; ok {
		return builtIn(object, strategy), true
	}
	definition := k.definition(kind.GroupKind())
	if definition == nil {
		return k.unknown(kind)
	}
	custom, finding := k.custom(definition, kind)
	if finding != nil {
		return []Finding{*finding}, true
	}
	return custom.findings(object), true
}

func (k *Known) definition(kind schema.GroupKind) *apiextensionsv1.CustomResourceDefinition {
	if definition, ok := k.definitions[kind]; ok {
		return definition
	}
	text, err := crds.Files.ReadFile("flux/" + kind.Group + "/" + kind.Kind + ".json")
	if err != nil {
		return nil
	}
	definition := &apiextensionsv1.CustomResourceDefinition{}
	if err := json.Unmarshal(text, definition); err != nil {
		panic(fmt.Sprintf("definition of %s not readable: %v", kind, err))
	}
	k.definitions[kind] = definition
	return definition
}

func (k *Known) custom(definition *apiextensionsv1.CustomResourceDefinition, kind schema.GroupVersionKind) (*customKind, *Finding) {
	if custom, ok := k.compiled[kind]; ok {
		return custom, nil
	}
	var served []string
	for _, version := range definition.Spec.Versions {
		if version.Served {
			served = append(served, kind.Group+"/"+version.Name)
		}
		if version.Name != kind.Version || !version.Served {
			continue
		}
		custom, err := newCustomKind(definition, version)
		if err != nil {
			return nil, &Finding{
				Rule: Kind, Path: "apiVersion",
				Message: "OBJECT must be of a kind whose definition is valid, got '" + err.Error() + "'", Remedy: "correct " + definition.Name,
			}
		}
		k.compiled[kind] = custom
		return custom, nil
	}
	return nil, &Finding{
		Rule: Kind, Path: "apiVersion", Message: "an object must be of a version that is served, got 'VALUE' in OBJECT",
		Typed: kind.GroupVersion().String(), Choices: served, Others: "there are: ",
	}
}

// removed says that Kubernetes no longer has a version of a kind, has it switched off, or does not have it yet.
func removed(kind schema.GroupVersionKind, kubernetes string) *Finding {
	object, err := clients.New(kind)
	if err != nil {
		return nil
	}
	if kubernetes == "" {
		kubernetes = Newest
	}
	target, err := version.ParseGeneric(kubernetes)
	if err != nil {
		return nil
	}
	finding := &Finding{Rule: Kind, Path: "apiVersion"}
	if gone, ok := object.(interface{ APILifecycleRemoved() (int, int) }); ok {
		major, minor := gone.APILifecycleRemoved()
		if !target.LessThan(version.MajorMinor(uint(major), uint(minor))) {
			finding.Message = fmt.Sprintf("an object must be of a version that Kubernetes %s has, got 'VALUE' in OBJECT, removed in %d.%d", kubernetes, major, minor)
			finding.Remedy = replacement(object, kind)
			return finding
		}
	}
	if _, stable := strategies[kind]; !stable {
		finding.Message = "an object must be of a version that clusters serve by default, got 'VALUE' in OBJECT"
		finding.Remedy = replacement(object, kind)
		return finding
	}
	if begun, ok := object.(interface{ APILifecycleIntroduced() (int, int) }); ok {
		major, minor := begun.APILifecycleIntroduced()
		if target.LessThan(version.MajorMinor(uint(major), uint(minor))) {
			finding.Message = fmt.Sprintf("an object must be of a version that Kubernetes %s has, got 'VALUE' in OBJECT, which is new in %d.%d", kubernetes, major, minor)
			finding.Remedy = "use an older version, or update the cluster"
			return finding
		}
	}
	return nil
}

func replacement(object runtime.Object, kind schema.GroupVersionKind) string {
	if replaced, ok := object.(interface {
		APILifecycleReplacement() schema.GroupVersionKind
	}); ok && !replaced.APILifecycleReplacement().Empty() {
		return "use '" + replaced.APILifecycleReplacement().GroupVersion().String() + "'"
	}
	for other := range strategies {
		if other.Kind == kind.Kind && other.Group == kind.Group {
			return "use '" + other.GroupVersion().String() + "'"
		}
	}
	return "remove it"
}

// unknown says what may have been meant, if the group is known or nearly so.
func (k *Known) unknown(kind schema.GroupVersionKind) ([]Finding, bool) {
	groups := k.groups()
	if names, ok := groups[kind.Group]; ok {
		var versions []string
		for name := range names {
			if name.Kind == kind.Kind {
				versions = append(versions, name.GroupVersion().String())
			}
		}
		if len(versions) > 0 {
			slices.Sort(versions)
			return []Finding{{
				Rule: Kind, Path: "apiVersion", Message: "an object must be of a version that is served, got 'VALUE' in OBJECT",
				Typed: kind.GroupVersion().String(), Choices: versions, Others: "there are: ",
			}}, true
		}
		var choices []string
		for name := range names {
			choices = append(choices, name.Kind)
		}
		slices.Sort(choices)
		return []Finding{{
			Rule: Kind, Path: "kind", Message: "an object must be of a kind that its group has, got '" + kind.Kind + "' in OBJECT",
			Typed: kind.Kind, Choices: slices.Compact(choices), Others: kind.GroupVersion().String() + " has: ",
		}}, true
	}
	// Only Kubernetes has groups without a domain.
	if !strings.Contains(kind.Group, ".") || strings.HasSuffix(kind.Group, ".k8s.io") || strings.HasSuffix(kind.Group, ".toolkit.fluxcd.io") {
		var choices []string
		for _, names := range groups {
			for name := range names {
				if name.Kind == kind.Kind {
					choices = append(choices, name.GroupVersion().String())
				}
			}
		}
		slices.Sort(choices)
		finding := Finding{Rule: Kind, Path: "apiVersion", Message: "an object must be of a group that Kubernetes or Flux has, got 'VALUE' in OBJECT"}
		if len(choices) > 0 {
			finding.Typed, finding.Choices, finding.Others = kind.GroupVersion().String(), choices, "its kind is in: "
		} else {
			finding.Remedy = "correct it"
		}
		return []Finding{finding}, true
	}
	return nil, false
}

func (k *Known) groups() map[string]map[schema.GroupVersionKind]bool {
	groups := map[string]map[schema.GroupVersionKind]bool{}
	add := func(kind schema.GroupVersionKind) {
		if groups[kind.Group] == nil {
			groups[kind.Group] = map[schema.GroupVersionKind]bool{}
		}
		groups[kind.Group][kind] = true
	}
	for kind := range strategies {
		add(kind)
	}
	folders, _ := crds.Files.ReadDir("flux")
	for _, folder := range folders {
		files, _ := crds.Files.ReadDir("flux/" + folder.Name())
		for _, file := range files {
			k.definition(schema.GroupKind{Group: folder.Name(), Kind: strings.TrimSuffix(file.Name(), ".json")})
		}
	}
	for kind := range maps.Keys(k.definitions) {
		for _, version := range k.definitions[kind].Spec.Versions {
			if version.Served {
				add(kind.WithVersion(version.Name))
			}
		}
	}
	return groups
}
