package rules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/kyaml/kio"

	"flotilla.dev/checker/internal/contract"
)

// Marker is the rule of the comments by which image automation finds the values that it raises. It passes over what it
// does not understand and says nothing, so that a version stays what it is for ever.
const Marker = "marker"

const token = "$imagepolicy"

// reference is what a marker names: https://fluxcd.io/flux/guides/image-update/#configure-image-update-for-custom-resources
var reference = regexp.MustCompile(`^[a-z0-9][-a-z0-9]*:[a-z0-9][-a-z0-9.]*(:(tag|name|digest))?$`)

// Markers returns what is wrong with the markers in the files of an artifact, also in those that no cluster applies.
func Markers(root string) ([]contract.Problem, error) {
	var problems []contract.Problem
	err := filepath.WalkDir(root, func(path string, file os.DirEntry, err error) error {
		if err != nil || !file.Type().IsRegular() || !isScanned(file.Name()) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(text, []byte(token)) {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, problem := range inFile(text) {
			problem.File, problem.Rule = filepath.ToSlash(relative), Marker
			problems = append(problems, problem)
		}
		return nil
	})
	return problems, err
}

// isScanned says which files image automation reads.
func isScanned(name string) bool {
	return slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(name)) || name == "Kustomization"
}

func inFile(text []byte) []contract.Problem {
	lines := &commentLines{lines: strings.Split(string(text), "\n")}
	// As image automation reads a file, up to where it would change something.
	reader := &kio.ByteReader{Reader: bytes.NewReader(text), PreserveSeqIndent: true}
	if _, err := reader.Read(); err != nil {
		return []contract.Problem{{
			Line:    lines.of(token),
			Message: fmt.Sprintf("a file with a marker must be one that image automation can read, got '%s'", strings.Join(strings.Fields(err.Error()), " ")),
			Remedy:  "correct it: until then nothing in it is updated",
		}}
	}
	if reader.WrappingKind != "" {
		return []contract.Problem{{
			Line:    lines.of(token),
			Message: fmt.Sprintf("a marker must not be in an item of a list, got 'kind: %s'", reader.WrappingKind),
			Remedy:  "write the items as documents: image automation would copy them into files of their own",
		}}
	}
	var problems []contract.Problem
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		if decoder.Decode(&document) != nil {
			return problems
		}
		walk(&document, false, func(comment string, marks bool) {
			if problem, ok := inComment(comment, marks); ok {
				problem.Line = lines.of(comment)
				problems = append(problems, problem)
			}
		})
	}
}

// walk visits the comments with a marker; marks means that image automation looks at this one.
func walk(node *yaml.Node, isValue bool, visit func(comment string, marks bool)) {
	first := true
	for _, comment := range []string{node.LineComment, node.HeadComment, node.FootComment} {
		isRead := isValue && first && node.Kind == yaml.ScalarNode && comment != node.FootComment
		first = first && comment == ""
		for line := range strings.Lines(comment) {
			if strings.Contains(line, token) && strings.Contains(line, "{") {
				visit(strings.TrimSpace(line), isRead && !strings.Contains(comment, "\n"))
			}
		}
	}
	for i, child := range node.Content {
		walk(child, node.Kind == yaml.SequenceNode || node.Kind == yaml.MappingNode && i%2 == 1, visit)
	}
}

func inComment(comment string, marks bool) (contract.Problem, bool) {
	var marker map[string]string
	err := json.Unmarshal([]byte(strings.TrimLeft(comment, "#")), &marker)
	if !marks || err != nil || marker[token] == "" {
		return contract.Problem{
			Message: fmt.Sprintf("a marker must be the whole comment after a value, got '%s'", comment),
			Remedy:  `write '# {"$imagepolicy": "<namespace>:<policy>:tag"}' in the line of the value`,
		}, true
	}
	if !reference.MatchString(marker[token]) {
		return contract.Problem{
			Message: fmt.Sprintf("a marker must name a policy as '<namespace>:<policy>', alone or with ':tag', ':name' or ':digest', got '%s'", marker[token]),
			Remedy:  "correct it: image automation passes over it",
		}, true
	}
	return contract.Problem{}, false
}

// commentLines finds lines by what they hold; comments that are equal come one after the other.
type commentLines struct {
	lines []string
	found []int
}

func (c *commentLines) of(comment string) int {
	for i, line := range c.lines {
		if strings.Contains(line, comment) && !slices.Contains(c.found, i) {
			c.found = append(c.found, i)
			return i + 1
		}
	}
	return 0
}
