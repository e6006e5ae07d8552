package instance

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"

	"flotilla.dev/sandbox/internal/console"
	"flotilla.dev/sandbox/internal/process"
)

func TestLifecycle(t *testing.T) {
	folder := newFolder(t, "life")
	up(t, folder)
	c := connect(t, folder)
	must(t, c.createConfigMap(t, c.typed, "default", "kept"))
	running := load(t, folder)

	t.Run("up again finds it running", func(t *testing.T) {
		began := time.Now()
		mustContain(t, up(t, folder), "running")
		if load(t, folder).Supervisor != running.Supervisor {
			t.Fatal("another supervisor")
		}
		if took := time.Since(began); took > time.Second {
			t.Fatalf("it took %s", took)
		}
	})
	t.Run("status lists its processes", func(t *testing.T) {
		var out bytes.Buffer
		isRunning, err := Status(context.Background(), &out, folder, false)
		must(t, err)
		if !isRunning {
			t.Fatal("status says it does not run")
		}
		mustContain(t, out.String(), "sandbox life: running, ready\n")
		for _, name := range []string{"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok", "registry"} {
			mustContain(t, out.String(), name)
		}
	})
	t.Run("env points at it", func(t *testing.T) {
		variables := env(t, folder)
		if variables["KUBECONFIG"] != folder.Kubeconfig() || variables["CHECKPOINT_DISABLE"] != "1" ||
			variables["FLOTILLA_COSIGN"] != running.Binaries.Cosign {
			t.Fatalf("variables %v", variables)
		}
		if address, found := variables["SANDBOX_GIT"]; found {
			t.Fatalf("a Git server that nobody ordered, at %s", address)
		}
		mirror := regexp.MustCompile(`^ghcr\.io=(http://127\.0\.0\.1:\d+)$`).FindStringSubmatch(variables["FLOTILLA_MIRROR"])
		if mirror == nil {
			t.Fatalf("mirror %q", variables["FLOTILLA_MIRROR"])
		}
		request, err := http.NewRequest(http.MethodGet, mirror[1]+"/v2/controlplaneio-fluxcd/flux-operator-manifests/manifests/latest", nil)
		must(t, err)
		request.Header.Set("Accept", "application/vnd.oci.image.manifest.v1+json")
		response, err := http.DefaultClient.Do(request)
		must(t, err)
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Fatalf("the mirror answers %s", response.Status)
		}
	})
	t.Run("its context has the folder's name", func(t *testing.T) {
		content, err := os.ReadFile(folder.Kubeconfig())
		must(t, err)
		mustContain(t, string(content), "current-context: life\n")
	})
	t.Run("nobody else can read its secrets", func(t *testing.T) { checkModes(t, folder) })
	t.Run("it listens on loopback alone", func(t *testing.T) { checkListeners(t, running) })
	t.Run("down leaves no process", func(t *testing.T) {
		must(t, Down(context.Background(), console.New(os.Stderr), folder))
		mustBeGone(t, append(running.Processes, running.Supervisor))
		if isRunning, err := Status(context.Background(), &bytes.Buffer{}, folder, true); err != nil || isRunning {
			t.Fatalf("running %v, %v", isRunning, err)
		}
		must(t, Down(context.Background(), console.New(os.Stderr), folder))
	})
	t.Run("up after down has the data and the addresses of before", func(t *testing.T) {
		up(t, folder)
		_, err := c.typed.CoreV1().ConfigMaps("default").Get(context.Background(), "kept", metav1.GetOptions{})
		must(t, err)
	})
	t.Run("a killed supervisor takes everything with it", func(t *testing.T) {
		before := load(t, folder)
		must(t, before.Supervisor.Signal(syscall.SIGKILL))
		awaitGone(t, append(before.Processes, before.Supervisor))
		if isRunning, err := Status(context.Background(), &bytes.Buffer{}, folder, false); err != nil || isRunning {
			t.Fatalf("running %v, %v", isRunning, err)
		}
	})
	t.Run("up after a crash goes on with the data", func(t *testing.T) {
		up(t, folder)
		_, err := c.typed.CoreV1().ConfigMaps("default").Get(context.Background(), "kept", metav1.GetOptions{})
		must(t, err)
	})
	t.Run("status reports when the API server does not answer", func(t *testing.T) {
		server := find(load(t, folder).Processes, "kube-apiserver")
		must(t, server.Signal(syscall.SIGSTOP))
		defer func() { must(t, server.Signal(syscall.SIGCONT)) }()
		eventually(t, func() string {
			var out bytes.Buffer
			isRunning, err := Status(context.Background(), &out, folder, false)
			must(t, err)
			if !isRunning || !strings.HasPrefix(out.String(), "sandbox life: running, not ready\n") {
				return "not ready, got " + out.String()
			}
			return ""
		})
	})
	t.Run("a killed component comes back", func(t *testing.T) {
		before := find(load(t, folder).Processes, "kube-scheduler")
		must(t, before.Signal(syscall.SIGKILL))
		eventually(t, func() string {
			if now := find(load(t, folder).Processes, "kube-scheduler"); now.PID == 0 || now == before {
				return "another kube-scheduler"
			}
			return ""
		})
	})
	t.Run("up with Sigstore starts it anew, and keeps what is in it", func(t *testing.T) {
		job := Job{Repository: "acme/apps", Workflow: webWorkflow, Ref: "refs/heads/main", Event: "push"}
		err := Identity(io.Discard, folder, job, false)
		if err == nil || !strings.Contains(err.Error(), "run 'sandbox up --dir "+string(folder)+" --keyless'") {
			t.Fatalf("error %v", err)
		}
		upWith(t, folder, Order{Keyless: true})
		if _, found := env(t, folder)["TUF_MIRROR"]; !found {
			t.Fatal("cosign is not pointed at it")
		}
		must(t, Identity(io.Discard, folder, job, false))
		_, err = c.typed.CoreV1().ConfigMaps("default").Get(context.Background(), "kept", metav1.GetOptions{})
		must(t, err)
		mustContain(t, up(t, folder), "running")
	})
	t.Run("up with a private Sigstore hands its root over, and takes it for the public one nowhere", func(t *testing.T) {
		upWith(t, folder, Order{PrivateSigstore: true})
		variables := env(t, folder)
		if _, found := variables["TUF_MIRROR"]; found {
			t.Fatal("cosign is pointed at it")
		}
		for _, file := range []string{"trusted_root.json", "signing_config.v0.2.json"} {
			_, err := os.Stat(filepath.Join(variables["FLOTILLA_MIRROR_SIGSTORE"], file))
			must(t, err)
		}
	})
}

