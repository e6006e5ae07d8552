package acceptance

import (
	"context"
	"encoding/json"
	"net"
	"path/filepath"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
)

var (
	configMaps      = schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}
	deployments     = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "deployments"}
	namespaces      = schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}
	secrets         = schema.GroupVersionResource{Version: "v1", Resource: "secrets"}
	serviceAccounts = schema.GroupVersionResource{Version: "v1", Resource: "serviceaccounts"}
)

// objects are those of a kind in this test's namespace, or in the whole cluster.
func (s *stack) objects(kind schema.GroupVersionResource) dynamic.ResourceInterface {
	if kind == namespaces {
		return shared.dynamic.Resource(kind)
	}
	return shared.dynamic.Resource(kind).Namespace(s.namespace)
}

// live is an object of this test's namespace as the API server has it, nil when there is none.
func (s *stack) live(kind schema.GroupVersionResource, name string) *unstructured.Unstructured {
	s.t.Helper()
	found, err := s.objects(kind).Get(context.Background(), name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	s.check(err)
	return found
}

func (s *stack) mustLive(kind schema.GroupVersionResource, name string) *unstructured.Unstructured {
	s.t.Helper()
	found := s.live(kind, name)
	if found == nil {
		s.t.Fatalf("there is no %s %s", kind.Resource, name)
	}
	return found
}

// patch changes an object as somebody else would; a null removes a field.
func (s *stack) patch(kind schema.GroupVersionResource, name string, change object) {
	s.t.Helper()
	text, err := json.Marshal(change)
	s.check(err)
	_, err = s.objects(kind).Patch(context.Background(), name, types.MergePatchType, text, metav1.PatchOptions{FieldManager: "somebody-else"})
	s.check(err)
}

func (s *stack) remove(kind schema.GroupVersionResource, name string) {
	s.t.Helper()
	s.check(s.objects(kind).Delete(context.Background(), name, metav1.DeleteOptions{}))
}

// makeNamespace makes this test's namespace by hand, for tests that are not about namespaces.
func (s *stack) makeNamespace() {
	s.t.Helper()
	_, err := shared.client.CoreV1().Namespaces().Create(context.Background(),
		&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: s.namespace}}, metav1.CreateOptions{})
	s.check(err)
}

// until waits for a condition.
func (s *stack) until(what string, condition func() bool) {
	s.t.Helper()
	err := wait.PollUntilContextTimeout(context.Background(), 50*time.Millisecond, time.Minute, true,
		func(context.Context) (bool, error) { return condition(), nil })
	if err != nil {
		s.t.Fatalf("not so in a minute: %s", what)
	}
}

// field is a value inside an object, nil when there is none.
func field(o *unstructured.Unstructured, path ...string) any {
	value, _, _ := unstructured.NestedFieldNoCopy(o.Object, path...)
	return value
}

// identity is what changes when anything writes to an object.
func identity(o *unstructured.Unstructured) [2]string {
	return [2]string{string(o.GetUID()), o.GetResourceVersion()}
}

// deadKubeconfig is a kubeconfig that differs from the sandbox's in one thing: nobody listens at its address.
func (s *stack) deadKubeconfig() string {
	s.t.Helper()
	config, err := clientcmd.LoadFromFile(shared.kubeconfig)
	s.check(err)
	for _, cluster := range config.Clusters {
		cluster.Server = "https://" + s.deadAddress()
	}
	path := filepath.Join(s.folder, "dead-kubeconfig")
	s.check(clientcmd.WriteToFile(*config, path))
	return path
}

// deadAddress is host:port of nothing: a port that was free a moment ago.
func (s *stack) deadAddress() string {
	s.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	s.check(err)
	defer listener.Close()
	return listener.Addr().String()
}

// create makes an object as somebody else would.
func (s *stack) create(kind schema.GroupVersionResource, content object) {
	s.t.Helper()
	_, err := s.objects(kind).Create(context.Background(), &unstructured.Unstructured{Object: content}, metav1.CreateOptions{})
	s.check(err)
}
