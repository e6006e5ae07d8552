package check

import (
	"strconv"
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

const valuesFrom = "  valuesFrom: [{kind: ConfigMap, name: values}]\n"

func values(data string) string {
	return "---\n" + strings.Replace(configMap, "name: web", "name: values", 1) + "data:\n" + data
}

// Values come from where helm-controller has them from; what nobody knows here is said.
func TestValuesOfReleases(t *testing.T) {
	store := newStore(t)
	store.push("1.0.0", files{"values-large.yaml": "replicas: -3\n", "values.schema.json": schema})
	store.push("1.1.0", files{"templates/map.yaml": configMap + "data:\n  password: {{ required \"no password\" .Values.password }}\n"})
	refused := func(value string) string {
		return "\ncomponents/web/staging/web.yaml:4 [staging] value: 'spec.replicas' in Deployment 'web/web' of 'web/templates/web.yaml' must be greater than or equal to 0, got '" + value + "'; correct it\n"
	}
	for name, test := range map[string]struct {
		text, problems, notes string
	}{
		"ConfigMap":                        {store.artifact("tag: 1.0.0", valuesFrom) + values("  values.yaml: 'replicas: -2'\n"), refused("-2"), ""},
		"values of the release come first": {text: store.artifact("tag: 1.0.0", valuesFrom+"  values: {replicas: 2}\n") + values("  values.yaml: 'replicas: -2'\n")},
		"value with a path": {store.artifact("tag: 1.0.0", "  valuesFrom: [{kind: ConfigMap, name: values, valuesKey: size, targetPath: replicas}]\n") +
			values("  size: '-4'\n"), refused("-4"), ""},
		"ConfigMap without the key": {store.artifact("tag: 1.0.0", valuesFrom) + values("  other.yaml: ''\n"), `
components/web/staging/web.yaml:5 [staging] chart: Helm must template the chart of HelmRelease 'web/web', got 'could not resolve ConfigMap chart values reference 'web/values' with key 'values.yaml': key not found'; correct its values
`, ""},
		"ConfigMap that nothing has": {store.artifact("tag: 1.0.0", valuesFrom), "", `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is looked at without the values of ConfigMap 'values'
`},
		"Secret": {store.artifact("tag: 1.0.0", "  valuesFrom: [{kind: Secret, name: login}]\n"), "", `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is looked at without the values of Secret 'login'
`},
		"Secret that the chart needs": {store.artifact("tag: 1.1.0", "  valuesFrom: [{kind: Secret, name: login}]\n"), "", `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is not looked at: Helm cannot template it without the values of Secret 'login' (execution error at (web/templates/map.yaml:6:15): no password)
`},
		"value of a Secret with a path": {store.artifact("tag: 1.1.0", "  valuesFrom: [{kind: Secret, name: login, valuesKey: token, targetPath: password}]\n"), "", `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is looked at without the values of Secret 'login'
`},
		"file of the chart": {store.repository("oci://"+store.host+"/charts", "      version: 1.0.0\n      valuesFiles: [values.yaml, values-large.yaml]\n", ""), refused("-3"), ""},
		"file that the chart does not have": {store.repository("oci://"+store.host+"/charts", "      version: 1.0.0\n      valuesFiles: [none.yaml]\n", ""), `
components/web/staging/web.yaml:5 [staging] chart: Helm must template the chart of HelmRelease 'web/web', got 'it has no file 'none.yaml' for its values'; correct its values
`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			answer := store.ask(component(t, files{file: test.text}))
			assertLines(t, answer.Problems, test.problems)
			assertLines(t, answer.Unchecked, test.notes)
		})
	}
}

