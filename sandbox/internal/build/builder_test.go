package build

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"flotilla.dev/sandbox/internal/console"
)

// workshop is a builder of one tiny program, with sources and cache of its own.
func workshop(t *testing.T, source string) (*Builder, Part, *bytes.Buffer) {
	t.Helper()
	var said bytes.Buffer
	b := &Builder{source: t.TempDir(), cache: t.TempDir(), console: console.New(&said)}
	module := filepath.Join(b.source, "modules", "hello")
	write(t, filepath.Join(module, "go.mod"), "module hello\n\ngo 1.26.0\n")
	write(t, filepath.Join(module, "main.go"), source)
	part := Part{Name: "hello", Module: "modules/hello",
		Programs: []Program{{Package: "hello", Output: "bin/hello"}}, LDFlags: "-X main.name=world"}
	return b, part, &said
}

const hello = `package main

var name string

func main() { print("hello ", name) }
`

func TestPartIsBuiltOnce(t *testing.T) {
	b, part, said := workshop(t, hello)
	entry, err := b.Ensure(context.Background(), part, part.Name)
	must(t, err)
	output, err := exec.Command(filepath.Join(entry, "bin", "hello")).CombinedOutput()
	must(t, err)
	if string(output) != "hello world" {
		t.Fatalf("it says %q", output)
	}

	said.Reset()
	again, err := b.Ensure(context.Background(), part, part.Name)
	must(t, err)
	if again != entry || said.Len() > 0 {
		t.Fatalf("built again: %s, %s", again, said)
	}
}

func TestPartHasEachOfItsPrograms(t *testing.T) {
	b, part, _ := workshop(t, hello)
	write(t, filepath.Join(b.source, part.Module, "cmd", "main.go"), strings.Replace(hello, "hello ", "goodbye ", 1))
	part.Programs = append(part.Programs, Program{Package: "hello/cmd", Output: "goodbye"})
	entry, err := b.Ensure(context.Background(), part, part.Name)
	must(t, err)
	for program, says := range map[string]string{"bin/hello": "hello world", "goodbye": "goodbye world"} {
		output, err := exec.Command(filepath.Join(entry, program)).CombinedOutput()
		must(t, err)
		if string(output) != says {
			t.Errorf("%s says %q", program, output)
		}
	}
}

func TestPartIsRebuiltForOtherInputs(t *testing.T) {
	b, part, _ := workshop(t, hello)
	key := func() string {
		t.Helper()
		key, err := b.key(context.Background(), part)
		must(t, err)
		return key
	}
	keys := []string{key()}
	changed := func(what string) {
		t.Helper()
		if slices.Contains(keys, key()) {
			t.Errorf("%s changes nothing", what)
		}
		keys = append(keys, key())
	}
	write(t, filepath.Join(b.source, part.Module, "main.go"), hello+"\n// more\n")
	changed("another source")
	part.LDFlags = ""
	changed("another flag")
	part.Revision++
	changed("another recipe")
	write(t, filepath.Join(b.source, part.Module, "sub", "file.go"), "package sub\n")
	changed("another file")
	part.Common = true
	write(t, filepath.Join(b.source, commonModule, "go.mod"), "module common\n")
	changed("shared versions")
	write(t, filepath.Join(b.source, commonModule, "go.mod"), "module common\n\nrequire example.com/m v1.0.1\n")
	changed("another shared version")

	before := key()
	write(t, filepath.Join(b.source, part.Module, "main_test.go"), "package main\n")
	if key() != before {
		t.Error("a test changes the key")
	}
}

func TestFlagsOfTheEnvironmentChangeNoBuild(t *testing.T) {
	b, part, _ := workshop(t, hello)
	write(t, filepath.Join(b.source, part.Module, "moon.go"), "//go:build moon\n\npackage main\n\nfunc init() { name = \"moon\" }\n")
	t.Setenv("GOFLAGS", "-tags=moon")
	entry, err := b.Ensure(context.Background(), part, part.Name)
	must(t, err)
	output, err := exec.Command(filepath.Join(entry, "bin", "hello")).CombinedOutput()
	must(t, err)
	if string(output) != "hello world" {
		t.Errorf("it says %q", output)
	}
}

