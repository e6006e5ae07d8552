package instance

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"flotilla.dev/sandbox/internal/console"
	"flotilla.dev/sandbox/internal/process"
)

func TestInterruptedStartLeavesNothing(t *testing.T) {
	for name, signal := range map[string]syscall.Signal{"interrupted": syscall.SIGINT, "killed": syscall.SIGKILL} {
		t.Run(name, func(t *testing.T) {
			folder := newFolder(t, name)
			program, err := os.Executable()
			must(t, err)
			command := exec.Command(program, "up", "--dir", string(folder))
			output, err := command.StderrPipe()
			must(t, err)
			must(t, command.Start())

			lines := bufio.NewScanner(output)
			for lines.Scan() && !strings.Contains(lines.Text(), "API server ready") {
			}
			state := load(t, folder)
			if len(state.Processes) < 3 {
				t.Fatalf("too early: %v", state.Processes)
			}
			must(t, command.Process.Signal(signal))
			for lines.Scan() {
			}
			if command.Wait() == nil {
				t.Fatal("it was not broken off")
			}

			awaitGone(t, append(state.Processes, state.Supervisor))
			entries, err := os.ReadDir(string(folder))
			if len(entries) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatalf("left: %v, %v", entries, err)
			}
		})
	}
}

func TestDownEndsWhatACrashHasLeft(t *testing.T) {
	folder := newFolder(t, "crashed")
	must(t, os.MkdirAll(string(folder), 0o700))
	orphan, stranger := exec.Command("sleep", "300"), exec.Command("sleep", "300")
	for _, command := range []*exec.Cmd{orphan, stranger} {
		must(t, command.Start())
		ended := make(chan struct{})
		go func() {
			command.Wait()
			close(ended)
		}()
		t.Cleanup(func() {
			command.Process.Kill()
			<-ended
		})
	}
	mine := process.Identify("kwok", orphan.Process.Pid)
	reused := process.Identity{Name: "etcd", PID: stranger.Process.Pid, Started: "1"}
	must(t, folder.save(State{Ready: true, Processes: []process.Identity{mine, reused}}))

	must(t, Down(context.Background(), console.New(os.Stderr), folder))
	if mine.Alive() {
		t.Error("a process of the instance still runs")
	}
	if !process.Identify("etcd", stranger.Process.Pid).Alive() {
		t.Error("a stranger's process was ended, which has the id of a former one")
	}
}

func mustBeGone(t *testing.T, processes []process.Identity) {
	t.Helper()
	for _, identity := range processes {
		if identity.Alive() {
			t.Errorf("%s (process %d) still runs", identity.Name, identity.PID)
		}
	}
}

func awaitGone(t *testing.T, processes []process.Identity) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, identity := range processes {
		must(t, identity.Gone(ctx))
	}
}
