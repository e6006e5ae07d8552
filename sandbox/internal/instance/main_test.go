package instance

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"flotilla.dev/sandbox/internal/build"
	"flotilla.dev/sandbox/internal/console"
)

// patience is how long a condition may take before a test gives up on it: minutes, on a machine that does much else.
const patience = 5 * time.Minute

// TestMain lets the test program play the sandbox program, which starts itself as its supervisor.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[2] == "--dir" {
		os.Exit(play(os.Args[1], Folder(os.Args[3])))
	}
	// Instances outlive whoever started them: an interrupted test run must not leave its own behind
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-interrupted
		stopAll()
		os.Exit(1)
	}()
	code := m.Run()
	if !stopAll() {
		code = 1
	}
	os.Exit(code)
}

// started are the instances of this run.
var started struct {
	sync.Mutex
	folders []Folder
}

func stopAll() (stopped bool) {
	started.Lock()
	defer started.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	stopped = true
	for _, folder := range started.folders {
		if err := Down(ctx, console.New(io.Discard), folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			stopped = false
		}
	}
	if shared.folder != "" {
		os.RemoveAll(filepath.Dir(string(shared.folder)))
	}
	return stopped
}

func remember(folder Folder) {
	started.Lock()
	defer started.Unlock()
	started.folders = append(started.folders, folder)
}

func play(command string, folder Folder) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	switch command {
	case "supervise":
		err = Supervise(ctx, folder, os.Stdin, os.Stdout)
	case "serve-git":
		err = ServeGit(ctx, folder)
	case "up":
		var parts build.Binaries
		if parts, err = binaries(); err == nil {
			err = Up(ctx, console.New(os.Stderr), folder, Order{Binaries: parts})
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// binaries builds what a sandbox runs, and nothing of what only its users run.
var binaries = sync.OnceValues(func() (build.Binaries, error) {
	builder, err := build.NewBuilder(console.New(os.Stderr))
	if err != nil {
		return build.Binaries{}, err
	}
	return builder.All(context.Background(), build.Registry, build.ControlPlane, build.Operator, build.Controllers, build.Cosign, build.Sigstore)
})

// A cluster is a running instance and its administrator's clients.
type cluster struct {
	folder  Folder
	config  *rest.Config
	typed   kubernetes.Interface
	dynamic dynamic.Interface
}

var shared cluster

// sharedCluster is the instance of the tests that leave others alone; each uses names of its own.
func sharedCluster(t *testing.T) cluster {
	t.Helper()
	if shared.folder == "" {
		parent, err := os.MkdirTemp("", "sandbox-test-")
		must(t, err)
		folder := Folder(filepath.Join(parent, "shared"))
		shared.folder = folder
		remember(folder)
		upWith(t, folder, Order{Keyless: true, Git: true})
		shared = connect(t, folder)
	}
	return shared
}

// newFolder is for an instance of its own, which is stopped at the end of the test.
func newFolder(t *testing.T, name string) Folder {
	t.Helper()
	folder := Folder(filepath.Join(t.TempDir(), name))
	remember(folder)
	t.Cleanup(func() { must(t, Down(context.Background(), console.New(os.Stderr), folder)) })
	return folder
}

func up(t *testing.T, folder Folder) (said string) {
	t.Helper()
	return upWith(t, folder, Order{})
}

func upWith(t *testing.T, folder Folder, order Order) (said string) {
	t.Helper()
	parts, err := binaries()
	must(t, err)
	order.Binaries = parts
	var out bytes.Buffer
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := Up(ctx, console.New(&out), folder, order); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return out.String()
}

func connect(t *testing.T, folder Folder) cluster {
	t.Helper()
	config, err := clientcmd.BuildConfigFromFlags("", folder.Kubeconfig())
	must(t, err)
	config.QPS = -1
	typed, err := kubernetes.NewForConfig(config)
	must(t, err)
	dynamic, err := dynamic.NewForConfig(config)
	must(t, err)
	return cluster{folder, config, typed, dynamic}
}

// eventually waits until the condition holds; it says what is still missing.
func eventually(t *testing.T, condition func() (missing string)) {
	t.Helper()
	within(t, patience, condition)
}

func within(t *testing.T, patience time.Duration, condition func() (missing string)) {
	t.Helper()
	deadline := time.After(patience)
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	for {
		missing := condition()
		if missing == "" {
			return
		}
		select {
		case <-ticker.C:
		case <-deadline:
			t.Fatalf("not within %s: %s", patience, missing)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustContain(t *testing.T, text, part string) {
	t.Helper()
	if !strings.Contains(text, part) {
		t.Fatalf("%q lacks %q", text, part)
	}
}
