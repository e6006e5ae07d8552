package kubernetes

import (
	"context"
	"encoding/json"
	"time"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/retry"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

func namespaceResource() *schema.Resource {
	return &schema.Resource{
		Description:   "A Kubernetes namespace",
		CreateContext: createNamespace,
		ReadContext:   readNamespace,
		UpdateContext: updateNamespace,
		DeleteContext: deleteNamespace,
		Importer:      importer("name"),
		Identity:      identitySchema(false),
		Schema: map[string]*schema.Schema{
			"metadata": metadataSchema("namespace", false),
			"wait_for_default_service_account": {
				Type: schema.TypeBool, Optional: true, Default: false,
				Description: "Wait until the namespace has its default service account",
			},
		},
		Timeouts: &schema.ResourceTimeout{Delete: schema.DefaultTimeout(5 * time.Minute)},
	}
}

func createNamespace(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	created, err := client.CoreV1().Namespaces().
		Create(ctx, &corev1.Namespace{ObjectMeta: objectMeta(d)}, metav1.CreateOptions{})
	if err != nil {
		return diag.FromErr(err)
	}
	d.SetId(created.Name)

	if d.Get("wait_for_default_service_account").(bool) {
		err = retry.RetryContext(ctx, d.Timeout(schema.TimeoutCreate), func() *retry.RetryError {
			_, err := client.CoreV1().ServiceAccounts(created.Name).Get(ctx, "default", metav1.GetOptions{})
			switch {
			case err == nil:
				return nil
			case apierrors.IsNotFound(err):
				return retry.RetryableError(err)
			default:
				return retry.NonRetryableError(err)
			}
		})
		if err != nil {
			return diag.FromErr(err)
		}
	}
	return readNamespace(ctx, d, meta)
}

func readNamespace(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	namespace, err := client.CoreV1().Namespaces().Get(ctx, d.Id(), metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		d.SetId("")
		return nil
	}
	if err != nil {
		return diag.FromErr(err)
	}
	if err := setMetadata(d, namespace.ObjectMeta, meta.(*cluster)); err != nil {
		return diag.FromErr(err)
	}
	return diag.FromErr(setIdentity(d, map[string]string{"kind": "Namespace", "name": namespace.Name}))
}

func updateNamespace(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	patch, err := json.Marshal(metadataPatch(d))
	if err != nil {
		return diag.FromErr(err)
	}
	if _, err := client.CoreV1().Namespaces().Patch(ctx, d.Id(), types.JSONPatchType, patch, metav1.PatchOptions{}); err != nil {
		return diag.FromErr(err)
	}
	return readNamespace(ctx, d, meta)
}

// deleteNamespace waits for the end of the termination, which finalizers can put off beyond the timeout.
func deleteNamespace(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	client, err := clientOf(meta)
	if err != nil {
		return diag.FromErr(err)
	}
	err = client.CoreV1().Namespaces().Delete(ctx, d.Id(), metav1.DeleteOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return diag.FromErr(err)
	}
	termination := retry.StateChangeConf{
		Pending: []string{"Terminating"},
		Target:  []string{},
		Timeout: d.Timeout(schema.TimeoutDelete),
		Refresh: func() (any, string, error) {
			namespace, err := client.CoreV1().Namespaces().Get(ctx, d.Id(), metav1.GetOptions{})
			if apierrors.IsNotFound(err) {
				return nil, "", nil
			}
			if err != nil {
				return namespace, "Error", err
			}
			return namespace, string(namespace.Status.Phase), nil
		},
	}
	if _, err := termination.WaitForStateContext(ctx); err != nil {
		return diag.FromErr(err)
	}
	d.SetId("")
	return nil
}
