package instance

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"

	"flotilla.dev/sandbox/internal/process"
)

var fluxControllers = []string{"notification-controller", "source-controller", "kustomize-controller", "helm-controller", "source-watcher",
	"image-reflector-controller", "image-automation-controller"}

// One test, because there is one Flux in a cluster: each step continues from the one before.
func TestFluxFollowsItsDeployments(t *testing.T) {
	c := sharedCluster(t)
	ctx := context.Background()
	c.ensureFluxNamespace(t)
	c.install(t, "0.59.0", nil)
	c.apply(t, c.fluxOfTenants(t))
	first := map[string]process.Identity{}
	for _, name := range fluxControllers {
		first[name] = c.awaitProcess(t, name, process.Identity{})
	}

	t.Run("they have the arguments of their containers", func(t *testing.T) {
		for name, wanted := range map[string][]string{
			"kustomize-controller": {"--no-cross-namespace-refs=true", "--no-remote-bases=true", "--default-service-account=flux", "--concurrent=10", promptly},
			"helm-controller":      {"--no-cross-namespace-refs=true", "--default-service-account=flux", "--concurrent=10", promptly},
			"source-controller":    {"--helm-cache-max-size=50"},
		} {
			for _, argument := range wanted {
				if got := arguments(t, first[name]); !slices.Contains(got, argument) {
					t.Errorf("%s of %s is missing in %q", argument, name, got)
				}
			}
		}
	})
	t.Run("they reach each other", func(t *testing.T) {
		ports := load(t, c.folder).Ports
		for name, wanted := range map[string]string{
			"source-controller":    "--storage-adv-addr=" + loopback(ports.Controller(2, 2)),
			"kustomize-controller": "--events-addr=http://" + loopback(ports.Controller(1, 2)) + "/",
		} {
			if got := arguments(t, first[name]); !slices.Contains(got, wanted) {
				t.Errorf("%s of %s is missing in %q", wanted, name, got)
			}
		}
	})
	t.Run("they listen on loopback alone", func(t *testing.T) {
		for name, identity := range first {
			eventually(t, func() string {
				addresses := listeners(t, identity)
				if len(addresses) < 2 {
					return fmt.Sprintf("metrics and health of %s, got %v", name, addresses)
				}
				for _, address := range addresses {
					if !strings.HasPrefix(address, "127.0.0.1:") {
						t.Fatalf("%s listens on %s", name, address)
					}
				}
				return ""
			})
		}
	})
	t.Run("nobody else can read what they log", func(t *testing.T) {
		for _, name := range fluxControllers {
			info, err := os.Stat(c.folder.logFile(name))
			must(t, err)
			if info.Mode().Perm() != 0o600 {
				t.Errorf("the log of %s has mode %o", name, info.Mode().Perm())
			}
		}
	})
	t.Run("they use what its key has signed and refuse the rest", func(t *testing.T) { checkSignatures(t, c) })
	t.Run("they use what the right workflow has signed and refuse the rest", func(t *testing.T) { checkIdentities(t, c) })
	t.Run("a tenant's artifact is applied as its service account", func(t *testing.T) { checkTenant(t, c) })
	t.Run("a new version of an image is committed to Git", func(t *testing.T) { checkUpdates(t, c) })
	t.Run("their events are sent on", func(t *testing.T) { checkEvents(t, c) })
	t.Run("they are restarted with changed arguments", func(t *testing.T) {
		_, err := c.flux("fluxinstances").Patch(ctx, "flux", types.MergePatchType, []byte(`{"spec":{"cluster":{"size":"large"}}}`), metav1.PatchOptions{})
		must(t, err)
		second := c.awaitProcess(t, "kustomize-controller", first["kustomize-controller"])
		if got := arguments(t, second); !slices.Contains(got, "--concurrent=20") {
			t.Fatalf("arguments %q", got)
		}
	})
	t.Run("they end with the FluxInstance", func(t *testing.T) {
		must(t, c.flux("fluxinstances").Delete(ctx, "flux", metav1.DeleteOptions{}))
		for _, name := range fluxControllers {
			c.awaitNoProcess(t, name)
		}
		// The operator takes the finalizers off what Flux has left, and does not wait for processes: where one that is
		// about to end puts a finalizer back, the operator continues without it after its own five minutes.
		within(t, 6*time.Minute, func() string {
			if _, err := c.flux("fluxinstances").Get(ctx, "flux", metav1.GetOptions{}); !apierrors.IsNotFound(err) {
				return "the end of the FluxInstance"
			}
			return ""
		})
	})
	must(t, c.typed.AppsV1().Deployments(fluxNamespace).Delete(ctx, "flux-operator", metav1.DeleteOptions{}))
	c.awaitNoProcess(t, "flux-operator")
}

