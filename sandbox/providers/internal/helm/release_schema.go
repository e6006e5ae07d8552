package helm

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// defaultFlags and defaultNumbers are also what an imported release starts with.
var (
	defaultFlags = map[string]bool{
		"atomic": false, "cleanup_on_fail": false, "create_namespace": false, "dependency_update": false,
		"disable_crd_hooks": false, "disable_openapi_validation": false, "disable_webhooks": false, "force_update": false,
		"lint": false, "pass_credentials": false, "recreate_pods": false, "render_subchart_notes": true, "replace": false,
		"reset_values": false, "reuse_values": false, "skip_crds": false, "take_ownership": false, "upgrade_install": false,
		"verify": false, "wait": true, "wait_for_jobs": false,
	}
	defaultNumbers = map[string]int64{"max_history": 0, "timeout": 300}
)

func releaseSchema(ctx context.Context) schema.Schema {
	attributes := map[string]schema.Attribute{
		// which release of which chart
		"name": schema.StringAttribute{
			Required: true, Description: "Name of the release",
			Validators:    []validator.String{stringvalidator.LengthBetween(1, 53)},
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
		"namespace": schema.StringAttribute{
			Optional: true, Computed: true, Default: namespaceDefault{}, Description: "Namespace of the release",
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
		"chart":                schema.StringAttribute{Required: true, Description: "Name or path of the chart"},
		"repository":           optional("Where the chart is: an https:// or oci:// URL"),
		"repository_ca_file":   optional("Certificates of the repository's server"),
		"repository_cert_file": optional("Client certificate for the repository"),
		"repository_key_file":  optional("Key of the client certificate"),
		"repository_username":  optional("User name for the repository"),
		"repository_password":  schema.StringAttribute{Optional: true, Sensitive: true, Description: "Password for the repository"},
		"version":              schema.StringAttribute{Optional: true, Computed: true, Description: "Version of the chart; the latest when it is left out"},
		"devel": schema.BoolAttribute{
			Optional: true, Description: "Also take development versions", PlanModifiers: []planmodifier.Bool{develOfVersion{}},
		},
		"keyring": optional("Public keys for verify"),
		"description": schema.StringAttribute{
			Optional: true, Computed: true, Description: "Description of the revision",
			PlanModifiers: []planmodifier.String{keepWhenEmpty{}},
		},

		// values
		"values":        schema.ListAttribute{Optional: true, ElementType: types.StringType, Description: "YAML documents, later ones win"},
		"set":           settingsAttribute(),
		"set_list":      listSettingsAttribute(),
		"set_sensitive": sensitiveSettingsAttribute(),
		"set_wo":        writeOnlySettingsAttribute(),
		"set_wo_revision": schema.Int64Attribute{
			Optional: true, Description: "Revision of set_wo: the values are sent when it increases",
			Validators: []validator.Int64{int64validator.AtLeast(1)},
		},

		// how it is applied
		"postrender": schema.SingleNestedAttribute{
			Optional: true, Description: "Command that the manifest goes through",
			Attributes: map[string]schema.Attribute{
				"binary_path": schema.StringAttribute{Required: true, Description: "Path of the command"},
				"args":        schema.ListAttribute{Optional: true, ElementType: types.StringType, Description: "Arguments of the command"},
			},
		},
		"timeouts": timeouts.Attributes(ctx, timeouts.Opts{Create: true, Read: true, Update: true, Delete: true}),

		// what became of it
		"id":        schema.StringAttribute{Computed: true},
		"manifest":  schema.StringAttribute{Computed: true, Description: "Kept by an experiment of upstream's; always null here"},
		"resources": schema.MapAttribute{Computed: true, ElementType: types.StringType, Description: "Kept by an experiment of upstream's; always null here"},
		"status":    schema.StringAttribute{Computed: true, Description: "Status of the release"},
		"metadata":  metadataAttribute(),
	}
	for name, value := range defaultFlags {
		attributes[name] = schema.BoolAttribute{
			Optional: true, Computed: true, Default: booldefault.StaticBool(value), Description: flagDescriptions[name],
		}
	}
	for name, value := range defaultNumbers {
		attributes[name] = schema.Int64Attribute{
			Optional: true, Computed: true, Default: int64default.StaticInt64(value), Description: flagDescriptions[name],
		}
	}
	return schema.Schema{Description: "A Helm release", Version: 2, Attributes: attributes}
}

var flagDescriptions = map[string]string{
	"atomic":                     "Uninstall, or roll back, what fails; implies wait",
	"cleanup_on_fail":            "Delete the new resources of an upgrade that fails",
	"create_namespace":           "Create the namespace if it does not exist",
	"dependency_update":          "Download missing dependencies of the chart",
	"disable_crd_hooks":          "Do not run the hooks of CRDs",
	"disable_openapi_validation": "Do not validate against the cluster's schema",
	"disable_webhooks":           "Do not run hooks",
	"force_update":               "Replace resources that cannot be updated",
	"lint":                       "Lint the chart at plan",
	"max_history":                "Revisions to keep; 0 keeps all",
	"pass_credentials":           "Pass the credentials to all domains",
	"recreate_pods":              "Restart pods when the release is upgraded",
	"render_subchart_notes":      "Render the notes of subcharts too",
	"replace":                    "Reuse the name of a release that was uninstalled or failed",
	"reset_values":               "Start from the chart's values when the release is upgraded",
	"reuse_values":               "Start from the last release's values when the release is upgraded",
	"skip_crds":                  "Do not install the chart's CRDs",
	"take_ownership":             "Take over resources that are not marked as this release's",
	"timeout":                    "Seconds to wait for any one operation",
	"upgrade_install":            "Upgrade a release that exists though it is not in the state",
	"verify":                     "Verify the chart's signature",
	"wait":                       "Wait until all resources are ready",
	"wait_for_jobs":              "With wait: also until all jobs are complete",
}

func metadataAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{}
	for name, kind := range metadataTypes() {
		if kind == types.Int64Type {
			attributes[name] = schema.Int64Attribute{Computed: true}
		} else {
			attributes[name] = schema.StringAttribute{Computed: true}
		}
	}
	return schema.SingleNestedAttribute{Computed: true, Description: "The release as Helm recorded it", Attributes: attributes}
}

func settingsAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Optional: true, Description: "Single values, by path",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"name":  schema.StringAttribute{Required: true},
			"value": schema.StringAttribute{Optional: true},
			"type": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(""),
				Validators: []validator.String{stringvalidator.OneOf("auto", "string", "literal")},
			},
		}},
	}
}

func listSettingsAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Optional: true, Description: "Lists, by path",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"name":  schema.StringAttribute{Required: true},
			"value": schema.ListAttribute{Required: true, ElementType: types.StringType},
		}},
	}
}

func sensitiveSettingsAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Optional: true, Description: "Single values, by path, that are not shown",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"name":  schema.StringAttribute{Required: true},
			"value": schema.StringAttribute{Required: true, Sensitive: true},
			"type":  schema.StringAttribute{Optional: true},
		}},
	}
}

func writeOnlySettingsAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Optional: true, WriteOnly: true, Description: "Single values, by path, that are not kept in the state",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"name":  schema.StringAttribute{Required: true, WriteOnly: true},
			"value": schema.StringAttribute{Required: true, WriteOnly: true},
			"type":  schema.StringAttribute{Optional: true, WriteOnly: true},
		}},
	}
}

func releaseIdentitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"namespace":    identityschema.StringAttribute{OptionalForImport: true},
		"release_name": identityschema.StringAttribute{RequiredForImport: true},
	}}
}

func optional(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, Description: description}
}
