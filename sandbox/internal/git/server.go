// Package git serves bare repositories to whoever knows a password: the smart HTTP protocol of Git's own http-backend.
package git

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/http/cgi"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// User is who fetches and pushes.
const User = "flux"

// HealthPath answers everybody.
const HealthPath = "/healthz"

// requested is a repository with what is asked of it, such as /acme/apps.git/info/refs.
var requested = regexp.MustCompile(`^/((?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.git)/`)

// A Server has all repositories of one folder, and makes a missing one when somebody pushes to it.
type Server struct {
	root     string
	password string
	program  string
	backend  *cgi.Handler
}

// NewServer finds Git on the PATH.
func NewServer(ctx context.Context, root, password string) (*Server, error) {
	program, err := Find(ctx)
	if err != nil {
		return nil, err
	}
	// REMOTE_USER is what lets clients push.
	return &Server{root: root, password: password, program: program, backend: &cgi.Handler{
		Path: program, Args: []string{"http-backend"}, Dir: root,
		Env: append(environment(root), "GIT_PROJECT_ROOT="+root, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER="+User),
	}}, nil
}

// Find returns Git on the PATH. Some systems have its http-backend in a package of its own.
func Find(ctx context.Context) (string, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return "", errors.New("git is not on the PATH: install it, or start the sandbox without --git")
	}
	folder, err := exec.CommandContext(ctx, program, "--exec-path").Output()
	if err != nil {
		return "", fmt.Errorf("git does not run, got '%s': %w", program, err)
	}
	backend := filepath.Join(strings.TrimSpace(string(folder)), "git-http-backend")
	if _, err := os.Stat(backend); err != nil {
		return "", fmt.Errorf("git has no http-backend, got no '%s': install it, for example as the package git-daemon, or start the sandbox without --git", backend)
	}
	return program, nil
}

// environment keeps the user's and the machine's settings out: hooks, rewritten addresses, other owners.
func environment(home string) []string {
	return []string{"HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull}
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == HealthPath {
		return
	}
	if !s.knows(r) {
		w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
		http.Error(w, "user or password is wrong", http.StatusUnauthorized)
		return
	}
	found := requested.FindStringSubmatch(r.URL.Path)
	if found == nil || path.Clean(r.URL.Path) != r.URL.Path {
		http.Error(w, "no repository, which is called such as /acme/apps.git", http.StatusNotFound)
		return
	}
	if isPush(r) {
		if err := s.create(r.Context(), found[1]); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	// Large pushes come in chunks. The CGI handler would refuse them; the backend reads to their end.
	r.TransferEncoding = nil
	s.backend.ServeHTTP(w, r)
}

func (s *Server) knows(r *http.Request) bool {
	user, password, _ := r.BasicAuth()
	return subtle.ConstantTimeCompare([]byte(user+":"+password), []byte(User+":"+s.password)) == 1
}

func isPush(r *http.Request) bool {
	return strings.HasSuffix(r.URL.Path, "/info/refs") && r.URL.Query().Get("service") == "git-receive-pack"
}

// create makes the repository, unless it is there; its HEAD is main.
func (s *Server) create(ctx context.Context, name string) error {
	folder := filepath.Join(s.root, filepath.FromSlash(name))
	if _, err := os.Stat(filepath.Join(folder, "HEAD")); err == nil {
		return nil
	}
	command := exec.CommandContext(ctx, s.program, "init", "--quiet", "--bare", "--initial-branch=main", folder)
	command.Env = append(environment(s.root), "PATH="+os.Getenv("PATH"))
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("repository not created, got '%s': %w\n%s", name, err, output)
	}
	return nil
}
