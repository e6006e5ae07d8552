// Package schemas makes the schemas in fleet/src/main/resources: what an object of each kind may have, as JSON schemas,
// from the Go modules that the sandbox is built from.
package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Files with definitions that many kinds have in common, as references to them are written.
const (
	metadataFile = "/ObjectMeta.json"
	podFile      = "/PodSpec.json"
)

const lineLength = 120

// schema is a JSON schema, or a part of one.
type schema = map[string]any

// files are texts by their path, with slashes.
type files map[string][]byte

// Generate returns all files. modules is the folder with the pinned modules, sandbox/modules.
func Generate(modules string) (map[string][]byte, error) {
	operator, err := moduleFolder(filepath.Join(modules, "flux-operator"), "github.com/controlplaneio-fluxcd/flux-operator")
	if err != nil {
		return nil, err
	}
	kubernetes, err := moduleFolder(filepath.Join(modules, "control-plane"), "k8s.io/kubernetes")
	if err != nil {
		return nil, err
	}

	out := files{}
	if err := out.addCustom(operator); err != nil {
		return nil, err
	}
	if err := out.addBuiltIn(filepath.Join(kubernetes, "api", "openapi-spec", "v3")); err != nil {
		return nil, err
	}
	out.addKinds()
	return out, nil
}

// moduleFolder is a module's folder in the module cache, checked against the go.sum in parent.
func moduleFolder(parent, module string) (string, error) {
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Dir = parent
	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("module '%s' of %s: %w", module, parent, err)
	}
	var downloaded struct{ Dir string }
	if err := json.Unmarshal(output, &downloaded); err != nil {
		return "", fmt.Errorf("answer of go mod download not understood: %w", err)
	}
	return downloaded.Dir, nil
}

// addKind adds the schema of a kind, stripped.
func (f files) addKind(apiVersion, kind string, top schema) error {
	top["properties"].(schema)["metadata"] = schema{"$ref": metadataFile}
	return f.add(apiVersion+"/"+kind+".json", top)
}

// dropStatus drops what the controller of a kind reports, which is nobody's to declare.
func dropStatus(top schema) {
	delete(top["properties"].(schema), "status")
}

func (f files) add(path string, value schema) error {
	text, err := format(value, "")
	f[strings.TrimPrefix(path, "/")] = append(text, '\n')
	return err
}

// format writes on one line what fits there, so that a change is easily seen.
func format(value any, indent string) ([]byte, error) {
	line := &bytes.Buffer{}
	encoder := json.NewEncoder(line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	object, ok := value.(schema)
	if !ok || len(indent)+line.Len() <= lineLength {
		return bytes.TrimSpace(line.Bytes()), nil
	}

	deeper := indent + " "
	var members []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		member, err := format(object[name], deeper)
		if err != nil {
			return nil, err
		}
		members = append(members, fmt.Sprintf("%s%q: %s", deeper, name, member))
	}
	return fmt.Appendf(nil, "{\n%s\n%s}", strings.Join(members, ",\n"), indent), nil
}

// addKinds lists all kinds, so that one that is misspelt can be distinguished from one of somebody else.
func (f files) addKinds() {
	var kinds []string
	for path := range f {
		if folder, file := filepath.Split(path); folder != "" {
			kinds = append(kinds, strings.TrimSuffix(folder, "/")+" "+strings.TrimSuffix(file, ".json")+"\n")
		}
	}
	slices.Sort(kinds)
	f["kinds.txt"] = []byte(strings.Join(kinds, ""))
}
