package instance

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

const marked = "web: \"%s\" # {\"$imagepolicy\": \"%s:web:tag\"}\n"

// checkUpdates lets image-reflector-controller find a tag, and image-automation-controller commit it.
func checkUpdates(t *testing.T, c cluster) {
	ctx := context.Background()
	namespace := c.namespace(t, "updates", nil)
	variables := env(t, c.folder)

	// 1. A repository with a marked version, and the image that it is of
	clone := c.newClone(t, "acme/"+namespace)
	file := filepath.Join(clone, "components", "versions.yaml")
	must(t, os.MkdirAll(filepath.Dir(file), 0o700))
	must(t, os.WriteFile(file, fmt.Appendf(nil, marked, "1.0.0", namespace), 0o600))
	pushChange(t, clone)
	content := t.TempDir()
	must(t, os.WriteFile(filepath.Join(content, "web.yaml"), []byte("{}\n"), 0o600))
	c.pushAs(t, namespace+"/web", "1.0.0", content)

	// 2. Who looks for its versions, and who commits them
	_, err := c.typed.CoreV1().Secrets(namespace).Create(ctx, &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: "git"},
		StringData: map[string]string{"username": variables["SANDBOX_GIT_USERNAME"], "password": variables["SANDBOX_GIT_PASSWORD"]}}, metav1.CreateOptions{})
	must(t, err)
	c.bindAdmin(t, namespace, "flux")
	source := map[string]any{"kind": "GitRepository", "name": "web"}
	branch := map[string]any{"branch": "main"}
	c.apply(t,
		fluxObject("image.toolkit.fluxcd.io/v1", "ImageRepository", namespace, "web", map[string]any{
			"image": loopback(load(t, c.folder).Ports.Registry()) + "/" + namespace + "/web", "insecure": true, "interval": "1h"}),
		fluxObject("image.toolkit.fluxcd.io/v1", "ImagePolicy", namespace, "web", map[string]any{
			"imageRepositoryRef": map[string]any{"name": "web"}, "policy": map[string]any{"semver": map[string]any{"range": "1.x"}}}),
		fluxObject("source.toolkit.fluxcd.io/v1", "GitRepository", namespace, "web", map[string]any{
			"url": variables["SANDBOX_GIT"] + "/acme/" + namespace + ".git", "ref": branch, "interval": "1h", "secretRef": map[string]any{"name": "git"}}),
		fluxObject("image.toolkit.fluxcd.io/v1", "ImageUpdateAutomation", namespace, "web", map[string]any{
			"interval": "1h", "sourceRef": source, "update": map[string]any{"path": "./components", "strategy": "Setters"},
			"git": map[string]any{"checkout": map[string]any{"ref": branch}, "push": branch,
				"commit": map[string]any{"author": map[string]any{"name": "bot", "email": "bot@example.com"}}}}))
	for _, kind := range []string{"GitRepository", "ImageRepository", "ImageUpdateAutomation"} {
		eventually(t, func() string { return c.lacks(t, kind, namespace, "web", "Ready", "True", "") })
	}

	// 3. A newer one, and one that the policy refuses
	c.pushAs(t, namespace+"/web", "1.1.0", content)
	c.pushAs(t, namespace+"/web", "2.0.0", content)
	images := c.dynamic.Resource(schema.GroupVersionResource{Group: "image.toolkit.fluxcd.io", Version: "v1", Resource: "imagerepositories"})
	_, err = images.Namespace(namespace).Patch(ctx, "web", types.MergePatchType,
		fmt.Appendf(nil, `{"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"%d"}}}`, time.Now().UnixNano()), metav1.PatchOptions{})
	must(t, err)
	eventually(t, func() string {
		runGit(t, clone, "pull", "--quiet")
		written, err := os.ReadFile(file)
		must(t, err)
		if want := fmt.Sprintf(marked, "1.1.0", namespace); string(written) != want {
			return fmt.Sprintf("%q, got %q", want, written)
		}
		return ""
	})
	if author := runGit(t, clone, "log", "-1", "--format=%an <%ae>"); author != "bot <bot@example.com>" {
		t.Fatalf("committed by %s", author)
	}
}

// newClone is of a repository that is not there yet.
func (c cluster) newClone(t *testing.T, name string) string {
	t.Helper()
	variables := env(t, c.folder)
	user := variables["SANDBOX_GIT_USERNAME"] + ":" + variables["SANDBOX_GIT_PASSWORD"] + "@"
	clone := t.TempDir()
	runGit(t, clone, "init", "--quiet", "--initial-branch=main")
	runGit(t, clone, "remote", "add", "origin", strings.Replace(variables["SANDBOX_GIT"], "://", "://"+user, 1)+"/"+name+".git")
	return clone
}

func pushChange(t *testing.T, clone string) {
	t.Helper()
	runGit(t, clone, "add", ".")
	runGit(t, clone, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=Change")
	runGit(t, clone, "push", "--quiet", "--set-upstream", "origin", "main")
}

func runGit(t *testing.T, folder string, args ...string) string {
	t.Helper()
	command := exec.Command("git", args...)
	command.Dir = folder
	command.Env = slices.Concat(os.Environ(), []string{"HOME=" + folder, "GIT_CONFIG_NOSYSTEM=1"})
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, output)
	}
	return strings.TrimSpace(string(output))
}
