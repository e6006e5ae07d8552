package check

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const anchors = configMap + "data:\n  a: &a one\n  b: *a\n"

// laughs has a billion values, if somebody counts them.
func laughs() string {
	var text strings.Builder
	text.WriteString(configMap + "x0: &x0 [" + strings.Repeat("ha, ", 9) + "ha]\n")
	for level := range 9 {
		again := strings.Repeat(fmt.Sprintf("*x%d, ", level), 9)
		fmt.Fprintf(&text, "x%d: &x%d [%s*x%d]\n", level+1, level+1, again, level)
	}
	return text.String()
}

func TestHostileYAML(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"anchors that multiply": {laughs(), `
components/web/staging/web.yaml:0 [staging] build: the aliases of a YAML file must end, got 'yaml: document contains excessive aliasing'; write out what they stand for
`},
		"anchor that contains itself": {configMap + "x: &a [*a]\n", `
components/web/staging/web.yaml:0 [staging] build: the aliases of a YAML file must end, got 'yaml: anchor 'a' value contains itself'; write out what they stand for
`},
		"second document": {configMap + "---\n" + configMap + "x: &a {b: *a}\n", `
components/web/staging/web.yaml:0 [staging] build: the aliases of a YAML file must end, got 'yaml: anchor 'a' value contains itself'; write out what they stand for
`},
		"depth that no parser has": {configMap + "x: " + strings.Repeat("[", 20000) + "\n", `
components/web/staging/kustomization.yaml:0 [staging] build: kustomize must build 'staging', got 'accumulating resources: accumulating resources from 'web.yaml': MalformedYAMLError: yaml: line 5: exceeded max depth of 10000 in File: web.yaml'; correct it
`},
		"anchors": {anchors, ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := component(t, files{file: test.text, "staging/kustomization.yaml": "resources: [web.yaml]"})
			assertLines(t, ask(t, folder).Problems, test.want)
		})
	}
}

func TestBuildThatDoesNotEndNamesItsFolder(t *testing.T) {
	whole := buildLimit
	defer func() { buildLimit = whole }()
	buildLimit = time.Nanosecond

	folder := component(t, files{file: deployment, "production/web.yaml": deployment})
	folder.Consumers = append(folder.Consumers, consumer("production"))
	assertLines(t, ask(t, folder).Problems, `
components/web/production/kustomization.yaml:0 [production] build: kustomize must build 'production', got 'no end after 1ns'; correct it
components/web/staging/kustomization.yaml:0 [staging] build: kustomize must build 'staging', got 'no end after 1ns'; correct it
`)
}
