package check

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"flotilla.dev/checker/internal/contract"
)

// A store has charts, in a registry and in a repository over HTTP.
type store struct {
	t     *testing.T
	host  string
	http  string
	cache string
}

func newStore(t *testing.T) *store {
	t.Helper()
	return newStoreOf(t, true)
}

// newStoreOf has a registry that lists what is attached to an artifact, or leaves it to a tag, as before OCI 1.1.
func newStoreOf(t *testing.T, lists bool) *store {
	t.Helper()
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	oci := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0)), registry.WithReferrersSupport(lists)))
	t.Cleanup(oci.Close)
	folder := t.TempDir()
	http := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(http.Close)
	made := &store{t, strings.TrimPrefix(oci.URL, "http://"), http.URL, t.TempDir()}
	made.push("1.0.0", nil)
	text, err := os.ReadFile(archive(t, chart("1.0.0", nil)))
	if err != nil {
		t.Fatal(err)
	}
	for file, content := range map[string]string{
		"web-1.0.0.tgz": string(text),
		"index.yaml":    "apiVersion: v1\nentries:\n  web:\n    - {name: web, version: 1.0.0, urls: [web-1.0.0.tgz]}\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, file), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return made
}

// chart is one named web, with a Deployment whose replicas and image are values; more files replace or join its own.
func chart(version string, more files) files {
	content := files{
		"web/Chart.yaml":  "apiVersion: v2\nname: web\nversion: " + version + "\n",
		"web/values.yaml": "replicas: 1\nimage: registry.example.com/web:1.0.0\n",
		"web/templates/web.yaml": strings.NewReplacer(
			"name: web\nspec", "name: {{ .Release.Name }}\nspec", "replicas: 1", "replicas: {{ .Values.replicas }}",
			"registry.example.com/web:1.0.0", "{{ .Values.image }}").Replace(deployment),
	}
	for name, text := range more {
		content["web/"+name] = text
	}
	return content
}

// push pushes a chart as 'helm push' does, and returns its digest.
func (s *store) push(version string, more files) string {
	s.t.Helper()
	text, err := os.ReadFile(archive(s.t, chart(version, more)))
	if err != nil {
		s.t.Fatal(err)
	}
	layer := static.NewLayer(text, "application/vnd.cncf.helm.chart.content.v1.tar+gzip")
	image, err := mutate.AppendLayers(mutate.ConfigMediaType(empty.Image, "application/vnd.cncf.helm.config.v1+json"), layer)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.put(version, image)
}

func (s *store) put(tag string, image v1.Image) string {
	s.t.Helper()
	reference, err := name.NewTag(s.host + "/charts/web:" + tag)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := remote.Write(reference, image); err != nil {
		s.t.Fatal(err)
	}
	digest, err := image.Digest()
	if err != nil {
		s.t.Fatal(err)
	}
	return digest.String()
}

// An attachment is the content and type of the layer of what refers to a chart.
type attachment struct{ mediaType, content string }

// attach attaches something to a chart, as 'cosign sign' and 'cosign attest' do.
func (s *store) attach(tag string, attached attachment) {
	s.t.Helper()
	reference, err := name.NewTag(s.host + "/charts/web:" + tag)
	if err != nil {
		s.t.Fatal(err)
	}
	subject, err := remote.Head(reference)
	if err != nil {
		s.t.Fatal(err)
	}
	image, err := mutate.AppendLayers(mutate.MediaType(empty.Image, types.OCIManifestSchema1), static.NewLayer([]byte(attached.content), types.MediaType(attached.mediaType)))
	if err != nil {
		s.t.Fatal(err)
	}
	referring := mutate.Subject(image, *subject).(v1.Image)
	digest, err := referring.Digest()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := remote.Write(reference.Context().Digest(digest.String()), referring); err != nil { // which writes the tag where it must
		s.t.Fatal(err)
	}
}

// ask asks about folders with the charts of the store.
func (s *store) ask(folders ...contract.Folder) contract.Answer {
	s.t.Helper()
	return s.request(contract.Request{Folders: folders})
}

func (s *store) request(request contract.Request) contract.Answer {
	s.t.Helper()
	request.Charts = &contract.Charts{Cache: s.cache}
	answer, err := Answer(request, s.t.TempDir())
	if err != nil {
		s.t.Fatal(err)
	}
	return answer
}

// artifact is a release of a chart from an OCIRepository with a reference, such as 'tag: 1.0.0'.
func (s *store) artifact(reference, spec string) string {
	return "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec:\n  interval: 10m\n" +
		"  chartRef: {kind: OCIRepository, name: web}\n" + spec +
		"---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: web\nspec:\n  interval: 10m\n" +
		"  url: oci://" + s.host + "/charts/web\n  layerSelector: {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy}\n" +
		"  ref: {" + reference + "}\n"
}

// repository is a release of a chart from a HelmRepository, in a registry or not.
func (s *store) repository(url, version, spec string) string {
	kind := ""
	if strings.HasPrefix(url, "oci://") {
		kind = "  type: oci\n"
	}
	return "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec:\n  interval: 10m\n" +
		"  chart:\n    spec:\n      chart: web\n" + version + "      sourceRef: {kind: HelmRepository, name: charts}\n" + spec +
		"---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: charts\nspec:\n" + kind + "  url: " + url + "\n"
}

// masked replaces what differs from run to run.
func (s *store) masked(problems []contract.Problem) []contract.Problem {
	for i := range problems {
		problems[i].Message = strings.NewReplacer(s.host, "registry", s.http, "http://repository").Replace(problems[i].Message)
	}
	return problems
}
