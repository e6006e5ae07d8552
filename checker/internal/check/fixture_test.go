package check

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

// files are the texts of an artifact by their paths.
type files map[string]string

// archive packs an artifact.
func archive(t *testing.T, content files) string {
	t.Helper()
	var packed bytes.Buffer
	compressed := gzip.NewWriter(&packed)
	archive := tar.NewWriter(compressed)
	for _, name := range slices.Sorted(maps.Keys(content)) {
		header := &tar.Header{Name: name, Mode: 0o644, Size: int64(len(content[name]))}
		if err := archive.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(content[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := compressed.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "content.tar.gz")
	if err := os.WriteFile(file, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// component is a folder that cluster staging applies into the namespace web.
func component(t *testing.T, content files) contract.Folder {
	t.Helper()
	return contract.Folder{Path: "components/web", Archive: archive(t, content), Consumers: []contract.Consumer{consumer("staging")}}
}

func consumer(environment string) contract.Consumer {
	return contract.Consumer{
		Cluster: environment + "-1", Environment: environment,
		Variables: map[string]string{"CLUSTER_DOMAIN": environment + ".example.com"},
		Kustomization: map[string]any{
			"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization",
			"metadata": map[string]any{"name": "apps", "namespace": "web"},
			"spec": map[string]any{
				"path": "./" + environment, "targetNamespace": "web", "postBuild": map[string]any{},
				"sourceRef": map[string]any{"kind": "OCIRepository", "name": "web"},
			},
		},
	}
}

func tenant(t *testing.T, content files) contract.Folder {
	folder := component(t, content)
	folder.Consumers[0].Tenant = true
	return folder
}

func decrypted(t *testing.T, content files) contract.Folder {
	folder := component(t, content)
	folder.Consumers[0].Kustomization["spec"].(map[string]any)["decryption"] = map[string]any{"provider": "sops"}
	return folder
}

func ask(t *testing.T, folders ...contract.Folder) contract.Answer {
	t.Helper()
	answer, err := Answer(contract.Request{Folders: folders}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// lines are problems as the program prints them, but for the names that it chooses from.
func lines(problems []contract.Problem) string {
	var text strings.Builder
	for _, problem := range problems {
		fmt.Fprintf(&text, "%s:%d %v %s: %s", problem.File, problem.Line, problem.Environments, problem.Rule, problem.Message)
		if problem.Remedy != "" {
			text.WriteString("; " + problem.Remedy)
		}
		if len(problem.Choices) > 0 {
			fmt.Fprintf(&text, "; %s%s for %s", problem.Others, strings.Join(problem.Choices, " "), problem.Typed)
		}
		text.WriteString("\n")
	}
	return text.String()
}

func assertLines(t *testing.T, got []contract.Problem, want string) {
	t.Helper()
	if text := lines(got); text != strings.TrimLeft(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", text, strings.TrimLeft(want, "\n"))
	}
}

// deployment is right, and each of its parts stands in a line of its own.
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
`

func changed(from, to string) string {
	return strings.Replace(deployment, from, to, 1)
}
