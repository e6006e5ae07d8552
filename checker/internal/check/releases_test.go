package check

import (
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

// What is wrong in a chart is said of its release; next to each mistake is what must pass.
func TestObjectsOfCharts(t *testing.T) {
	type folder func(*testing.T, files) contract.Folder
	for name, test := range map[string]struct {
		folder folder
		chart  files
		spec   string
		want   string
	}{
		"right": {tenant, nil, "", ""},
		"unknown field": {tenant, files{"templates/web.yaml": changed("replicas:", "replicaz:")}, "", `
components/web/staging/web.yaml:4 [staging] field: a field must be one that its kind has, got 'spec.replicaz' in Deployment 'web/web' of 'web/templates/web.yaml'; there are: minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector strategy template for replicaz
`},
		"value that the server refuses": {tenant, nil, "  values: {replicas: -1}\n", `
components/web/staging/web.yaml:4 [staging] value: 'spec.replicas' in Deployment 'web/web' of 'web/templates/web.yaml' must be greater than or equal to 0, got '-1'; correct it
`},
		"image without a version": {component, nil, "  values: {image: registry.example.com/web}\n", `
components/web/staging/web.yaml:4 [staging] image: an image must have a version, got 'registry.example.com/web' in 'spec.template.spec.containers[0].image' in Deployment 'web/web' of 'web/templates/web.yaml'; name a tag other than 'latest', or a digest
`},
		"image of a post-renderer": {component, nil,
			"  values: {image: registry.example.com/web}\n  postRenderers: [{kustomize: {images: [{name: registry.example.com/web, newTag: 1.0.0}]}}]\n", ""},
		"cluster-scoped in a tenant": {tenant, files{"templates/role.yaml": clusterRole}, "", `
components/web/staging/web.yaml:4 [staging] scope: a tenant's objects must be in its namespace, got ClusterRole 'web' of 'web/templates/role.yaml', which is of the whole cluster; switch it off by the chart's values, or have the platform team deliver the chart with a component
`},
		"cluster-scoped in a component": {component, files{"templates/role.yaml": clusterRole}, "", ""},
		"foreign namespace in a tenant": {tenant, files{"templates/map.yaml": configMap + "  namespace: shop\n"}, "", `
components/web/staging/web.yaml:4 [staging] namespace: a tenant's objects must be in its namespace 'web', got 'shop' for ConfigMap 'shop/web' of 'web/templates/map.yaml'; set its namespace by the chart's values
`},
		"namespace of the release": {tenant, files{"templates/map.yaml": configMap + "  namespace: {{ .Release.Namespace }}\n"}, "", ""},
		"release into a foreign namespace": {tenant, nil, "  targetNamespace: shop\n", `
components/web/staging/web.yaml:8 [staging] namespace: a tenant's release must go into its namespace 'web', got 'shop' for HelmRelease 'web/web'; remove spec.targetNamespace
`},
		"Secret of a chart": {tenant, files{"templates/secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  token: {{ randAlphaNum 8 }}\n"}, "", ""},
		"version with a digest in a label": {component, files{"templates/map.yaml": configMap + "  labels:\n    chart: {{ .Chart.Version }}\n"}, "", `
components/web/staging/web.yaml:4 [staging] value: 'metadata.labels' in ConfigMap 'web/web' of 'web/templates/map.yaml' must be valid, got '1.0.0+DIGEST' (a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')); correct it
`},
		"version without a digest in a label": {component, files{"templates/map.yaml": configMap + "  labels:\n    chart: {{ .Chart.Version | replace \"+\" \"_\" }}\n"}, "", ""},
		"value that the chart's schema refuses": {component, files{"values.schema.json": schema}, "  values: {replicas: many}\n", `
components/web/staging/web.yaml:8 [staging] chart: 'spec.values.replicas' in HelmRelease 'web/web' must be what the chart's schema allows, got 'many' (got string, want integer); correct it
`},
		"value that the chart's schema allows": {component, files{"values.schema.json": schema}, "  values: {replicas: 2}\n", ""},
		"value that a template wants": {component, files{"templates/map.yaml": configMap + "data:\n  host: {{ required \"host is missing\" .Values.host }}\n"}, "", `
components/web/staging/web.yaml:5 [staging] chart: Helm must template the chart of HelmRelease 'web/web', got 'execution error at (web/templates/map.yaml:6:11): host is missing'; correct its values
`},
		"hook": {component, files{"templates/hook.yaml": hook("post-install")}, "", `
components/web/staging/web.yaml:4 [staging] field: a field must be one that its kind has, got 'dada' in ConfigMap 'web/hook' of 'web/templates/hook.yaml'; there are: apiVersion binaryData data immutable kind metadata for dada
`},
		"hook of a test that does not run": {component, files{"templates/hook.yaml": hook("test")}, "", ""},
		"chart for an older Kubernetes":    {component, files{"Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\nkubeVersion: '<1.30.0'\n"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			store := newStore(t)
			digest := store.push("1.0.0", test.chart)
			answer := store.ask(test.folder(t, files{file: store.artifact("tag: 1.0.0", test.spec)}))
			assertLines(t, answer.Problems, strings.ReplaceAll(test.want, "DIGEST", digest[len("sha256:"):][:12]))
			if len(answer.Failures) > 0 {
				t.Errorf("got %v", answer.Failures)
			}
		})
	}
}

const (
	clusterRole = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: web\nrules: []\n"
	schema      = `{"type": "object", "properties": {"replicas": {"type": "integer"}}}`
)

func hook(event string) string {
	return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hook\n  annotations: {helm.sh/hook: " + event + "}\ndada: {}\n"
}

// A chart is found by all that a source can name it by.
func TestSourcesOfCharts(t *testing.T) {
	store := newStore(t)
	digest := store.push("1.1.0", nil)
	oci := "oci://" + store.host + "/charts"
	for name, test := range map[string]struct {
		text, problems, notes string
	}{
		"digest": {text: store.artifact("digest: '"+digest+"'", "")},
		"missing tag": {store.artifact("tag: 1.0.9", ""), `
components/web/staging/web.yaml:7 [staging] chart: a chart must be one that its repository has, got 'oci://registry/charts/web:1.0.9' in HelmRelease 'web/web'; correct it; the newest are: 1.1.0 1.0.0 for 1.0.9
`, ""},
		"range": {store.artifact("semver: 1.x", ""), "", `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' moves by itself: '1.x' is '1.1.0' today, and later ones are not looked at
`},
		"range of nothing": {store.artifact("semver: 2.x", ""), `
components/web/staging/web.yaml:7 [staging] chart: a chart must be one that its repository has, got 'oci://registry/charts/web:2.x' in HelmRelease 'web/web'; correct it; the newest are: 1.1.0 1.0.0 for 
`, ""},
		"any version": {store.artifact("semver: '*'", ""), `
components/web/staging/web.yaml:7 [staging] version: a chart must have a version, got '*' in HelmRelease 'web/web'; name one, such as '1.1.0'
`, ""},
		"Helm repository in a registry": {text: store.repository(oci, "      version: 1.1.0\n", "")},
		"Helm repository in a registry, without a version": {store.repository(oci, "", ""), `
components/web/staging/web.yaml:7 [staging] version: a chart must have a version, got '*' in HelmRelease 'web/web'; name one, such as '1.1.0'
`, ""},
		"Helm repository over HTTP": {text: store.repository(store.http, "      version: 1.0.0\n", "")},
		"missing version over HTTP": {store.repository(store.http, "      version: 1.0.1\n", ""), `
components/web/staging/web.yaml:7 [staging] chart: a chart must be one that its repository has, got 'http://repository/web:1.0.1' in HelmRelease 'web/web'; correct it; the newest are: 1.0.0 for 1.0.1
`, ""},
		"missing chart over HTTP": {strings.Replace(store.repository(store.http, "      version: 1.0.0\n", ""), "chart: web\n", "chart: wep\n", 1), `
components/web/staging/web.yaml:7 [staging] chart: a chart must be one that its repository has, got 'http://repository/wep:1.0.0' in HelmRelease 'web/web' (the repository has no chart 'wep'); correct it
`, ""},
		"source that nothing has": {strings.Split(store.artifact("tag: 1.0.0", ""), "---")[0], "", `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is not looked at: its OCIRepository 'web/web' is neither in the folders nor in the fleet
`},
		"source of the fleet": {text: strings.Replace(strings.Split(store.artifact("tag: 1.0.0", ""), "---")[0], "name: web}", "name: fleet}", 1)},
		"release of no chart": {"apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec: {interval: 10m}\n", `
components/web/staging/web.yaml:5 [staging] value: 'spec' in HelmRelease 'web/web' must be valid, got one that is not (either chart or chartRef must be set); correct it
`, `
components/web/staging/web.yaml:5 [staging] chart: the chart of HelmRelease 'web/web' is not looked at: it names none
`},
		"chart in Git": {strings.Replace(store.repository(oci, "", ""), "kind: HelmRepository", "kind: GitRepository", 1), "", `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is not looked at: it is of GitRepository 'web/charts'
`},
	} {
		t.Run(name, func(t *testing.T) {
			request := contract.Request{Folders: []contract.Folder{component(t, files{file: test.text})}, Objects: map[string][]map[string]any{
				"staging-1": {{
					"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "OCIRepository",
					"metadata": map[string]any{"name": "fleet", "namespace": "web"},
					"spec":     map[string]any{"url": oci + "/web", "ref": map[string]any{"tag": "1.0.0"}},
				}},
			}}
			answer := store.request(request)
			assertLines(t, store.masked(answer.Problems), test.problems)
			assertLines(t, answer.Unchecked, test.notes)
		})
	}
}

func TestOnlyTheReleaseSwitchesOffARuleForItsChart(t *testing.T) {
	store := newStore(t)
	annotation := "  annotations: {check.flotilla.dev/image: it is pulled once}\n"
	withoutVersion := changed(":1.0.0", "")
	store.push("1.0.0", files{"templates/web.yaml": withoutVersion})
	store.push("1.1.0", files{"templates/web.yaml": strings.Replace(withoutVersion, "  name: web\n", "  name: web\n"+annotation, 1)})
	release := strings.Replace(store.artifact("tag: 1.0.0", ""), "  name: web\n", "  name: web\n"+annotation, 1)

	off := store.ask(component(t, files{file: release}))
	assertLines(t, off.Problems, "")
	if len(off.Off) != 1 || off.Off[0].Reason != "it is pulled once" || off.Off[0].Template != "web/templates/web.yaml" {
		t.Errorf("got %+v", off.Off)
	}
	if on := store.ask(component(t, files{file: store.artifact("tag: 1.1.0", "")})); len(on.Problems) != 1 {
		t.Errorf("got %+v", on.Problems)
	}
}

func TestObjectOfTwoReleases(t *testing.T) {
	store := newStore(t)
	store.push("1.0.0", files{"templates/map.yaml": configMap, "templates/hook.yaml": strings.Replace(hook("post-install"), "dada", "data", 1)})
	first := store.artifact("tag: 1.0.0", "")
	second := strings.Replace(strings.Split(first, "---")[0], "  name: web\n", "  name: second\n", 1)

	assertLines(t, store.ask(component(t, files{file: first + "---\n" + second})).Problems, `
components/web/staging/web.yaml:22 [staging] duplicate: an object must be in one folder or release, got ConfigMap 'web/web' of 'web/templates/map.yaml' in the chart of HelmRelease 'web/web' and the chart of HelmRelease 'web/second'; remove one of them
`)
}
