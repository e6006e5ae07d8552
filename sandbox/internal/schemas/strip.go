package schemas

import (
	"fmt"
	"slices"
)

// What is kept of a schema, because Flotilla's check knows it, and what is left out, because it
// describes, defaults or merges.
var (
	kept    = []string{"type", "required", "enum", "pattern", "minLength", "maxLength", "minItems", "maxItems", "maximum"}
	dropped = []string{"description", "default", "format", "x-kubernetes-validations", "x-kubernetes-unions", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type", "x-kubernetes-patch-merge-key", "x-kubernetes-patch-strategy", "x-kubernetes-group-version-kind"}
)

// strip returns what a schema of Kubernetes demands as a plain JSON schema that allows no other fields.
// rename returns where what a reference points to is.
func strip(from schema, rename func(reference string) string) (schema, error) {
	out := schema{}
	open := false
	for keyword, value := range from {
		var err error
		switch {
		case slices.Contains(kept, keyword):
			out[keyword] = value
		case slices.Contains(dropped, keyword):
		case keyword == "x-kubernetes-preserve-unknown-fields":
			open = value == true
		case keyword == "properties":
			out[keyword], err = stripEach(value.(schema), rename)
		case keyword == "items":
			out[keyword], err = strip(value.(schema), rename)
		case keyword == "additionalProperties":
			if values, ok := value.(schema); ok {
				out[keyword], err = strip(values, rename)
			} else {
				open = value == true
			}
		case keyword == "$ref":
			out[keyword] = rename(value.(string))
		case keyword == "allOf" && len(value.([]any)) == 1:
			var only schema
			if only, err = strip(value.([]any)[0].(schema), rename); err == nil {
				for k, v := range only {
					out[k] = v
				}
			}
		case keyword == "oneOf":
			out["type"], err = typesOf(value.([]any))
		default:
			err = fmt.Errorf("keyword '%s' is not known: say in strip.go what it demands", keyword)
		}
		if err != nil {
			return nil, err
		}
	}
	if _, closed := out["properties"]; closed && !open && out["additionalProperties"] == nil {
		out["additionalProperties"] = false
	}
	return out, nil
}

func stripEach(from schema, rename func(string) string) (schema, error) {
	out := schema{}
	for name, value := range from {
		stripped, err := strip(value.(schema), rename)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = stripped
	}
	return out, nil
}

// typesOf turns alternatives that differ in their type only, as those of a quantity, into types.
func typesOf(alternatives []any) ([]any, error) {
	var types []any
	for _, alternative := range alternatives {
		only := alternative.(schema)
		if only["type"] == nil || len(only) != 1 {
			return nil, fmt.Errorf("alternatives with more than a type are not known, got %v", alternatives)
		}
		types = append(types, only["type"])
	}
	return types, nil
}
