// Package charts gets the charts of releases from where clusters get them, as Flux's source-controller does.
package charts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"golang.org/x/sync/errgroup"

	"flotilla.dev/checker/internal/contract"
)

// limit is how long one chart may take.
const limit = 2 * time.Minute

// ErrMissing means that a registry has answered, and has no such chart.
type ErrMissing struct {
	// Choices are the newest versions that there are.
	Choices []string
	// Cause is what is wrong, if it is not just missing.
	Cause string
}

func (e *ErrMissing) Error() string { return "no such chart: " + e.Cause }

// Charts are all charts; each is fetched once.
type Charts struct {
	reach    contract.Charts
	cache    cache
	resolved once[contract.Chart, resolved]
	loaded   once[contract.Chart, loaded]
	indexes  once[string, *index]
	bundles  once[contract.Chart, bundled]
}

type resolved struct {
	chart contract.Chart
	err   error
}

type loaded struct {
	archive []byte
	err     error
}

// New returns charts that are reached as the user reaches them.
func New(reach contract.Charts) *Charts {
	return &Charts{reach: reach, cache: cache{reach.Cache}}
}

// concurrentFetches is how many charts are fetched side by side: a registry may limit how often it answers.
const concurrentFetches = 8

// Fetch gets charts side by side, so that whoever resolves and loads them then waits for none.
func (c *Charts) Fetch(charts []contract.Chart) {
	c.each(charts, func(chart contract.Chart) {
		if found, err := c.Resolve(chart); err == nil {
			_, _ = c.Load(found)
		}
	})
}

func (c *Charts) each(charts []contract.Chart, do func(contract.Chart)) {
	var group errgroup.Group
	group.SetLimit(concurrentFetches)
	for _, chart := range charts {
		group.Go(func() error {
			do(chart)
			return nil
		})
	}
	_ = group.Wait()
}

// Resolve returns a chart with the version and the digest that it names now. The error is an *ErrMissing, or says why
// nothing is known.
func (c *Charts) Resolve(chart contract.Chart) (contract.Chart, error) {
	chart.Version, chart.Found = "", ""
	known := c.resolved.get(chart, func() resolved {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		found, err := c.resolve(ctx, chart)
		return resolved{found, err}
	})
	return known.chart, known.err
}

func (c *Charts) resolve(ctx context.Context, chart contract.Chart) (contract.Chart, error) {
	if IsOCI(chart.URL) {
		return c.resolveTag(ctx, chart)
	}
	return c.resolveVersion(ctx, chart)
}

// Looked returns all requested charts, in a fixed order; of those that could not be fetched only the address.
func (c *Charts) Looked() []contract.Chart {
	looked := []contract.Chart{}
	for asked, known := range c.resolved.all() {
		if known.err == nil {
			asked = known.chart
		}
		looked = append(looked, asked)
	}
	slices.SortFunc(looked, func(one, other contract.Chart) int {
		return strings.Compare(fmt.Sprint(one), fmt.Sprint(other))
	})
	return looked
}

// AreSame says whether all charts are still what they were.
func (c *Charts) AreSame(passed []contract.Chart) bool {
	c.each(passed, func(chart contract.Chart) { _, _ = c.Resolve(chart) })
	for _, before := range passed {
		if now, err := c.Resolve(before); err != nil || now != before {
			return false
		}
	}
	return true
}

// Load returns a chart that is resolved: its archive.
func (c *Charts) Load(chart contract.Chart) ([]byte, error) {
	known := c.loaded.get(chart, func() loaded {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		archive, err := c.load(ctx, chart)
		return loaded{archive, err}
	})
	return known.archive, known.err
}

func (c *Charts) load(ctx context.Context, chart contract.Chart) ([]byte, error) {
	if IsOCI(chart.URL) {
		return c.layer(ctx, chart)
	}
	return c.archive(ctx, chart)
}

// Prune removes what was not used for long from the cache.
func (c *Charts) Prune() { c.cache.prune(time.Now(), maxCacheBytes) }

// kept returns what the cache has for a digest, or gets it and keeps it.
func (c *Charts) kept(digest string, get func() ([]byte, error)) ([]byte, error) {
	hash, err := v1.NewHash(digest)
	if err != nil {
		return nil, &ErrMissing{Cause: err.Error()}
	}
	if content, ok := c.cache.read(hash); ok {
		return content, nil
	}
	content, err := get()
	if err != nil {
		return nil, err
	}
	if !isOf(content, hash) {
		return nil, fmt.Errorf("it must be what '%s' names, got something else", digest)
	}
	if err := c.cache.write(hash, content); err != nil {
		return nil, fmt.Errorf("cannot keep a chart in '%s': %w", c.reach.Cache, err)
	}
	return content, nil
}

func isOf(content []byte, hash v1.Hash) bool {
	found, _, err := v1.SHA256(bytes.NewReader(content))
	return err == nil && found == hash
}

// IsOCI says whether a repository is in a registry, and not one over HTTP.
func IsOCI(url string) bool { return strings.HasPrefix(url, "oci://") }

// IsMissing returns what is missing, if that is all that is wrong.
func IsMissing(err error) (*ErrMissing, bool) {
	var missing *ErrMissing
	return missing, errors.As(err, &missing)
}
