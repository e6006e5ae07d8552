package helm

import (
	"context"
	"fmt"
	"os"
	"strconv"
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
	driver   string
	burst    int
	qps      float32

	registry  *registry.Client
	loginLock sync.Mutex
	loggedIn  map[string]bool
	chartLock sync.Mutex
}

func newSession(ctx context.Context, model providerModel) (*session, diag.Diagnostics) {
	var diags diag.Diagnostics

	// 1. how Helm runs
	s := &session{settings: cli.New(), driver: firstText(model.HelmDriver, "HELM_DRIVER"), loggedIn: map[string]bool{}}
	s.settings.Debug = os.Getenv("HELM_DEBUG") == "true" || model.Debug.ValueBool()
	override(&s.settings.PluginsDirectory, firstText(model.PluginsPath, "HELM_PLUGINS_PATH"))
	override(&s.settings.RegistryConfig, firstText(model.RegistryConfigPath, "HELM_REGISTRY_CONFIG_PATH"))
	override(&s.settings.RepositoryConfig, firstText(model.RepositoryConfigPath, "HELM_REPOSITORY_CONFIG_PATH"))
	override(&s.settings.RepositoryCache, firstText(model.RepositoryCache, "HELM_REPOSITORY_CACHE"))

	// 2. how fast it may call the cluster
	burst, err := firstNumber(model.BurstLimit.ValueInt64Pointer(), "HELM_BURST_LIMIT",
		func(text string) (int64, error) { return strconv.ParseInt(text, 10, 64) })
	if err != nil {
		diags.AddError("Invalid burst limit", fmt.Sprintf("Invalid burst limit value: %s", os.Getenv("HELM_BURST_LIMIT")))
	}
	qps, err := firstNumber(model.QPS.ValueFloat64Pointer(), "HELM_QPS",
		func(text string) (float64, error) { return strconv.ParseFloat(text, 64) })
	if err != nil {
		diags.AddError("Invalid QPS value", fmt.Sprintf("Invalid QPS value: %s", os.Getenv("HELM_QPS")))
	}
	s.burst, s.qps = int(burst), float32(qps)

	// 3. which cluster, and the client for registries
	var accessDiags diag.Diagnostics
	s.access, accessDiags = readAccess(ctx, model.Kubernetes)
	diags.Append(accessDiags...)
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
	err = config.Init(getter, namespace, s.driver, func(format string, args ...any) {
		tflog.Debug(ctx, fmt.Sprintf(format, args...))
	})
	return config, err
}

func override(setting *string, value string) {
	if value != "" {
		*setting = value
	}
}

// firstText is the configured value, else the environment's.
func firstText(value types.String, variable string) string {
	if value.IsNull() {
		return os.Getenv(variable)
	}
	return value.ValueString()
}

func firstNumber[N int64 | float64](value *N, variable string, parse func(string) (N, error)) (N, error) {
	if text := os.Getenv(variable); text != "" {
		parsed, err := parse(text)
		if err != nil || value == nil {
			return parsed, err
		}
	}
	if value == nil {
		return 0, nil
	}
	return *value, nil
}
