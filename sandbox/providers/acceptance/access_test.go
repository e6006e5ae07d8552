package acceptance

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/repo"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// Ways to a cluster other than one kubeconfig, for both providers.

func newAccess(t *testing.T) *stack {
	s := newStack(t)
	s.localChart("app", "0.1.0", app)
	return s
}

func (s *stack) configureAccess(provider object) {
	s.t.Helper()
	s.write(object{
		"provider": provider,
		"resource": object{
			"kubernetes_namespace_v1": object{"ns": object{"metadata": []object{{"name": s.namespace}}}},
			"helm_release":            object{"app": object{"name": "app", "namespace": "${kubernetes_namespace_v1.ns.id}", "chart": "./charts/app"}},
		},
	})
}

func (s *stack) sandboxKubeconfig() *clientcmdapi.Config {
	s.t.Helper()
	config, err := clientcmd.LoadFromFile(shared.kubeconfig)
	s.check(err)
	return config
}

func TestAccessByTheEnvironment(t *testing.T) {
	s := newAccess(t)
	s.configureAccess(object{"kubernetes": object{}, "helm": object{}})
	s.environment = []string{"KUBE_CONFIG_PATH=" + shared.kubeconfig}
	s.mustApply()
	s.environment = []string{"KUBE_CONFIG_PATHS=" + shared.kubeconfig + ":" + s.deadKubeconfig()}
	s.mustPlanNothing()
}

func TestAccessByAContext(t *testing.T) {
	s := newAccess(t)
	config := s.sandboxKubeconfig()
	right := config.CurrentContext
	config.Clusters["dead"] = &clientcmdapi.Cluster{Server: "https://" + s.deadAddress()}
	config.Contexts["dead"] = &clientcmdapi.Context{Cluster: "dead"}
	config.CurrentContext = "dead"
	path := filepath.Join(s.folder, "two-contexts")
	s.check(clientcmd.WriteToFile(*config, path))

	access := object{"config_path": path, "config_context": right}
	s.configureAccess(object{"kubernetes": access, "helm": object{"kubernetes": access}})
	s.mustApply()
	wrong := object{"config_path": path, "config_context": "nowhere"}
	s.configureAccess(object{"kubernetes": wrong, "helm": object{"kubernetes": wrong}})
	s.mustFailPlan("Provider configuration: cannot load Kubernetes client config", `context "nowhere" does not exist`)
	both := object{"config_path": path, "config_paths": []string{path}}
	s.configureAccess(object{"kubernetes": both, "helm": object{}})
	s.mustFailPlan(`"config_path": conflicts with config_paths`)
	s.configureAccess(object{"kubernetes": object{}, "helm": object{"kubernetes": both}})
	s.mustFailPlan(`Attribute "kubernetes.config_paths" cannot be specified when "kubernetes.config_path" is specified`)
}

func TestAccessByHostAndCertificate(t *testing.T) {
	s := newAccess(t)
	access := object{
		"host":                   shared.config.Host,
		"cluster_ca_certificate": string(shared.config.CAData),
		"client_certificate":     string(shared.config.CertData),
		"client_key":             string(shared.config.KeyData),
	}
	s.configureAccess(object{"kubernetes": access, "helm": object{"kubernetes": access}})
	s.mustApply()
	s.mustPlanNothing()

	for attribute, fault := range map[string]string{
		"host": "'host' is not a valid URL", "client_key": "'client_key' is not a valid PEM encoded private key",
		"client_certificate":     "'client_certificate' is not a valid PEM encoded certificate",
		"cluster_ca_certificate": "'cluster_ca_certificate' is not a valid PEM encoded certificate",
	} {
		s.configureAccess(object{"kubernetes": object{attribute: "nowhere"}, "helm": object{}})
		s.mustFailPlan("Invalid attribute in provider configuration", fault)
	}
}

func TestAccessByACommand(t *testing.T) {
	s := newAccess(t)
	script := filepath.Join(s.folder, "credentials")
	s.check(os.WriteFile(script, []byte(fmt.Sprintf(`#!/bin/sh
test "$1:$WORD" = say:please || exit 1
cat <<END
{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {
  "clientCertificateData": %q, "clientKeyData": %q}}
END
`, shared.config.CertData, shared.config.KeyData)), 0o700))
	access := func(exec any) object {
		return object{"host": shared.config.Host, "cluster_ca_certificate": string(shared.config.CAData), "exec": exec}
	}
	exec := object{"api_version": "client.authentication.k8s.io/v1", "command": script, "args": []string{"say"}, "env": object{"WORD": "please"}}
	s.configureAccess(object{"kubernetes": access([]object{exec}), "helm": object{"kubernetes": access(exec)}})
	s.mustApply()
	s.mustPlanNothing()
	s.configureAccess(object{"kubernetes": access([]object{exec, exec}), "helm": object{"kubernetes": access(exec)}})
	s.mustFailPlan("Too many list items")
}

func TestAccessByATokenIsRefusedWithoutRights(t *testing.T) {
	s := newAccess(t)
	access := object{"host": shared.config.Host, "insecure": true, "token": "not-a-token"}
	s.configureAccess(object{"kubernetes": access, "helm": object{"kubernetes": access}})
	s.mustFailApply("Unauthorized")
}

func TestExperimentalManifestIsRefused(t *testing.T) {
	s := newAccess(t)
	s.configureAccess(object{
		"kubernetes": object{"config_path": "${var.kubeconfig}"},
		"helm":       object{"kubernetes": object{"config_path": "${var.kubeconfig}"}, "experiments": object{"manifest": true}},
	})
	_, r := s.plan()
	if shared.isOurs {
		s.mustFailWith(r, "the sandbox's stand-in for hashicorp/helm does not implement 'experiments.manifest' of the provider's configuration; remove it")
	}
}

func TestChartOfAClassicRepository(t *testing.T) {
	s := &sharedRelease{stack: newStack(t)}
	s.makeNamespace()
	folder := t.TempDir()
	for _, version := range []string{"0.1.0", "0.2.0"} {
		_, err := chartutil.Save(s.newChart("app", version, app), folder)
		s.check(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if want := "Basic " + base64.StdEncoding.EncodeToString([]byte("flux:open-sesame")); r.Header.Get("Authorization") != want {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		http.FileServer(http.Dir(folder)).ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	index, err := repo.IndexDirectory(folder, server.URL)
	s.check(err)
	s.check(index.WriteFile(filepath.Join(folder, "index.yaml"), 0o600))

	s.attributes = object{"name": "app", "namespace": s.namespace, "repository": server.URL, "chart": "app"}
	s.configure()
	s.mustFailPlan("Unable to locate chart app", "is not a valid chart repository or cannot be reached")
	s.attributes["repository_username"] = "flux"
	s.set("repository_password", "open-sesame")
	mustContain(t, s.mustPlan(map[string]string{onlyRelease: isCreated}).output, `"0.2.0"`)
	s.set("version", "0.1.0")
	s.mustApply()
	s.mustPlanNothing()
	s.set("version", "0.1")
	s.mustFailPlan("Planned version is different from configured version", `"0.1"`, `"0.1.0"`)
}
