package schemas

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Names of definitions that have files of their own, because every kind, or every workload, has them.
const (
	objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
	podSpec    = "io.k8s.api.core.v1.PodSpec"
)

// stable matches the files of API versions that stay, such as apis__apps__v1_openapi.json.
var stable = regexp.MustCompile(`^apis?__(?:(.+)__)?(v\d+)_openapi\.json$`)

// document is an API version's OpenAPI document.
type document struct {
	apiVersion  string
	definitions map[string]schema
}

// addBuiltIn adds the kinds that Kubernetes itself has, in their stable versions.
func (f files) addBuiltIn(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		match := stable.FindStringSubmatch(entry.Name())
		if match == nil {
			continue
		}
		doc, err := readDocument(filepath.Join(folder, entry.Name()), strings.TrimPrefix(match[1]+"/"+match[2], "/"))
		if err != nil {
			return err
		}
		if err := f.addDocument(doc); err != nil {
			return fmt.Errorf("%s: %w", entry.Name(), err)
		}
	}
	return nil
}

func readDocument(path, apiVersion string) (document, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return document{}, err
	}
	var read struct {
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return document{}, fmt.Errorf("%s: %w", path, err)
	}
	return document{apiVersion, read.Components.Schemas}, nil
}

func (f files) addDocument(doc document) error {
	var kinds []string
	for name, definition := range doc.definitions {
		// What can be listed is kept by the API server; the rest only asks it something.
		properties, _ := definition["properties"].(schema)
		if doc.definitions[name+"List"] != nil && properties["metadata"] != nil {
			kinds = append(kinds, name)
			dropStatus(definition) // with all that only it refers to
		}
	}
	for _, name := range kinds {
		top, err := doc.withDefinitions(name)
		if err != nil {
			return err
		}
		if err := f.addKind(doc.apiVersion, short(name), top); err != nil {
			return err
		}
	}
	if doc.apiVersion != "v1" {
		return nil
	}
	for name, path := range map[string]string{objectMeta: metadataFile, podSpec: podFile} {
		shared, err := doc.withDefinitions(name)
		if err != nil {
			return err
		}
		if err := f.add(path, shared); err != nil {
			return err
		}
	}
	return nil
}

// withDefinitions returns the schema of a definition, with all that it refers to and that has no file
// of its own.
func (d document) withDefinitions(name string) (schema, error) {
	closure := closure{d, schema{}, map[string]string{}}
	top, err := closure.visit(name)
	if err == nil && len(closure.definitions) > 0 {
		top["$defs"] = closure.definitions
	}
	return top, err
}

// closure is what a schema refers to, by the names of definitions without their package.
type closure struct {
	document
	definitions schema
	origins     map[string]string
}

func (c closure) visit(name string) (schema, error) {
	var referred []string
	stripped, err := strip(c.document.definitions[name], func(reference string) string {
		switch target := reference[strings.LastIndex(reference, "/")+1:]; target {
		case objectMeta:
			return metadataFile
		case podSpec:
			return podFile
		default:
			referred = append(referred, target)
			return "#/$defs/" + short(target)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, target := range referred {
		if err := c.add(target); err != nil {
			return nil, err
		}
	}
	return stripped, nil
}

func (c closure) add(name string) error {
	switch known := c.origins[short(name)]; known {
	case name:
		return nil
	case "":
		c.origins[short(name)] = name
		definition, err := c.visit(name)
		c.definitions[short(name)] = definition
		return err
	default:
		return fmt.Errorf("two definitions of one name, got '%s' and '%s'", name, known)
	}
}

// short is the name of a definition without its package.
func short(name string) string {
	return name[strings.LastIndex(name, ".")+1:]
}
