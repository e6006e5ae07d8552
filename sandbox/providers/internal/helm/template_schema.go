package helm

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/datasource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// templateModel is the data source helm_template.
type templateModel struct {
	chartModel

	ID          types.String   `tfsdk:"id"`
	Name        types.String   `tfsdk:"name"`
	Namespace   types.String   `tfsdk:"namespace"`
	Description types.String   `tfsdk:"description"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`

	Values       types.List `tfsdk:"values"`
	Set          types.Set  `tfsdk:"set"`
	SetList      types.List `tfsdk:"set_list"`
	SetSensitive types.Set  `tfsdk:"set_sensitive"`
	SetWO        types.List `tfsdk:"set_wo"`

	APIVersions types.List   `tfsdk:"api_versions"`
	IncludeCRDs types.Bool   `tfsdk:"include_crds"`
	IsUpgrade   types.Bool   `tfsdk:"is_upgrade"`
	KubeVersion types.String `tfsdk:"kube_version"`
	ShowOnly    types.List   `tfsdk:"show_only"`
	SkipTests   types.Bool   `tfsdk:"skip_tests"`
	Validate    types.Bool   `tfsdk:"validate"`

	Atomic                   types.Bool   `tfsdk:"atomic"`
	CreateNamespace          types.Bool   `tfsdk:"create_namespace"`
	DisableOpenapiValidation types.Bool   `tfsdk:"disable_openapi_validation"`
	DisableWebhooks          types.Bool   `tfsdk:"disable_webhooks"`
	PostRender               types.Object `tfsdk:"postrender"`
	RenderSubchartNotes      types.Bool   `tfsdk:"render_subchart_notes"`
	Replace                  types.Bool   `tfsdk:"replace"`
	ResetValues              types.Bool   `tfsdk:"reset_values"`
	ReuseValues              types.Bool   `tfsdk:"reuse_values"`
	SkipCrds                 types.Bool   `tfsdk:"skip_crds"`
	Timeout                  types.Int64  `tfsdk:"timeout"`
	Wait                     types.Bool   `tfsdk:"wait"`

	CRDs      types.List   `tfsdk:"crds"`
	Manifest  types.String `tfsdk:"manifest"`
	Manifests types.Map    `tfsdk:"manifests"`
	Notes     types.String `tfsdk:"notes"`
}

func templateSchema(ctx context.Context) schema.Schema {
	attributes := map[string]schema.Attribute{
		"id":        schema.StringAttribute{Computed: true},
		"name":      schema.StringAttribute{Required: true, Description: "Name of the release"},
		"chart":     schema.StringAttribute{Required: true, Description: "Name or path of the chart"},
		"version":   schema.StringAttribute{Optional: true, Computed: true, Description: "Version of the chart; the latest when it is left out"},
		"manifest":  schema.StringAttribute{Optional: true, Computed: true, Description: "All rendered templates"},
		"notes":     schema.StringAttribute{Optional: true, Computed: true, Description: "The rendered notes"},
		"manifests": schema.MapAttribute{Optional: true, Computed: true, ElementType: types.StringType, Description: "Rendered templates by name"},
		"crds":      schema.ListAttribute{Optional: true, Computed: true, ElementType: types.StringType, Description: "The chart's CRDs"},
		"timeout":   schema.Int64Attribute{Optional: true, Description: "Seconds to wait for any one operation"},
		"timeouts":  timeouts.Attributes(ctx),
		"repository_password": schema.StringAttribute{
			Optional: true, Sensitive: true, Description: "Password for the repository",
		},
		"postrender": schema.SingleNestedAttribute{
			Optional: true, Description: "Command that the manifest goes through",
			Attributes: map[string]schema.Attribute{
				"binary_path": schema.StringAttribute{Required: true},
				"args":        schema.ListAttribute{Optional: true, ElementType: types.StringType},
			},
		},
		"set": schema.SetNestedAttribute{
			Optional: true, Description: "Single values, by path",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":  schema.StringAttribute{Required: true},
				"value": schema.StringAttribute{Optional: true},
				"type":  schema.StringAttribute{Optional: true, Computed: true},
			}},
		},
		"set_list": schema.ListNestedAttribute{
			Optional: true, Description: "Lists, by path",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":  schema.StringAttribute{Optional: true},
				"value": schema.ListAttribute{Required: true, ElementType: types.StringType},
			}},
		},
		"set_sensitive": schema.SetNestedAttribute{
			Optional: true, Description: "Single values, by path, that are not shown",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":  schema.StringAttribute{Required: true},
				"value": schema.StringAttribute{Required: true, Sensitive: true},
				"type":  schema.StringAttribute{Optional: true},
			}},
		},
		"set_wo": schema.ListNestedAttribute{
			Optional: true, Description: "Single values, by path; write-only in name alone, as upstream's",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":  schema.StringAttribute{Required: true},
				"value": schema.StringAttribute{Required: true},
				"type":  schema.StringAttribute{Optional: true},
			}},
		},
	}
	for name, description := range templateTexts {
		attributes[name] = schema.StringAttribute{Optional: true, Description: description}
	}
	for name, description := range templateFlags {
		attributes[name] = schema.BoolAttribute{Optional: true, Description: description}
	}
	for name, description := range templateLists {
		attributes[name] = schema.ListAttribute{Optional: true, ElementType: types.StringType, Description: description}
	}
	return schema.Schema{Description: "A chart, rendered", Attributes: attributes}
}

var templateTexts = map[string]string{
	"description":          "Description of the release",
	"keyring":              "Public keys for verify",
	"kube_version":         "Kubernetes version to render for; 1.20 when it is left out",
	"namespace":            "Namespace of the release",
	"repository":           "Where the chart is: an https:// or oci:// URL",
	"repository_ca_file":   "Certificates of the repository's server",
	"repository_cert_file": "Client certificate for the repository",
	"repository_key_file":  "Key of the client certificate",
	"repository_username":  "User name for the repository",
}

var templateLists = map[string]string{
	"api_versions": "API versions that the chart may find",
	"show_only":    "Templates to render",
	"values":       "YAML documents, later ones win",
}

var templateFlags = map[string]string{
	"atomic":                     "Uninstall, or roll back, what fails",
	"create_namespace":           "Create the namespace if it does not exist",
	"dependency_update":          "Download missing dependencies of the chart",
	"devel":                      "Also take development versions",
	"disable_openapi_validation": "Do not validate against the cluster's schema",
	"disable_webhooks":           "Do not render hooks",
	"include_crds":               "Render the CRDs into the manifest",
	"is_upgrade":                 "Render as for an upgrade",
	"pass_credentials":           "Pass the credentials to all domains",
	"render_subchart_notes":      "Render the notes of subcharts too",
	"replace":                    "Reuse the name of a release that was uninstalled or failed",
	"reset_values":               "Start from the chart's values when the release is upgraded",
	"reuse_values":               "Start from the last release's values when the release is upgraded",
	"skip_crds":                  "Without effect on a rendering",
	"skip_tests":                 "Do not render test hooks",
	"validate":                   "Render with the cluster's version and validate against it",
	"verify":                     "Verify the chart's signature",
	"wait":                       "Wait until all resources are ready",
}
