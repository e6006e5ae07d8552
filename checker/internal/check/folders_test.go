package check

import (
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"flotilla.dev/checker/internal/contract"
)

func TestFolders(t *testing.T) {
	for name, test := range map[string]struct {
		content files
		want    string
	}{
		"missing environment": {files{"production/web.yaml": deployment}, `
components/web/staging:0 [staging] environment: an artifact must have the folder that its clusters apply, got no 'staging'; create it with a kustomization.yaml
`},
		"missing file": {files{"staging/kustomization.yaml": "resources: [web.yaml]"}, `
components/web/staging/kustomization.yaml:0 [staging] build: kustomize must build 'staging', got 'accumulating resources: accumulation err='accumulating resources from 'web.yaml': open staging/web.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on 'staging/web.yaml' : lstat staging/web.yaml: no such file or directory'; correct it
`},
		"twice in one folder": {files{"staging/kustomization.yaml": "resources: [a.yaml, b.yaml]", "staging/a.yaml": deployment, "staging/b.yaml": deployment}, `
components/web/staging/kustomization.yaml:0 [staging] build: kustomize must build 'staging', got 'accumulating resources: accumulation err='merging resources from 'b.yaml': may not add resource with an already registered id: Deployment.v1.apps/web.[noNs]': must build at directory: 'staging/b.yaml': file is not directory'; correct it
`},
		"remote bases": {files{"staging/kustomization.yaml": "resources: [../base]", "base/kustomization.yaml": "resources: ['https://example.com/a.yaml', 'github.com/acme/web?ref=v1']"}, `
components/web/base/kustomization.yaml:0 [staging] remote: a kustomization.yaml must name files of its artifact only, got 'https://example.com/a.yaml'; copy what it has into the artifact: Flux fetches nothing else
components/web/base/kustomization.yaml:0 [staging] remote: a kustomization.yaml must name files of its artifact only, got 'github.com/acme/web?ref=v1'; copy what it has into the artifact: Flux fetches nothing else
`},
		"folder with a name like a host": {files{"staging/kustomization.yaml": "resources: [../base.v1/web.yaml]", "base.v1/web.yaml": deployment}, ""},
		"mistake in a patch": {files{
			"staging/kustomization.yaml": "resources: [../base]\npatches: [{path: size.yaml}]",
			"staging/size.yaml":          "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  paused: maybe\n",
			"base/kustomization.yaml":    "resources: [web.yaml]", "base/web.yaml": deployment,
		}, `
components/web/staging/size.yaml:6 [staging] value: 'spec.paused' in Deployment 'web/web' must be a boolean, got 'maybe'; correct it
`},
		"generated ConfigMap": {files{"staging/kustomization.yaml": "configMapGenerator: [{name: web, literals: ['HOST=${HOST}']}]"}, `
components/web/staging/kustomization.yaml:0 [staging] variable: a variable must be one that the cluster has, got '${HOST}' in 'data.HOST' in ConfigMap 'web/web-bt96bgkmgf', which becomes empty; write '$${HOST}' to keep it as it is; there are: CLUSTER_DOMAIN for HOST
`},
	} {
		t.Run(name, func(t *testing.T) {
			assertLines(t, ask(t, component(t, test.content)).Problems, test.want)
		})
	}
}

func TestMistakeOfSeveralEnvironmentsIsOneProblem(t *testing.T) {
	folder := component(t, files{
		"base/kustomization.yaml": "resources: [web.yaml]", "base/web.yaml": changed("replicas", "replicaz"),
		"staging/kustomization.yaml": "resources: [../base]", "production/kustomization.yaml": "resources: [../base]",
	})
	folder.Consumers = append(folder.Consumers, consumer("production"))

	problems := ask(t, folder).Problems
	if len(problems) != 1 || len(problems[0].Environments) != 2 || len(problems[0].Clusters) != 2 {
		t.Errorf("got %+v", problems)
	}
}

func TestObjectOfTwoFolders(t *testing.T) {
	folder := component(t, files{"staging/web.yaml": deployment, "configs/web.yaml": deployment})
	second := consumer("staging")
	second.Kustomization["spec"].(map[string]any)["path"] = "./configs"
	folder.Consumers = append(folder.Consumers, second)

	assertLines(t, ask(t, folder).Problems, `
components/web/configs/web.yaml:4 [staging] duplicate: an object must be in one folder, got Deployment 'web/web' in 'components/web/staging' and 'components/web/configs'; remove one of them
`)
}

