package git

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const password = "rosebud"

func TestPushCreatesTheRepository(t *testing.T) {
	address, root := serve(t)
	clone := newClone(t, address)
	git(t, clone, "push", "--quiet", "origin", "main")

	other := t.TempDir()
	git(t, other, "clone", "--quiet", withUser(address)+"/acme/apps.git", "apps")
	content, err := os.ReadFile(filepath.Join(other, "apps", "web.yaml"))
	must(t, err)
	if string(content) != "replicas: 1\n" {
		t.Fatalf("cloned %q", content)
	}
	if branch := git(t, filepath.Join(root, "acme/apps.git"), "symbolic-ref", "HEAD"); branch != "refs/heads/main" {
		t.Fatalf("HEAD is %s", branch)
	}
}

// From a megabyte on, git sends in chunks.
func TestTakesALargePush(t *testing.T) {
	address, _ := serve(t)
	clone := newClone(t, address)
	noise := make([]byte, 3<<20)
	rand.Read(noise)
	must(t, os.WriteFile(filepath.Join(clone, "noise"), noise, 0o600))
	commit(t, clone)
	git(t, clone, "push", "--quiet", "origin", "main")

	pushed := git(t, clone, "ls-remote", "origin", "refs/heads/main")
	if head := git(t, clone, "rev-parse", "HEAD"); !strings.HasPrefix(pushed, head) {
		t.Fatalf("pushed %s, and it has %s", head, pushed)
	}
}

func TestRefusesWhoHasNotThePassword(t *testing.T) {
	address, root := serve(t)
	for _, user := range []string{"", "flux:wrong@", "somebody:" + password + "@"} {
		command := exec.Command("git", "ls-remote", strings.Replace(address, "://", "://"+user, 1)+"/acme/apps.git")
		command.Env = append(os.Environ(), append(environment(root), "GIT_TERMINAL_PROMPT=0")...)
		if output, err := command.CombinedOutput(); err == nil {
			t.Errorf("'%s' gets %s", user, output)
		}
		response := ask(t, strings.Replace(address, "://", "://"+user, 1)+"/acme/apps.git/info/refs?service=git-receive-pack")
		if response.StatusCode != http.StatusUnauthorized || response.Header.Get("WWW-Authenticate") != `Basic realm="git"` {
			t.Errorf("'%s' is answered %s", user, response.Status)
		}
	}
	entries, err := os.ReadDir(root)
	must(t, err)
	if len(entries) > 0 {
		t.Fatalf("somebody created %v", entries)
	}
}

func TestRefusesWhatIsNoRepository(t *testing.T) {
	address, root := serve(t)
	for _, path := range []string{"/", "/apps/info/refs", "/../apps.git/info/refs", "/acme/%2e%2e/%2e%2e/apps.git/info/refs", "/.hidden.git/info/refs",
		"/acme//apps.git/info/refs"} {
		if response := ask(t, withUser(address)+path+"?service=git-receive-pack"); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s is answered %s", path, response.Status)
		}
	}
	entries, err := os.ReadDir(root)
	must(t, err)
	if len(entries) > 0 {
		t.Fatalf("created %v", entries)
	}
	if response := ask(t, withUser(address)+"/acme/none.git/info/refs?service=git-upload-pack"); response.StatusCode != http.StatusNotFound {
		t.Errorf("a fetch of a missing repository is answered %s", response.Status)
	}
}

func TestAnswersEverybodyThatItRuns(t *testing.T) {
	address, _ := serve(t)
	if response := ask(t, address+HealthPath); response.StatusCode != http.StatusOK {
		t.Fatal(response.Status)
	}
}

func TestReportsThatGitIsMissing(t *testing.T) {
	empty := t.TempDir()
	t.Setenv("PATH", empty)
	_, err := Find(t.Context())
	if err == nil || err.Error() != "git is not on the PATH: install it, or start the sandbox without --git" {
		t.Fatal(err)
	}

	without := filepath.Join(empty, "git")
	must(t, os.WriteFile(without, []byte("#!/bin/sh\necho "+empty+"\n"), 0o700))
	_, err = Find(t.Context())
	want := "git has no http-backend, got no '" + empty + "/git-http-backend': install it, for example as the package git-daemon, or start the sandbox without --git"
	if err == nil || err.Error() != want {
		t.Fatal(err)
	}
}

func TestKeepsItsPassword(t *testing.T) {
	folder := Folder(filepath.Join(t.TempDir(), "git"))
	must(t, folder.Ensure())
	first, err := folder.Password()
	must(t, err)
	must(t, folder.Ensure())
	second, err := folder.Password()
	must(t, err)
	if first != second || len(first) < 20 {
		t.Fatalf("passwords %q and %q", first, second)
	}
	info, err := os.Stat(folder.passwordFile())
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Fatalf("it has mode %o", info.Mode().Perm())
	}
}

func serve(t *testing.T) (address, root string) {
	t.Helper()
	root = t.TempDir()
	server, err := NewServer(t.Context(), root, password)
	must(t, err)
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	return listening.URL, root
}

func withUser(address string) string {
	return strings.Replace(address, "://", "://"+User+":"+password+"@", 1)
}

func ask(t *testing.T, url string) *http.Response {
	t.Helper()
	response, err := http.Get(url)
	must(t, err)
	response.Body.Close()
	return response
}

// newClone has one commit, and acme/apps.git as its origin.
func newClone(t *testing.T, address string) string {
	t.Helper()
	folder := t.TempDir()
	git(t, folder, "init", "--quiet", "--initial-branch=main")
	git(t, folder, "remote", "add", "origin", withUser(address)+"/acme/apps.git")
	must(t, os.WriteFile(filepath.Join(folder, "web.yaml"), []byte("replicas: 1\n"), 0o600))
	commit(t, folder)
	return folder
}

func commit(t *testing.T, folder string) {
	t.Helper()
	git(t, folder, "add", ".")
	git(t, folder, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=Change")
}

func git(t *testing.T, folder string, args ...string) string {
	t.Helper()
	command := exec.Command("git", args...)
	command.Dir = folder
	command.Env = append(os.Environ(), environment(folder)...)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	output, err := command.Output()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, complaint.String())
	}
	return strings.TrimSpace(string(output))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
