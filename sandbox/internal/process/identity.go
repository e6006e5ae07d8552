package process

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
)

// An Identity names a process beyond doubt: process ids are used again, together with the time of
// their start they are not.
type Identity struct {
	Name    string `json:"name"`
	PID     int    `json:"pid"`
	Started string `json:"started"`
}

// Identify names a running process.
func Identify(name string, pid int) Identity {
	return Identity{Name: name, PID: pid, Started: started(pid)}
}

// Alive reports whether this very process still runs.
func (i Identity) Alive() bool { return i.Started != "" && started(i.PID) == i.Started }

// Signal sends a signal to this very process, if it still runs.
func (i Identity) Signal(signal syscall.Signal) error {
	if !i.Alive() {
		return nil
	}
	if err := syscall.Kill(i.PID, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("%s (process %d) not reached: %w", i.Name, i.PID, err)
	}
	return nil
}

// Gone waits until the process, which need not be a child, has ended.
func (i Identity) Gone(ctx context.Context) error {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for i.Alive() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return fmt.Errorf("%s (process %d) does not end: %w", i.Name, i.PID, ctx.Err())
		}
	}
	return nil
}
