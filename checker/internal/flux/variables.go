package flux

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fluxcd/pkg/envsubst/parse"
)

// A Use is where an object uses a variable that its cluster does not have.
type Use struct {
	Path string
	Name string
	// Text is the expression as it stands, without its arguments.
	Text string
	// Default means that the expression has a value for this case, which therefore stands there, in place of a script's own.
	Default bool
	// Broken says why Flux cannot read the expression at all.
	Broken string
}

// undefined finds the variables in all texts of a value that vars do not have.
func undefined(value any, path string, vars map[string]string) []Use {
	var uses []Use
	switch value := value.(type) {
	case map[string]any:
		for _, name := range sortedKeys(value) {
			uses = append(uses, inText(name, path, vars)...)
			uses = append(uses, undefined(value[name], strings.TrimPrefix(path+"."+name, "."), vars)...)
		}
	case []any:
		for i, item := range value {
			uses = append(uses, undefined(item, fmt.Sprintf("%s[%d]", path, i), vars)...)
		}
	case string:
		uses = inText(value, path, vars)
	}
	return uses
}

func sortedKeys(fields map[string]any) []string {
	var names []string
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func inText(text, path string, vars map[string]string) []Use {
	if !strings.Contains(text, "${") {
		return nil
	}
	tree, err := parse.Parse(text)
	if err != nil {
		return []Use{{Path: path, Text: expression(text), Broken: err.Error()}}
	}
	var uses []Use
	for _, function := range functions(tree.Root) {
		_, known := vars[function.Param]
		hasDefault := slices.Contains([]string{"=", ":=", ":-", "-"}, function.Name)
		// A default is for a variable that not every cluster has; in a script it is the shell's.
		if known || hasDefault && !strings.Contains(strings.TrimSpace(text), "\n") {
			continue
		}
		uses = append(uses, Use{Path: path, Name: function.Param, Text: "${" + function.Param + function.Name + "}", Default: hasDefault})
	}
	return uses
}

// expression is the first in a text, cut at its end.
func expression(text string) string {
	_, after, _ := strings.Cut(text, "${")
	if end := strings.IndexAny(after, "}\n"); end >= 0 {
		after = after[:end+1]
	}
	return "${" + strings.TrimSpace(after)
}

func functions(node parse.Node) []*parse.FuncNode {
	switch node := node.(type) {
	case *parse.FuncNode:
		found := []*parse.FuncNode{node}
		for _, argument := range node.Args {
			found = append(found, functions(argument)...)
		}
		return found
	case *parse.ListNode:
		var found []*parse.FuncNode
		for _, one := range node.Nodes {
			found = append(found, functions(one)...)
		}
		return found
	}
	return nil
}
