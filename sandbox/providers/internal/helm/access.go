package helm

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-log/tflog"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"flotilla.dev/sandbox/providers/internal/access"
)

// readAccess reads the attribute `kubernetes`, with the environment for what it leaves out.
func readAccess(ctx context.Context, object types.Object) (access.Settings, diag.Diagnostics) {
	var model kubernetesModel
	var diags diag.Diagnostics
	if !object.IsNull() && !object.IsUnknown() {
		diags.Append(object.As(ctx, &model, basetypes.ObjectAsOptions{})...)
	}
	insecure := model.Insecure.ValueBool()
	if text := os.Getenv("KUBE_INSECURE"); text != "" {
		parsed, err := strconv.ParseBool(text)
		if err != nil {
			diags.AddError("Invalid insecure value", fmt.Sprintf("Invalid insecure value: %s", text))
		}
		if model.Insecure.IsNull() {
			insecure = parsed
		}
	}
	s := access.Settings{
		ConfigPaths: configPaths(model),
		Context:     firstText(model.ConfigContext, "KUBE_CTX"),
		Host:        firstText(model.Host, "KUBE_HOST"),
		Insecure:    insecure,
		CA:          firstText(model.ClusterCACertificate, "KUBE_CLUSTER_CA_CERT_DATA"),
		Certificate: firstText(model.ClientCertificate, "KUBE_CLIENT_CERT_DATA"),
		Key:         firstText(model.ClientKey, "KUBE_CLIENT_KEY_DATA"),
		Token:       firstText(model.Token, "KUBE_TOKEN"),
		Exec:        execConfig(model.Exec),
	}
	s.HostIsTLS = s.HasTLS() || s.Insecure
	return s, diags
}

// configPaths follows upstream in that KUBE_CONFIG_PATHS wins over everything that is configured.
func configPaths(model kubernetesModel) []string {
	if paths := os.Getenv("KUBE_CONFIG_PATHS"); paths != "" {
		return filepath.SplitList(paths)
	}
	var paths []string
	if path := firstText(model.ConfigPath, "KUBE_CONFIG_PATH"); path != "" {
		paths = append(paths, path)
	}
	return append(paths, texts(model.ConfigPaths.Elements())...)
}

func execConfig(model *execModel) *clientcmdapi.ExecConfig {
	if model == nil {
		return nil
	}
	exec := &clientcmdapi.ExecConfig{
		APIVersion:      model.APIVersion.ValueString(),
		Command:         model.Command.ValueString(),
		Args:            texts(model.Args.Elements()),
		InteractiveMode: clientcmdapi.IfAvailableExecInteractiveMode,
	}
	for name, value := range model.Env.Elements() {
		exec.Env = append(exec.Env, clientcmdapi.ExecEnvVar{Name: name, Value: value.(types.String).ValueString()})
	}
	return exec
}

// clientGetter is Helm's view of a cluster. Everything is created when it is first used, so that a plan that needs no
// cluster works without one.
type clientGetter struct {
	config clientcmd.ClientConfig
}

func (s *session) newClientGetter(namespace string) (*clientGetter, error) {
	if namespace == "" {
		namespace = "default"
	}
	config, err := s.access.ClientConfig(namespace)
	if err != nil {
		return nil, err
	}
	return &clientGetter{config: config}, nil
}

func (g *clientGetter) ToRawKubeConfigLoader() clientcmd.ClientConfig {
	return g.config
}

func (g *clientGetter) ToRESTConfig() (*rest.Config, error) {
	return g.config.ClientConfig()
}

func (g *clientGetter) ToDiscoveryClient() (discovery.CachedDiscoveryInterface, error) {
	config, err := g.ToRESTConfig()
	if err != nil {
		return nil, err
	}
	client, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, err
	}
	return memory.NewMemCacheClient(client), nil
}

func (g *clientGetter) ToRESTMapper() (meta.RESTMapper, error) {
	client, err := g.ToDiscoveryClient()
	if err != nil {
		return nil, err
	}
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(client)
	return restmapper.NewShortcutExpander(mapper, client, func(warning string) {
		tflog.Warn(context.Background(), warning)
	}), nil
}
