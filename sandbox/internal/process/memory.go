package process

import (
	"fmt"
	"io"
	"syscall"
	"time"
)

// How often a program's memory is looked at: what grows by a gigabyte a second is found in time.
const memoryTick = 50 * time.Millisecond

// limitMemory kills the program when it takes more than it may, as a node does, until it has ended.
func (k *Keeper) limitMemory(pid int, ended <-chan struct{}, log io.Writer) {
	ticker := time.NewTicker(memoryTick)
	defer ticker.Stop()
	for {
		select {
		case <-ended:
			return
		case <-ticker.C:
		}
		if taken := resident(pid); taken > k.spec.MemoryLimit {
			fmt.Fprintf(log, "sandbox: %s out of memory: it took %d MiB, its limit is %d MiB\n", k.spec.Name, taken>>20, k.spec.MemoryLimit>>20)
			k.group.signal(k.spec.Name, syscall.SIGKILL)
			return
		}
	}
}