func TestObjectThatTheFleetHasToo(t *testing.T) {
	namespace := "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n"
	fleets := map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": "web"}}
	answer, err := Answer(contract.Request{
		Folders: []contract.Folder{component(t, files{file: namespace})}, Objects: map[string][]map[string]any{"staging-1": {fleets}},
	}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	assertLines(t, answer.Problems, `
components/web/staging/web.yaml:4 [staging] duplicate: an object must be in one folder, got Namespace 'web' in the fleet and 'components/web/staging'; remove one of them
`)
}

func TestRuleThatIsSwitchedOffForAReasonIsListed(t *testing.T) {
	annotated := strings.Replace(changed("registry.example.com/web:1.0.0", "web"), "spec:", `  annotations:
    check.flotilla.dev/image: the registry moves no tag
    check.flotilla.dev/scope: ""
    check.flotilla.dev/imag: a slip
spec:`, 1)
	answer := ask(t, component(t, files{file: annotated}))

	assertLines(t, answer.Off, `
components/web/staging/web.yaml:21 [staging] image: an image must have a version, got 'web' in 'spec.template.spec.containers[0].image' in Deployment 'web/web'; name a tag other than 'latest', or a digest
`)
	if reason := answer.Off[0].Reason; reason != "the registry moves no tag" {
		t.Errorf("got the reason '%s'", reason)
	}
	assertLines(t, answer.Problems, `
components/web/staging/web.yaml:7 [staging] switch: an annotation that switches off a rule must say why, got nothing in 'check.flotilla.dev/scope' in Deployment 'web/web'; write the reason as its value
components/web/staging/web.yaml:8 [staging] switch: an annotation must switch off a rule that there is, got 'check.flotilla.dev/imag' in Deployment 'web/web'; there are: chart crossns duplicate field image kind namespace podsecurity policy rings scope secret signature size value variable version for imag
`)
}

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: monitors.example.com
spec:
  group: example.com
  names: {kind: Monitor, plural: monitors}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          x-kubernetes-validations:
            - {rule: "self.spec.port < 1000", message: must be a low port}
          properties:
            spec:
              type: object
              required: [port]
              properties:
                port: {type: integer}
`

func TestKindThatTheFleetDefinesIsKnown(t *testing.T) {
	var defined map[string]any
	if err := yaml.Unmarshal([]byte(definition), &defined); err != nil {
		t.Fatal(err)
	}
	monitor := "apiVersion: example.com/v1\nkind: Monitor\nmetadata:\n  name: web\nspec:\n  port: 8080\n"
	answer, err := Answer(contract.Request{
		Folders: []contract.Folder{tenant(t, files{file: monitor})}, Objects: map[string][]map[string]any{"staging-1": {defined}},
	}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	assertLines(t, answer.Problems, `
components/web/staging/web.yaml:1 [staging] value: Monitor 'web/web' must be a low port, got one that is not; correct it
`)
	assertLines(t, answer.Unchecked, "")
}

func TestKindOfAnotherComponentIsKnown(t *testing.T) {
	monitor := "apiVersion: example.com/v1\nkind: Monitor\nmetadata:\n  name: web\nspec:\n  prot: 80\n  port: 8080\n"
	monitoring := contract.Folder{
		Path: "components/monitoring", Archive: archive(t, files{"staging/crd.yaml": definition, "staging/bad.yaml": changed("replicas", "replicaz")}),
		Definitions: true, Consumers: []contract.Consumer{consumer("staging")},
	}

	assertLines(t, ask(t, tenant(t, files{file: monitor}), monitoring).Problems, `
components/web/staging/web.yaml:1 [staging] value: Monitor 'web/web' must be a low port, got one that is not; correct it
components/web/staging/web.yaml:6 [staging] field: a field must be one that its kind has, got 'spec.prot' in Monitor 'web/web'; there are: port for prot
`)
	answer := ask(t, tenant(t, files{file: monitor}))
	assertLines(t, answer.Problems, "")
	assertLines(t, answer.Unchecked, `
components/web/staging/web.yaml:1 [staging] kind: nothing says what a Monitor of 'example.com/v1' may have, got Monitor 'web/web'; check it together with the component that has its CustomResourceDefinition
`)
}
