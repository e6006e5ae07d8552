package rules

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/kio/kioutil"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// versions is the file of versions that docs/content.md shows, which is what the program writes.
func versions(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(string(page), "```yaml\n") {
		text, _, _ := strings.Cut(block, "```")
		if strings.Contains(text, "name: versions\n") {
			return text
		}
	}
	t.Fatal("docs/content.md shows no file of versions")
	return ""
}

func TestFileOfVersionsHasMarkersThatAreRead(t *testing.T) {
	if problems := inFile([]byte(versions(t))); len(problems) > 0 {
		t.Errorf("got %+v", problems)
	}
}

// Image automation reads and writes files by this library, whose writer lays out anew what is in another form.
func TestNothingButAVersionChangesInTheFileOfVersions(t *testing.T) {
	text := versions(t)
	for name, test := range map[string]struct{ from, want string }{
		"as it is written": {text, strings.Replace(text, `"1.4.0"`, `"1.5.0"`, 1)},
		"with a blank line": {
			strings.Replace(text, "\ndata:", "\n\ndata:", 1),
			strings.Replace(text, `"1.4.0"`, `"1.5.0"`, 1), // the line is gone
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := raised(t, test.from); got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

// raised is a file after web has been raised to 1.5.0.
func raised(t *testing.T, text string) string {
	t.Helper()
	folder := t.TempDir()
	reader := &kio.ByteReader{
		Reader: bytes.NewBufferString(text), PreserveSeqIndent: true,
		SetAnnotations: map[string]string{kioutil.PathAnnotation: "versions.yaml"},
	}
	raise := kio.FilterFunc(func(nodes []*yaml.RNode) ([]*yaml.RNode, error) {
		for _, node := range nodes {
			version, err := node.Pipe(yaml.Lookup("data", "web"))
			if err != nil {
				return nil, err
			}
			version.YNode().Value = "1.5.0"
		}
		return nodes, nil
	})
	pipeline := kio.Pipeline{
		Inputs: []kio.Reader{reader}, Filters: []kio.Filter{raise}, Outputs: []kio.Writer{&kio.LocalPackageWriter{PackagePath: folder}},
	}
	if err := pipeline.Execute(); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(filepath.Join(folder, "versions.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(written)
}