func TestInstancesShareNothing(t *testing.T) {
	first := sharedCluster(t)
	folder := newFolder(t, "second")
	up(t, folder)
	second := connect(t, folder)
	if load(t, first.folder).Ports == load(t, folder).Ports {
		t.Fatal("both have the same ports")
	}
	must(t, first.createConfigMap(t, first.typed, "default", "of-the-first"))
	_, err := second.typed.CoreV1().ConfigMaps("default").Get(context.Background(), "of-the-first", metav1.GetOptions{})
	if !apierrors.IsNotFound(err) {
		t.Fatalf("the second instance answers: %v", err)
	}

	// The certificates of one mean nothing to the other
	config := *first.config
	config.Host, config.CAData, config.Insecure = second.config.Host, nil, true
	stranger, err := kubernetes.NewForConfig(&config)
	must(t, err)
	_, err = stranger.CoreV1().Namespaces().List(context.Background(), metav1.ListOptions{})
	if !apierrors.IsUnauthorized(err) {
		t.Fatalf("a stranger gets: %v", err)
	}
}

func TestUpRefusesAFolderOfSomethingElse(t *testing.T) {
	folder := Folder(t.TempDir())
	must(t, os.WriteFile(folder.join("letter.txt"), []byte("dear"), 0o600))
	parts, err := binaries()
	must(t, err)
	err = Up(context.Background(), console.New(os.Stderr), folder, Order{Binaries: parts})
	if err == nil {
		t.Fatal("it was accepted")
	}
	mustContain(t, err.Error(), "folder is not empty and holds no sandbox, got '"+string(folder)+"'")
	_, err = os.Stat(folder.join("letter.txt"))
	must(t, err)
}

func TestMissingSandboxIsReported(t *testing.T) {
	folder := Folder(filepath.Join(t.TempDir(), "none"))
	for name, err := range map[string]error{
		"env":    Env(&bytes.Buffer{}, folder, false),
		"status": func() error { _, err := Status(context.Background(), &bytes.Buffer{}, folder, false); return err }(),
	} {
		if err == nil {
			t.Fatalf("%s knows something", name)
		}
		mustContain(t, err.Error(), "run 'sandbox up --dir "+string(folder)+"'")
	}
	must(t, Down(context.Background(), console.New(os.Stderr), folder))
}

func load(t *testing.T, folder Folder) State {
	t.Helper()
	state, err := folder.Load()
	must(t, err)
	return state
}

func find(processes []process.Identity, name string) process.Identity {
	for _, candidate := range processes {
		if candidate.Name == name {
			return candidate
		}
	}
	return process.Identity{}
}

// env reads both forms, which must say the same.
func env(t *testing.T, folder Folder) map[string]string {
	t.Helper()
	var asJSON, asShell bytes.Buffer
	must(t, Env(&asJSON, folder, true))
	must(t, Env(&asShell, folder, false))
	variables := map[string]string{}
	must(t, json.Unmarshal(asJSON.Bytes(), &variables))
	for name, value := range variables {
		mustContain(t, asShell.String(), "export "+name+"='"+value+"'\n")
	}
	return variables
}

func checkModes(t *testing.T, folder Folder) {
	must(t, filepath.WalkDir(string(folder), func(path string, entry fs.DirEntry, err error) error {
		must(t, err)
		info, err := entry.Info()
		must(t, err)
		if path == string(folder) && info.Mode().Perm() != 0o700 {
			t.Errorf("%s has mode %o", path, info.Mode().Perm())
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		content, err := os.ReadFile(path)
		must(t, err)
		secret := bytes.Contains(content, []byte("PRIVATE KEY")) || bytes.Contains(content, []byte("client-key-data"))
		if secret && info.Mode().Perm() != 0o600 {
			t.Errorf("%s holds a secret and has mode %o", path, info.Mode().Perm())
		}
		return nil
	}))
}

// checkListeners tries the instance's ports from the machine's other addresses.
func checkListeners(t *testing.T, state State) {
	addresses, err := net.InterfaceAddrs()
	must(t, err)
	for _, address := range addresses {
		network, ok := address.(*net.IPNet)
		if !ok || network.IP.IsLoopback() || network.IP.To4() == nil {
			continue
		}
		for port := int(state.Ports); port < int(state.Ports)+blockSize; port++ {
			target := net.JoinHostPort(network.IP.String(), strings.TrimPrefix(loopback(port), "127.0.0.1:"))
			if connection, err := net.DialTimeout("tcp", target, 200*time.Millisecond); err == nil {
				connection.Close()
				t.Errorf("somebody answers at %s", target)
			}
		}
	}
	connection, err := tls.Dial("tcp", loopback(state.Ports.APIServer()), &tls.Config{InsecureSkipVerify: true})
	must(t, err)
	connection.Close()
}
