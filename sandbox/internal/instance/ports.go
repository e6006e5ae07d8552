package instance

import (
	"context"
	"fmt"
	"hash/fnv"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"k8s.io/apimachinery/pkg/util/wait"

	"flotilla.dev/sandbox/internal/build"
	"flotilla.dev/sandbox/internal/lock"
)

// Ports is the first of a block of ports that belongs to one instance as long as it runs. The blocks
// lie below the range from which the kernel serves outgoing connections.
type Ports int

const (
	firstPort = 20000
	blockSize = 56
	blocks    = 222
)

func (p Ports) APIServer() int         { return int(p) }
func (p Ports) Registry() int          { return int(p) + 1 }
func (p Ports) Etcd() int              { return int(p) + 2 }
func (p Ports) EtcdPeer() int          { return int(p) + 3 }
func (p Ports) ControllerManager() int { return int(p) + 4 }
func (p Ports) Scheduler() int         { return int(p) + 5 }
func (p Ports) Git() int               { return int(p) + 6 }

// Sigstore is a port of the services that sign and verify without keys; there are sixteen.
func (p Ports) Sigstore(offset int) int { return int(p) + 40 + offset }

// Controller is the port number offset of the given controller; each has four, of which there are eight.
func (p Ports) Controller(row, offset int) int { return int(p) + 8 + 4*row + offset }

func loopback(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// claimPorts takes a free block: the former one if possible, else one that follows from the folder's
// name, so that an instance keeps its addresses. The lock holds other instances off the block.
func claimPorts(ctx context.Context, folder Folder, former Ports) (Ports, *lock.Lock, error) {
	cache, err := build.CacheRoot()
	if err != nil {
		return 0, nil, err
	}
	locks := filepath.Join(cache, "ports")
	if err := os.MkdirAll(locks, 0o755); err != nil {
		return 0, nil, err
	}

	name := fnv.New32a()
	name.Write([]byte(folder))
	start := int(name.Sum32() % blocks)
	if former != 0 {
		former.awaitFree(ctx)
		start = (int(former) - firstPort) / blockSize
	}
	for i := range blocks {
		ports := Ports(firstPort + (start+i)%blocks*blockSize)
		held, err := lock.Try(filepath.Join(locks, strconv.Itoa(int(ports))+".lock"))
		if err != nil {
			return 0, nil, err
		}
		if held == nil {
			continue
		}
		if ports.free() {
			return ports, held, nil
		}
		held.Release()
	}
	return 0, nil, fmt.Errorf("no free block of %d ports from %d on: stop other sandboxes", blockSize, firstPort)
}

// awaitFree gives killed processes the moment that the kernel needs to close their ports.
func (p Ports) awaitFree(ctx context.Context) {
	wait.PollUntilContextTimeout(ctx, pollInterval, grace, true, func(context.Context) (bool, error) { return p.free(), nil })
}

func (p Ports) free() bool {
	for port := int(p); port < int(p)+blockSize; port++ {
		listener, err := net.Listen("tcp", loopback(port))
		if err != nil {
			return false
		}
		listener.Close()
	}
	return true
}
