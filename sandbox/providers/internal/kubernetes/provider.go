// Package kubernetes is the sandbox's stand-in for the provider hashicorp/kubernetes.
//
// It is written with terraform-plugin-sdk/v2, as upstream is, and not with terraform-plugin-framework: the schema has
// attributes that are optional, not computed and yet have a default (`type`, `metadata.namespace`), and blocks with
// a minimum and a maximum of items. The framework can express neither.
package kubernetes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-mux/tf5to6server"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	clientset "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"flotilla.dev/sandbox/providers/internal/refusal"
)

// cluster is what the resources share: the caller's access, and the metadata that is not theirs.
type cluster struct {
	config            *rest.Config
	ignoreAnnotations []string
	ignoreLabels      []string
}

// NewServer returns the provider as a server of protocol 6.
func NewServer(ctx context.Context) (tfprotov6.ProviderServer, error) {
	standIn, err := tf5to6server.UpgradeServer(ctx, newProvider().GRPCProvider)
	if err != nil {
		return nil, err
	}
	return refusal.NewServer(ctx, standIn, Implemented)
}

func newProvider() *schema.Provider {
	p := &schema.Provider{
		Schema: providerSchema(),
		ResourcesMap: map[string]*schema.Resource{
			"kubernetes_namespace_v1": namespaceResource(),
			"kubernetes_secret_v1":    secretResource(),
		},
	}
	p.ConfigureProvider = func(_ context.Context, req schema.ConfigureProviderRequest, resp *schema.ConfigureProviderResponse) {
		if req.DeferralAllowed && !req.ResourceData.GetRawConfig().IsWhollyKnown() {
			resp.Deferred = &schema.Deferred{Reason: schema.DeferredReasonProviderConfigUnknown}
		}
		resp.Meta, resp.Diagnostics = configure(req.ResourceData, p.TerraformVersion)
	}
	return p
}

func clientOf(meta any) (*clientset.Clientset, error) {
	return clientset.NewForConfig(meta.(*cluster).config)
}