// fluxOfTenants is a FluxInstance that is locked down for tenants.
func (c cluster) fluxOfTenants(t *testing.T) *unstructured.Unstructured {
	t.Helper()
	instance := fluxInstance(loopback(load(t, c.folder).Ports.Registry()))
	var components []any
	for _, name := range fluxControllers {
		components = append(components, name)
	}
	spec := instance.Object["spec"].(map[string]any)
	spec["components"] = components
	spec["cluster"] = map[string]any{"size": "medium", "multitenant": true, "tenantDefaultServiceAccount": "flux"}
	return instance
}

func (c cluster) ensureFluxNamespace(t *testing.T) {
	t.Helper()
	_, err := c.typed.CoreV1().Namespaces().Create(context.Background(), &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: fluxNamespace}}, metav1.CreateOptions{})
	if !apierrors.IsAlreadyExists(err) {
		must(t, err)
	}
}

// checkTenant applies an artifact whose volume claim must be bound before it counts as applied.
func checkTenant(t *testing.T, c cluster) {
	namespace := c.namespace(t, "tenant", nil)
	c.bindAdmin(t, namespace, "flux")
	folder, err := filepath.Abs("testdata/tenant")
	must(t, err)
	c.push(t, "apps/backend", folder)
	c.apply(t, c.ociRepository(t, namespace, "apps", "apps/backend", nil),
		fluxObject("kustomize.toolkit.fluxcd.io/v1", "Kustomization", namespace, "apps", map[string]any{
			"sourceRef": map[string]any{"kind": "OCIRepository", "name": "apps"}, "path": "./staging", "targetNamespace": namespace,
			"interval": "1h", "timeout": "1m", "prune": true, "wait": true}))
	eventually(t, func() string { return c.lacks(t, "Kustomization", namespace, "apps", "Ready", "True", "") })

	cache, err := c.typed.AppsV1().Deployments(namespace).Get(context.Background(), "cache", metav1.GetOptions{})
	must(t, err)
	if cache.Status.AvailableReplicas != 1 {
		t.Fatalf("deployment %v", cache)
	}
}

// checkEvents lets notification-controller send a server of ours what source-controller reported.
func checkEvents(t *testing.T, c cluster) {
	received := make(chan string, 100)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) { received <- request.Header.Get("User-Agent") }))
	defer server.Close()
	namespace := c.namespace(t, "alerted", nil)
	c.apply(t, fluxObject("notification.toolkit.fluxcd.io/v1beta3", "Provider", namespace, "server", map[string]any{"type": "generic", "address": server.URL}),
		fluxObject("notification.toolkit.fluxcd.io/v1beta3", "Alert", namespace, "all", map[string]any{
			"providerRef": map[string]any{"name": "server"}, "eventSources": []any{map[string]any{"kind": "OCIRepository", "name": "*"}}}),
		c.ociRepository(t, namespace, "missing", "apps/missing", nil))
	eventually(t, func() string {
		select {
		case <-received:
			return ""
		default:
			return "an event of the OCIRepository"
		}
	})
}
