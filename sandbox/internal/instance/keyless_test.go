package instance

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"flotilla.dev/sandbox/internal/process"
)

const webWorkflow = ".github/workflows/push-web.yaml"

// checkIdentities shows that source-controller takes what the right workflow has signed and nothing else, with the
// rule that fleets have for GitHub: cosign and Flux know this Sigstore by their environment alone.
func checkIdentities(t *testing.T, c cluster) {
	namespace := c.namespace(t, "keyless", nil)
	verify := map[string]any{"provider": "cosign", "matchOIDCIdentity": []any{map[string]any{
		"issuer":  `^https://token\.actions\.githubusercontent\.com$`,
		"subject": `^https://github\.com/acme/apps/\.github/workflows/push-web\.yaml@refs/heads/main$`}}}
	content := t.TempDir()
	must(t, os.WriteFile(filepath.Join(content, "kustomization.yaml"), []byte("resources: []\n"), 0o600))

	// 1. The right workflow; a reusable one signs as itself, whoever calls it
	right := Job{Repository: "acme/apps", Workflow: webWorkflow, Ref: "refs/heads/main", Event: "push"}
	called := Job{Repository: "evil/fork", Workflow: ".github/workflows/call.yaml", Ref: "refs/heads/main", Event: "push",
		Called: "acme/apps/" + webWorkflow + "@refs/heads/main"}
	for name, job := range map[string]Job{"right": right, "called": called} {
		c.signAs(t, job, c.push(t, "keyless/"+name, content))
		c.apply(t, c.ociRepository(t, namespace, name, "keyless/"+name, verify))
		eventually(t, func() string { return c.lacks(t, "OCIRepository", namespace, name, "SourceVerified", "True", "") })
	}

	// 2. Others
	for name, job := range map[string]Job{
		"another-file":       {Repository: "acme/apps", Workflow: ".github/workflows/push-api.yaml", Ref: "refs/heads/main", Event: "push"},
		"another-branch":     {Repository: "acme/apps", Workflow: webWorkflow, Ref: "refs/heads/topic", Event: "push"},
		"a-tag":              {Repository: "acme/apps", Workflow: webWorkflow, Ref: "refs/tags/web/v1.0.0", Event: "push"},
		"a-pull-request":     {Repository: "acme/apps", Workflow: webWorkflow, Ref: "refs/pull/7/merge", Event: "pull_request"},
		"another-repository": {Repository: "acme/apps2", Workflow: webWorkflow, Ref: "refs/heads/main", Event: "push"},
	} {
		c.signAs(t, job, c.push(t, "keyless/"+name, content))
		c.apply(t, c.ociRepository(t, namespace, name, "keyless/"+name, verify))
		subject := "got \"https://github.com/" + job.Repository + "/" + job.Workflow + "@" + job.Ref + "\""
		eventually(t, func() string { return c.lacks(t, "OCIRepository", namespace, name, "Ready", "False", subject) })
	}
	c.push(t, "keyless/unsigned", content)
	c.apply(t, c.ociRepository(t, namespace, "unsigned", "keyless/unsigned", verify))
	eventually(t, func() string {
		return c.lacks(t, "OCIRepository", namespace, "unsigned", "Ready", "False", "no signatures found")
	})

	// 3. A pipeline of GitLab, by the rule for it
	pipeline := map[string]any{"provider": "cosign", "matchOIDCIdentity": []any{map[string]any{
		"issuer":  `^https://gitlab\.com$`,
		"subject": `^https://gitlab\.com/acme/platform/apps//\.gitlab-ci\.yml@refs/heads/main$`}}}
	c.signAs(t, Job{Project: "acme/platform/apps", Ref: "refs/heads/main"}, c.push(t, "keyless/pipeline", content))
	c.apply(t, c.ociRepository(t, namespace, "pipeline", "keyless/pipeline", pipeline))
	eventually(t, func() string { return c.lacks(t, "OCIRepository", namespace, "pipeline", "SourceVerified", "True", "") })
	c.signAs(t, Job{Project: "acme/platform/apps", Ref: "refs/heads/topic"}, c.push(t, "keyless/topic", content))
	c.apply(t, c.ociRepository(t, namespace, "topic", "keyless/topic", pipeline))
	eventually(t, func() string {
		return c.lacks(t, "OCIRepository", namespace, "topic", "Ready", "False", "apps//.gitlab-ci.yml@refs/heads/topic")
	})

	// 4. Nobody is asked to verify
	services := c.sigstoreProcesses(t)
	for _, service := range services {
		must(t, service.Signal(syscall.SIGSTOP))
	}
	defer func() {
		for _, service := range services {
			must(t, service.Signal(syscall.SIGCONT))
		}
	}()
	c.apply(t, c.ociRepository(t, namespace, "silence", "keyless/right", verify))
	eventually(t, func() string { return c.lacks(t, "OCIRepository", namespace, "silence", "SourceVerified", "True", "") })
}

func (c cluster) sigstoreProcesses(t *testing.T) []process.Identity {
	t.Helper()
	var services []process.Identity
	for _, running := range load(t, c.folder).Processes {
		if strings.HasPrefix(running.Name, "sigstore-") {
			services = append(services, running)
		}
	}
	if len(services) != 6 {
		t.Fatalf("services of Sigstore: %v", services)
	}
	return services
}

// signAs signs in a job of GitHub Actions.
func (c cluster) signAs(t *testing.T, job Job, reference string) {
	t.Helper()
	var out bytes.Buffer
	must(t, Identity(&out, c.folder, job, true))
	variables := env(t, c.folder)
	must(t, json.Unmarshal(out.Bytes(), &variables))
	command := exec.CommandContext(context.Background(), variables["FLOTILLA_COSIGN"], "sign", "--yes", "--allow-http-registry", reference)
	home := t.TempDir()
	command.Env = append(os.Environ(), "HOME="+home, "DOCKER_CONFIG="+home)
	for name, value := range variables {
		command.Env = append(command.Env, name+"="+value)
	}
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("cosign: %v\n%s", err, output)
	}
}
