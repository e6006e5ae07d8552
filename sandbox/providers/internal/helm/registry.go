package helm

import (
	"context"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"helm.sh/helm/v3/pkg/registry"
)

// loginAll logs into the registries that the provider configuration names.
func (s *session) loginAll(ctx context.Context, registries types.List) diag.Diagnostics {
	var diags diag.Diagnostics
	if registries.IsUnknown() {
		return diags
	}
	var models []registryModel
	diags.Append(registries.ElementsAs(ctx, &models, false)...)
	for _, model := range models {
		if diags.HasError() {
			return diags
		}
		if err := s.login(model.URL.ValueString(), model.Username.ValueString(), model.Password.ValueString()); err != nil {
			diags.AddError("OCI Registry login failed", err.Error())
		}
	}
	return diags
}

// loginFor logs in with the credentials of one chart, if its registry is an OCI one and both are given.
func (s *session) loginFor(c chartModel) diag.Diagnostics {
	var diags diag.Diagnostics
	address := ""
	switch {
	case registry.IsOCI(c.Repository.ValueString()):
		address = c.Repository.ValueString()
	case registry.IsOCI(c.Chart.ValueString()):
		address = c.Chart.ValueString()
	}
	username, password := c.RepositoryUsername.ValueString(), c.RepositoryPassword.ValueString()
	if address == "" || username == "" || password == "" {
		return diags
	}
	if err := s.login(address, username, password); err != nil {
		diags.AddError("OCI Registry Login Failed", fmt.Sprintf("Failed to log in to OCI registry %q: %s", address, err))
	}
	return diags
}

// login is done once per host: the first credentials stay.
func (s *session) login(address, username, password string) error {
	parsed, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("could not parse OCI registry URL: %w", err)
	}
	s.loginLock.Lock()
	defer s.loginLock.Unlock()
	if s.loggedIn[parsed.Host] {
		return nil
	}
	if err := s.registry.Login(parsed.Host, registry.LoginOptBasicAuth(username, password)); err != nil {
		return fmt.Errorf("could not login to OCI registry %q: %w", parsed.Host, err)
	}
	s.loggedIn[parsed.Host] = true
	return nil
}
