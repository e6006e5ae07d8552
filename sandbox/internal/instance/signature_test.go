package instance

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// checkSignatures shows that cosign and source-controller understand each other, over a registry that
// speaks plain HTTP: all that a fleet is made of goes this way.
func checkSignatures(t *testing.T, c cluster) {
	ctx := context.Background()
	keys := t.TempDir()
	cosign(t, keys, "generate-key-pair", "--output-key-prefix", "platform")
	cosign(t, keys, "generate-key-pair", "--output-key-prefix", "stranger")

	// 1. Three artifacts of the same content: signed by the key, by another, by none
	content := t.TempDir()
	must(t, os.WriteFile(filepath.Join(content, "kustomization.yaml"), []byte("resources: []\n"), 0o600))
	signed, stranger := c.push(t, "signed/by-platform", content), c.push(t, "signed/by-stranger", content)
	c.push(t, "signed/by-nobody", content)
	cosign(t, keys, append(signWith("platform.key"), signed)...)
	cosign(t, keys, append(signWith("stranger.key"), stranger)...)

	// 2. Who may use them
	namespace := c.namespace(t, "verified", nil)
	public, err := os.ReadFile(filepath.Join(keys, "platform.pub"))
	must(t, err)
	_, err = c.typed.CoreV1().Secrets(namespace).Create(ctx, &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: "platform"},
		Data: map[string][]byte{"cosign.pub": public}}, metav1.CreateOptions{})
	must(t, err)
	verify := map[string]any{"provider": "cosign", "secretRef": map[string]any{"name": "platform"}}
	for _, signer := range []string{"platform", "stranger", "nobody"} {
		c.apply(t, c.ociRepository(t, namespace, signer, "signed/by-"+signer, verify))
	}

	// 3. Who does
	eventually(t, func() string { return c.lacks(t, "OCIRepository", namespace, "platform", "SourceVerified", "True", "") })
	eventually(t, func() string { return c.lacks(t, "OCIRepository", namespace, "platform", "Ready", "True", "") })
	for _, refused := range []string{"stranger", "nobody"} {
		eventually(t, func() string {
			return c.lacks(t, "OCIRepository", namespace, refused, "Ready", "False", "no matching signatures were found")
		})
	}
}

// signWith is the new bundle format, without a transparency log: there is none here.
func signWith(key string) []string {
	return []string{"sign", "--yes", "--key", key, "--allow-http-registry", "--tlog-upload=false", "--use-signing-config=false"}
}

func cosign(t *testing.T, folder string, args ...string) {
	t.Helper()
	parts, err := binaries()
	must(t, err)
	command := exec.Command(parts.Cosign, args...)
	command.Dir = folder
	command.Env = append(os.Environ(), "COSIGN_PASSWORD=", "HOME="+folder, "DOCKER_CONFIG="+folder)
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("cosign %q: %v\n%s", args, err, output)
	}
}
