package charts

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"sigs.k8s.io/yaml"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"flotilla.dev/checker/internal/contract"
)

// An index is what a repository over HTTP has.
type index struct {
	Entries map[string][]entry `json:"entries"`
	err     error
}

type entry struct {
	Version string   `json:"version"`
	URLs    []string `json:"urls"`
	Digest  string   `json:"digest"`
}

func (c *Charts) resolveVersion(ctx context.Context, chart contract.Chart) (contract.Chart, error) {
	index := c.index(ctx, chart.URL)
	if index.err != nil {
		return chart, index.err
	}
	entries, ok := index.Entries[chart.Name]
	if !ok {
		return chart, &ErrMissing{Cause: "the repository has no chart '" + chart.Name + "'"}
	}
	var versions []string
	for _, entry := range entries {
		versions = append(versions, entry.Version)
	}
	wanted := chart.Tag
	if wanted == "" {
		wanted = chart.Range
	}
	version, err := newest(versions, wanted)
	if err != nil {
		return chart, &ErrMissing{Choices: newestFew(versions)}
	}
	chart.Version = version
	entry := find(entries, version)
	if chart.Found = entry.Digest; chart.Found != "" {
		chart.Found = "sha256:" + strings.TrimPrefix(chart.Found, "sha256:")
		return chart, nil
	}
	// The index need not have digests; then only the archive says what it is.
	content, err := c.download(ctx, chart, entry)
	if err != nil {
		return chart, err
	}
	hash, _, err := v1.SHA256(strings.NewReader(string(content)))
	if err != nil {
		return chart, err
	}
	chart.Found = hash.String()
	_, err = c.kept(chart.Found, func() ([]byte, error) { return content, nil })
	return chart, err
}

func find(entries []entry, version string) entry {
	for _, entry := range entries {
		if entry.Version == version {
			return entry
		}
	}
	return entry{}
}

func (c *Charts) index(ctx context.Context, repository string) *index {
	return c.indexes.get(repository, func() *index {
		found := &index{}
		text, err := get(ctx, strings.TrimSuffix(repository, "/")+"/index.yaml")
		if err == nil {
			if err = yaml.Unmarshal(text, found); err != nil {
				err = &ErrMissing{Cause: "its index is not YAML"}
			}
		}
		found.err = err
		return found
	})
}

func (c *Charts) archive(ctx context.Context, chart contract.Chart) ([]byte, error) {
	return c.kept(chart.Found, func() ([]byte, error) {
		index := c.index(ctx, chart.URL)
		if index.err != nil {
			return nil, index.err
		}
		return c.download(ctx, chart, find(index.Entries[chart.Name], chart.Version))
	})
}

func (c *Charts) download(ctx context.Context, chart contract.Chart, entry entry) ([]byte, error) {
	if len(entry.URLs) == 0 {
		return nil, &ErrMissing{Cause: "the index has no URL of it"}
	}
	base, err := url.Parse(strings.TrimSuffix(chart.URL, "/") + "/")
	if err != nil {
		return nil, &ErrMissing{Cause: "its repository has no valid URL"}
	}
	target, err := base.Parse(entry.URLs[0])
	if err != nil {
		return nil, &ErrMissing{Cause: "the index has no valid URL of it"}
	}
	return get(ctx, target.String())
}

// get asks without credentials: those of clusters are in Secrets.
func get(ctx context.Context, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, &ErrMissing{Cause: "its repository has no valid URL"}
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, unreachable("repository", request.URL.Host, err)
	}
	defer answer.Body.Close()
	switch answer.StatusCode {
	case http.StatusOK:
		content, err := io.ReadAll(answer.Body)
		if err != nil {
			return nil, unreachable("repository", request.URL.Host, err)
		}
		return content, nil
	case http.StatusNotFound:
		return nil, &ErrMissing{Cause: fmt.Sprintf("the repository has no '%s'", request.URL.Redacted())}
	}
	return nil, fmt.Errorf("repository '%s' must let everybody read it to be checked, got '%d'; leave charts out with --no-charts",
		request.URL.Host, answer.StatusCode)
}
