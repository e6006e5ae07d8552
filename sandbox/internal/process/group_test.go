package process

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const patience = 20 * time.Second

// A recorder keeps what the group reported last, and wakes whoever waits for it.
type recorder struct {
	mu      sync.Mutex
	changes chan struct{}
	running []Identity
}

func (r *recorder) changed(running []Identity) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running = running
	select {
	case r.changes <- struct{}{}:
	default:
	}
}

func (r *recorder) await(t *testing.T, what string, condition func([]Identity) bool) []Identity {
	t.Helper()
	deadline := time.After(patience)
	for {
		r.mu.Lock()
		running := r.running
		r.mu.Unlock()
		if condition(running) {
			return running
		}
		select {
		case <-r.changes:
		case <-deadline:
			t.Fatalf("not within %s: %s, got %v", patience, what, running)
		}
	}
}

func awaitLog(t *testing.T, path, want string) {
	t.Helper()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	deadline := time.After(patience)
	for {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(content) == want {
			return
		}
		select {
		case <-ticker.C:
		case <-deadline:
			t.Fatalf("not within %s: %q in the log, got %q", patience, want, content)
		}
	}
}

func keep(t *testing.T, script string) (*Group, *recorder, *Keeper, string) {
	t.Helper()
	r := &recorder{changes: make(chan struct{}, 1)}
	group := NewGroup(r.changed)
	log := filepath.Join(t.TempDir(), "log")
	keeper, err := group.Keep(Spec{Name: "sh", Path: "/bin/sh", Args: []string{"-c", script}, Env: []string{"GREETING=hello"}, LogFile: log})
	if err != nil {
		t.Fatal(err)
	}
	return group, r, keeper, log
}

func TestProgramThatEndsIsStartedAgain(t *testing.T) {
	group, r, keeper, log := keep(t, `echo "$GREETING"; exec sleep 300`)
	first := r.await(t, "one process", func(running []Identity) bool { return len(running) == 1 })[0]
	awaitLog(t, log, "hello\n")
	if err := first.Signal(9); err != nil {
		t.Fatal(err)
	}
	second := r.await(t, "another process", func(running []Identity) bool { return len(running) == 1 && running[0] != first })[0]
	if group.Failures("sh") != 1 {
		t.Errorf("%d failures", group.Failures("sh"))
	}
	keeper.Stop(patience)
	if first.Alive() || second.Alive() {
		t.Error("a process still runs")
	}
	if group.Failures("sh") != 1 {
		t.Error("the stop counts as a failure")
	}
	content, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(content), "hello\nsandbox: sh ended: signal: killed\n") {
		t.Errorf("log %q", content)
	}
}

func TestProgramThatDoesNotListenIsKilled(t *testing.T) {
	_, r, keeper, log := keep(t, `trap "" TERM; echo deaf; while :; do read line; done < /dev/zero`)
	deaf := r.await(t, "one process", func(running []Identity) bool { return len(running) == 1 })[0]
	awaitLog(t, log, "deaf\n")
	keeper.Stop(100 * time.Millisecond)
	if deaf.Alive() {
		t.Error("it still runs")
	}
	r.await(t, "no process", func(running []Identity) bool { return len(running) == 0 })
}

func TestProgramThatIsMissingIsReported(t *testing.T) {
	group := NewGroup(func([]Identity) {})
	_, err := group.Keep(Spec{Name: "ghost", Path: "/nowhere/ghost", LogFile: filepath.Join(t.TempDir(), "log")})
	if err == nil || !strings.HasPrefix(err.Error(), "ghost not started: ") {
		t.Fatalf("error %v", err)
	}
}

func TestIdentityDistinguishesAnotherProcess(t *testing.T) {
	self := Identify("self", os.Getpid())
	if !self.Alive() {
		t.Error("this process does not run")
	}
	other := Identity{Name: "other", PID: os.Getpid(), Started: "1"}
	if other.Alive() {
		t.Error("a process of another time is taken for this one")
	}
	if err := other.Signal(9); err != nil {
		t.Error(err)
	}
}
