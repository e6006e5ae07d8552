package kinds

import (
	"os"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestNewestIsTheKubernetesOfTheLibraries(t *testing.T) {
	text, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\tk8s.io/kubernetes v"+Newest+".") {
		t.Errorf("go.mod has another Kubernetes than %s", Newest)
	}
}

func TestAllKindsOfKubernetesAndFluxAreKnown(t *testing.T) {
	text, err := os.ReadFile("../../../fleet/src/main/resources/dev/flotilla/fleet/schema/schemas/kinds.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := NewKnown(nil)
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		apiVersion, name, _ := strings.Cut(line, " ")
		kind := schema.FromAPIVersionAndKind(apiVersion, name)
		// Nobody can create one.
		if known.Scope(kind) == Unknown && name != "ComponentStatus" {
			t.Errorf("%s is not known", line)
		}
	}
}

func TestScopesAreThoseOfTheServer(t *testing.T) {
	known := NewKnown(nil)
	for kind, want := range map[schema.GroupVersionKind]Scope{
		{Version: "v1", Kind: "Namespace"}:                                              ClusterScoped,
		{Version: "v1", Kind: "Secret"}:                                                 Namespaced,
		{Group: "source.toolkit.fluxcd.io", Version: "v1", Kind: "Bucket"}:              Namespaced,
		{Group: "rbac.authorization.k8s.io", Version: "v1", Kind: "ClusterRoleBinding"}: ClusterScoped,
		{Group: "example.com", Version: "v1", Kind: "Monitor"}:                          Unknown,
	} {
		if got := known.Scope(kind); got != want {
			t.Errorf("%s: got scope %d, want %d", kind, got, want)
		}
	}
}
