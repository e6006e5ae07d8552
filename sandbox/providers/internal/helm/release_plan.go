package helm

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/lint/support"
	"helm.sh/helm/v3/pkg/release"
)

// ModifyPlan always gets the chart, because the chart says which version is planned. The cluster is queried for one
// thing only: the installed version, with upgrade_install and no version.
func (r *releaseResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return // to be destroyed
	}
	var plan, config releaseModel
	var state *releaseModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 1. the chart
	actions, err := r.session.actionConfig(ctx, plan.Namespace.ValueString())
	if err != nil {
		resp.Diagnostics.AddError("Error getting Helm configuration", err.Error())
		return
	}
	options := &action.NewInstall(actions).ChartPathOptions
	loaded, location, diags := r.session.fetchChart(plan.chartModel, actions, options)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if plan.Lint.ValueBool() {
		resp.Diagnostics.Append(lint(ctx, plan, location)...)
		if resp.Diagnostics.HasError() {
			return
		}
	}

	// 2. what is known before the apply
	plan.Status = types.StringValue(release.StatusDeployed.String())
	plan.Manifest = types.StringNull()
	plan.Resources = types.MapNull(types.StringType)
	version, diags := plannedVersion(actions, plan, config, loaded.Metadata.Version)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	plan.Version = version

	// 3. what is not
	if state == nil || plan.changesRelease(*state) {
		plan.Metadata = types.ObjectUnknown(metadataTypes())
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// plannedVersion is the chart's own version, and a configured one must be equal to it.
func plannedVersion(actions *action.Configuration, plan, config releaseModel, chartVersion string) (types.String, diag.Diagnostics) {
	var diags diag.Diagnostics
	planned := types.StringNull()
	if chartVersion != "" {
		planned = types.StringValue(chartVersion)
	}
	if config.Version.IsNull() {
		if !plan.UpgradeInstall.ValueBool() {
			return planned, diags
		}
		installed, err := installedVersion(actions, plan.Name.ValueString())
		if err != nil {
			diags.AddError("Failed to check installed release version", err.Error())
		}
		if installed != "" {
			planned = types.StringValue(installed)
		}
		return planned, diags
	}
	if config.Version.IsUnknown() || sameVersion(config.Version.ValueString(), planned.ValueString()) {
		return config.Version, diags
	}
	diags.AddError("Planned version is different from configured version",
		fmt.Sprintf("The version in the configuration is %q but the planned version is %q. "+
			"Set the version to %[2]q, or leave it out.", config.Version.ValueString(), planned.ValueString()))
	return planned, diags
}

// changesRelease reports whether the plan makes another revision, so that its metadata is not known.
func (m releaseModel) changesRelease(state releaseModel) bool {
	return !m.Chart.Equal(state.Chart) ||
		!m.Repository.Equal(state.Repository) ||
		!m.Version.Equal(state.Version) ||
		!m.Values.Equal(state.Values) ||
		!m.Set.Equal(state.Set) ||
		!m.SetSensitive.Equal(state.SetSensitive) ||
		!m.SetList.Equal(state.SetList)
}

func lint(ctx context.Context, plan releaseModel, location string) diag.Diagnostics {
	values, diags := plan.valueSources().merge(ctx)
	if diags.HasError() {
		return diags
	}
	var findings []string
	for _, message := range action.NewLint().Run([]string{location}, values).Messages {
		if message.Severity >= support.ErrorSev {
			findings = append(findings, fmt.Sprintf("%s: %s", message.Path, message.Err))
		}
	}
	if len(findings) > 0 {
		diags.AddError("Lint Error", "malformed chart or values: \n\t"+strings.Join(findings, "\n\t"))
	}
	return diags
}
