package helm

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// defaultNamespace is the namespace of a release or template that names none.
func defaultNamespace() string {
	if namespace := os.Getenv("HELM_NAMESPACE"); namespace != "" {
		return namespace
	}
	return "default"
}

type namespaceDefault struct{}

func (namespaceDefault) Description(context.Context) string {
	return "HELM_NAMESPACE, or default"
}

func (d namespaceDefault) MarkdownDescription(ctx context.Context) string {
	return d.Description(ctx)
}

func (namespaceDefault) DefaultString(_ context.Context, _ defaults.StringRequest, resp *defaults.StringResponse) {
	resp.PlanValue = types.StringValue(defaultNamespace())
}

// keepWhenEmpty keeps the state's text when none is configured.
type keepWhenEmpty struct{}

func (keepWhenEmpty) Description(context.Context) string {
	return "An empty text changes nothing"
}

func (m keepWhenEmpty) MarkdownDescription(ctx context.Context) string {
	return m.Description(ctx)
}

func (keepWhenEmpty) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.PlanValue.ValueString() == "" { // null and unknown too
		resp.PlanValue = req.StateValue
	}
}

// develOfVersion keeps the state's devel when a version makes it irrelevant.
type develOfVersion struct{}

func (develOfVersion) Description(context.Context) string {
	return "A version makes devel irrelevant"
}

func (m develOfVersion) MarkdownDescription(ctx context.Context) string {
	return m.Description(ctx)
}

func (develOfVersion) PlanModifyBool(ctx context.Context, req planmodifier.BoolRequest, resp *planmodifier.BoolResponse) {
	var version types.String
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("version"), &version)...)
	if version.ValueString() != "" && req.ConfigValue.IsNull() {
		resp.PlanValue = req.StateValue
	}
}
