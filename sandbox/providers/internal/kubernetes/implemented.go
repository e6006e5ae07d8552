package kubernetes

import "flotilla.dev/sandbox/providers/internal/refusal"

// Implemented is what the project's stacks and the acceptance tests set, and nothing more.
var Implemented = refusal.Implemented{
	Provider: "hashicorp/kubernetes",
	Config: []string{
		"config_path", "config_paths", "config_context", "host", "insecure", "cluster_ca_certificate",
		"client_certificate", "client_key", "token", "exec.api_version", "exec.command", "exec.args", "exec.env",
		"ignore_annotations", "ignore_labels",
	},
	Resources: map[string][]string{
		"kubernetes_namespace_v1": {
			"metadata.name", "metadata.generate_name", "metadata.labels", "metadata.annotations",
			"wait_for_default_service_account", "timeouts.delete",
		},
		"kubernetes_secret_v1": {
			"metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations",
			"data", "data_wo", "data_wo_revision", "binary_data", "immutable", "type", "timeouts.create",
		},
	},
	Variables: map[string]string{
		"KUBE_CTX_AUTH_INFO":   "config_context_auth_info",
		"KUBE_CTX_CLUSTER":     "config_context_cluster",
		"KUBE_PASSWORD":        "password",
		"KUBE_PROXY_URL":       "proxy_url",
		"KUBE_TLS_SERVER_NAME": "tls_server_name",
		"KUBE_USER":            "username",
	},
}
