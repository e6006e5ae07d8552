package check

import (
	"strings"
	"testing"
)

const marked = `apiVersion: v1
kind: ConfigMap
metadata:
  name: versions
data:
  web: "1.0.0" # {"$imagepolicy": "apps:web:tag"}
`

func TestMarkers(t *testing.T) {
	for name, test := range map[string]struct {
		content files
		want    string
	}{
		"right": {files{"staging/web.yaml": marked}, ""},
		"every way to name a policy": {files{"staging/web.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: versions}
data:
  image: registry.example.com/web:1.0.0 # {"$imagepolicy": "apps:web"}
  name: registry.example.com/web # {"$imagepolicy":"apps:web:name"}
  digest: sha256:0 # {"$imagepolicy": "apps:web.v1:digest"}
`}, ""},
		"in an item": {files{"staging/kustomization.yaml": `resources: [../base]
images:
- name: web
  newTag: 1.0.0 # {"$imagepolicy": "apps:web:tag"}
`, "base/kustomization.yaml": "resources: []"}, ""},
		"in a text": {files{"staging/web.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: notes}
data:
  notes: |
    # a {"$imagepolicy": "apps:web:tag"} that nobody reads
`}, ""},
		"file that is not read": {files{"staging/web.yaml": marked, "staging/notes.txt": `# {"$imagepolicy": "a"}`}, ""},
		"words around": {files{"staging/web.yaml": strings.Replace(marked, "# {", "# raised by {", 1)}, `
components/web/staging/web.yaml:6 [staging] marker: a marker must be the whole comment after a value, got '# raised by {"$imagepolicy": "apps:web:tag"}'; write '# {"$imagepolicy": "<namespace>:<policy>:tag"}' in the line of the value
`},
		"no JSON": {files{"staging/web.yaml": strings.Replace(marked, `"$imagepolicy"`, `$imagepolicy`, 1)}, `
components/web/staging/web.yaml:6 [staging] marker: a marker must be the whole comment after a value, got '# {$imagepolicy: "apps:web:tag"}'; write '# {"$imagepolicy": "<namespace>:<policy>:tag"}' in the line of the value
`},
		"in a line of its own": {files{"staging/web.yaml": strings.Replace(marked, "  web:", "  # {\"$imagepolicy\": \"apps:web:tag\"}\n  shop:", 1)}, `
components/web/staging/web.yaml:6 [staging] marker: a marker must be the whole comment after a value, got '# {"$imagepolicy": "apps:web:tag"}'; write '# {"$imagepolicy": "<namespace>:<policy>:tag"}' in the line of the value
`},
		"after a key": {files{"staging/web.yaml": strings.Replace(marked, "\ndata:", "\ndata: # {\"$imagepolicy\": \"apps:shop:tag\"}", 1)}, `
components/web/staging/web.yaml:5 [staging] marker: a marker must be the whole comment after a value, got '# {"$imagepolicy": "apps:shop:tag"}'; write '# {"$imagepolicy": "<namespace>:<policy>:tag"}' in the line of the value
`},
		"unknown part": {files{"staging/web.yaml": strings.Replace(marked, "web:tag", "web:version", 1)}, `
components/web/staging/web.yaml:6 [staging] marker: a marker must name a policy as '<namespace>:<policy>', alone or with ':tag', ':name' or ':digest', got 'apps:web:version'; correct it: image automation passes over it
`},
		"without a namespace": {files{"staging/web.yaml": strings.Replace(marked, "apps:web:tag", "apps/web", 1)}, `
components/web/staging/web.yaml:6 [staging] marker: a marker must name a policy as '<namespace>:<policy>', alone or with ':tag', ':name' or ':digest', got 'apps/web'; correct it: image automation passes over it
`},
		"list": {files{"staging/web.yaml": "apiVersion: v1\nkind: List\nitems:\n- " + strings.ReplaceAll(strings.TrimSpace(marked), "\n", "\n  ") + "\n"}, `
components/web/staging/web.yaml:9 [staging] marker: a marker must not be in an item of a list, got 'kind: List'; write the items as documents: image automation would copy them into files of their own
`},
		"unreadable beside the folders": {files{"staging/kustomization.yaml": "resources: []", "values/web.yaml": "- a: 1 # {\"$imagepolicy\": \"apps:web:tag\"}\n"}, `
components/web/values/web.yaml:1 [staging] marker: a file with a marker must be one that image automation can read, got 'wrong node kind: expected MappingNode but got SequenceNode: node contents: - a: 1 # {"$imagepolicy": "apps:web:tag"}'; correct it: until then nothing in it is updated
`},
	} {
		t.Run(name, func(t *testing.T) {
			assertLines(t, ask(t, component(t, test.content)).Problems, test.want)
		})
	}
}

func TestMarkerIsAProblemOfTheEnvironmentThatHasIt(t *testing.T) {
	wrong := strings.Replace(marked, "apps:web:tag", "web", 1)
	folder := component(t, files{
		"staging/kustomization.yaml": "resources: [web.yaml]", "staging/web.yaml": wrong, "production/kustomization.yaml": "resources: []",
		"base/web.yaml": wrong,
	})
	folder.Consumers = append(folder.Consumers, consumer("production"))

	assertLines(t, ask(t, folder).Problems, `
components/web/base/web.yaml:6 [staging production] marker: a marker must name a policy as '<namespace>:<policy>', alone or with ':tag', ':name' or ':digest', got 'web'; correct it: image automation passes over it
components/web/staging/web.yaml:6 [staging] marker: a marker must name a policy as '<namespace>:<policy>', alone or with ':tag', ':name' or ':digest', got 'web'; correct it: image automation passes over it
`)
}
