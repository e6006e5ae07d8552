package helm

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"helm.sh/helm/v3/pkg/release"
)

// record writes what the cluster has of a release into the model. A version that somebody else installed arrives
// here, and the next plan wants the configured one back.
func (m *releaseModel) record(ctx context.Context, r *release.Release) diag.Diagnostics {
	m.ID = types.StringValue(r.Name)
	m.Name = types.StringValue(r.Name)
	m.Namespace = types.StringValue(r.Namespace)
	m.Status = types.StringValue(r.Info.Status.String())
	if version := r.Chart.Metadata.Version; !sameVersion(version, m.Version.ValueString()) {
		m.Version = types.StringValue(version)
	}
	m.Manifest = types.StringNull()
	m.Resources = types.MapNull(types.StringType)

	values, diags := m.visibleValues(ctx, r)
	metadata, metadataDiags := types.ObjectValue(metadataTypes(), map[string]attr.Value{
		"app_version":    types.StringValue(r.Chart.Metadata.AppVersion),
		"chart":          types.StringValue(r.Chart.Metadata.Name),
		"first_deployed": types.Int64Value(r.Info.FirstDeployed.Unix()),
		"last_deployed":  types.Int64Value(r.Info.LastDeployed.Unix()),
		"name":           types.StringValue(r.Name),
		"namespace":      types.StringValue(r.Namespace),
		"notes":          types.StringValue(r.Info.Notes),
		"revision":       types.Int64Value(int64(r.Version)),
		"values":         types.StringValue(values),
		"version":        types.StringValue(r.Chart.Metadata.Version),
	})
	diags.Append(metadataDiags...)
	m.Metadata = metadata
	return diags
}

// visibleValues are the release's values as JSON, the sensitive ones hidden. With write-only values nothing is shown:
// which of the live values were write-only cannot be known.
func (m *releaseModel) visibleValues(ctx context.Context, r *release.Release) (string, diag.Diagnostics) {
	if r.Config == nil || m.SetWORevision.ValueInt64() > 0 {
		return "{}", nil
	}
	var sensitive []settingModel
	diags := m.SetSensitive.ElementsAs(ctx, &sensitive, false)
	visible := cloneMaps(r.Config)
	for _, setting := range sensitive {
		cloak(visible, setting.Name.ValueString())
	}
	encoded, err := json.Marshal(visible)
	if err != nil {
		diags.AddError("Error marshaling values", err.Error())
	}
	return string(encoded), diags
}

func (m *releaseModel) identity() releaseIdentity {
	return releaseIdentity{Namespace: m.Namespace, ReleaseName: m.Name}
}

func sameVersion(a, b string) bool {
	return strings.TrimPrefix(a, "v") == strings.TrimPrefix(b, "v")
}
