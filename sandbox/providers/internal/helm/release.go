package helm

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"helm.sh/helm/v3/pkg/action"
)

type releaseResource struct {
	session *session
}

var (
	_ resource.ResourceWithConfigure   = &releaseResource{}
	_ resource.ResourceWithModifyPlan  = &releaseResource{}
	_ resource.ResourceWithImportState = &releaseResource{}
	_ resource.ResourceWithIdentity    = &releaseResource{}
)

func (*releaseResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_release"
}

func (*releaseResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = releaseSchema(ctx)
}

func (*releaseResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = releaseIdentitySchema()
}

func (r *releaseResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.session, _ = req.ProviderData.(*session) // nil before the provider is configured
}

// Read drops a release that is not there, and one that cannot be read too: upstream does not distinguish the two,
// so with an unreachable cluster the next plan wants to create every release.
func (r *releaseResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state releaseModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	release, err := r.session.findRelease(ctx, state.Namespace.ValueString(), state.Name.ValueString())
	if err != nil {
		resp.State.RemoveResource(ctx)
		return
	}
	resp.Diagnostics.Append(state.record(ctx, release)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

func (r *releaseResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state, config releaseModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 1. the chart
	actions, err := r.session.actionConfig(ctx, state.Namespace.ValueString())
	if err != nil {
		resp.Diagnostics.AddError("Error getting helm configuration", err.Error())
		return
	}
	upgrade := newUpgrade(actions, plan)
	loaded, _, diags := r.session.fetchChart(plan.chartModel, actions, &upgrade.ChartPathOptions)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 2. its values: the write-only ones are sent when their revision increases, any other update goes without them
	sources := plan.valueSources()
	if plan.SetWORevision.ValueInt64() > state.SetWORevision.ValueInt64() {
		sources.writeOnly = config.SetWO
	}
	values, diags := sources.merge(ctx)
	resp.Diagnostics.Append(diags...)
	if upgrade.PostRenderer, err = plan.postRenderer(); err != nil {
		resp.Diagnostics.AddError("Error creating post-renderer", err.Error())
	}
	if resp.Diagnostics.HasError() {
		return
	}

	// 3. the upgrade
	release, err := upgrade.Run(plan.Name.ValueString(), loaded, values)
	if err != nil {
		resp.Diagnostics.AddError("Error upgrading chart", fmt.Sprintf("Upgrade failed: %s", err))
		return
	}
	resp.Diagnostics.Append(plan.record(ctx, release)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *releaseResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state releaseModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	name, namespace := state.Name.ValueString(), state.Namespace.ValueString()
	if _, err := r.session.findRelease(ctx, namespace, name); err != nil {
		return // as in Read: gone and unreachable are the same
	}
	actions, err := r.session.actionConfig(ctx, namespace)
	if err != nil {
		resp.Diagnostics.AddError("Error getting helm configuration", err.Error())
		return
	}
	uninstall := action.NewUninstall(actions)
	uninstall.Wait = state.Wait.ValueBool()
	uninstall.DisableHooks = state.DisableWebhooks.ValueBool()
	uninstall.Timeout = seconds(state.Timeout)
	result, err := uninstall.Run(name)
	if err != nil {
		resp.Diagnostics.AddError("Error uninstalling release", fmt.Sprintf("Unable to uninstall Helm release %s: %s", name, err))
		return
	}
	if result.Info != "" { // what a resource policy kept
		resp.Diagnostics.AddWarning("Helm uninstall returned an information message", result.Info)
	}
}
