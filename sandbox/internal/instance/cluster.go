package instance

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"time"

	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	kruntime "k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"flotilla.dev/sandbox/internal/git"
	"flotilla.dev/sandbox/internal/volumes"
)

// pollInterval is short: everything here is on this machine, and people wait for it.
const pollInterval = 50 * time.Millisecond

var (
	nodes           = corev1.SchemeGroupVersion.WithResource("nodes")
	leases          = coordinationv1.SchemeGroupVersion.WithResource("leases")
	serviceAccounts = corev1.SchemeGroupVersion.WithResource("serviceaccounts")
	clusterRoles    = rbacv1.SchemeGroupVersion.WithResource("clusterroles")
)

// A check asks whether a server answers.
type check struct {
	what, process string
	answers       wait.ConditionWithContextFunc
}

func (s *supervisor) checks() ([]check, error) {
	client, err := rest.HTTPClientFor(s.client())
	if err != nil {
		return nil, err
	}
	checks := []check{
		{"API server", "kube-apiserver", answers(client, s.server()+"/readyz")},
		{"registry", "registry", answers(http.DefaultClient, "http://"+loopback(s.state.Ports.Registry())+"/v2/")},
	}
	if s.state.Git {
		checks = append(checks, check{"Git server", gitName, answers(http.DefaultClient, s.state.Ports.gitAddress()+git.HealthPath)})
	}
	return checks, nil
}

// serving waits until the API server, the registry and the Git server answer.
func (s *supervisor) serving(ctx context.Context) error {
	checks, err := s.checks()
	if err != nil {
		return err
	}
	for _, check := range checks {
		if err := s.until(ctx, check.what, check.process, check.answers); err != nil {
			return err
		}
	}
	return nil
}

func answers(client *http.Client, url string) wait.ConditionWithContextFunc {
	return func(ctx context.Context) (bool, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return false, err
		}
		response, err := client.Do(request)
		if err != nil {
			return false, nil
		}
		defer response.Body.Close()
		return response.StatusCode == http.StatusOK, nil
	}
}

// forgetLeases lets a new kwok take the nodes over at once; it would wait for the old one's leases to end.
func (s *supervisor) forgetLeases(ctx context.Context) error {
	client, err := dynamic.NewForConfig(s.client())
	if err != nil {
		return err
	}
	err = client.Resource(leases).Namespace(corev1.NamespaceNodeLease).DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{})
	if err != nil {
		return fmt.Errorf("leases of the nodes not removed: %w", err)
	}
	return nil
}

// populate gives the cluster its storage class and its nodes, and waits until pods can be created and would run.
func (s *supervisor) populate(ctx context.Context) error {
	client, err := dynamic.NewForConfig(s.client())
	if err != nil {
		return err
	}
	if err := volumes.CreateClass(ctx, client); err != nil {
		return fmt.Errorf("storage class not created: %w", err)
	}
	names := []string{"node-1", "node-2"}
	for _, name := range names {
		node, err := kruntime.DefaultUnstructuredConverter.ToUnstructured(newNode(name))
		if err != nil {
			return err
		}
		_, err = client.Resource(nodes).Create(ctx, &unstructured.Unstructured{Object: node}, metav1.CreateOptions{})
		if err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("node %s not created: %w", name, err)
		}
	}

	for _, name := range names {
		if err := s.until(ctx, name, "kwok", schedulable(client, name)); err != nil {
			return err
		}
	}
	if err := s.until(ctx, "ClusterRole admin", "kube-controller-manager", hasAdminRole(client)); err != nil {
		return err
	}
	return s.until(ctx, "ServiceAccount default", "kube-controller-manager", hasServiceAccount(client))
}

func newNode(name string) *corev1.Node {
	return &corev1.Node{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Node"},
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{
			corev1.LabelHostname: name, corev1.LabelOSStable: "linux", corev1.LabelArchStable: runtime.GOARCH}},
	}
}

// schedulable is a node that is Ready and that has lost the taint with which every node begins.
func schedulable(client dynamic.Interface, name string) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		object, err := client.Resource(nodes).Get(ctx, name, metav1.GetOptions{})
		if err != nil {
			return false, err
		}
		var node corev1.Node
		if err := kruntime.DefaultUnstructuredConverter.FromUnstructured(object.Object, &node); err != nil {
			return false, err
		}
		for _, condition := range node.Status.Conditions {
			if condition.Type == corev1.NodeReady {
				return condition.Status == corev1.ConditionTrue && len(node.Spec.Taints) == 0, nil
			}
		}
		return false, nil
	}
}

// hasAdminRole reports whether `admin` has its rules, which a controller collects from other roles.
func hasAdminRole(client dynamic.Interface) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		object, err := client.Resource(clusterRoles).Get(ctx, "admin", metav1.GetOptions{})
		if err != nil {
			return false, err
		}
		var role rbacv1.ClusterRole // whose rules are null at first
		err = kruntime.DefaultUnstructuredConverter.FromUnstructured(object.Object, &role)
		return len(role.Rules) > 0, err
	}
}

// hasServiceAccount reports whether namespaces get their default service account, which every pod needs.
func hasServiceAccount(client dynamic.Interface) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		_, err := client.Resource(serviceAccounts).Namespace("default").Get(ctx, "default", metav1.GetOptions{})
		return err == nil, err
	}
}

// until waits until something is ready that a process starts, whatever it answers before, and
// gives up when the process keeps failing.
func (s *supervisor) until(ctx context.Context, what, process string, condition wait.ConditionWithContextFunc) error {
	var last error
	err := wait.PollUntilContextCancel(ctx, pollInterval, true, func(ctx context.Context) (bool, error) {
		if failures := s.group.Failures(process); failures >= 3 {
			return false, fmt.Errorf("%s ended %d times", process, failures)
		}
		var met bool
		met, last = condition(ctx)
		return met && last == nil, nil
	})
	if err != nil {
		return fmt.Errorf("%s not ready: %w\n%s", what, errors.Join(err, last), tail(s.folder.logFile(process)))
	}
	s.say("%s ready", what)
	return nil
}
