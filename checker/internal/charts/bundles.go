package charts

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"flotilla.dev/checker/internal/contract"
)

// bundleLayer begins the type of the layer that is a bundle of Sigstore.
const bundleLayer = "application/vnd.dev.sigstore.bundle"

// tooOld are the types of the bundles that cosign passes over.
var tooOld = regexp.MustCompile(`version=0\.[12]$|\.v0\.[12]\+json$`)

// maxBundleBytes is many times what a signed bill of materials has.
const maxBundleBytes = 64 << 20

type bundled struct {
	found bool
	err   error
}

// HasBundle says whether a chart that is resolved has a bundle of Sigstore attached: a signature, or whatever else is
// attested of it. Then source-controller looks at bundles alone, and no more at a signature of the old format.
func (c *Charts) HasBundle(chart contract.Chart) (bool, error) {
	known := c.bundles.get(chart, func() bundled {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		found, err := c.hasBundle(ctx, chart)
		return bundled{found, err}
	})
	return known.found, known.err
}

func (c *Charts) hasBundle(ctx context.Context, chart contract.Chart) (bool, error) {
	repository, err := c.repository(chart)
	if err != nil {
		return false, err
	}
	index, err := remote.Referrers(repository.Digest(chart.Found), asUser(ctx)...)
	if err != nil {
		return false, c.unanswered(chart, repository, err)
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		return false, c.unanswered(chart, repository, err)
	}
	for _, attached := range manifest.Manifests {
		found, err := isBundle(ctx, repository.Digest(attached.Digest.String()))
		if err = c.unanswered(chart, repository, err); err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// unanswered is a failure unless a registry has answered, and will answer the same tomorrow: without a list of what is
// attached, or with something that is no image, cosign takes it that there is no bundle.
func (c *Charts) unanswered(chart contract.Chart, repository name.Repository, err error) error {
	var unreached net.Error
	var answer *transport.Error
	switch {
	case errors.As(err, &answer):
		switch answer.StatusCode {
		case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
			return c.failure(chart, repository, err)
		}
		if answer.StatusCode < http.StatusInternalServerError {
			return nil
		}
		return c.failure(chart, repository, err)
	case errors.As(err, &unreached):
		return c.failure(chart, repository, err)
	}
	return nil
}

// isBundle looks at what cosign looks at: one layer of that type, in a version that it takes.
func isBundle(ctx context.Context, reference name.Digest) (bool, error) {
	image, err := remote.Image(reference, asUser(ctx)...)
	if err != nil {
		return false, err
	}
	layers, err := image.Layers()
	if err != nil || len(layers) != 1 {
		return false, err
	}
	mediaType, err := layers[0].MediaType()
	if err != nil || !strings.HasPrefix(string(mediaType), bundleLayer) {
		return false, err
	}
	content, err := layers[0].Uncompressed()
	if err != nil {
		return false, err
	}
	defer content.Close()
	text, err := io.ReadAll(io.LimitReader(content, maxBundleBytes))
	if err != nil {
		return false, err
	}
	var bundle struct {
		MediaType string `json:"mediaType"`
	}
	if json.Unmarshal(text, &bundle) != nil {
		return false, nil
	}
	return strings.HasPrefix(bundle.MediaType, bundleLayer) && !tooOld.MatchString(bundle.MediaType), nil
}
