package kubernetes

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
)

// patchOperation is one operation of a JSON patch (RFC 6902). A patch touches only what the configuration changed, so
// keys that somebody else set stay.
type patchOperation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value,omitempty"`
}

func metadataPatch(d *schema.ResourceData) []patchOperation {
	patch := []patchOperation{}
	for _, field := range []string{"annotations", "labels"} {
		if d.HasChange("metadata.0." + field) {
			before, after := d.GetChange("metadata.0." + field)
			patch = append(patch, mapPatch("/metadata/"+field, stringMap(before), stringMap(after))...)
		}
	}
	return patch
}

func mapPatch(path string, before, after map[string]string) []patchOperation {
	if len(before) == 0 {
		return []patchOperation{{Op: "add", Path: path, Value: after}}
	}
	var patch []patchOperation
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if _, stays := after[key]; !stays {
			patch = append(patch, patchOperation{Op: "remove", Path: path + "/" + escapePointer(key)})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		old, existed := before[key]
		switch {
		case !existed:
			patch = append(patch, patchOperation{Op: "add", Path: path + "/" + escapePointer(key), Value: after[key]})
		case old != after[key]:
			patch = append(patch, patchOperation{Op: "replace", Path: path + "/" + escapePointer(key), Value: after[key]})
		}
	}
	return patch
}

// escapePointer escapes a key for a JSON pointer (RFC 6901).
func escapePointer(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
