package kubernetes

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
			"config_context_auth_info", "config_context_cluster", "experiments[0].manifest_resource", "password", "proxy_url",
			"tls_server_name", "username",
		},
		"kubernetes_namespace_v1": {"id"},
		"kubernetes_secret_v1": {
			"binary_data_wo", "binary_data_wo_revision", "id", "metadata[0].generate_name", "wait_for_service_account_token",
		},
	})
}
