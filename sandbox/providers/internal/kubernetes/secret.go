package kubernetes

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/retry"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	clientset "k8s.io/client-go/kubernetes"
)

// replaceImmutable plans a replacement where an immutable Secret's data would change.
func replaceImmutable(_ context.Context, diff *schema.ResourceDiff, _ any) error {
	was, _ := diff.GetChange("immutable")
	if diff.Id() == "" || !was.(bool) {
		return nil
	}
	for _, field := range []string{"data", "binary_data", "immutable"} {
		if diff.HasChange(field) {
			if err := diff.ForceNew(field); err != nil {
				return err
			}
		}
	}
	return nil
}

func createSecret(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	secret, diags := newSecret(d)
	if diags.HasError() {
		return diags
	}
	log.Printf("[INFO] secret to create: %#v", secret)
	created, err := client.CoreV1().Secrets(secret.Namespace).Create(ctx, secret, metav1.CreateOptions{})
	if err != nil {
		return diag.FromErr(err)
	}
	d.SetId(created.Namespace + "/" + created.Name)

	if created.Type == corev1.SecretTypeServiceAccountToken {
		if err := waitForToken(ctx, client, d, created); err != nil {
			return diag.FromErr(err)
		}
	}
	return readSecret(ctx, d, meta)
}

func waitForToken(ctx context.Context, client *clientset.Clientset, d *schema.ResourceData, created *corev1.Secret) error {
	return retry.RetryContext(ctx, d.Timeout(schema.TimeoutCreate), func() *retry.RetryError {
		secret, err := client.CoreV1().Secrets(created.Namespace).Get(ctx, created.Name, metav1.GetOptions{})
		if err != nil {
			return retry.NonRetryableError(err)
		}
		if _, arrived := secret.Data["token"]; arrived {
			return nil
		}
		return retry.RetryableError(fmt.Errorf("Waiting for secret %q to create service account token", d.Id()))
	})
}

// readSecret leaves the data out of the state as long as a revision says that it is write-only: there is then no
// drift detection either.
func readSecret(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	namespace, name, err := splitID(d.Id())
	if err != nil {
		return diag.FromErr(err)
	}
	secret, err := client.CoreV1().Secrets(namespace).Get(ctx, name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		d.SetId("")
		return nil
	}
	if err != nil {
		return diag.FromErr(err)
	}

	if err := setMetadata(d, secret.ObjectMeta, meta.(*cluster)); err != nil {
		return diag.FromErr(err)
	}
	if err := d.Set("type", secret.Type); err != nil {
		return diag.FromErr(err)
	}
	if err := d.Set("immutable", secret.Immutable); err != nil {
		return diag.FromErr(err)
	}
	if err := setIdentity(d, map[string]string{"kind": "Secret", "namespace": namespace, "name": name}); err != nil {
		return diag.FromErr(err)
	}
	if isWriteOnly(d) {
		return nil
	}
	return diag.FromErr(setData(d, secret.Data))
}

func updateSecret(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	namespace, name, err := splitID(d.Id())
	if err != nil {
		return diag.FromErr(err)
	}

	operations := metadataPatch(d)
	data, changed, diags := changedData(d)
	if diags.HasError() {
		return diags
	}
	if changed {
		operations = append(operations, patchOperation{Op: "add", Path: "/data", Value: data})
	}
	if d.HasChange("immutable") {
		operations = append(operations, patchOperation{Op: "replace", Path: "/immutable", Value: d.Get("immutable")})
	}
	patch, err := json.Marshal(operations)
	if err != nil {
		return diag.FromErr(err)
	}
	log.Printf("[INFO] patch of secret %q: %v", name, patch) // decimal bytes, as upstream prints them
	if _, err := client.CoreV1().Secrets(namespace).Patch(ctx, name, types.JSONPatchType, patch, metav1.PatchOptions{}); err != nil {
		return diag.Errorf("Failed to update secret: %s", err)
	}
	return readSecret(ctx, d, meta)
}

func deleteSecret(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	namespace, name, err := splitID(d.Id())
	if err != nil {
		return diag.FromErr(err)
	}
	err = client.CoreV1().Secrets(namespace).Delete(ctx, name, metav1.DeleteOptions{})
	if err != nil && !apierrors.IsNotFound(err) {
		return diag.FromErr(err)
	}
	d.SetId("")
	return nil
}

func splitID(id string) (namespace, name string, err error) {
	parts := strings.Split(id, "/")
	if len(parts) != 2 {
		return "", "", fmt.Errorf("Unexpected ID format (%q), expected %q.", id, "namespace/name")
	}
	return parts[0], parts[1], nil
}
