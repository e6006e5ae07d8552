package charts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"flotilla.dev/checker/internal/contract"
)

// repository is where a chart is reached.
func (c *Charts) repository(chart contract.Chart) (name.Repository, error) {
	reference := strings.TrimPrefix(chart.URL, "oci://")
	insecure := chart.Insecure
	host, path, _ := strings.Cut(reference, "/")
	if mirror, ok := c.reach.Mirrors[host]; ok {
		reference, insecure = mirror.Host+mirror.Prefix+"/"+path, mirror.Insecure
	}
	var options []name.Option
	if insecure {
		options = append(options, name.Insecure)
	}
	repository, err := name.NewRepository(reference, options...)
	if err != nil {
		return repository, &ErrMissing{Cause: err.Error()}
	}
	return repository, nil
}

// Reference is a chart that is resolved, by its digest, and whether its registry speaks plain HTTP.
func (c *Charts) Reference(chart contract.Chart) (reference string, insecure bool, err error) {
	repository, err := c.repository(chart)
	if err != nil {
		return "", false, err
	}
	return repository.Digest(chart.Found).String(), repository.Scheme() == "http", nil
}

// asUser logs in as 'docker login' or 'podman login' of the user has, and speaks plain HTTP to this machine only.
func asUser(ctx context.Context) []remote.Option {
	return []remote.Option{
		remote.WithContext(ctx), remote.WithAuthFromKeychain(authn.DefaultKeychain), remote.WithTransport(onlyTLS{remote.DefaultTransport}),
		remote.WithUserAgent("flotilla"),
	}
}

// onlyTLS refuses plain HTTP to another machine.
type onlyTLS struct{ http.RoundTripper }

func (o onlyTLS) RoundTrip(request *http.Request) (*http.Response, error) {
	host := request.URL.Hostname()
	ip := net.ParseIP(host)
	if request.URL.Scheme == "http" && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, errors.New("it does not speak TLS")
	}
	return o.RoundTripper.RoundTrip(request)
}

func (c *Charts) resolveTag(ctx context.Context, chart contract.Chart) (contract.Chart, error) {
	if chart.Digest != "" {
		chart.Found = chart.Digest
		return chart, nil
	}
	repository, err := c.repository(chart)
	if err != nil {
		return chart, err
	}
	chart.Version = chart.Tag
	if chart.Range != "" {
		tags, err := remote.List(repository, asUser(ctx)...)
		if err != nil {
			return chart, c.failure(chart, repository, err)
		}
		if chart.Version, err = newestTag(tags, chart.Range, chart.Filter); err != nil {
			return chart, err
		}
	}
	tag := repository.Tag(strings.ReplaceAll(chart.Version, "+", "_"))
	descriptor, err := remote.Head(tag, asUser(ctx)...)
	if err != nil { // a registry may not know HEAD, and only GET has its reason
		got, err := remote.Get(tag, asUser(ctx)...)
		if err != nil {
			failure := c.failure(chart, repository, err)
			if missing, ok := IsMissing(failure); ok {
				missing.Choices = c.choices(ctx, repository)
			}
			return chart, failure
		}
		descriptor = &got.Descriptor
	}
	chart.Found = descriptor.Digest.String()
	return chart, nil
}

func newestTag(tags []string, rangeOf, filter string) (string, error) {
	if filter != "" {
		pattern, err := regexp.Compile(filter)
		if err != nil {
			return "", &ErrMissing{Cause: err.Error()}
		}
		var matching []string
		for _, tag := range tags {
			if pattern.MatchString(tag) {
				matching = append(matching, tag)
			}
		}
		tags = matching
	}
	var versions []string
	for _, tag := range tags {
		versions = append(versions, strings.ReplaceAll(tag, "_", "+"))
	}
	return newest(versions, rangeOf)
}

func (c *Charts) choices(ctx context.Context, repository name.Repository) []string {
	tags, err := remote.List(repository, asUser(ctx)...)
	if err != nil {
		return nil
	}
	return newestFew(tags)
}

// layer returns the chart in an artifact.
func (c *Charts) layer(ctx context.Context, chart contract.Chart) ([]byte, error) {
	repository, err := c.repository(chart)
	if err != nil {
		return nil, err
	}
	text, err := c.kept(chart.Found, func() ([]byte, error) {
		got, err := remote.Get(repository.Digest(chart.Found), asUser(ctx)...)
		if err != nil {
			return nil, c.failure(chart, repository, err)
		}
		return got.Manifest, nil
	})
	if err != nil {
		return nil, err
	}
	var manifest v1.Manifest
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, &ErrMissing{Cause: "its manifest is not JSON: " + err.Error()}
	}
	for _, layer := range manifest.Layers {
		if chart.Layer != "" && string(layer.MediaType) != chart.Layer {
			continue
		}
		return c.kept(layer.Digest.String(), func() ([]byte, error) {
			blob, err := remote.Layer(repository.Digest(layer.Digest.String()), asUser(ctx)...)
			if err != nil {
				return nil, c.failure(chart, repository, err)
			}
			content, err := blob.Compressed()
			if err != nil {
				return nil, c.failure(chart, repository, err)
			}
			defer content.Close()
			return io.ReadAll(content)
		})
	}
	if chart.Layer != "" {
		return nil, &ErrMissing{Cause: "it has no layer of type '" + chart.Layer + "'"}
	}
	return nil, &ErrMissing{Cause: "it has no layer"}
}

// failure says why a registry has not served a request.
func (c *Charts) failure(chart contract.Chart, repository name.Repository, err error) error {
	host := repository.RegistryStr()
	var answer *transport.Error
	if errors.As(err, &answer) {
		switch answer.StatusCode {
		case http.StatusNotFound:
			return &ErrMissing{}
		case http.StatusUnauthorized, http.StatusForbidden:
			return fmt.Errorf("registry '%s' refused the pull of '%s' (%d); log in with an account that may pull: docker login %s",
				host, chart.URL, answer.StatusCode, host)
		}
		return fmt.Errorf("registry '%s' failed the pull of '%s' (%d); try again, or ask its operator", host, chart.URL, answer.StatusCode)
	}
	return unreachable("registry", host, err)
}

func unreachable(what, host string, err error) error {
	return fmt.Errorf("%s '%s' must be reachable, got '%s'; check its address and the network, or leave charts out with --no-charts",
		what, host, cause(err))
}

// cause is the last part of what Go's HTTP client says, without the URLs that it tried.
func cause(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if errors.Is(err, context.DeadlineExceeded) {
		return "no answer"
	}
	return text[strings.LastIndex(text, ": ")+len(": ")*min(1, strings.Count(text, ": ")):]
}
