package build

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// compilerFlags compile what a sandbox hardly runs, such as the many clients of Kubernetes' API and of a cloud,
// without inlining, in a sixth less time. The Makefile has the same for the sandbox itself: then one compilation of
// a package serves them all.
var compilerFlags = []string{
	"-gcflags=k8s.io/...=-l", "-gcflags=k8s.io/apimachinery/...=", "-gcflags=k8s.io/apiserver/...=",
	"-gcflags=github.com/aws/...=-l",
}

// compile makes the programs: static, stripped, and without paths of this machine. It makes them at
// once, because one is linked while another is compiled.
func (j *job) compile(ctx context.Context) error {
	folder := filepath.Join(j.scratch, "programs") + string(filepath.Separator)
	args := append([]string{"build", "-buildvcs=false",
		"-ldflags", strings.TrimSpace("-s -w " + j.part.LDFlags), "-o", folder}, compilerFlags...)
	for _, program := range j.part.Programs {
		args = append(args, program.Package)
	}
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = j.module
	command.Env = goEnv(j.part.Env...)
	// An interrupt lets the go tool stop its compilers and remove its temporary files.
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = 5 * time.Second

	if complaint, err := command.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("go build: %w\n%s", err, lastLines(string(complaint), 30))
	}
	for _, program := range j.part.Programs {
		output := filepath.Join(j.output, filepath.FromSlash(program.Output))
		if err := os.MkdirAll(filepath.Dir(output), 0o755); err != nil {
			return err
		}
		// The go tool names a program after the last part of its import path.
		if err := os.Rename(folder+path.Base(program.Package), output); err != nil {
			return err
		}
	}
	return nil
}

func lastLines(text string, count int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-count):], "\n")
}
