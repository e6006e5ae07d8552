package check

import (
	"errors"
	"fmt"
	"time"

	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/rules"
)

// buildLimit is many times what a large folder takes; the program that waits for all folders has a longer one.
var buildLimit = time.Minute

// errEndless means that kustomize may still be at work.
var errEndless = errors.New("no end")

// inTime gives up a build that does not end, such as one of values that are nested thousands of times.
func inTime(build func() *built) *built {
	done := make(chan *built, 1)
	go func() { done <- build() }()
	select {
	case found := <-done:
		return found
	case <-time.After(buildLimit):
		return &built{err: fmt.Errorf("%w after %s", errEndless, buildLimit)}
	}
}

// hostileFile is the problem of an artifact that must not be built.
func hostileFile(root string) []contract.Problem {
	file, reason := flux.Hostile(root)
	if reason == nil {
		return nil
	}
	return []contract.Problem{{
		File: file, Rule: rules.Build,
		Message: fmt.Sprintf("the aliases of a YAML file must end, got '%s'", reason), Remedy: "write out what they stand for",
	}}
}
