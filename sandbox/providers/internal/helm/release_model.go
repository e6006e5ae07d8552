package helm

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// releaseModel is the resource helm_release.
type releaseModel struct {
	chartModel

	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	Namespace      types.String `tfsdk:"namespace"`
	Description    types.String `tfsdk:"description"`
	UpgradeInstall types.Bool   `tfsdk:"upgrade_install"`

	Values        types.List  `tfsdk:"values"`
	Set           types.List  `tfsdk:"set"`
	SetList       types.List  `tfsdk:"set_list"`
	SetSensitive  types.List  `tfsdk:"set_sensitive"`
	SetWO         types.List  `tfsdk:"set_wo"`
	SetWORevision types.Int64 `tfsdk:"set_wo_revision"`

	Atomic                   types.Bool       `tfsdk:"atomic"`
	CleanupOnFail            types.Bool       `tfsdk:"cleanup_on_fail"`
	CreateNamespace          types.Bool       `tfsdk:"create_namespace"`
	DisableCrdHooks          types.Bool       `tfsdk:"disable_crd_hooks"`
	DisableOpenapiValidation types.Bool       `tfsdk:"disable_openapi_validation"`
	DisableWebhooks          types.Bool       `tfsdk:"disable_webhooks"`
	ForceUpdate              types.Bool       `tfsdk:"force_update"`
	Lint                     types.Bool       `tfsdk:"lint"`
	MaxHistory               types.Int64      `tfsdk:"max_history"`
	PostRender               *postRenderModel `tfsdk:"postrender"`
	RecreatePods             types.Bool       `tfsdk:"recreate_pods"`
	RenderSubchartNotes      types.Bool       `tfsdk:"render_subchart_notes"`
	Replace                  types.Bool       `tfsdk:"replace"`
	ResetValues              types.Bool       `tfsdk:"reset_values"`
	ReuseValues              types.Bool       `tfsdk:"reuse_values"`
	SkipCrds                 types.Bool       `tfsdk:"skip_crds"`
	TakeOwnership            types.Bool       `tfsdk:"take_ownership"`
	Timeout                  types.Int64      `tfsdk:"timeout"`
	Timeouts                 timeouts.Value   `tfsdk:"timeouts"`
	Wait                     types.Bool       `tfsdk:"wait"`
	WaitForJobs              types.Bool       `tfsdk:"wait_for_jobs"`

	Manifest  types.String `tfsdk:"manifest"`
	Metadata  types.Object `tfsdk:"metadata"`
	Resources types.Map    `tfsdk:"resources"`
	Status    types.String `tfsdk:"status"`
}

type postRenderModel struct {
	Args       types.List   `tfsdk:"args"`
	BinaryPath types.String `tfsdk:"binary_path"`
}

// releaseIdentity is the resource identity of helm_release.
type releaseIdentity struct {
	Namespace   types.String `tfsdk:"namespace"`
	ReleaseName types.String `tfsdk:"release_name"`
}

// valueSources leaves the write-only values out: they are known only when they are sent.
func (m releaseModel) valueSources() valueSources {
	return valueSources{documents: m.Values, set: m.Set, lists: m.SetList, sensitive: m.SetSensitive}
}

func metadataTypes() map[string]attr.Type {
	return map[string]attr.Type{
		"app_version":    types.StringType,
		"chart":          types.StringType,
		"first_deployed": types.Int64Type,
		"last_deployed":  types.Int64Type,
		"name":           types.StringType,
		"namespace":      types.StringType,
		"notes":          types.StringType,
		"revision":       types.Int64Type,
		"values":         types.StringType,
		"version":        types.StringType,
	}
}

func settingType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"name": types.StringType, "type": types.StringType, "value": types.StringType,
	}}
}

func listSettingType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"name": types.StringType, "value": types.ListType{ElemType: types.StringType},
	}}
}
