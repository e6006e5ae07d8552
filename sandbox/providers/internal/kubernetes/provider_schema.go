package kubernetes

import (
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/validation"
)

func providerSchema() map[string]*schema.Schema {
	s := map[string]*schema.Schema{
		"host":                     envString("KUBE_HOST", "Address of the API server, as a URI"),
		"username":                 {Type: schema.TypeString, Optional: true, Description: "User name for HTTP basic authentication"},
		"password":                 {Type: schema.TypeString, Optional: true, Description: "Password for HTTP basic authentication"},
		"tls_server_name":          {Type: schema.TypeString, Optional: true, Description: "Name that the server's certificate is checked against"},
		"client_certificate":       envString("KUBE_CLIENT_CERT_DATA", "Client certificate, PEM encoded"),
		"client_key":               envString("KUBE_CLIENT_KEY_DATA", "Key of the client certificate, PEM encoded"),
		"cluster_ca_certificate":   envString("KUBE_CLUSTER_CA_CERT_DATA", "Root certificates of the server, PEM encoded"),
		"config_context":           envString("KUBE_CTX", "Context of the kubeconfig"),
		"config_context_auth_info": {Type: schema.TypeString, Optional: true, Description: "User of the kubeconfig"},
		"config_context_cluster":   {Type: schema.TypeString, Optional: true, Description: "Cluster of the kubeconfig"},
		"token":                    envString("KUBE_TOKEN", "Bearer token of a service account"),
		"proxy_url":                {Type: schema.TypeString, Optional: true, Description: "Proxy for all requests to the API server"},
		"insecure": {
			Type:        schema.TypeBool,
			Optional:    true,
			DefaultFunc: schema.EnvDefaultFunc("KUBE_INSECURE", false),
			Description: "Do not verify the server's certificate",
		},
		"config_paths": stringList("Paths of kubeconfigs to merge; or KUBE_CONFIG_PATHS", nil),
		"config_path": {
			Type:          schema.TypeString,
			Optional:      true,
			DefaultFunc:   schema.EnvDefaultFunc("KUBE_CONFIG_PATH", nil),
			ConflictsWith: []string{"config_paths"},
			Description:   "Path of the kubeconfig; or KUBE_CONFIG_PATH",
		},
		"ignore_annotations": stringList("Regular expressions of annotations to leave alone", validation.StringIsValidRegExp),
		"ignore_labels":      stringList("Regular expressions of labels to leave alone", validation.StringIsValidRegExp),
	}
	s["exec"] = &schema.Schema{Type: schema.TypeList, Optional: true, Elem: &schema.Resource{Schema: execSchema()}}
	s["experiments"] = &schema.Schema{Type: schema.TypeList, Optional: true, Elem: &schema.Resource{Schema: experimentsSchema()}}
	return s
}

func execSchema() map[string]*schema.Schema {
	return map[string]*schema.Schema{
		"api_version": {Type: schema.TypeString, Required: true},
		"command":     {Type: schema.TypeString, Required: true},
		"env":         {Type: schema.TypeMap, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}},
		"args":        stringList("Arguments of the command", nil),
	}
}

func experimentsSchema() map[string]*schema.Schema {
	return map[string]*schema.Schema{
		"manifest_resource": {
			Type:       schema.TypeBool,
			Optional:   true,
			Deprecated: "The kubernetes_manifest resource is always enabled; this flag has no effect.",
		},
	}
}

func envString(variable, description string) *schema.Schema {
	return &schema.Schema{
		Type:        schema.TypeString,
		Optional:    true,
		DefaultFunc: schema.EnvDefaultFunc(variable, ""),
		Description: description + "; or " + variable,
	}
}

func stringList(description string, validate schema.SchemaValidateFunc) *schema.Schema {
	return &schema.Schema{
		Type:        schema.TypeList,
		Optional:    true,
		Elem:        &schema.Schema{Type: schema.TypeString, ValidateFunc: validate},
		Description: description,
	}
}
