// Package console writes what the program is doing: one line a step, never silent for long.
package console

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Heartbeat is how long a step may stay silent; watchers of a build give up on a program after 10 s.
const heartbeat = 8 * time.Second

// Console is where status lines go; it is safe for use from several goroutines.
type Console struct {
	mu  sync.Mutex
	out io.Writer
}

// New makes a console that writes to out.
func New(out io.Writer) *Console { return &Console{out: out} }

// Line writes one status line.
func (c *Console) Line(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprintf(c.out, format+"\n", args...)
}

// Step runs the work and says every few seconds that it is still under way.
func (c *Console) Step(what string, work func() error) error {
	start := time.Now()
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()

	result := make(chan error, 1)
	go func() { result <- work() }()
	for {
		select {
		case err := <-result:
			return err
		case <-ticker.C:
			c.Line("%s, %.0f s", what, time.Since(start).Seconds())
		}
	}
}
