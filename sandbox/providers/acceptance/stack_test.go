package acceptance

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// object is a piece of a configuration, a chart or a cluster, as JSON has it.
type object = map[string]any

// stack is one configuration and its state, in a folder of its own.
type stack struct {
	t           *testing.T
	folder      string
	namespace   string // a name for this test alone
	variables   map[string]string
	environment []string
	isReady     bool
	required    object // the providers that are used so far
}

// newStack skips the test when there is no sandbox.
func newStack(t *testing.T) *stack {
	t.Helper()
	if shared == nil {
		t.Skip("FLOTILLA_SANDBOX is not set: it names the sandbox program (make builds target/bin/sandbox)")
	}
	t.Parallel()
	s := &stack{t: t, folder: t.TempDir(), namespace: slug(t.Name()), variables: map[string]string{}, required: object{}}
	s.variables["kubeconfig"] = shared.kubeconfig
	return s
}

var (
	wordStart  = regexp.MustCompile(`([a-z])([A-Z])`)
	notInNames = regexp.MustCompile(`[^a-z0-9]+`)
)

// slug makes a test's name a namespace's: short, and with a checksum so that no two are equal.
func slug(name string) string {
	words := wordStart.ReplaceAllString(strings.TrimPrefix(name, "Test"), "$1-$2")
	text := notInNames.ReplaceAllString(strings.ToLower(words), "-")
	return fmt.Sprintf("%s-%04x", strings.Trim(text[:min(len(text), 35)], "-"), crc32.ChecksumIEEE([]byte(name))&0xffff)
}

// required are the providers and the versions that the stacks allow.
var required = object{
	"kubernetes": object{"source": "registry.opentofu.org/hashicorp/kubernetes", "version": ">= 3.2.1, < 4.0.0"},
	"helm":       object{"source": "registry.opentofu.org/hashicorp/helm", "version": ">= 3.1.2, < 4.0.0"},
}

// write replaces the configuration. It asks for the providers that this one or an earlier one uses: to start a provider
// takes longer than most of what it then does.
func (s *stack) write(configuration object) {
	s.t.Helper()
	providers := object{
		"kubernetes": object{"config_path": "${var.kubeconfig}"},
		"helm":       object{"kubernetes": object{"config_path": "${var.kubeconfig}"}},
	}
	text, err := json.Marshal(configuration)
	s.check(err)
	for name := range providers {
		if strings.Contains(string(text), `"`+name+"_") && s.required[name] == nil {
			s.required[name] = required[name]
			s.isReady = false
		}
	}
	for name := range providers {
		if s.required[name] == nil {
			delete(providers, name)
		}
	}

	variables := object{"kubeconfig": object{"type": "string"}}
	if own, hasOwn := configuration["variable"]; hasOwn {
		maps.Copy(variables, own.(object))
	}
	whole := object{"terraform": object{"required_providers": s.required}, "provider": providers}
	maps.Copy(whole, configuration)
	used.record(s.t, whole)
	whole["variable"] = variables
	text, err = json.MarshalIndent(whole, "", "  ")
	s.check(err)
	s.check(os.WriteFile(filepath.Join(s.folder, "main.tf.json"), text, 0o600))
}

// result is the outcome of one command.
type result struct {
	code   int
	output string // what a user sees
}

// tofu runs a command, after an init if there was none.
func (s *stack) tofu(arguments ...string) result {
	s.t.Helper()
	if !s.isReady {
		s.isReady = true
		if r := s.run("init", "-input=false", "-no-color"); r.code != 0 {
			s.t.Fatalf("init failed:\n%s", r.output)
		}
	}
	return s.run(arguments...)
}

func (s *stack) run(arguments ...string) result {
	s.t.Helper()
	command := exec.Command(shared.tofu, arguments...)
	command.Dir = s.folder
	command.Env = []string{
		"HOME=" + s.folder, "PATH=" + os.Getenv("PATH"), "TF_CLI_CONFIG_FILE=" + shared.tofuConfig,
		"CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_INPUT=0", "NO_COLOR=1",
	}
	command.Env = append(command.Env, s.environment...)
	for name, value := range s.variables {
		command.Env = append(command.Env, "TF_VAR_"+name+"="+value)
	}
	output, err := command.CombinedOutput()
	if _, hasCode := err.(*exec.ExitError); err != nil && !hasCode {
		s.t.Fatal(err)
	}
	return result{code: command.ProcessState.ExitCode(), output: string(output)}
}

func (s *stack) raw(arguments ...string) string {
	s.t.Helper()
	command := exec.Command(shared.tofu, arguments...)
	command.Dir = s.folder
	command.Env = []string{"HOME=" + s.folder, "TF_CLI_CONFIG_FILE=" + shared.tofuConfig, "CHECKPOINT_DISABLE=1"}
	output, err := command.Output()
	s.check(err)
	return string(output)
}