func TestKindsOfChartsAreKnown(t *testing.T) {
	store := newStore(t)
	store.push("1.0.0", files{"crds/monitor.yaml": definition})
	store.push("1.1.0", files{"templates/monitor.yaml": definition})
	monitor := "---\napiVersion: example.com/v1\nkind: Monitor\nmetadata:\n  name: web\nspec:\n  prot: 80\n  port: 80\n"
	wrong := `
components/web/staging/web.yaml:24 [staging] field: a field must be one that its kind has, got 'spec.prot' in Monitor 'web/web'; there are: port for prot
`
	for name, test := range map[string]struct{ text, want string }{
		"in the folder crds":            {store.artifact("tag: 1.0.0", "") + monitor, wrong},
		"in the folder crds, left out":  {store.artifact("tag: 1.0.0", "  install: {crds: Skip}\n") + monitor, ""},
		"in a template":                 {store.artifact("tag: 1.1.0", "") + monitor, wrong},
		"in a chart of another version": {store.artifact("tag: 1.0.0", "") + "---\n" + strings.Replace(deployment, "name: web", "name: other", 1), ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := store.ask(component(t, files{file: test.text})).Problems
			assertLines(t, got, strings.Replace(test.want, ":24", ":"+line(test.text, "  prot"), 1))
		})
	}
	neighbour := component(t, files{file: store.artifact("tag: 1.0.0", "")})
	neighbour.Path, neighbour.Definitions = "components/monitoring", true
	assertLines(t, store.ask(component(t, files{file: monitor[4:]}), neighbour).Problems, strings.Replace(wrong, ":24", ":6", 1))
}

func TestMalformedDefinitionOfAChart(t *testing.T) {
	store := newStore(t)
	store.push("1.0.0", files{"templates/monitor.yaml": strings.Replace(definition, "scope: Namespaced", "scope: 7", 1)})

	assertLines(t, store.ask(component(t, files{file: store.artifact("tag: 1.0.0", "")})).Problems, `
components/web/staging/web.yaml:4 [staging] value: CustomResourceDefinition 'monitors.example.com' of 'web/templates/monitor.yaml' must be an object of its kind, got 'json: cannot unmarshal number into Go struct field CustomResourceDefinitionSpec.spec.scope of type v1.ResourceScope'; correct it
`)
}

func line(text, part string) string {
	before, _, _ := strings.Cut(text, part)
	return strconv.Itoa(strings.Count(before, "\n") + 1)
}

func TestTemplatesSeeTheCluster(t *testing.T) {
	store := newStore(t)
	asks := "{{ if and (.Capabilities.APIVersions.Has \"example.com/v1/Monitor\") (.Capabilities.APIVersions.Has \"apps/v1\") " +
		"(not (.Capabilities.APIVersions.Has \"policy/v1beta1\")) (eq .Capabilities.KubeVersion.Minor \"34\") }}" + configMap + "dada: {}\n{{ end }}"
	store.push("1.0.0", files{"templates/asks.yaml": asks})
	store.push("1.1.0", files{"templates/monitor.yaml": definition, "templates/web.yaml": ""})
	folder := component(t, files{file: store.artifact("tag: 1.0.0", "") + "---\n" +
		strings.ReplaceAll(store.artifact("tag: 1.1.0", ""), "name: web", "name: monitor")})
	folder.Consumers[0].Kubernetes = "1.34"

	problems := store.ask(folder).Problems
	if len(problems) != 1 || problems[0].Rule != "field" || problems[0].Template != "web/templates/asks.yaml" {
		t.Errorf("got %s", lines(problems))
	}
}

func TestChartMustRunOnTheVersionThatTheUserNames(t *testing.T) {
	store := newStore(t)
	store.push("1.0.0", files{"Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\nkubeVersion: '<1.30.0'\n"})
	folder := component(t, files{file: store.artifact("tag: 1.0.0", "")})

	assertLines(t, store.ask(folder).Unchecked, `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is looked at for Kubernetes 1.29 only: it needs '<1.30.0'
`)
	folder.Consumers[0].Kubernetes = "1.35"
	assertLines(t, store.ask(folder).Problems, `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' must run on Kubernetes 1.35, got one for '<1.30.0'; take another version of it
`)
}

func TestChartsMayBeLeftOut(t *testing.T) {
	store := newStore(t)
	answer, err := Answer(contract.Request{Folders: []contract.Folder{component(t, files{file: store.artifact("tag: none", "")})}}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	assertLines(t, answer.Problems, "")
	assertLines(t, answer.Unchecked, `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is not looked at
`)
}
