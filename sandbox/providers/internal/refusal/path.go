package refusal

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// HasAttributes reports whether a type is that of a block, or of an attribute that has attributes of its own.
func HasAttributes(kind tftypes.Type) bool {
	switch kind := kind.(type) {
	case tftypes.Object:
		return true
	case tftypes.List:
		return HasAttributes(kind.ElementType)
	case tftypes.Set:
		return HasAttributes(kind.ElementType)
	case tftypes.Map:
		return HasAttributes(kind.ElementType)
	default:
		return false
	}
}

// plain is an attribute's path without indexes.
func plain(path *tftypes.AttributePath) string {
	var names []string
	for _, step := range path.Steps() {
		if name, isName := step.(tftypes.AttributeName); isName {
			names = append(names, string(name))
		}
	}
	return strings.Join(names, ".")
}

// shown is an attribute's path as users write it. An element of a set has no index.
func shown(path *tftypes.AttributePath) string {
	var text strings.Builder
	for _, step := range path.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			if text.Len() > 0 {
				text.WriteByte('.')
			}
			text.WriteString(string(step))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&text, "[%d]", step)
		default:
			text.WriteString("[*]")
		}
	}
	return text.String()
}
