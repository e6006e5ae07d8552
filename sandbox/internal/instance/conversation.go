package instance

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Supervise is the supervisor's process: `up` starts it, and talks with it through in and out.
func Supervise(ctx context.Context, folder Folder, in io.Reader, out io.WriteCloser) error {
	// Whoever reads the output may go away at any time.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	input := bufio.NewReader(in)
	var order Order
	line, err := input.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &order)
	}
	if err != nil {
		return fmt.Errorf("supervisor is started by 'sandbox up' alone: %w", err)
	}

	// The conversation: an answer, or the end of `up`, which is the end of this unless it was answered before.
	heard := make(chan struct{})
	go func() {
		answer, _ := input.ReadString('\n')
		if strings.TrimSpace(answer) == wordHeard {
			close(heard)
		} else {
			cancel()
		}
	}()
	ready := func() error {
		fmt.Fprintln(out, wordReady)
		select {
		case <-heard:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}

	say := &speaker{out: out}
	err = supervise(ctx, folder, order, say.line, ready, say.hangUp)
	if err != nil {
		message, _ := json.Marshal(err.Error())
		fmt.Fprintf(out, "%s%s\n", wordFailed, message)
	}
	return err
}

// A speaker writes lines to the log and, until it hangs up, to `up`.
type speaker struct {
	mu  sync.Mutex
	out io.WriteCloser
}

func (s *speaker) line(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := fmt.Sprintf(format, args...)
	fmt.Fprintln(os.Stderr, time.Now().Format(time.RFC3339), text)
	if s.out != nil {
		fmt.Fprintln(s.out, text)
	}
}

func (s *speaker) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.out.Close()
	s.out = nil
}

// tail is the end of a log, for messages.
func tail(path string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	return strings.Join(lines[max(0, len(lines)-10):], "\n")
}
