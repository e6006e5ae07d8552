package process

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
)

// dieWithParent makes the kernel end a program as soon as its parent has ended, whatever ended that.
func dieWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}

// started returns when a process began, in the kernel's own ticks; empty when there is none. A process
// that has ended but was not yet waited for (a zombie) counts as none, once its last thread has ended
// too: until then the kernel keeps its files, ports and locks.
func started(pid int) string {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return ""
	}
	// The fields follow the program's name, which stands in brackets and may hold any character.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	const state, startTime = 0, 19
	if len(fields) <= startTime {
		return ""
	}
	if fields[state][0] == 'Z' {
		if threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid)); err != nil || len(threads) <= 1 {
			return ""
		}
	}
	return string(fields[startTime])
}
