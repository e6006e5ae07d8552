package kubernetes

import (
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/logging"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	homedir "github.com/mitchellh/go-homedir"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"flotilla.dev/sandbox/providers/internal/access"
)

func configure(d *schema.ResourceData, version string) (*cluster, diag.Diagnostics) {
	// 1. what is wrong on its face: the first fault is reported, as upstream does
	settings := readSettings(d)
	// the schema has no maximum here, as upstream's has none
	if count := len(d.Get("exec").([]any)); count > 1 {
		return nil, failure("Too many list items", fmt.Errorf("Attribute exec supports 1 item maximum, but config has %d declared.", count))
	}
	if err := checkSettings(settings, d.Get("config_path").(string) != ""); err != nil {
		return nil, failure("Invalid attribute in provider configuration", err)
	}

	// 2. the client: a configuration that is not known yet is no error, nothing is called with it
	config, err := clientConfig(settings)
	if errors.Is(err, clientcmd.ErrEmptyConfig) {
		config, err = &rest.Config{}, nil
	}
	if err != nil {
		return nil, failure("Provider configuration: cannot load Kubernetes client config", err)
	}

	// 3. the API server takes the field manager's name from here, and drift between two providers would show in it
	config.UserAgent = "HashiCorp/1.0 Terraform/" + version

	// 4. upstream's logs hold what is sent and got, credentials included: who starts it must know that here too
	if logging.IsDebugOrHigher() {
		config.WrapTransport = func(next http.RoundTripper) http.RoundTripper {
			return logging.NewSubsystemLoggingHTTPTransport("Kubernetes", next)
		}
	}
	return &cluster{
		config:            config,
		ignoreAnnotations: stringsOf(d.Get("ignore_annotations")),
		ignoreLabels:      stringsOf(d.Get("ignore_labels")),
	}, nil
}

func failure(summary string, err error) diag.Diagnostics {
	return diag.Diagnostics{{Severity: diag.Error, Summary: summary, Detail: err.Error()}}
}

func clientConfig(settings access.Settings) (*rest.Config, error) {
	loader, err := settings.ClientConfig("")
	if err != nil {
		return nil, err
	}
	return loader.ClientConfig()
}

func readSettings(d *schema.ResourceData) access.Settings {
	s := access.Settings{
		ConfigPaths: configPaths(d),
		Context:     d.Get("config_context").(string),
		Host:        d.Get("host").(string),
		Insecure:    d.Get("insecure").(bool),
		CA:          d.Get("cluster_ca_certificate").(string),
		Certificate: d.Get("client_certificate").(string),
		Key:         d.Get("client_key").(string),
		Token:       d.Get("token").(string),
		Exec:        execConfig(d),
	}
	s.HostIsTLS = s.HasTLS() && !s.Insecure
	return s
}

func configPaths(d *schema.ResourceData) []string {
	if path := d.Get("config_path").(string); path != "" {
		return []string{path}
	}
	if paths := stringsOf(d.Get("config_paths")); len(paths) > 0 {
		return paths
	}
	return filepath.SplitList(os.Getenv("KUBE_CONFIG_PATHS"))
}

func execConfig(d *schema.ResourceData) *clientcmdapi.ExecConfig {
	blocks := d.Get("exec").([]any)
	if len(blocks) == 0 || blocks[0] == nil {
		return nil
	}
	block := blocks[0].(map[string]any)
	exec := &clientcmdapi.ExecConfig{
		APIVersion:      block["api_version"].(string),
		Command:         block["command"].(string),
		Args:            stringsOf(block["args"]),
		InteractiveMode: clientcmdapi.IfAvailableExecInteractiveMode,
	}
	for name, value := range block["env"].(map[string]any) {
		exec.Env = append(exec.Env, clientcmdapi.ExecEnvVar{Name: name, Value: value.(string)})
	}
	return exec
}

// checkSettings finds what client-go would only report later, or for the wrong attribute.
func checkSettings(s access.Settings, isOnePath bool) error {
	attribute := "config_paths"
	if isOnePath {
		attribute = "config_path"
	}
	for _, path := range s.ConfigPaths {
		full, err := homedir.Expand(path)
		if err == nil {
			_, err = os.Stat(full)
		}
		if err != nil {
			return fmt.Errorf("'%s' refers to an invalid path: %q: %w", attribute, full, err)
		}
	}
	switch _, hostErr := url.ParseRequestURI(s.Host); {
	case s.Certificate != "" && !isPEM(s.Certificate, "CERTIFICATE"):
		return errors.New("'client_certificate' is not a valid PEM encoded certificate")
	case s.CA != "" && !isPEM(s.CA, "CERTIFICATE"):
		return errors.New("'cluster_ca_certificate' is not a valid PEM encoded certificate")
	case s.Host != "" && hostErr != nil:
		return errors.New("'host' is not a valid URL")
	case s.Key != "" && !isPEM(s.Key, "PRIVATE KEY"):
		return errors.New("'client_key' is not a valid PEM encoded private key")
	default:
		return nil
	}
}

func isPEM(text, kind string) bool {
	block, _ := pem.Decode([]byte(text))
	return block != nil && strings.HasSuffix(block.Type, kind)
}

func stringsOf(list any) []string {
	items := list.([]any)
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i], _ = item.(string) // an empty string in a list arrives as nil
	}
	return texts
}
