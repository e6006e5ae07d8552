package helm

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type registryModel struct {
	URL      types.String `tfsdk:"url"`
	Username types.String `tfsdk:"username"`
	Password types.String `tfsdk:"password"`
}

type kubernetesModel struct {
	Host                  types.String `tfsdk:"host"`
	Username              types.String `tfsdk:"username"`
	Password              types.String `tfsdk:"password"`
	Insecure              types.Bool   `tfsdk:"insecure"`
	TLSServerName         types.String `tfsdk:"tls_server_name"`
	ClientCertificate     types.String `tfsdk:"client_certificate"`
	ClientKey             types.String `tfsdk:"client_key"`
	ClusterCACertificate  types.String `tfsdk:"cluster_ca_certificate"`
	ConfigPaths           types.List   `tfsdk:"config_paths"`
	ConfigPath            types.String `tfsdk:"config_path"`
	ConfigContext         types.String `tfsdk:"config_context"`
	ConfigContextAuthInfo types.String `tfsdk:"config_context_auth_info"`
	ConfigContextCluster  types.String `tfsdk:"config_context_cluster"`
	Token                 types.String `tfsdk:"token"`
	ProxyURL              types.String `tfsdk:"proxy_url"`
	Exec                  *execModel   `tfsdk:"exec"`
}

type execModel struct {
	APIVersion types.String `tfsdk:"api_version"`
	Command    types.String `tfsdk:"command"`
	Env        types.Map    `tfsdk:"env"`
	Args       types.List   `tfsdk:"args"`
}

func providerSchema() schema.Schema {
	return schema.Schema{
		Attributes: map[string]schema.Attribute{
			"debug":                  schema.BoolAttribute{Optional: true, Description: "Run Helm in debug mode"},
			"plugins_path":           optionalText("Directory of Helm plugins"),
			"registry_config_path":   optionalText("Registry configuration of Helm"),
			"repository_config_path": optionalText("File with the names and URLs of chart repositories"),
			"repository_cache":       optionalText("Directory of cached repository indexes"),
			"helm_driver":            optionalText("Where releases are stored: secret, configmap, memory or sql"),
			"burst_limit":            schema.Int64Attribute{Optional: true, Description: "Burst limit of requests to the API server"},
			"qps":                    schema.Float64Attribute{Optional: true, Description: "Requests per second to the API server"},
			"kubernetes": schema.SingleNestedAttribute{
				Optional: true, Description: "Access to the cluster", Attributes: kubernetesAttributes(),
			},
			"registries": schema.ListNestedAttribute{
				Optional: true, Description: "OCI registries to log into",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"url":      requiredText("Registry, as oci://host or oci://host:port"),
					"username": requiredText("User name"),
					"password": requiredText("Password"),
				}},
			},
			"experiments": schema.SingleNestedAttribute{
				Optional: true, Description: "Experimental features",
				Attributes: map[string]schema.Attribute{
					"manifest": schema.BoolAttribute{Optional: true, Description: "Keep the rendered manifest in the state"},
				},
			},
		},
	}
}

func kubernetesAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"host":                   optionalText("Address of the API server, as a URI"),
		"username":               optionalText("User name for HTTP basic authentication"),
		"password":               optionalText("Password for HTTP basic authentication"),
		"insecure":               schema.BoolAttribute{Optional: true, Description: "Do not verify the server's certificate"},
		"tls_server_name":        optionalText("Name that the server's certificate is checked against"),
		"client_certificate":     optionalText("Client certificate, PEM encoded"),
		"client_key":             optionalText("Key of the client certificate, PEM encoded"),
		"cluster_ca_certificate": optionalText("Root certificates of the server, PEM encoded"),
		"config_paths": schema.ListAttribute{
			Optional: true, ElementType: types.StringType, Description: "Paths of kubeconfigs to merge; or KUBE_CONFIG_PATHS",
		},
		"config_path": schema.StringAttribute{
			Optional: true, Description: "Path of the kubeconfig; or KUBE_CONFIG_PATH",
			Validators: []validator.String{
				stringvalidator.ConflictsWith(path.MatchRoot("kubernetes").AtName("config_paths")),
			},
		},
		"config_context":           optionalText("Context of the kubeconfig; or KUBE_CTX"),
		"config_context_auth_info": optionalText("User of the kubeconfig"),
		"config_context_cluster":   optionalText("Cluster of the kubeconfig"),
		"token":                    optionalText("Bearer token of a service account"),
		"proxy_url":                optionalText("Proxy for all requests to the API server"),
		"exec": schema.SingleNestedAttribute{
			Optional: true, Description: "Command that gives the credentials",
			Attributes: map[string]schema.Attribute{
				"api_version": requiredText("API version of the exec plugin"),
				"command":     requiredText("Command to run"),
				"env":         schema.MapAttribute{Optional: true, ElementType: types.StringType, Description: "Environment of the command"},
				"args":        schema.ListAttribute{Optional: true, ElementType: types.StringType, Description: "Arguments of the command"},
			},
		},
	}
}

func optionalText(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, Description: description}
}

func requiredText(description string) schema.StringAttribute {
	return schema.StringAttribute{Required: true, Description: description}
}
