// Package instance starts, watches and stops one sandbox: everything of it lives in one folder, and
// one supervisor process holds everything that runs.
package instance

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"flotilla.dev/sandbox/internal/build"
	"flotilla.dev/sandbox/internal/process"
)

// A Folder is where one instance lives. It is its owner's alone: there are keys and Secrets in it.
type Folder string

func (f Folder) join(name string) string { return filepath.Join(string(f), name) }
func (f Folder) supervisorLock() string  { return f.join("supervisor.lock") }
func (f Folder) stateFile() string       { return f.join("state.json") }
func (f Folder) logFile(process string) string {
	return filepath.Join(string(f), "logs", process+".log")
}

// Name is the instance's name, and that of the one context in its kubeconfig.
func (f Folder) Name() string { return filepath.Base(string(f)) }

// Kubeconfig gives cluster-admin.
func (f Folder) Kubeconfig() string { return f.join("kubeconfig") }

// TofuConfig points OpenTofu at the providers that were built here.
func (f Folder) TofuConfig() string { return f.join("tofu.rc") }

// An Order is what an instance runs: the programs, whether Sigstore is among them, whether that is no replacement of the
// public one, and whether a Git server is.
type Order struct {
	Binaries        build.Binaries `json:"binaries"`
	Keyless         bool           `json:"keyless"`
	PrivateSigstore bool           `json:"privateSigstore"`
	Git             bool           `json:"git"`
}

// with also has what another order has.
func (o Order) with(other Order) Order {
	o.Keyless = o.Keyless || other.Keyless
	o.PrivateSigstore = o.PrivateSigstore || other.PrivateSigstore
	o.Git = o.Git || other.Git
	return o
}

// State is what the supervisor says of itself to the other commands; it stays after it has ended.
type State struct {
	Ready      bool               `json:"ready"`
	Supervisor process.Identity   `json:"supervisor"`
	Processes  []process.Identity `json:"processes"`
	Ports      Ports              `json:"ports"`
	Order
}

// errNoSandbox is returned where no sandbox was ever started.
var errNoSandbox = errors.New("no sandbox")

// Load reads the state; it is an errNoSandbox when there is none.
func (f Folder) Load() (State, error) {
	var state State
	content, err := os.ReadFile(f.stateFile())
	if errors.Is(err, os.ErrNotExist) {
		return state, fmt.Errorf("%w in the folder, got '%s': run 'sandbox up --dir %s'", errNoSandbox, f, f)
	}
	if err == nil {
		err = json.Unmarshal(content, &state)
	}
	if err != nil {
		return state, fmt.Errorf("state of the sandbox not readable, got '%s': %w", f.stateFile(), err)
	}
	return state, nil
}

// save replaces the state as a whole, so that readers never see half of it.
func (f Folder) save(state State) error {
	content, err := json.MarshalIndent(state, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(f.stateFile(), append(content, '\n'))
}

func replaceFile(path string, content []byte) error {
	temporary := path + ".tmp"
	if err := os.WriteFile(temporary, content, 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}
