package helm

import "flotilla.dev/sandbox/providers/internal/refusal"

// Implemented is what the project's stacks and the acceptance tests set, and nothing more.
var Implemented = refusal.Implemented{
	Provider: "hashicorp/helm",
	Config: []string{
		"kubernetes.config_path", "kubernetes.config_paths", "kubernetes.config_context",
		"kubernetes.host", "kubernetes.insecure", "kubernetes.cluster_ca_certificate",
		"kubernetes.client_certificate", "kubernetes.client_key", "kubernetes.token",
		"kubernetes.exec.api_version", "kubernetes.exec.command", "kubernetes.exec.args", "kubernetes.exec.env",
		"registries.url", "registries.username", "registries.password",
	},
	Resources: map[string][]string{"helm_release": {
		// which release of which chart
		"name", "namespace", "create_namespace", "description",
		"chart", "version", "devel", "repository", "repository_username", "repository_password", "dependency_update", "verify",
		// values
		"values", "set.name", "set.value", "set.type", "set_list.name", "set_list.value", "set_sensitive.name", "set_sensitive.value",
		"set_wo.name", "set_wo.value", "set_wo_revision", "reset_values", "reuse_values",
		// how it is applied
		"atomic", "cleanup_on_fail", "disable_webhooks", "force_update", "lint", "max_history", "postrender.binary_path",
		"postrender.args", "replace", "skip_crds", "take_ownership", "timeout", "upgrade_install", "wait", "wait_for_jobs",
	}},
	DataSources: map[string][]string{"helm_template": {
		"name", "namespace", "chart", "version", "repository",
		"values", "set.name", "set.value", "set_list.name", "set_list.value", "set_sensitive.name", "set_sensitive.value",
		"set_wo.name", "set_wo.value",
		"api_versions", "disable_webhooks", "include_crds", "kube_version", "show_only", "skip_crds", "skip_tests", "validate",
	}},
	// HELM_DEBUG and HELM_REPOSITORY_CACHE are not in here: Helm itself reads them.
	Variables: map[string]string{
		"HELM_BURST_LIMIT":            "burst_limit",
		"HELM_DRIVER":                 "helm_driver",
		"HELM_PLUGINS_PATH":           "plugins_path",
		"HELM_QPS":                    "qps",
		"HELM_REGISTRY_CONFIG_PATH":   "registry_config_path",
		"HELM_REPOSITORY_CONFIG_PATH": "repository_config_path",
		"KUBE_CTX_AUTH_INFO":          "kubernetes.config_context_auth_info",
		"KUBE_CTX_CLUSTER":            "kubernetes.config_context_cluster",
		"KUBE_PASSWORD":               "kubernetes.password",
		"KUBE_PROXY_URL":              "kubernetes.proxy_url",
		"KUBE_TLS_SERVER_NAME":        "kubernetes.tls_server_name",
		"KUBE_USER":                   "kubernetes.username",
	},
}
