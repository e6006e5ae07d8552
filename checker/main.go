// Command flotilla-check says what is wrong with the content of components and tenants, before it is published.
//
// It is a part of the program flotilla, which starts it: it reads one request as JSON from stdin, prints one answer as
// JSON, and exits 0 whatever it has found. It does with an artifact what Flux and an API server do with it, by their own
// libraries; it asks registries for charts, and no cluster.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/klog/v2"

	"flotilla.dev/checker/internal/check"
	"flotilla.dev/checker/internal/contract"
)

func main() {
	klog.SetOutput(io.Discard)
	klog.LogToStderr(false)
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() (err error) {
	var request contract.Request
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		return fmt.Errorf("request not understood: %w", err)
	}
	scratch, err := os.MkdirTemp("", "flotilla-check-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	answer, err := check.Answer(request, scratch)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(answer)
}
