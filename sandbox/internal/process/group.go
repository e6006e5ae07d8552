package process

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"time"
)

// How long a program that keeps failing rests before its next start.
const (
	shortestRest = 500 * time.Millisecond
	longestRest  = 15 * time.Second
)

// A Spec is a program to keep running.
type Spec struct {
	Name    string
	Path    string
	Args    []string
	Env     []string
	LogFile string
	// MemoryLimit is how many bytes it may take before it is killed (0: as many as there are).
	MemoryLimit int64
}

// A Group keeps programs running and reports who they are whenever that changes.
type Group struct {
	spawner *spawner
	changed func([]Identity)
	// mu guards the rest, and keeps the reports of changes in order.
	mu       sync.Mutex
	running  []Identity
	failures map[string]int
}

// NewGroup makes a group; changed is called with the processes that run, in the order of their start.
func NewGroup(changed func([]Identity)) *Group {
	return &Group{spawner: newSpawner(), changed: changed, failures: map[string]int{}}
}

// Failures returns how often a program has ended without having been stopped.
func (g *Group) Failures(name string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.failures[name]
}

// A Keeper keeps one program running until it is stopped.
type Keeper struct {
	group *Group
	spec  Spec
	stop  chan struct{}
	done  chan struct{}
}

// Keep starts a program, and starts it again whenever it ends.
func (g *Group) Keep(spec Spec) (*Keeper, error) {
	k := &Keeper{group: g, spec: spec, stop: make(chan struct{}), done: make(chan struct{})}
	command, log, err := k.start()
	if err != nil {
		return nil, err
	}
	go k.run(command, log)
	return k, nil
}

// Stop ends the program: politely, and after the grace period otherwise. It returns when it has ended.
func (k *Keeper) Stop(grace time.Duration) {
	close(k.stop)
	select {
	case <-k.done:
		return
	case <-time.After(grace):
	}
	k.group.signal(k.spec.Name, syscall.SIGKILL)
	<-k.done
}

func (k *Keeper) run(command *exec.Cmd, log *os.File) {
	defer close(k.done)
	rest := shortestRest
	for {
		began := time.Now()
		ended := make(chan struct{})
		go func() {
			command.Wait()
			close(ended)
		}()
		if k.spec.MemoryLimit > 0 {
			go k.limitMemory(command.Process.Pid, ended, log)
		}
		select {
		case <-k.stop:
			k.group.signal(k.spec.Name, syscall.SIGTERM)
			<-ended
			k.end(command, log)
			return
		case <-ended:
			k.group.fail(k.spec.Name)
			k.end(command, log)
		}

		if time.Since(began) > longestRest {
			rest = shortestRest
		}
		for {
			select {
			case <-k.stop:
				return
			case <-time.After(rest):
			}
			rest = min(2*rest, longestRest)
			var err error
			if command, log, err = k.start(); err == nil {
				break
			}
		}
	}
}

func (k *Keeper) start() (*exec.Cmd, *os.File, error) {
	log, err := os.OpenFile(k.spec.LogFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("log of %s not writable: %w", k.spec.Name, err)
	}
	// The program is started under its name: one binary is several of them, and lists are readable.
	command := &exec.Cmd{Path: k.spec.Path, Args: append([]string{k.spec.Name}, k.spec.Args...),
		Env: k.spec.Env, Stdout: log, Stderr: log}
	if err := k.group.spawner.start(command); err != nil {
		log.Close()
		return nil, nil, fmt.Errorf("%s not started: %w", k.spec.Name, err)
	}
	k.group.update(func(running []Identity) []Identity {
		return append(running, Identify(k.spec.Name, command.Process.Pid))
	})
	return command, log, nil
}

func (k *Keeper) end(command *exec.Cmd, log *os.File) {
	fmt.Fprintf(log, "sandbox: %s ended: %s\n", k.spec.Name, command.ProcessState)
	log.Close()
	k.group.update(func(running []Identity) []Identity {
		return slices.DeleteFunc(running, func(i Identity) bool { return i.PID == command.Process.Pid })
	})
}

func (g *Group) fail(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.failures[name]++
}

func (g *Group) update(change func([]Identity) []Identity) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.running = change(g.running)
	g.changed(slices.Clone(g.running))
}

func (g *Group) signal(name string, signal syscall.Signal) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, identity := range g.running {
		if identity.Name == name {
			identity.Signal(signal)
		}
	}
}
