package helm

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"helm.sh/helm/v3/pkg/strvals"
	"sigs.k8s.io/yaml"
)

// settingModel is one element of set, set_sensitive and set_wo.
type settingModel struct {
	Name  types.String `tfsdk:"name"`
	Type  types.String `tfsdk:"type"`
	Value types.String `tfsdk:"value"`
}

// listSettingModel is one element of set_list.
type listSettingModel struct {
	Name  types.String `tfsdk:"name"`
	Value types.List   `tfsdk:"value"`
}

// collection is a list or a set: the resource and the data source differ in that.
type collection interface {
	IsNull() bool
	ElementsAs(ctx context.Context, target any, allowUnhandled bool) diag.Diagnostics
}

// valueSources are the attributes that values come from, in the order in which later ones win.
type valueSources struct {
	documents types.List
	set       collection
	lists     types.List
	sensitive collection
	writeOnly collection
}

func (s valueSources) merge(ctx context.Context) (map[string]any, diag.Diagnostics) {
	values, diags := mergeDocuments(s.documents)
	diags.Append(applySettings(ctx, s.set, values)...)
	if !s.lists.IsUnknown() {
		diags.Append(applyLists(ctx, s.lists, values)...)
	}
	diags.Append(applySettings(ctx, s.sensitive, values)...)
	diags.Append(applySettings(ctx, s.writeOnly, values)...)
	return values, diags
}

func mergeDocuments(documents types.List) (map[string]any, diag.Diagnostics) {
	var diags diag.Diagnostics
	values := map[string]any{}
	for _, document := range texts(documents.Elements()) {
		parsed := map[string]any{}
		if err := yaml.Unmarshal([]byte(document), &parsed); err != nil {
			// the document itself may hold a secret: the parser's message says where the fault is
			diags.AddError("Error unmarshaling values", err.Error())
			return values, diags
		}
		values = mergeMaps(values, parsed)
	}
	return values, diags
}

func applySettings(ctx context.Context, settings collection, values map[string]any) diag.Diagnostics {
	if settings == nil || settings.IsNull() {
		return nil
	}
	var models []settingModel
	diags := settings.ElementsAs(ctx, &models, false)
	for _, model := range models {
		if diags.HasError() {
			return diags
		}
		if err := model.apply(values); err != nil {
			diags.AddError("Failed parsing value", fmt.Sprintf("Failed parsing key %q: %s", model.Name.ValueString(), err))
		}
	}
	return diags
}

func (m settingModel) apply(values map[string]any) error {
	name, value := m.Name.ValueString(), m.Value.ValueString()
	switch kind := m.Type.ValueString(); kind {
	case "", "auto":
		return strvals.ParseInto(name+"="+value, values)
	case "string":
		return strvals.ParseIntoString(name+"="+value, values)
	case "literal":
		parsed := map[string]any{}
		if err := yaml.Unmarshal([]byte(name+": "+value), &parsed); err != nil {
			return err
		}
		values[name] = parsed[name]
		return nil
	default:
		return fmt.Errorf("unexpected type: %s", kind)
	}
}

func applyLists(ctx context.Context, lists types.List, values map[string]any) diag.Diagnostics {
	var models []listSettingModel
	diags := lists.ElementsAs(ctx, &models, false)
	for _, model := range models {
		if diags.HasError() {
			return diags
		}
		name := model.Name.ValueString()
		if model.Value.IsNull() {
			diags.AddError("Null List Value", "The list value is null.")
			continue
		}
		if err := strvals.ParseInto(name+"={"+strings.Join(texts(model.Value.Elements()), ",")+"}", values); err != nil {
			diags.AddError("Error parsing list value", fmt.Sprintf("Failed parsing key %q: %s", name, err))
		}
	}
	return diags
}

// mergeMaps lays b over a, maps into maps; lists and scalars are replaced.
func mergeMaps(a, b map[string]any) map[string]any {
	merged := make(map[string]any, len(a)+len(b))
	for key, value := range a {
		merged[key] = value
	}
	for key, value := range b {
		below, isMap := merged[key].(map[string]any)
		above, overMap := value.(map[string]any)
		if isMap && overMap {
			merged[key] = mergeMaps(below, above)
		} else {
			merged[key] = value
		}
	}
	return merged
}

// cloak hides the value at a dotted path. Paths that are not plain (lists, escaped dots) stay as they are.
func cloak(values map[string]any, path string) {
	keys := strings.Split(path, ".")
	last := len(keys) - 1
	for _, key := range keys[:last] {
		inner, isMap := values[key].(map[string]any)
		if !isMap {
			return
		}
		values = inner
	}
	values[keys[last]] = "(sensitive value)"
}

// cloneMaps copies the maps, so that cloaking a copy leaves the release alone.
func cloneMaps(values map[string]any) map[string]any {
	clone := make(map[string]any, len(values))
	for key, value := range values {
		if inner, isMap := value.(map[string]any); isMap {
			value = cloneMaps(inner)
		}
		clone[key] = value
	}
	return clone
}

// texts are the strings of a list, without the nulls.
func texts(elements []attr.Value) []string {
	var found []string
	for _, element := range elements {
		if text, isText := element.(types.String); isText && !text.IsNull() {
			found = append(found, text.ValueString())
		}
	}
	return found
}
