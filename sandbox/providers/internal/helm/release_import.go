package helm

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ImportState takes the release as it is and the defaults for everything that a release does not record. Where the
// chart came from is not recorded, so the next plan shows `chart`, `repository` and the values as changes.
func (r *releaseResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	// 1. which release
	namespace, name, err := splitID(req.ID)
	if req.ID == "" {
		identity := releaseIdentity{}
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		namespace, name, err = identity.Namespace.ValueString(), identity.ReleaseName.ValueString(), nil
		if namespace == "" {
			namespace = "default"
		}
	}
	if err != nil {
		resp.Diagnostics.AddError("Unable to parse import identifier", fmt.Sprintf("Unable to parse identifier %s: %s", req.ID, err))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	release, err := r.session.findRelease(ctx, namespace, name)
	if err != nil {
		resp.Diagnostics.AddError("Error getting release", fmt.Sprintf("Unable to get Helm release %s: %s", name, err))
		return
	}

	// 2. what the release says
	state := unknownOrigin()
	resp.Diagnostics.Append(resp.State.GetAttribute(ctx, path.Root("timeouts"), &state.Timeouts)...)
	state.Chart = types.StringValue(release.Chart.Metadata.Name)
	state.Description = types.StringValue(release.Info.Description)
	resp.Diagnostics.Append(state.record(ctx, release)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)

	// 3. the defaults
	for attribute, value := range defaultFlags {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
	for attribute, value := range defaultNumbers {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
}

// unknownOrigin is a release of which nothing is configured: the lists need their types even when they are null.
func unknownOrigin() releaseModel {
	return releaseModel{
		Values:       types.ListNull(types.StringType),
		Set:          types.ListNull(settingType()),
		SetList:      types.ListNull(listSettingType()),
		SetSensitive: types.ListNull(settingType()),
		SetWO:        types.ListNull(settingType()),
	}
}

func splitID(id string) (namespace, name string, err error) {
	parts := strings.Split(id, "/")
	if len(parts) != 2 {
		return "", "", fmt.Errorf("Unexpected ID format (%q), expected namespace/name", id)
	}
	return parts[0], parts[1], nil
}
