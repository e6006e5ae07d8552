package helm

import (
	"context"
	"testing"

	"flotilla.dev/sandbox/providers/internal/refusal/refusaltest"
)

func TestWhatIsNotImplementedIsRefused(t *testing.T) {
	server, err := NewServer(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	refusaltest.Check(t, server, Implemented, refusaltest.Refused{
		refusaltest.ProviderConfig: {
			"burst_limit", "debug", "experiments.manifest", "helm_driver", "plugins_path", "qps", "registry_config_path",
			"repository_cache", "repository_config_path",
			"kubernetes.config_context_auth_info", "kubernetes.config_context_cluster", "kubernetes.password", "kubernetes.proxy_url",
			"kubernetes.tls_server_name", "kubernetes.username",
		},
		"helm_release": {
			"disable_crd_hooks", "disable_openapi_validation", "keyring", "pass_credentials", "recreate_pods",
			"render_subchart_notes", "repository_ca_file", "repository_cert_file", "repository_key_file", "set_sensitive[0].type",
			"set_wo[0].type", "timeouts.create", "timeouts.delete", "timeouts.read", "timeouts.update",
		},
		"data.helm_template": {
			"atomic", "crds", "create_namespace", "dependency_update", "description", "devel", "disable_openapi_validation",
			"is_upgrade", "keyring", "manifest", "manifests", "notes", "pass_credentials", "postrender.args",
			"postrender.binary_path", "render_subchart_notes", "replace", "repository_ca_file", "repository_cert_file",
			"repository_key_file", "repository_password", "repository_username", "reset_values", "reuse_values", "set[*].type",
			"set_sensitive[*].type", "set_wo[0].type", "timeout", "timeouts.read", "verify", "wait",
		},
	})
}