func TestFlagsOfTheCompilerAreInTheKey(t *testing.T) {
	b, part, _ := workshop(t, hello)
	before, err := b.key(context.Background(), part)
	must(t, err)
	defer func(flags []string) { compilerFlags = flags }(compilerFlags)
	compilerFlags = []string{"-gcflags=all=-l"}
	after, err := b.key(context.Background(), part)
	must(t, err)
	if before == after {
		t.Error("another flag of the compiler changes nothing")
	}
}

func TestBrokenSourceIsReportedAndLeavesNothing(t *testing.T) {
	b, part, _ := workshop(t, "package main\n\nfunc main() { undefinedFunction() }\n")
	_, err := b.Ensure(context.Background(), part, part.Name)
	if err == nil || !strings.Contains(err.Error(), "hello not built") || !strings.Contains(err.Error(), "undefined: undefinedFunction") {
		t.Fatalf("error %v", err)
	}
	mustHold(t, filepath.Join(b.cache, "hello"), "lock")
}

func TestInterruptedBuildLeavesNothing(t *testing.T) {
	b, part, _ := workshop(t, hello)
	ctx, cancel := context.WithCancel(context.Background())
	part.prepare = func(context.Context, *job) error {
		cancel()
		return nil
	}
	if _, err := b.Ensure(ctx, part, part.Name); err == nil {
		t.Fatal("it was built")
	}
	mustHold(t, filepath.Join(b.cache, "hello"), "lock")
}

func TestKilledBuildIsClearedAway(t *testing.T) {
	b, part, _ := workshop(t, hello)
	leftover := filepath.Join(b.cache, "hello", "0123456789abcdef.tmp")
	write(t, filepath.Join(leftover, "output", "hello"), "half a program")
	entry, err := b.Ensure(context.Background(), part, part.Name)
	must(t, err)
	mustHold(t, filepath.Join(b.cache, "hello"), "lock", filepath.Base(entry))
}

func TestBuildsOfOnePartWaitForEachOther(t *testing.T) {
	b, part, _ := workshop(t, hello)
	var mu sync.Mutex
	builds := 0
	part.prepare = func(context.Context, *job) error {
		mu.Lock()
		defer mu.Unlock()
		builds++
		return nil
	}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if _, err := b.Ensure(context.Background(), part, part.Name); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if builds != 1 {
		t.Errorf("%d builds", builds)
	}
}

func TestUnknownPartIsRefused(t *testing.T) {
	_, err := selected([]string{"kubernetes"})
	want := "unknown part, got 'kubernetes': use one of registry, control-plane, flux-operator, flux-controllers, cosign, sigstore, opentofu, providers"
	if err == nil || err.Error() != want {
		t.Fatalf("error %v, wanted %s", err, want)
	}
}

func TestNewestMinorIsChosen(t *testing.T) {
	folder := t.TempDir()
	for _, version := range []string{"v2.8.9", "v2.9.0", "v2.10.1", "v2.10.0", "VERSION"} {
		write(t, filepath.Join(folder, version, "file"), "")
	}
	versions, err := newestMinor(folder)
	must(t, err)
	if !slices.Equal(versions, []string{"v2.10.0", "v2.10.1"}) {
		t.Fatalf("versions %v", versions)
	}
	if _, err := newestMinor(t.TempDir()); err == nil {
		t.Fatal("no version is fine")
	}
}

func TestOpenTofuOnPathIsUsedWhenNewEnough(t *testing.T) {
	for version, used := range map[string]bool{"1.12.4": true, "1.13.1": true, "1.12.3": false, "0.12.0": false} {
		folder := t.TempDir()
		t.Setenv("PATH", folder)
		program := filepath.Join(folder, "tofu")
		write(t, program, "#!/bin/sh\necho '{\"terraform_version\": \""+version+"\"}'\n")
		must(t, os.Chmod(program, 0o755))
		if got := tofuOnPath(context.Background()); (got == program) != used {
			t.Errorf("version %s: got '%s'", version, got)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if got := tofuOnPath(context.Background()); got != "" {
		t.Errorf("without one: got '%s'", got)
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(content), 0o644))
}

func mustHold(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	var found []string
	for _, entry := range entries {
		found = append(found, entry.Name())
	}
	slices.Sort(names)
	if !slices.Equal(found, names) {
		t.Errorf("%s holds %v, wanted %v", folder, found, names)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
