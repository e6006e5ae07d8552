package helm

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/release"
)

func (r *releaseResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config releaseModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 1. the chart
	actions, err := r.session.actionConfig(ctx, plan.Namespace.ValueString())
	if err != nil {
		resp.Diagnostics.AddError("Error getting helm configuration", err.Error())
		return
	}
	options := &action.NewInstall(actions).ChartPathOptions
	loaded, _, diags := r.session.fetchChart(plan.chartModel, actions, options)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if err := checkInstallable(loaded); err != nil {
		resp.Diagnostics.AddError("Error checking if chart is installable", fmt.Sprintf("Chart is not installable: %s", err))
		return
	}

	// 2. its values
	sources := plan.valueSources()
	if config.SetWORevision.ValueInt64() > 0 {
		sources.writeOnly = config.SetWO
	}
	values, diags := sources.merge(ctx)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 3. the release
	created, err := r.installOrUpgrade(actions, plan, loaded, values)
	if err != nil {
		r.reportFailure(ctx, plan, created, err, resp)
		return
	}
	resp.Diagnostics.Append(plan.record(ctx, created)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// installOrUpgrade upgrades only with upgrade_install, and only a release that exists.
func (r *releaseResource) installOrUpgrade(actions *action.Configuration, plan releaseModel, c *chart.Chart, values map[string]any) (*release.Release, error) {
	renderer, err := plan.postRenderer()
	if err != nil {
		return nil, err
	}
	if plan.UpgradeInstall.ValueBool() {
		installed, err := installedVersion(actions, plan.Name.ValueString())
		if err != nil {
			return nil, fmt.Errorf("Failed to determine if release exists: %w", err)
		}
		if installed != "" {
			upgrade := newAdoption(actions, plan)
			upgrade.PostRenderer = renderer
			return upgrade.Run(plan.Name.ValueString(), c, values)
		}
	}
	install := newInstall(actions, plan)
	install.PostRenderer = renderer
	return install.Run(c, values)
}

// reportFailure leaves a release that failed out of the state, as upstream does: the next plan creates it again.
func (r *releaseResource) reportFailure(ctx context.Context, plan releaseModel, created *release.Release, err error, resp *resource.CreateResponse) {
	name := plan.Name.ValueString()
	if created != nil {
		if _, missing := r.session.findRelease(ctx, plan.Namespace.ValueString(), name); missing == nil {
			resp.Diagnostics.AddWarning("Helm release created with warnings", fmt.Sprintf("Helm release %q was created but has a failed status. "+
				"Find the reason with the helm command, correct it, then apply again.", name))
			resp.Diagnostics.AddError("Helm release error", err.Error())
			return
		}
	}
	resp.Diagnostics.AddError("installation failed", err.Error())
}
