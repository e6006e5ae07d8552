package instance

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
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
		{"FLOTILLA_MIRROR", "ghcr.io=http://" + loopback(state.Ports.Registry())},
		{"CHECKPOINT_DISABLE", "1"},
	}
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

// Status tells what runs; the answer is whether everything that should does.
func Status(out io.Writer, folder Folder, asJSON bool) (running bool, err error) {
	state, err := folder.Load()
	if err != nil {
		return false, err
	}
	running = state.Ready && folder.supervised()
	if !running {
		state.Ready, state.Processes = false, nil
	}
	addresses := map[string]string{
		"kube-apiserver": "https://" + loopback(state.Ports.APIServer()),
		"registry":       "http://" + loopback(state.Ports.Registry()),
	}

	if asJSON {
		type report struct {
			State
			Running   bool              `json:"running"`
			Addresses map[string]string `json:"addresses"`
		}
		return running, writeJSON(out, report{state, running, addresses})
	}
	fmt.Fprintf(out, "sandbox %s: %s\n", folder.Name(), map[bool]string{true: "running", false: "not running"}[running])
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	for _, process := range state.Processes {
		fmt.Fprintf(table, "  %s\t%d\t%s\n", process.Name, process.PID, addresses[process.Name])
	}
	return running, table.Flush()
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
