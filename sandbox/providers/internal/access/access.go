// Package access turns a provider's Kubernetes settings into a client configuration.
package access

import (
	"fmt"

	homedir "github.com/mitchellh/go-homedir"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// Settings is how a provider configuration says where the cluster is and who calls it.
// Empty fields leave the decision to the kubeconfig.
type Settings struct {
	ConfigPaths []string
	Context     string

	Host        string
	HostIsTLS   bool // what a host without a scheme means
	Insecure    bool
	CA          string
	Certificate string
	Key         string
	Token       string
	Exec        *clientcmdapi.ExecConfig
}

// HasTLS reports whether a certificate of the server or of the client is given.
func (s Settings) HasTLS() bool {
	return s.CA != "" || s.Certificate != ""
}

// ClientConfig loads the kubeconfigs lazily and lays the explicit settings over them.
func (s Settings) ClientConfig(namespace string) (clientcmd.ClientConfig, error) {
	// 1. kubeconfigs: one is explicit (it must exist), several are merged
	rules := &clientcmd.ClientConfigLoadingRules{}
	overrides := &clientcmd.ConfigOverrides{}
	paths, err := expand(s.ConfigPaths)
	if err != nil {
		return nil, err
	}
	switch len(paths) {
	case 0:
	case 1:
		rules.ExplicitPath = paths[0]
	default:
		rules.Precedence = paths
	}

	// 2. the context: it means nothing without a kubeconfig
	if len(paths) > 0 {
		overrides.CurrentContext = s.Context
	}
	overrides.Context.Namespace = namespace

	// 3. the server
	overrides.ClusterInfo.InsecureSkipTLSVerify = s.Insecure
	overrides.ClusterInfo.CertificateAuthorityData = []byte(s.CA)
	if s.Host != "" {
		// overrides are applied too late for client-go to complete a bare host name
		server, _, err := rest.DefaultServerURL(s.Host, "", schema.GroupVersion{}, s.HostIsTLS)
		if err != nil {
			return nil, fmt.Errorf("failed to parse value for host: %s: %w", s.Host, err)
		}
		overrides.ClusterInfo.Server = server.String()
	}

	// 4. the caller
	overrides.AuthInfo.ClientCertificateData = []byte(s.Certificate)
	overrides.AuthInfo.ClientKeyData = []byte(s.Key)
	overrides.AuthInfo.Token = s.Token
	overrides.AuthInfo.Exec = s.Exec
	return clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, overrides), nil
}

func expand(paths []string) ([]string, error) {
	expanded := make([]string, 0, len(paths))
	for _, path := range paths {
		full, err := homedir.Expand(path)
		if err != nil {
			return nil, err
		}
		expanded = append(expanded, full)
	}
	return expanded, nil
}
