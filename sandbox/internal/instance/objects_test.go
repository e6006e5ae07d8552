package instance

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/registry/remote"
)

func fluxObject(apiVersion, kind, namespace, name string, spec map[string]any) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{"apiVersion": apiVersion, "kind": kind,
		"metadata": map[string]any{"name": name, "namespace": namespace}, "spec": spec}}
}

func (c cluster) ociRepository(t *testing.T, namespace, name, repository string, verify map[string]any) *unstructured.Unstructured {
	t.Helper()
	spec := map[string]any{"url": "oci://" + loopback(load(t, c.folder).Ports.Registry()) + "/" + repository, "insecure": true,
		"ref": map[string]any{"tag": "latest"}, "interval": "1h"}
	if verify != nil {
		spec["verify"] = verify
	}
	return fluxObject("source.toolkit.fluxcd.io/v1", "OCIRepository", namespace, name, spec)
}

// lacks returns how a condition differs from what it should be.
func (c cluster) lacks(t *testing.T, kind, namespace, name, condition, status, message string) string {
	t.Helper()
	resources := map[string]schema.GroupVersionResource{
		"OCIRepository":         {Group: "source.toolkit.fluxcd.io", Version: "v1", Resource: "ocirepositories"},
		"GitRepository":         {Group: "source.toolkit.fluxcd.io", Version: "v1", Resource: "gitrepositories"},
		"Kustomization":         {Group: "kustomize.toolkit.fluxcd.io", Version: "v1", Resource: "kustomizations"},
		"ImageRepository":       {Group: "image.toolkit.fluxcd.io", Version: "v1", Resource: "imagerepositories"},
		"ImageUpdateAutomation": {Group: "image.toolkit.fluxcd.io", Version: "v1", Resource: "imageupdateautomations"},
	}
	object, err := c.dynamic.Resource(resources[kind]).Namespace(namespace).Get(context.Background(), name, metav1.GetOptions{})
	must(t, err)
	conditions, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
	for _, one := range conditions {
		fields := one.(map[string]any)
		if fields["type"] == condition && fields["status"] == status && strings.Contains(fmt.Sprint(fields["message"]), message) {
			return ""
		}
	}
	return fmt.Sprintf("%s=%s of %s %s %q, got %v", condition, status, kind, name, message, conditions)
}

// bindAdmin gives a service account what a tenant's has.
func (c cluster) bindAdmin(t *testing.T, namespace, serviceAccount string) {
	t.Helper()
	ctx := context.Background()
	_, err := c.typed.CoreV1().ServiceAccounts(namespace).Create(ctx, &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: serviceAccount}}, metav1.CreateOptions{})
	if !apierrors.IsAlreadyExists(err) {
		must(t, err)
	}
	_, err = c.typed.RbacV1().RoleBindings(namespace).Create(ctx, &rbacv1.RoleBinding{ObjectMeta: metav1.ObjectMeta{Name: "admin"},
		RoleRef:  rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "admin"},
		Subjects: []rbacv1.Subject{{Kind: "ServiceAccount", Name: serviceAccount, Namespace: namespace}}}, metav1.CreateOptions{})
	must(t, err)
}

// push packs a folder as Flux expects it, and returns its reference by digest.
func (c cluster) push(t *testing.T, name, folder string) string {
	t.Helper()
	return c.pushAs(t, name, "latest", folder)
}

func (c cluster) pushAs(t *testing.T, name, tag, folder string) string {
	t.Helper()
	ctx := context.Background()
	address := loopback(load(t, c.folder).Ports.Registry()) + "/" + name
	repository, err := remote.NewRepository(address)
	must(t, err)
	repository.PlainHTTP = true
	layer, err := oras.PushBytes(ctx, repository, "application/vnd.cncf.flux.content.v1.tar+gzip", pack(t, folder))
	must(t, err)
	config, err := oras.PushBytes(ctx, repository, "application/vnd.cncf.flux.config.v1+json", []byte("{}"))
	must(t, err)
	manifest, err := oras.PackManifest(ctx, repository, oras.PackManifestVersion1_0, "", oras.PackManifestOptions{
		ConfigDescriptor: &config, Layers: []ocispec.Descriptor{layer},
		ManifestAnnotations: map[string]string{ocispec.AnnotationRevision: "main@sha1:0", ocispec.AnnotationSource: "https://example.com/fleet"}})
	must(t, err)
	must(t, repository.Tag(ctx, manifest, tag))
	return address + "@" + manifest.Digest.String()
}

func pack(t *testing.T, folder string) []byte {
	t.Helper()
	var packed bytes.Buffer
	zipped := gzip.NewWriter(&packed)
	archive := tar.NewWriter(zipped)
	must(t, archive.AddFS(os.DirFS(folder)))
	must(t, archive.Close())
	must(t, zipped.Close())
	return packed.Bytes()
}
