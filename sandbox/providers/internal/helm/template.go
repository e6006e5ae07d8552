package helm

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/release"
)

type templateDataSource struct {
	session *session
}

func (*templateDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_template"
}

func (*templateDataSource) Schema(ctx context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = templateSchema(ctx)
}

func (t *templateDataSource) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	t.session, _ = req.ProviderData.(*session) // nil before the provider is configured
}

func (t *templateDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var model templateModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 1. render
	model.setDefaults()
	rendered, install, diags := t.render(ctx, model)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	// 2. select
	documents := renderedDocuments(rendered, !install.DisableHooks, model.SkipTests.ValueBool())
	documents, missing := selectDocuments(documents, texts(model.ShowOnly.Elements()))
	for _, template := range missing {
		resp.Diagnostics.AddError("Template Not Found", fmt.Sprintf("Could not find template %q in chart", template))
	}

	// 3. give back
	crds := []string{}
	for _, crd := range rendered.Chart.CRDObjects() {
		crds = append(crds, string(crd.File.Data))
	}
	model.CRDs, diags = types.ListValueFrom(ctx, types.StringType, crds)
	resp.Diagnostics.Append(diags...)
	model.Manifests, diags = types.MapValueFrom(ctx, types.StringType, byTemplate(documents))
	resp.Diagnostics.Append(diags...)
	model.Manifest = types.StringValue(bundle(documents))
	model.Notes = types.StringValue(rendered.Info.Notes)
	model.ID = model.Name
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
}

// render runs an install that neither changes the cluster nor, without `validate`, asks it.
func (t *templateDataSource) render(ctx context.Context, model templateModel) (*release.Release, *action.Install, diag.Diagnostics) {
	var diags diag.Diagnostics
	actions, err := t.session.actionConfig(ctx, model.Namespace.ValueString())
	if err != nil {
		diags.AddError("Failed to get Helm configuration", err.Error())
		return nil, nil, diags
	}
	install := action.NewInstall(actions)
	loaded, _, diags := t.session.fetchChart(model.chartModel, actions, &install.ChartPathOptions)
	if diags.HasError() {
		return nil, nil, diags
	}
	values, valueDiags := model.valueSources().merge(ctx)
	diags.Append(valueDiags...)
	if err := checkInstallable(loaded); err != nil {
		diags.AddError("Error checking if chart is installable", fmt.Sprintf("Chart is not installable: %s", err))
	}
	if err := model.configure(install); err != nil {
		diags.AddError("Failed to parse Kubernetes version", err.Error())
	}
	if diags.HasError() {
		return nil, nil, diags
	}
	rendered, err := install.Run(loaded, values)
	if err != nil {
		diags.AddError("Error running Helm install", fmt.Sprintf("Error running Helm install: %s", err))
	}
	return rendered, install, diags
}

func (m templateModel) configure(install *action.Install) error {
	install.DryRun = true
	install.ClientOnly = !m.Validate.ValueBool()
	install.Replace = true // the name may be in use
	install.ReleaseName = m.Name.ValueString()
	install.Namespace = m.Namespace.ValueString()
	install.APIVersions = texts(m.APIVersions.Elements())
	install.DisableHooks = m.DisableWebhooks.ValueBool()
	install.IncludeCRDs = m.IncludeCRDs.ValueBool()
	install.SkipCRDs = m.SkipCrds.ValueBool()
	if m.KubeVersion.ValueString() == "" {
		return nil
	}
	version, err := chartutil.ParseKubeVersion(m.KubeVersion.ValueString())
	if err != nil {
		return fmt.Errorf("couldn't parse string %q into kube-version: %w", m.KubeVersion.ValueString(), err)
	}
	install.KubeVersion = version
	return nil
}

func (m templateModel) valueSources() valueSources {
	return valueSources{documents: m.Values, set: m.Set, lists: m.SetList, sensitive: m.SetSensitive, writeOnly: m.SetWO}
}

// setDefaults fills in what upstream also shows in the state.
func (m *templateModel) setDefaults() {
	for _, flag := range []*types.Bool{
		&m.Atomic, &m.CreateNamespace, &m.DependencyUpdate, &m.DisableOpenapiValidation, &m.DisableWebhooks, &m.IncludeCRDs,
		&m.IsUpgrade, &m.RenderSubchartNotes, &m.Replace, &m.ResetValues, &m.ReuseValues, &m.SkipCrds, &m.SkipTests,
		&m.Validate, &m.Verify, &m.Wait,
	} {
		if flag.IsNull() {
			*flag = types.BoolValue(false)
		}
	}
	if m.Version.ValueString() != "" {
		m.Devel = types.BoolValue(false)
	}
	if m.Namespace.IsNull() {
		m.Namespace = types.StringValue(defaultNamespace())
	}
	m.Description, m.Keyring, m.Timeout = types.StringValue(""), types.StringValue(""), types.Int64Value(300)
}
