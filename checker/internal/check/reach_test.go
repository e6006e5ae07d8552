package check

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"flotilla.dev/checker/internal/contract"
)

func TestEarlierAnswerHoldsUntilATagMoves(t *testing.T) {
	store := newStore(t)
	folder := component(t, files{file: store.artifact("tag: 1.0.0", "")})
	first := store.ask(folder)
	if len(first.Charts) != 1 || first.Charts[0].Version != "1.0.0" || first.Unchanged {
		t.Fatalf("got %+v", first)
	}
	if again := store.request(contract.Request{Folders: []contract.Folder{folder}, Passed: first.Charts}); !again.Unchanged {
		t.Errorf("got %+v", again)
	}
	store.push("1.0.0", files{"templates/web.yaml": changed("replicas:", "replicaz:")})
	moved := store.request(contract.Request{Folders: []contract.Folder{folder}, Passed: first.Charts})
	if moved.Unchanged || len(moved.Problems) != 1 {
		t.Errorf("got %+v", moved)
	}
}

func TestPinnedChartNeedsNoRegistryOnceItIsKept(t *testing.T) {
	store := newStore(t)
	pinned := component(t, files{file: store.artifact("digest: '"+store.push("1.0.0", nil)+"'", "  values: {replicas: -1}\n")})
	moving := component(t, files{file: store.artifact("tag: 1.0.0", "")})
	before := store.ask(pinned)
	gone := strings.NewReplacer(store.host, closed(t))
	for _, folder := range []*contract.Folder{&pinned, &moving} {
		folder.Consumers = []contract.Consumer{consumer("staging")}
	}
	pinned.Archive = archive(t, files{file: gone.Replace(store.artifact("digest: '"+before.Charts[0].Digest+"'", "  values: {replicas: -1}\n"))})
	moving.Archive = archive(t, files{file: gone.Replace(store.artifact("tag: 1.0.0", ""))})

	offline := store.ask(pinned)
	if len(offline.Failures) > 0 || lines(offline.Problems) != lines(before.Problems) || len(offline.Problems) != 1 {
		t.Errorf("got %+v", offline)
	}
	unreachable := store.ask(moving)
	if len(unreachable.Failures) != 1 {
		t.Errorf("got %+v", unreachable)
	}
	if again := store.request(contract.Request{Folders: []contract.Folder{moving}, Passed: unreachable.Charts}); again.Unchanged {
		t.Errorf("a chart that could not be had is none that has passed, got %+v", again)
	}
}

