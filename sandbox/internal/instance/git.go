package instance

import (
	"context"
	"os"

	"flotilla.dev/sandbox/internal/git"
	"flotilla.dev/sandbox/internal/process"
)

// gitName is the Git server's among the processes.
const gitName = "git"

func (f Folder) gitFolder() git.Folder { return git.Folder(f.join("git")) }

func (p Ports) gitAddress() string { return "http://" + loopback(p.Git()) }

// gitServer is this program, serving Git: it ends at once where that is not installed.
func (s *supervisor) gitServer(ctx context.Context) (process.Spec, error) {
	if _, err := git.Find(ctx); err != nil {
		return process.Spec{}, err
	}
	program, err := os.Executable()
	if err != nil {
		return process.Spec{}, err
	}
	return process.Spec{Name: gitName, Path: program, Args: []string{"serve-git", "--dir", string(s.folder)}, Env: s.environment(),
		LogFile: s.folder.logFile(gitName)}, s.folder.gitFolder().Ensure()
}

// ServeGit is the Git server's process, which the supervisor starts.
func ServeGit(ctx context.Context, folder Folder) error {
	state, err := folder.Load()
	if err != nil {
		return err
	}
	return git.Serve(ctx, folder.gitFolder(), loopback(state.Ports.Git()))
}

// gitEnv says where the Git server is, and who fetches from it and pushes to it.
func (f Folder) gitEnv(state State) ([][2]string, error) {
	if !state.Git {
		return nil, nil
	}
	password, err := f.gitFolder().Password()
	return [][2]string{{"SANDBOX_GIT", state.Ports.gitAddress()}, {"SANDBOX_GIT_USERNAME", git.User}, {"SANDBOX_GIT_PASSWORD", password}}, err
}
