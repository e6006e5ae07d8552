// Command sandbox runs a Kubernetes control plane, an OCI registry and the Flux Operator on this
// machine's loopback interface, without a container engine, for development and tests.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"flotilla.dev/sandbox/internal/build"
	"flotilla.dev/sandbox/internal/console"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	b, err := build.NewBuilder(console.New(os.Stderr))
	if err == nil {
		var bin build.Binaries
		bin, err = b.All(ctx, os.Args[2:]...)
		for _, p := range bin.Paths() {
			fmt.Println(p)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "sandbox:", err)
		os.Exit(1)
	}
}
