package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// StagesFile is the file, beside the control plane, that says to kwok how nodes and pods come alive.
const StagesFile = "stages.yaml"

// kwokStages joins the stages of kwok's module that make nodes and pods Ready at once; kwok has none of its own.
func kwokStages(ctx context.Context, j *job) error {
	module, err := goOutput(ctx, j.module, "list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kwok")
	if err != nil {
		return err
	}
	var stages bytes.Buffer
	for _, folder := range []string{"node/fast", "node/heartbeat-with-lease", "pod/fast"} {
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(module)), "kustomize", "stage", folder, "*.yaml"))
		if err != nil {
			return err
		}
		for _, file := range files {
			if filepath.Base(file) == "kustomization.yaml" {
				continue
			}
			stage, err := os.ReadFile(file)
			if err != nil {
				return fmt.Errorf("stages of kwok not readable: %w", err)
			}
			fmt.Fprintf(&stages, "---\n%s\n", stage)
		}
	}
	return os.WriteFile(filepath.Join(j.output, StagesFile), stages.Bytes(), 0o644)
}
