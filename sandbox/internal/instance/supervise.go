package instance

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"k8s.io/client-go/rest"

	"flotilla.dev/sandbox/internal/content"
	"flotilla.dev/sandbox/internal/lock"
	"flotilla.dev/sandbox/internal/pki"
	"flotilla.dev/sandbox/internal/process"
)

// startLimit is how long a sandbox may take to become ready; it takes 7 s on a machine with 2 cores.
const startLimit = 2 * time.Minute

// grace is how long a process may take to end when asked to.
const grace = 5 * time.Second

// A supervisor holds everything that runs in one instance.
type supervisor struct {
	folder Folder
	say    func(format string, args ...any)
	pki    pki.Folder
	group  *process.Group

	mu    sync.Mutex // guards state
	state State

	keepers []*process.Keeper // in the order of their start
}

// supervise runs the instance until the context ends. It calls ready once, when everything is; if
// that fails, nobody is there any more who wanted the instance. It calls settled when that is on record.
func supervise(ctx context.Context, folder Folder, order Order, say func(string, ...any), ready func() error, settled func()) (err error) {
	// 1. The instance is ours alone. Commands that ask whether it runs hold the lock for a moment, hence the wait
	waiting, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	held, err := lock.Wait(waiting, folder.supervisorLock())
	if err != nil {
		return fmt.Errorf("another supervisor is at work, got '%s': %w", folder, err)
	}
	defer held.Release()
	former, err := folder.Load()
	fresh := errors.Is(err, errNoSandbox)
	if err != nil && !fresh {
		return err
	}
	ports, block, err := claimPorts(ctx, folder, former.Ports)
	if err != nil {
		return err
	}
	defer block.Release()

	s := &supervisor{folder: folder, say: say}
	s.state = State{Supervisor: process.Identify("supervisor", os.Getpid()), Ports: ports, Order: order}
	s.group = process.NewGroup(func(running []process.Identity) {
		s.change(func(state *State) { state.Processes = running })
	})
	if err := s.change(func(*State) {}); err != nil {
		return err
	}

	// 2. Whatever happens from here on, nothing is left running; and of a first start that was broken off, no file
	wasReady := false
	defer func() {
		s.stop()
		if fresh && !wasReady && ctx.Err() != nil {
			err = errors.Join(err, folder.empty())
		}
	}()

	// 3. Up, and up it stays
	starting, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if err := s.start(starting); err != nil {
		return err
	}
	defer s.follow(ctx)()
	if err := ready(); err != nil {
		return err
	}
	if err := s.change(func(state *State) { state.Ready = true }); err != nil {
		return err
	}
	wasReady = true
	settled()
	<-ctx.Done()
	return s.change(func(state *State) { state.Ready = false })
}

// start starts everything, in the order in which one thing needs another.
func (s *supervisor) start(ctx context.Context) error {
	// 1. Files
	if err := s.prepare(); err != nil {
		return err
	}

	// 2. The API server with its store, the registry, and the Git server
	registry, err := s.registry()
	if err != nil {
		return err
	}
	servers := []process.Spec{s.etcd(), s.apiServer(), registry}
	if s.state.Git {
		git, err := s.gitServer(ctx)
		if err != nil {
			return err
		}
		servers = append(servers, git)
	}
	if err := s.keep(servers...); err != nil {
		return err
	}
	if err := s.serving(ctx); err != nil {
		return err
	}

	// 3. What fleets pull
	if err := content.Push(ctx, loopback(s.state.Ports.Registry()), s.state.Binaries); err != nil {
		return err
	}

	// 4. What signs and verifies without keys
	if s.state.Keyless {
		if err := s.startSigstore(ctx); err != nil {
			return err
		}
	}

	// 5. What acts on the API
	if err := s.forgetLeases(ctx); err != nil {
		return err
	}
	if err := s.keep(s.controllerManager(), s.scheduler(), s.kwok()); err != nil {
		return err
	}
	return s.populate(ctx)
}

func (s *supervisor) keep(specs ...process.Spec) error {
	for _, spec := range specs {
		keeper, err := s.group.Keep(spec)
		if err != nil {
			return err
		}
		s.keepers = append(s.keepers, keeper)
	}
	return nil
}

// stop ends the processes, the last started first: each may use those before it to the end.
func (s *supervisor) stop() {
	for _, keeper := range slices.Backward(s.keepers) {
		keeper.Stop(grace)
	}
}

func (s *supervisor) change(change func(*State)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.state)
	return s.folder.save(s.state)
}

// client is the administrator's, with certificates from files and without a limit of requests.
func (s *supervisor) client() *rest.Config {
	return &rest.Config{Host: s.server(), QPS: -1, TLSClientConfig: rest.TLSClientConfig{
		CAFile: s.pki.Certificate(pki.Authority), CertFile: s.pki.Certificate(pki.Admin), KeyFile: s.pki.Key(pki.Admin)}}
}

// empty removes everything in the folder, and the folder unless it was there before.
func (f Folder) empty() error {
	entries, err := os.ReadDir(string(f))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		err = errors.Join(err, os.RemoveAll(f.join(entry.Name())))
	}
	return err
}
