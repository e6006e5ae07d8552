package instance

import (
	"bytes"
	"context"
	"io"
	"testing"

	"flotilla.dev/sandbox/internal/console"
)

func TestGitServerIsThereOnDemand(t *testing.T) {
	c := sharedCluster(t)
	var out bytes.Buffer
	_, err := Status(context.Background(), &out, c.folder, false)
	must(t, err)
	variables := env(t, c.folder)
	address := "http://" + loopback(load(t, c.folder).Ports.Git())
	if variables["SANDBOX_GIT"] != address || variables["SANDBOX_GIT_USERNAME"] != "flux" || len(variables["SANDBOX_GIT_PASSWORD"]) < 20 {
		t.Fatalf("variables %v", variables)
	}
	mustContain(t, out.String(), "  "+address+"\n")
	for _, listening := range listeners(t, find(load(t, c.folder).Processes, gitName)) {
		if "http://"+listening != address {
			t.Fatalf("it listens at %s", listening)
		}
	}
}

func TestUpReportsThatGitIsMissing(t *testing.T) {
	parts, err := binaries()
	must(t, err)
	folder := newFolder(t, "gitless")
	t.Setenv("PATH", t.TempDir())
	err = Up(context.Background(), console.New(io.Discard), folder, Order{Binaries: parts, Git: true})
	want := "sandbox not started: git is not on the PATH: install it, or start the sandbox without --git"
	if err == nil || err.Error() != want {
		t.Fatal(err)
	}
}
