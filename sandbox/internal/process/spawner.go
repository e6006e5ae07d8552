// Package process starts programs and keeps them running, such that none outlives the process that
// started it.
package process

import (
	"os/exec"
	"runtime"
)

// A spawner starts every program from one operating system thread. Linux ties a program's life to
// the thread that started it, not to the process, and Go lets threads end.
type spawner struct{ requests chan request }

type request struct {
	command *exec.Cmd
	result  chan error
}

func newSpawner() *spawner {
	s := &spawner{requests: make(chan request)}
	go func() {
		runtime.LockOSThread()
		for r := range s.requests {
			r.result <- r.command.Start()
		}
	}()
	return s
}

func (s *spawner) start(command *exec.Cmd) error {
	command.SysProcAttr = dieWithParent()
	r := request{command, make(chan error, 1)}
	s.requests <- r
	return <-r.result
}
