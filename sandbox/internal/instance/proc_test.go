package instance

import (
	"encoding/hex"
	"fmt"
	"net"
	"os"
	"slices"
	"strconv"
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
		t.Skipf("the kernel says nothing about processes here: %v", err)
	}
	must(t, err)
	return strings.Split(strings.TrimSuffix(string(content), "\x00"), "\x00")
}

// listeners are the addresses at which a process accepts connections.
func listeners(t *testing.T, of process.Identity) []string {
	t.Helper()
	sockets := map[string]bool{}
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", of.PID))
	if os.IsNotExist(err) {
		t.Skipf("the kernel says nothing about processes here: %v", err)
	}
	must(t, err)
	for _, entry := range entries {
		target, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", of.PID, entry.Name()))
		if inode, isSocket := strings.CutPrefix(target, "socket:["); err == nil && isSocket {
			sockets[strings.TrimSuffix(inode, "]")] = true
		}
	}

	const local, state, inode, listening = 1, 3, 9, "0A"
	var addresses []string
	for _, family := range []string{"tcp", "tcp6"} {
		table, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", of.PID, family))
		must(t, err)
		for _, line := range strings.Split(string(table), "\n") {
			if fields := strings.Fields(line); len(fields) > inode && fields[state] == listening && sockets[fields[inode]] {
				addresses = append(addresses, kernelAddress(t, fields[local]))
			}
		}
	}
	return addresses
}

// kernelAddress reads an address as the kernel writes it: 4-byte words in the machine's own order, and the port.
func kernelAddress(t *testing.T, text string) string {
	t.Helper()
	host, port, _ := strings.Cut(text, ":")
	words, err := hex.DecodeString(host)
	must(t, err)
	for word := 0; word < len(words); word += 4 {
		slices.Reverse(words[word : word+4])
	}
	number, err := strconv.ParseUint(port, 16, 16)
	must(t, err)
	return net.JoinHostPort(net.IP(words).String(), strconv.FormatUint(number, 10))
}
