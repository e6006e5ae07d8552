package instance

import (
	"fmt"
	"os"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"

	"flotilla.dev/sandbox/internal/pki"
)

// prepare writes the files that the processes read.
func (s *supervisor) prepare() error {
	for _, folder := range []string{"tmp", "logs", "etcd", "registry"} {
		if err := os.MkdirAll(s.folder.join(folder), 0o700); err != nil {
			return err
		}
	}
	var err error
	if s.pki, err = pki.Ensure(s.folder.join("pki")); err != nil {
		return err
	}
	if err := s.writeKubeconfigs(); err != nil {
		return err
	}
	return s.writeTofuConfig()
}

func (s *supervisor) writeTofuConfig() error {
	return replaceFile(s.folder.TofuConfig(), fmt.Appendf(nil, `provider_installation {
  filesystem_mirror {
    path    = %q
    include = ["registry.opentofu.org/*/*"]
  }
}
`, s.state.Binaries.Providers))
}

// kubeconfig is the file with which a component, or the administrator, reaches the API server.
func (s *supervisor) kubeconfig(user string) string {
	if user == pki.Admin {
		return s.folder.Kubeconfig()
	}
	return s.folder.join("pki/" + user + ".kubeconfig")
}

// writeKubeconfigs embeds the keys: users copy a kubeconfig, or hand it to a provider as a value.
func (s *supervisor) writeKubeconfigs() error {
	for _, user := range []string{pki.Admin, pki.ControllerManager, pki.Scheduler} {
		config, err := s.clientConfig(user)
		if err != nil {
			return err
		}
		content, err := clientcmd.Write(*config)
		if err != nil {
			return err
		}
		if err := replaceFile(s.kubeconfig(user), content); err != nil {
			return err
		}
	}
	return nil
}

func (s *supervisor) clientConfig(user string) (*api.Config, error) {
	authority, err := os.ReadFile(s.pki.Certificate(pki.Authority))
	if err != nil {
		return nil, err
	}
	certificate, err := os.ReadFile(s.pki.Certificate(user))
	if err != nil {
		return nil, err
	}
	key, err := os.ReadFile(s.pki.Key(user))
	if err != nil {
		return nil, err
	}
	name := s.folder.Name()
	config := api.NewConfig()
	config.Clusters[name] = &api.Cluster{Server: s.server(), CertificateAuthorityData: authority}
	config.AuthInfos[name] = &api.AuthInfo{ClientCertificateData: certificate, ClientKeyData: key}
	config.Contexts[name] = &api.Context{Cluster: name, AuthInfo: name}
	config.CurrentContext = name
	return config, nil
}

func (s *supervisor) server() string { return "https://" + loopback(s.state.Ports.APIServer()) }
