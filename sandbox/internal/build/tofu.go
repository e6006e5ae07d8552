package build

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/mod/semver"
)

// oldestTofu is the first OpenTofu whose `lifecycle.destroy` works with `plan -out`.
const oldestTofu = "v1.12.4"

// tofuOnPath returns the machine's own OpenTofu, or nothing where there is none or it is too old.
func tofuOnPath(ctx context.Context) string {
	path, err := exec.LookPath("tofu")
	if err != nil {
		return ""
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return ""
	}
	command := exec.CommandContext(ctx, path, "version", "-json")
	// Without a configuration of its own it would read the user's, which may be broken.
	command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+os.DevNull, "CHECKPOINT_DISABLE=1")
	output, err := command.Output()
	if err != nil {
		return ""
	}
	var version struct {
		Version string `json:"terraform_version"`
	}
	if json.Unmarshal(output, &version) != nil || semver.Compare("v"+version.Version, oldestTofu) < 0 {
		return ""
	}
	return path
}
