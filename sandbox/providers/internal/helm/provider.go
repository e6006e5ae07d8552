// Package helm is the sandbox's stand-in for the provider hashicorp/helm.
package helm

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"flotilla.dev/sandbox/providers/internal/refusal"
)

type helmProvider struct{}

// NewServer returns the provider as a server of protocol 6.
func NewServer(ctx context.Context) (tfprotov6.ProviderServer, error) {
	return refusal.NewServer(ctx, providerserver.NewProtocol6(&helmProvider{})(), Implemented)
}

func (*helmProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "helm"
}

func (*helmProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerSchema()
}

func (*helmProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &releaseResource{} }}
}

func (*helmProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return &templateDataSource{} }}
}

func (*helmProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	if req.ClientCapabilities.DeferralAllowed && !req.Config.Raw.IsFullyKnown() {
		resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
	}
	// 1. the configuration, with the environment for what it leaves out
	var kubernetes types.Object
	var registries types.List
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("kubernetes"), &kubernetes)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("registries"), &registries)...)
	if resp.Diagnostics.HasError() {
		return
	}
	session, diags := newSession(ctx, kubernetes)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 2. registries are logged into once, before any chart is looked for
	resp.Diagnostics.Append(session.loginAll(ctx, registries)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.ResourceData = session
	resp.DataSourceData = session
}
