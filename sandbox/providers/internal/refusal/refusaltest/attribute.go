package refusaltest

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"flotilla.dev/sandbox/providers/internal/refusal"
)

// attribute is one that a configuration can set, and that has no attributes of its own.
type attribute struct {
	schema tftypes.Type
	names  []string
}

// settable are the attributes that are not computed alone, at any depth.
func settable(schema *tfprotov6.Schema) []attribute {
	var found []attribute
	var add func(above []string, attributes []*tfprotov6.SchemaAttribute, blocks []*tfprotov6.SchemaNestedBlock)
	add = func(above []string, attributes []*tfprotov6.SchemaAttribute, blocks []*tfprotov6.SchemaNestedBlock) {
		for _, a := range attributes {
			names := append(above[:len(above):len(above)], a.Name)
			switch {
			case !a.Optional && !a.Required:
			case a.NestedType != nil:
				add(names, a.NestedType.Attributes, nil)
			default:
				found = append(found, attribute{schema: schema.ValueType(), names: names})
			}
		}
		for _, block := range blocks {
			add(append(above[:len(above):len(above)], block.TypeName), block.Block.Attributes, block.Block.BlockTypes)
		}
	}
	add(nil, schema.Block.Attributes, schema.Block.BlockTypes)
	return found
}

func (a attribute) plain() string {
	return strings.Join(a.names, ".")
}

// shown is the path as users write it, of the first element where there are several.
func (a attribute) shown() string {
	var text strings.Builder
	kind := a.schema
	for i, name := range a.names {
		kind = inside(kind).(tftypes.Object).AttributeTypes[name]
		text.WriteString(name)
		if i == len(a.names)-1 {
			break
		}
		switch kind.(type) {
		case tftypes.List:
			text.WriteString("[0]")
		case tftypes.Set:
			text.WriteString("[*]")
		}
		text.WriteByte('.')
	}
	return text.String()
}

func (a attribute) kind() tftypes.Type {
	kind := a.schema
	for _, name := range a.names {
		kind = inside(kind).(tftypes.Object).AttributeTypes[name]
	}
	return kind
}

// inside is the type of the elements of blocks or nested attributes.
func inside(kind tftypes.Type) tftypes.Type {
	switch kind := kind.(type) {
	case tftypes.List:
		return kind.ElementType
	case tftypes.Set:
		return kind.ElementType
	default:
		return kind
	}
}

// set is a configuration in which this attribute alone has a value.
func (a attribute) set(value tftypes.Value) tftypes.Value {
	return within(a.schema, a.names, value)
}

func within(kind tftypes.Type, names []string, value tftypes.Value) tftypes.Value {
	if len(names) == 0 {
		return value
	}
	object, isObject := kind.(tftypes.Object)
	if !isObject {
		return tftypes.NewValue(kind, []tftypes.Value{within(inside(kind), names, value)})
	}
	values := unset(object)
	values[names[0]] = within(object.AttributeTypes[names[0]], names[1:], value)
	return tftypes.NewValue(kind, values)
}

// empty is a configuration in which nothing has a value.
func empty(kind tftypes.Type) tftypes.Value {
	return tftypes.NewValue(kind, unset(kind.(tftypes.Object)))
}

func unset(object tftypes.Object) map[string]tftypes.Value {
	values := map[string]tftypes.Value{}
	for name, kind := range object.AttributeTypes {
		if _, isSingle := kind.(tftypes.Object); refusal.HasAttributes(kind) && !isSingle {
			values[name] = tftypes.NewValue(kind, []tftypes.Value{}) // blocks that are not there arrive so
		} else {
			values[name] = tftypes.NewValue(kind, nil)
		}
	}
	return values
}

func unknown(kind tftypes.Type) tftypes.Value {
	return tftypes.NewValue(kind, tftypes.UnknownValue)
}

// sample is a value of a type. Whether it is valid does not matter.
func sample(kind tftypes.Type) tftypes.Value {
	switch {
	case kind.Is(tftypes.String):
		return tftypes.NewValue(kind, "x")
	case kind.Is(tftypes.Number):
		return tftypes.NewValue(kind, 1)
	case kind.Is(tftypes.Bool):
		return tftypes.NewValue(kind, true)
	case kind.Is(tftypes.Map{}):
		return tftypes.NewValue(kind, map[string]tftypes.Value{"x": sample(kind.(tftypes.Map).ElementType)})
	case kind.Is(tftypes.List{}), kind.Is(tftypes.Set{}):
		return tftypes.NewValue(kind, []tftypes.Value{sample(inside(kind))})
	default:
		panic(fmt.Sprintf("no sample of the type %s", kind))
	}
}
