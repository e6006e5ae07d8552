package instance

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"flotilla.dev/sandbox/internal/console"
	"flotilla.dev/sandbox/internal/lock"
)

// Up starts the instance, or finds it running, and returns when it is ready. One that runs without Sigstore, or without a
// Git server, is started anew when that is ordered; one that has it keeps it.
func Up(ctx context.Context, out *console.Console, folder Folder, order Order) error {
	began := time.Now()

	// 1. One at a time, in a folder that is ours
	created, err := folder.open()
	if err != nil {
		return err
	}
	held, err := lock.Wait(ctx, string(folder))
	if err != nil {
		return err
	}
	defer held.Release()

	// 2. Running already, or left by a crash
	state, err := folder.Load()
	if err == nil {
		if state.Ready && folder.supervised() && state.Order == state.Order.with(order) {
			out.Line("sandbox %s: running", folder.Name())
			return nil
		}
		order = order.with(state.Order)
		err = folder.clear(ctx, state)
	}
	if err != nil && !errors.Is(err, errNoSandbox) {
		return err
	}

	// 3. A supervisor of its own session, which outlives this program
	err = out.Step("sandbox "+folder.Name()+": still starting", func() error { return launch(ctx, out, folder, order) })
	if err != nil {
		if created {
			os.Remove(string(folder)) // fails, as it should, when a failure has left logs in it
		}
		return err
	}
	out.Line("sandbox %s: up in %.1f s", folder.Name(), time.Since(began).Seconds())
	return nil
}

// open makes the folder, or makes sure that it is a sandbox's: it is removed file by file if the start is broken off.
func (f Folder) open() (created bool, err error) {
	entries, err := os.ReadDir(string(f))
	if errors.Is(err, os.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(string(f)), 0o755); err != nil {
			return false, err
		}
		return true, os.MkdirAll(string(f), 0o700)
	}
	if err != nil {
		return false, fmt.Errorf("folder of the sandbox not readable: %w", err)
	}
	if _, err := f.Load(); errors.Is(err, errNoSandbox) && len(entries) > 0 && !f.supervised() {
		return false, fmt.Errorf("folder is not empty and holds no sandbox, got '%s': name a new or an empty one", f)
	}
	return false, os.Chmod(string(f), 0o700)
}

// supervised reports whether a supervisor is at work.
func (f Folder) supervised() bool {
	if _, err := os.Stat(f.supervisorLock()); err != nil {
		return false
	}
	held, err := lock.Try(f.supervisorLock())
	held.Release()
	return err == nil && held == nil
}

// launch starts the supervisor and follows it until it is ready. The two talk through its standard
// streams: it is given what to run and, at the end, that it was heard; it reports its progress. If this
// program dies before, the supervisor sees its input end, and ends too.
func launch(ctx context.Context, out *console.Console, folder Folder, order Order) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(folder.logFile("supervisor")), 0o700); err != nil {
		return err
	}
	log, err := os.OpenFile(folder.logFile("supervisor"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()

	command := exec.Command(program, "supervise", "--dir", string(folder))
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	command.Stderr = log
	input, err := command.StdinPipe()
	if err != nil {
		return err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return fmt.Errorf("supervisor not started: %w", err)
	}
	defer context.AfterFunc(ctx, func() { command.Process.Signal(syscall.SIGTERM) })()
	if err := json.NewEncoder(input).Encode(order); err != nil {
		return fmt.Errorf("supervisor not reached: %w", err)
	}

	ready, failure := follow(out, input, output)
	if ready {
		return nil
	}
	command.Wait()
	if ctx.Err() != nil {
		return fmt.Errorf("start of the sandbox broken off: %w", ctx.Err())
	}
	return fmt.Errorf("sandbox not started: %s", failure)
}

// The words of the conversation between `up` and its supervisor.
const (
	wordReady  = "ready"
	wordHeard  = "heard"
	wordFailed = "failed: "
)

func follow(out *console.Console, input io.WriteCloser, output io.Reader) (ready bool, failure string) {
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		switch line := lines.Text(); {
		case line == wordReady:
			_, err := io.WriteString(input, wordHeard+"\n")
			ready = err == nil
		case len(line) > len(wordFailed) && line[:len(wordFailed)] == wordFailed:
			var message string
			if json.Unmarshal([]byte(line[len(wordFailed):]), &message) == nil {
				failure = message
			}
		default:
			out.Line("  %s", line)
		}
	}
	return ready, failure
}
