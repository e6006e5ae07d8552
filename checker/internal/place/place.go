// Package place finds the line of a file that a value of an object comes from.
package place

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Files are the YAML files of one artifact, each parsed once.
type Files struct {
	root   string
	parsed map[string][]*yaml.Node
}

// In returns the files below a folder.
func In(root string) *Files {
	return &Files{root, map[string][]*yaml.Node{}}
}

// An Object is where an object stands.
type Object struct {
	// File is relative to the artifact.
	File       string
	Kind, Name string
}

// Find returns file and line of a path in an object: in the file that the object comes from or, if it does not have the
// path, in one that patches the object. Line is 0 where the object stands in no file, because it is generated.
func (f *Files) Find(object Object, value any, path string) (file string, line int) {
	steps, _, _ := resolve(value, path)
	document := f.document(object.File, object)
	if document == nil {
		return object.File, 0
	}
	line, whole := follow(document, steps)
	if whole || len(steps) == 0 {
		return object.File, line
	}
	for _, other := range f.all() {
		if patch := f.document(other, object); other != object.File && patch != nil {
			if line, whole := follow(patch, steps); whole {
				return other, line
			}
		}
	}
	return object.File, line
}

// follow returns the line to which steps lead, or where they part from what is there.
func follow(node *yaml.Node, steps []step) (line int, whole bool) {
	line = node.Line
	for _, step := range steps {
		for node.Kind == yaml.AliasNode {
			node = node.Alias
		}
		next, at := below(node, step)
		if next == nil {
			return line, false
		}
		node, line = next, at
	}
	return line, true
}

func below(node *yaml.Node, step step) (next *yaml.Node, line int) {
	switch {
	case node.Kind == yaml.MappingNode && step.name != "":
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == step.name {
				return node.Content[i+1], node.Content[i].Line
			}
		}
	case node.Kind == yaml.SequenceNode && step.name == "":
		// Several may have the name, such as references to other kinds.
		if step.index >= 0 && step.index < len(node.Content) {
			item := node.Content[step.index]
			if step.item == "" || scalar(item, "name") == step.item {
				return item, item.Line
			}
		}
		for _, item := range node.Content {
			if step.item != "" && scalar(item, "name") == step.item {
				return item, item.Line
			}
		}
	}
	return nil, 0
}

// document returns the document of a file that is an object; kustomize may have changed the object's name.
func (f *Files) document(file string, object Object) *yaml.Node {
	var sameKind []*yaml.Node
	for _, document := range f.parse(file) {
		if scalar(document, "kind") != object.Kind {
			continue
		}
		if _, metadata := entry(document, "metadata"); metadata != nil && scalar(metadata, "name") == object.Name {
			return document
		}
		sameKind = append(sameKind, document)
	}
	if len(sameKind) == 1 {
		return sameKind[0]
	}
	return nil
}

func scalar(node *yaml.Node, name string) string {
	_, value := entry(node, name)
	if value == nil {
		return ""
	}
	return value.Value
}

func entry(node *yaml.Node, name string) (key, value *yaml.Node) {
	if node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == name {
				return node.Content[i], node.Content[i+1]
			}
		}
	}
	return nil, nil
}

func (f *Files) parse(file string) []*yaml.Node {
	documents, known := f.parsed[file]
	if known {
		return documents
	}
	text, err := os.ReadFile(filepath.Join(f.root, filepath.FromSlash(file)))
	if err != nil {
		f.parsed[file] = nil
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		if err := decoder.Decode(&document); err != nil {
			if !errors.Is(err, io.EOF) {
				documents = nil // kustomize says what is wrong with it
			}
			break
		}
		if len(document.Content) == 1 {
			documents = append(documents, document.Content[0])
		}
	}
	f.parsed[file] = documents
	return documents
}

func (f *Files) all() []string {
	var files []string
	_ = filepath.WalkDir(f.root, func(path string, file os.DirEntry, err error) error {
		if err == nil && !file.IsDir() && slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(path))) {
			relative, err := filepath.Rel(f.root, path)
			if err == nil {
				files = append(files, filepath.ToSlash(relative))
			}
		}
		return nil
	})
	return files
}
