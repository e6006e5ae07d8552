package helm

import (
	"context"
	"fmt"
	"os"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/registry"

	"flotilla.dev/sandbox/providers/internal/access"
)

// session is what a configured provider gives to its resources.
type session struct {
	settings *cli.EnvSettings
	access   access.Settings

	registry  *registry.Client
	loginLock sync.Mutex
	loggedIn  map[string]bool
	chartLock sync.Mutex
}

func newSession(ctx context.Context, kubernetes types.Object) (*session, diag.Diagnostics) {
	s := &session{settings: cli.New(), loggedIn: map[string]bool{}}
	var diags diag.Diagnostics
	s.access, diags = readAccess(ctx, kubernetes)
	var err error
	if s.registry, err = registry.NewClient(); err != nil {
		diags.AddError("Registry client initialization failed", fmt.Sprintf("Unable to create Helm registry client: %s", err))
	}
	return s, diags
}

// actionConfig prepares Helm for one namespace. It does not call the cluster: that happens with the first action.
func (s *session) actionConfig(ctx context.Context, namespace string) (*action.Configuration, error) {
	getter, err := s.newClientGetter(namespace)
	if err != nil {
		return nil, err
	}
	config := &action.Configuration{RegistryClient: s.registry}
	err = config.Init(getter, namespace, "secret", func(format string, args ...any) {
		tflog.Debug(ctx, fmt.Sprintf(format, args...))
	})
	return config, err
}

// firstText is the configured value, else the environment's.
func firstText(value types.String, variable string) string {
	if value.IsNull() {
		return os.Getenv(variable)
	}
	return value.ValueString()
}
