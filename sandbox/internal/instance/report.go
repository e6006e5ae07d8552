package instance

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"flotilla.dev/sandbox/internal/pki"
)

// Env is what points the program and OpenTofu at the instance.
func Env(out io.Writer, folder Folder, asJSON bool) error {
	state, err := folder.Load()
	if err != nil {
		return err
	}
	variables := [][2]string{
		{"KUBECONFIG", folder.Kubeconfig()},
		{"TF_CLI_CONFIG_FILE", folder.TofuConfig()},
		{"TERRAFORM_BINARY_NAME", state.Binaries.Tofu},
		{"KUBECTL", state.Binaries.Kubectl},
		{"FLOTILLA_COSIGN", state.Binaries.Cosign},
		{"FLOTILLA_MIRROR", "ghcr.io=http://" + loopback(state.Ports.Registry())},
		{"CHECKPOINT_DISABLE", "1"},
	}
	for _, variable := range folder.sigstoreEnv(state) {
		name, value, _ := strings.Cut(variable, "=")
		variables = append(variables, [2]string{name, value})
	}
	repositories, err := folder.gitEnv(state)
	if err != nil {
		return err
	}
	return writeVariables(out, append(variables, repositories...), asJSON)
}

// writeVariables prints them as a shell reads them, or as an object.
func writeVariables(out io.Writer, variables [][2]string, asJSON bool) error {
	if asJSON {
		object := map[string]string{}
		for _, variable := range variables {
			object[variable[0]] = variable[1]
		}
		return writeJSON(out, object)
	}
	for _, variable := range variables {
		fmt.Fprintf(out, "export %s='%s'\n", variable[0], strings.ReplaceAll(variable[1], "'", `'\''`))
	}
	return nil
}

// Status prints what runs, and whether it answers; it returns whether it runs.
func Status(ctx context.Context, out io.Writer, folder Folder, asJSON bool) (running bool, err error) {
	state, err := folder.Load()
	if err != nil {
		return false, err
	}
	running = state.Ready && folder.supervised()
	state.Ready = running && folder.answers(ctx, state)
	if !running {
		state.Processes = nil
	}
	addresses := map[string]string{
		"kube-apiserver": "https://" + loopback(state.Ports.APIServer()),
		"registry":       "http://" + loopback(state.Ports.Registry()),
	}
	if state.Git {
		addresses[gitName] = state.Ports.gitAddress()
	}

	if asJSON {
		type report struct {
			State
			Running   bool              `json:"running"`
			Addresses map[string]string `json:"addresses"`
		}
		return running, writeJSON(out, report{state, running, addresses})
	}
	words := "not running"
	if running {
		words = "running, " + map[bool]string{true: "ready", false: "not ready"}[state.Ready]
	}
	fmt.Fprintf(out, "sandbox %s: %s\n", folder.Name(), words)
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	for _, process := range state.Processes {
		fmt.Fprintf(table, "  %s\t%d\t%s\n", process.Name, process.PID, addresses[process.Name])
	}
	return running, table.Flush()
}

// answers asks the servers, which may have been lost since the start.
func (f Folder) answers(ctx context.Context, state State) bool {
	ctx, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	s := &supervisor{folder: f, pki: pki.Folder(f.join("pki")), state: state}
	checks, err := s.checks()
	if err != nil {
		return false
	}
	for _, check := range checks {
		if ok, err := check.answers(ctx); err != nil || !ok {
			return false
		}
	}
	return true
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
