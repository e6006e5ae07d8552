package build

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// compile makes one program: static, stripped, and without paths of this machine.
func (j *job) compile(ctx context.Context, program Program) error {
	output := filepath.Join(j.output, filepath.FromSlash(program.Output))
	if err := os.MkdirAll(filepath.Dir(output), 0o755); err != nil {
		return err
	}
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false",
		"-ldflags", strings.TrimSpace("-s -w "+program.LDFlags), "-o", output, program.Package)
	command.Dir = j.module
	command.Env = goEnv(j.part.Env...)
	// An interrupt lets the go tool stop its compilers and remove its temporary files.
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = 5 * time.Second

	if complaint, err := command.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("go build %s: %w\n%s", program.Package, err, lastLines(string(complaint), 30))
	}
	return nil
}

func lastLines(text string, count int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-count):], "\n")
}
