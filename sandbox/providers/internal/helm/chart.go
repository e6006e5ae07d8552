package helm

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/downloader"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/registry"
)

// chartModel are the attributes that say which chart is meant and how to get it.
type chartModel struct {
	Chart              types.String `tfsdk:"chart"`
	DependencyUpdate   types.Bool   `tfsdk:"dependency_update"`
	Devel              types.Bool   `tfsdk:"devel"`
	Keyring            types.String `tfsdk:"keyring"`
	PassCredentials    types.Bool   `tfsdk:"pass_credentials"`
	Repository         types.String `tfsdk:"repository"`
	RepositoryCaFile   types.String `tfsdk:"repository_ca_file"`
	RepositoryCertFile types.String `tfsdk:"repository_cert_file"`
	RepositoryKeyFile  types.String `tfsdk:"repository_key_file"`
	RepositoryPassword types.String `tfsdk:"repository_password"`
	RepositoryUsername types.String `tfsdk:"repository_username"`
	Verify             types.Bool   `tfsdk:"verify"`
	Version            types.String `tfsdk:"version"`
}

// fetchChart logs in, downloads the chart or finds it on disk, and loads it. It also gives the chart's path, and fills
// in the options of the action that will use it.
func (s *session) fetchChart(c chartModel, config *action.Configuration, options *action.ChartPathOptions) (*chart.Chart, string, diag.Diagnostics) {
	// 1. where it is
	diags := s.loginFor(c)
	name, err := c.locate(options)
	if err != nil {
		diags.AddError("Invalid Repository URL", err.Error())
	}
	if diags.HasError() {
		return nil, "", diags
	}

	// 2. download it: one at a time, the cache file of a chart has one name
	s.chartLock.Lock()
	location, err := options.LocateChart(name, s.settings)
	s.chartLock.Unlock()
	if err != nil {
		diags.AddError("Error locating chart", fmt.Sprintf("Unable to locate chart %s: %s", name, err))
		return nil, "", diags
	}
	loaded, err := loader.Load(location)
	if err != nil {
		diags.AddError("Error loading chart", fmt.Sprintf("Unable to load chart %s: %s", location, err))
		return nil, "", diags
	}

	// 3. its dependencies
	if missing := action.CheckDependencies(loaded, loaded.Metadata.Dependencies); missing == nil {
		return loaded, location, diags
	}
	if !c.DependencyUpdate.ValueBool() {
		diags.AddError("Missing chart dependencies", "Found in Chart.yaml, but missing in charts/ directory")
		return nil, "", diags
	}
	loaded, err = s.updateDependencies(location)
	if err != nil {
		diags.AddError("Failed to update chart dependencies", err.Error())
	}
	return loaded, location, diags
}

// locate fills in the options, and gives the name to look for: of an OCI chart the whole reference.
func (c chartModel) locate(options *action.ChartPathOptions) (string, error) {
	name, repository := strings.TrimSpace(c.Chart.ValueString()), c.Repository.ValueString()
	switch _, notURL := url.ParseRequestURI(repository); {
	case registry.IsOCI(repository):
		reference, err := url.Parse(repository)
		if err != nil {
			return "", fmt.Errorf("Failed to parse repository URL %s: %w", repository, err)
		}
		reference.Path = path.Join(reference.Path, name)
		name = reference.String()
	case notURL == nil:
		options.RepoURL = repository
	case repository != "" && !strings.Contains(name, "/"):
		name = repository + "/" + name
	}

	if !hasOwnVersion(name, options.RepoURL) {
		options.Version = c.requestedVersion()
	}
	options.Verify = c.Verify.ValueBool()
	options.Username = c.RepositoryUsername.ValueString()
	options.Password = c.RepositoryPassword.ValueString()
	return name, nil
}

// hasOwnVersion reports whether the chart is one file or folder, so that there is no version to choose.
func hasOwnVersion(name, repository string) bool {
	if _, err := url.ParseRequestURI(name); err == nil && !registry.IsOCI(name) {
		return true
	}
	for _, place := range []string{name, repository} {
		if _, err := os.Stat(place); err == nil {
			return true
		}
	}
	return false
}

func (c chartModel) requestedVersion() string {
	version := strings.TrimSpace(c.Version.ValueString())
	if version == "" && c.Devel.ValueBool() {
		return ">0.0.0-0"
	}
	return version
}

func (s *session) updateDependencies(location string) (*chart.Chart, error) {
	manager := &downloader.Manager{
		Out:              io.Discard,
		ChartPath:        location,
		Getters:          getter.All(s.settings),
		RegistryClient:   s.registry,
		RepositoryConfig: s.settings.RepositoryConfig,
		RepositoryCache:  s.settings.RepositoryCache,
		Debug:            s.settings.Debug,
	}
	if err := manager.Update(); err != nil {
		return nil, err
	}
	return loader.Load(location)
}

func checkInstallable(c *chart.Chart) error {
	switch c.Metadata.Type {
	case "", "application":
		return nil
	default:
		return fmt.Errorf("%s charts are not installable", c.Metadata.Type)
	}
}
