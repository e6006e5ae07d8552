package instance

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"

	"flotilla.dev/sandbox/internal/process"
)

func (c cluster) flux(resource string) dynamic.ResourceInterface {
	return c.dynamic.Resource(schema.GroupVersionResource{Group: "fluxcd.controlplane.io", Version: "v1", Resource: resource}).Namespace(fluxNamespace)
}

// arguments and environ are what the kernel knows of a process.
func arguments(t *testing.T, of process.Identity) []string { return kernelList(t, of, "cmdline") }
func environ(t *testing.T, of process.Identity) []string   { return kernelList(t, of, "environ") }

func kernelList(t *testing.T, of process.Identity, file string) []string {
	t.Helper()
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", of.PID, file))
	if os.IsNotExist(err) {
		t.Skipf("the kernel tells nothing about processes here: %v", err)
	}
	must(t, err)
	return strings.Split(strings.TrimSuffix(string(content), "\x00"), "\x00")
}
