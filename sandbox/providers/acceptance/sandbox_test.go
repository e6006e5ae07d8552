package acceptance

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// sandbox is the one control plane and registry of a test run.
type sandbox struct {
	folder     string
	kubeconfig string
	tofu       string
	tofuConfig string // the CLI configuration: which mirror the providers come from
	registry   string // host:port
	isOurs     bool   // the providers are ours, not those of another mirror

	config  *rest.Config
	client  kubernetes.Interface
	dynamic dynamic.Interface
}

var shared *sandbox

// buildFolder holds the sandbox of a run; there is one run at a time.
const buildFolder = "../../../target/sandbox/providers-acceptance"

func TestMain(m *testing.M) {
	os.Exit(runWithSandbox(m))
}

func runWithSandbox(m *testing.M) int {
	program := os.Getenv("FLOTILLA_SANDBOX")
	if program == "" {
		return m.Run() // every test says why it is skipped
	}
	folder, err := filepath.Abs(buildFolder)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	stopSandbox(program, folder) // that of a run that was killed
	defer stopSandbox(program, folder)
	shared, err = startSandbox(program, folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := m.Run()
	if unused := used.unused(); code == 0 && isWholeRun() && len(unused) > 0 {
		fmt.Fprintf(os.Stderr, "implemented, but set by no test: %s; have a test set it, or refuse it\n", strings.Join(unused, ", "))
		return 1
	}
	return code
}

func stopSandbox(program, folder string) {
	if _, err := os.Stat(folder); err != nil {
		return
	}
	if _, err := runProgram(program, "down", "--dir", filepath.Join(folder, "sandbox")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return // the folder says what still runs
	}
	if err := os.RemoveAll(folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func startSandbox(program, folder string) (*sandbox, error) {
	// 1. start
	instance := filepath.Join(folder, "sandbox")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if _, err := runProgram(program, "up", "--dir", instance); err != nil {
		return nil, err
	}
	output, err := runProgram(program, "env", "--dir", instance, "--json")
	if err != nil {
		return nil, err
	}
	var variables map[string]string
	if err := json.Unmarshal(output, &variables); err != nil {
		return nil, fmt.Errorf("sandbox env: %w", err)
	}

	// 2. what the tests need of it
	_, address, found := strings.Cut(variables["FLOTILLA_MIRROR"], "=http://")
	if !found {
		return nil, fmt.Errorf("sandbox env: FLOTILLA_MIRROR is not a host and its mirror, got '%s'", variables["FLOTILLA_MIRROR"])
	}
	s := &sandbox{
		folder:     folder,
		kubeconfig: variables["KUBECONFIG"],
		tofu:       variables["TERRAFORM_BINARY_NAME"],
		tofuConfig: variables["TF_CLI_CONFIG_FILE"],
		registry:   address,
	}
	if err := s.chooseMirror(os.Getenv("FLOTILLA_PROVIDER_MIRROR")); err != nil {
		return nil, err
	}
	return s, s.connect()
}

// chooseMirror makes OpenTofu take the providers from another place than the sandbox's.
func (s *sandbox) chooseMirror(mirror string) error {
	if mirror == "" {
		s.isOurs = true
		return nil
	}
	s.tofuConfig = filepath.Join(s.folder, "tofu.rc")
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	return os.WriteFile(s.tofuConfig, []byte(text), 0o600)
}

func (s *sandbox) connect() (err error) {
	if s.config, err = clientcmd.BuildConfigFromFlags("", s.kubeconfig); err != nil {
		return err
	}
	s.config.QPS = -1 // the tests wait for conditions, not for a client's own limits
	if s.client, err = kubernetes.NewForConfig(s.config); err != nil {
		return err
	}
	s.dynamic, err = dynamic.NewForConfig(s.config)
	return err
}

func runProgram(program string, arguments ...string) ([]byte, error) {
	command := exec.Command(program, arguments...)
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", program, strings.Join(arguments, " "), err)
	}
	return output, nil
}
