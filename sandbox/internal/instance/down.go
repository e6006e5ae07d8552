package instance

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	"flotilla.dev/sandbox/internal/console"
	"flotilla.dev/sandbox/internal/lock"
)

// stopLimit is how long a supervisor may take to stop everything before it is stopped itself.
const stopLimit = 40 * time.Second

// Down stops the instance, whatever state it is in. Its data stay for the next start.
func Down(ctx context.Context, out *console.Console, folder Folder) error {
	if _, err := os.Stat(string(folder)); errors.Is(err, os.ErrNotExist) {
		out.Line("sandbox %s: not running", folder.Name())
		return nil
	}
	held, err := lock.Wait(ctx, string(folder))
	if err != nil {
		return err
	}
	defer held.Release()
	state, err := folder.Load()
	if errors.Is(err, errNoSandbox) {
		out.Line("sandbox %s: not running", folder.Name())
		return nil
	}
	if err != nil {
		return err
	}
	err = out.Step("sandbox "+folder.Name()+": still stopping", func() error { return folder.clear(ctx, state) })
	if err != nil {
		return fmt.Errorf("sandbox not stopped: %w", err)
	}
	out.Line("sandbox %s: stopped", folder.Name())
	return nil
}

// clear ends whatever runs: through the supervisor while there is one, else by the processes it has recorded.
func (f Folder) clear(ctx context.Context, state State) error {
	// 1. The supervisor, asked first
	if f.supervised() {
		if err := state.Supervisor.Signal(syscall.SIGTERM); err != nil {
			return err
		}
		patience, cancel := context.WithTimeout(ctx, stopLimit)
		defer cancel()
		if err := state.Supervisor.Gone(patience); err != nil {
			if err := state.Supervisor.Signal(syscall.SIGKILL); err != nil {
				return err
			}
		}
		// What it said last
		var err error
		if state, err = f.Load(); errors.Is(err, errNoSandbox) {
			return nil
		} else if err != nil {
			return err
		}
	}

	// 2. What outlived it
	for _, process := range state.Processes {
		if err := process.Signal(syscall.SIGKILL); err != nil {
			return err
		}
	}
	patience, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	for _, process := range state.Processes {
		if err := process.Gone(patience); err != nil {
			return err
		}
	}
	state.Ready, state.Processes = false, nil
	return f.save(state)
}
