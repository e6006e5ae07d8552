// Package charts gets the charts of releases from where clusters get them, as Flux's source-controller does.
package charts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"

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
	cache    layout.Path
	resolved map[contract.Chart]*resolved
	indexes  map[string]*index
}

type resolved struct {
	chart contract.Chart
	err   error
}

// New returns charts that are reached as the user reaches them.
func New(reach contract.Charts) *Charts {
	return &Charts{reach, layout.Path(reach.Cache), map[contract.Chart]*resolved{}, map[string]*index{}}
}

// Resolve returns a chart with the version and the digest that it names now. The error is an *ErrMissing, or says why
// nothing is known.
func (c *Charts) Resolve(chart contract.Chart) (contract.Chart, error) {
	chart.Version, chart.Found = "", ""
	known, ok := c.resolved[chart]
	if !ok {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		found, err := c.resolve(ctx, chart)
		known = &resolved{found, err}
		c.resolved[chart] = known
	}
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
	for asked, known := range c.resolved {
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
	for _, before := range passed {
		if now, err := c.Resolve(before); err != nil || now != before {
			return false
		}
	}
	return true
}

// Load returns a chart that is resolved: its archive.
func (c *Charts) Load(chart contract.Chart) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if IsOCI(chart.URL) {
		return c.layer(ctx, chart)
	}
	return c.archive(ctx, chart)
}

// kept returns what the cache has for a digest, or gets it and keeps it.
func (c *Charts) kept(digest string, get func() ([]byte, error)) ([]byte, error) {
	hash, err := v1.NewHash(digest)
	if err != nil {
		return nil, &ErrMissing{Cause: err.Error()}
	}
	if content, err := c.cache.Bytes(hash); err == nil && isOf(content, hash) {
		return content, nil
	}
	content, err := get()
	if err != nil {
		return nil, err
	}
	if !isOf(content, hash) {
		return nil, fmt.Errorf("it must be what '%s' names, got something else", digest)
	}
	if err := c.cache.WriteBlob(hash, io.NopCloser(bytes.NewReader(content))); err != nil {
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
