package instance

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"

	"flotilla.dev/sandbox/internal/process"
)

// One test, because there is one operator in a cluster: each step continues from the one before.
func TestOperatorFollowsItsDeployment(t *testing.T) {
	c := sharedCluster(t)
	ctx := context.Background()
	c.ensureFluxNamespace(t)
	if operator := c.operator(t); operator.PID != 0 {
		t.Fatalf("the operator runs without a Deployment: %v", operator)
	}

	c.install(t, "0.59.0", map[string]any{"multitenancy": map[string]any{"enabled": true}, "reporting": map[string]any{"interval": "30s"}})
	first := c.awaitOperator(t, process.Identity{})

	t.Run("it has the arguments of its container", func(t *testing.T) {
		if !slices.Contains(arguments(t, first), "--default-service-account=flux-operator") {
			t.Fatalf("missing in %q", arguments(t, first))
		}
	})
	t.Run("it has the environment of its container", func(t *testing.T) {
		environment := environ(t, first)
		for _, variable := range []string{"RUNTIME_NAMESPACE=flux-system", "REPORTING_INTERVAL=30s", "NOTIFICATIONS_DISABLED=yes"} {
			if !slices.Contains(environment, variable) {
				t.Fatalf("%s missing in %q", variable, environment)
			}
		}
	})
	t.Run("nobody else can read its token", func(t *testing.T) {
		info, err := os.Stat(c.folder.join("controllers/flux-operator/token"))
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Fatalf("mode %o", info.Mode().Perm())
		}
	})
	t.Run("it listens where the sandbox says", func(t *testing.T) {
		state, err := c.folder.Load()
		must(t, err)
		healthy := answers(http.DefaultClient, "http://"+loopback(state.Ports.Controller(0, 1))+"/healthz")
		eventually(t, func() string {
			if ok, err := healthy(ctx); err != nil || !ok {
				return fmt.Sprint("an answer of its health probe: ", err)
			}
			return ""
		})
	})
	t.Run("it reconciles a FluxInstance and reports", func(t *testing.T) {
		state, err := c.folder.Load()
		must(t, err)
		c.apply(t, fluxInstance(loopback(state.Ports.Registry())))
		eventually(t, func() string { return c.notReady(t, "fluxinstances") })
		eventually(t, func() string {
			report, err := c.flux("fluxreports").Get(ctx, "flux", metav1.GetOptions{})
			if err != nil {
				return err.Error()
			}
			version, _, _ := unstructured.NestedString(report.Object, "spec", "operator", "version")
			if version != "v0.59.0" {
				return fmt.Sprintf("operator version v0.59.0, got '%s'", version)
			}
			return ""
		})
	})
	t.Run("it is restarted with changed arguments", func(t *testing.T) {
		c.install(t, "0.58.1", map[string]any{"logLevel": "debug"})
		second := c.awaitOperator(t, first)
		if first.Alive() {
			t.Fatal("the former process still runs")
		}
		if !slices.Contains(arguments(t, second), "--log-level=debug") || strings.Contains(fmt.Sprint(arguments(t, second)), "--default-service-account") {
			t.Fatalf("arguments %q", arguments(t, second))
		}
	})
	t.Run("it is started again after a crash", func(t *testing.T) {
		before := c.operator(t)
		must(t, before.Signal(9))
		c.awaitOperator(t, before)
	})
	t.Run("it ends when scaled to nothing and comes back", func(t *testing.T) {
		before := c.operator(t)
		c.scale(t, 0)
		c.awaitNoProcess(t, "flux-operator")
		c.scale(t, 1)
		c.awaitOperator(t, before)
	})
	t.Run("without its right to act it is refused, and with it it goes on", func(t *testing.T) {
		bindings := c.typed.RbacV1().ClusterRoleBindings()
		binding, err := bindings.Get(ctx, "flux-operator", metav1.GetOptions{})
		must(t, err)
		must(t, bindings.Delete(ctx, "flux-operator", metav1.DeleteOptions{}))
		_, err = c.typed.AppsV1().Deployments(fluxNamespace).Patch(ctx, "flux-operator", types.MergePatchType,
			[]byte(`{"spec":{"template":{"metadata":{"annotations":{"test":"restarted"}}}}}`), metav1.PatchOptions{})
		must(t, err)
		refusal := regexp.MustCompile(`forbidden: User \\"system:serviceaccount:flux-system:flux-operator\\" cannot`)
		eventually(t, func() string {
			log, err := os.ReadFile(c.folder.logFile("flux-operator"))
			must(t, err)
			if !refusal.Match(log) {
				return "a refusal in the operator's log"
			}
			return ""
		})
		binding.ResourceVersion = ""
		_, err = bindings.Create(ctx, binding, metav1.CreateOptions{})
		must(t, err)
		_, err = c.flux("fluxinstances").Patch(ctx, "flux", types.MergePatchType,
			[]byte(`{"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"again"}}}`), metav1.PatchOptions{})
		must(t, err)
		eventually(t, func() string {
			instance, err := c.flux("fluxinstances").Get(ctx, "flux", metav1.GetOptions{})
			must(t, err)
			if handled, _, _ := unstructured.NestedString(instance.Object, "status", "lastHandledReconcileAt"); handled != "again" {
				return fmt.Sprintf("a reconciliation, the last is '%s'", handled)
			}
			return ""
		})
	})
	t.Run("it ends with its Deployment", func(t *testing.T) {
		must(t, c.typed.AppsV1().Deployments(fluxNamespace).Delete(ctx, "flux-operator", metav1.DeleteOptions{}))
		c.awaitNoProcess(t, "flux-operator")
	})
}

