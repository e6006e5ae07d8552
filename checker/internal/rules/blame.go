package rules

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/place"
)

// blamed finds the field for which the cluster's own code refuses an object, which does not say so itself: the innermost
// below a path without which the refusal ends. It is the path where something is missing.
func blamed(object *unstructured.Unstructured, path string, ends func(*unstructured.Unstructured) bool) string {
	_, at, _ := place.Resolve(object.Object, path)
	for _, child := range children(at, path) {
		changed := object.DeepCopy()
		if !place.Remove(changed.Object, child) {
			continue
		}
		changed.SetName(object.GetName()) // by which an object is decided about, whatever is in its metadata
		changed.SetNamespace(object.GetNamespace())
		if ends(changed) {
			return blamed(object, child, ends)
		}
	}
	return path
}

// children are the paths one step further, but for what every object has.
func children(value any, path string) []string {
	var paths []string
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			switch {
			case name == "name" || path == "" && (name == "apiVersion" || name == "kind"):
			case path == "":
				paths = append(paths, name)
			case strings.ContainsAny(name, ".[]"):
				paths = append(paths, path+"["+name+"]")
			default:
				paths = append(paths, path+"."+name)
			}
		}
	case []any:
		for i := range value {
			paths = append(paths, path+"["+strconv.Itoa(i)+"]")
		}
	}
	return paths
}