// closed is an address where nothing listens.
func closed(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestRegistriesThatDoNotAnswerAreNamedOnce(t *testing.T) {
	store := newStore(t)
	host := closed(t)
	release := strings.ReplaceAll(store.artifact("tag: 1.0.0", ""), store.host, host)
	second := strings.ReplaceAll(release, "name: web", "name: second")
	http := strings.NewReplacer("name: web", "name: third", "name: charts", "name: more").Replace(store.repository("http://"+host, "      version: 1.0.0\n", ""))

	answer := store.ask(component(t, files{file: release + "---\n" + second + "---\n" + http}))
	want := []string{
		"registry '" + host + "' must be reachable, got 'connection refused'; check its address and the network, or leave charts out with --no-charts",
		"repository '" + host + "' must be reachable, got 'connection refused'; check its address and the network, or leave charts out with --no-charts",
	}
	if !slices.Equal(answer.Failures, want) || len(answer.Problems) > 0 {
		t.Errorf("got %+v", answer)
	}
}

func TestPlainHTTPToAnotherMachineIsRefused(t *testing.T) {
	store := newStore(t)
	elsewhere := strings.ReplaceAll(store.artifact("tag: 1.0.0", ""), store.host, "192.0.2.1:5000")
	folder := component(t, files{file: strings.Replace(elsewhere, "  layerSelector", "  insecure: true\n  layerSelector", 1)})
	t.Setenv("HTTPS_PROXY", "http://"+closed(t))

	failures := store.ask(folder).Failures
	want := "registry '192.0.2.1:5000' must be reachable, got 'it does not speak TLS'; check its address and the network, or leave charts out with --no-charts"
	if len(failures) != 1 || failures[0] != want {
		t.Errorf("got %q", failures)
	}
}

func TestRegistryIsReachedAtItsMirrorWithTheUsersLogin(t *testing.T) {
	store := newStore(t)
	target, err := url.Parse("http://" + store.host)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	private := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if user, password, _ := request.BasicAuth(); user != "reader" || password != "s3cr3t" {
			response.Header().Set("WWW-Authenticate", "Basic realm=test")
			response.WriteHeader(http.StatusUnauthorized)
			return
		}
		proxy.ServeHTTP(response, request)
	}))
	t.Cleanup(private.Close)
	mirror := strings.TrimPrefix(private.URL, "http://")
	folder := component(t, files{file: strings.ReplaceAll(store.artifact("tag: 1.0.0", ""), store.host, "registry.example.com")})
	request := contract.Request{Folders: []contract.Folder{folder}, Charts: &contract.Charts{
		Cache: store.cache, Mirrors: map[string]contract.Mirror{"registry.example.com": {Host: mirror, Insecure: true}},
	}}

	refused, err := Answer(request, t.TempDir())
	want := "registry '" + mirror + "' refused the pull of 'oci://registry.example.com/charts/web' (401); log in with an account that may pull: docker login " + mirror
	if err != nil || len(refused.Failures) != 1 || refused.Failures[0] != want {
		t.Fatalf("got %+v, %v", refused.Failures, err)
	}
	login := `{"auths": {"` + mirror + `": {"auth": "cmVhZGVyOnMzY3IzdA=="}}}`
	if err := os.WriteFile(filepath.Join(os.Getenv("DOCKER_CONFIG"), "config.json"), []byte(login), 0o600); err != nil {
		t.Fatal(err)
	}
	allowed, err := Answer(request, t.TempDir())
	if err != nil || len(allowed.Failures) > 0 || len(allowed.Charts) != 1 {
		t.Errorf("got %+v, %v", allowed, err)
	}
}

func TestChartsAreFetchedSideBySideAndListedInOrder(t *testing.T) {
	store := newStore(t)
	target, err := url.Parse("http://" + store.host)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	const together = 4
	arrived, all := make(chan struct{}, together), make(chan struct{})
	go func() {
		for range together {
			<-arrived
		}
		close(all)
	}()
	slow := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if request.Method == http.MethodHead {
			select {
			case arrived <- struct{}{}:
			case <-request.Context().Done():
			}
			select {
			case <-all: // no chart is resolved before all are asked for
			case <-time.After(30 * time.Second):
				response.WriteHeader(http.StatusGatewayTimeout)
				return
			}
		}
		proxy.ServeHTTP(response, request)
	}))
	t.Cleanup(slow.Close)
	var text []string
	for i := range together {
		version, name := fmt.Sprintf("1.0.%d", together-i), fmt.Sprintf("name: web%d", i)
		store.push(version, nil)
		release := strings.ReplaceAll(store.artifact("tag: "+version, "  values: {replicas: -1}\n"), store.host, strings.TrimPrefix(slow.URL, "http://"))
		text = append(text, strings.ReplaceAll(release, "name: web", name))
	}
	answer := store.ask(component(t, files{file: strings.Join(text, "---\n")}))
	if len(answer.Failures) > 0 || len(answer.Problems) != together {
		t.Fatalf("got %+v", answer)
	}
	for i, problem := range answer.Problems {
		if want := fmt.Sprintf("'web/web%d'", i); !strings.Contains(problem.Message, want) {
			t.Errorf("got %q, want %s", problem.Message, want)
		}
	}
	for i, chart := range answer.Charts {
		if want := fmt.Sprintf("1.0.%d", i+1); chart.Version != want {
			t.Errorf("got %s, want %s", chart.Version, want)
		}
	}
}