// fluxInstance has no sync: nobody is there to make its source ready, for which the operator would wait.
func fluxInstance(registry string) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "fluxcd.controlplane.io/v1",
		"kind":       "FluxInstance",
		"metadata":   map[string]any{"name": "flux", "namespace": fluxNamespace},
		"spec": map[string]any{"distribution": map[string]any{
			"version": "2.x", "registry": "ghcr.io/fluxcd",
			"artifact": "oci://" + registry + "/controlplaneio-fluxcd/flux-operator-manifests:latest"}},
	}}
}

func (c cluster) install(t *testing.T, version string, values map[string]any) {
	t.Helper()
	objects, err := render(pullChart(t, c.folder, version), values)
	must(t, err)
	c.apply(t, objects...)
}

func (c cluster) scale(t *testing.T, replicas int) {
	t.Helper()
	patch := fmt.Appendf(nil, `{"spec":{"replicas":%d}}`, replicas)
	_, err := c.typed.AppsV1().Deployments(fluxNamespace).Patch(context.Background(), "flux-operator", types.MergePatchType, patch, metav1.PatchOptions{})
	must(t, err)
}

func (c cluster) operator(t *testing.T) process.Identity {
	t.Helper()
	return find(load(t, c.folder).Processes, "flux-operator")
}

func (c cluster) awaitOperator(t *testing.T, other process.Identity) process.Identity {
	t.Helper()
	return c.awaitProcess(t, "flux-operator", other)
}

// awaitProcess waits for another process than the given one.
func (c cluster) awaitProcess(t *testing.T, name string, other process.Identity) process.Identity {
	t.Helper()
	var current process.Identity
	eventually(t, func() string {
		if current = find(load(t, c.folder).Processes, name); current.PID == 0 || current == other || !current.Alive() {
			return fmt.Sprintf("another process %s than %v", name, other)
		}
		return ""
	})
	return current
}

func (c cluster) awaitNoProcess(t *testing.T, name string) {
	t.Helper()
	before := find(load(t, c.folder).Processes, name)
	eventually(t, func() string {
		if find(load(t, c.folder).Processes, name).PID != 0 || before.Alive() {
			return "the end of the process " + name
		}
		return ""
	})
}

func (c cluster) notReady(t *testing.T, resource string) string {
	t.Helper()
	object, err := c.flux(resource).Get(context.Background(), "flux", metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return resource + " flux"
	}
	must(t, err)
	conditions, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
	for _, condition := range conditions {
		if fields := condition.(map[string]any); fields["type"] == "Ready" && fields["status"] == "True" {
			return ""
		}
	}
	return fmt.Sprintf("Ready of %s flux, got %v", resource, conditions)
}
