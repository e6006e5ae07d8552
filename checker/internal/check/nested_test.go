package check

import (
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

// applying is a Kustomization that applies a folder of the artifact that it is in.
func applying(name, folder, more string) string {
	return "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: " + name + "\nspec:\n  interval: 10m\n  prune: true\n" +
		"  path: ./" + folder + "\n  sourceRef: {kind: OCIRepository, name: web}\n" + more
}

const intoWeb = "  targetNamespace: web\n"

// What Kustomizations in an artifact apply of it is checked like the artifact's own folders.
func TestNestedKustomizations(t *testing.T) {
	type folder func(*testing.T, files) contract.Folder
	domain := configMap + "data:\n  domain: ${DOMAIN}\n"
	for name, test := range map[string]struct {
		folder         folder
		content        files
		problems, note string
	}{
		"mistake in a nested folder": {tenant, files{file: applying("more", "more", intoWeb), "more/web.yaml": changed("replicas:", "replicaz:")}, `
components/web/more/web.yaml:6 [staging] field: a field must be one that its kind has, got 'spec.replicaz' in Deployment 'web/web'; there are: minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector strategy template for replicaz
`, ""},
		"mistake that a patch corrects": {tenant, files{
			file:            applying("more", "more", intoWeb+"  patches:\n    - target: {kind: Deployment}\n      patch: |\n        - {op: remove, path: /spec/replicaz}\n"),
			"more/web.yaml": changed("replicas:", "replicaz:"),
		}, "", ""},
		"two below one another, and back": {component, files{
			file: applying("one", "one", intoWeb), "one/two.yaml": applying("two", "two", intoWeb),
			"two/one.yaml": applying("apps", "staging", intoWeb), "two/web.yaml": changed("web:1.0.0", "web"),
		}, `
components/web/two/web.yaml:17 [staging] image: an image must have a version, got 'registry.example.com/web' in 'spec.template.spec.containers[0].image' in Deployment 'web/web'; name a tag other than 'latest', or a digest
`, ""},
		"no variable": {tenant, files{file: applying("more", "more", intoWeb+"  postBuild: {substitute: {HOST: a}}\n"), "more/map.yaml": domain}, `
components/web/more/map.yaml:6 [staging] variable: a variable must be one that the cluster has, got '${DOMAIN}' in 'data.domain' in ConfigMap 'web/web', which becomes empty; write '$${DOMAIN}' to keep it as it is; there are: HOST for DOMAIN
`, ""},
		"own variable": {tenant, files{file: applying("more", "more", intoWeb+"  postBuild: {substitute: {DOMAIN: a}}\n"), "more/map.yaml": domain}, "", ""},
		"variable of a ConfigMap": {tenant, files{
			file:            applying("more", "more", intoWeb+"  postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}\n"),
			"more/map.yaml": domain, "staging/vars.yaml": strings.Replace(configMap, "name: web", "name: vars", 1) + "data:\n  DOMAIN: a\n",
		}, "", ""},
		"variable of a Secret": {tenant, files{
			file: applying("more", "more", intoWeb+"  postBuild: {substituteFrom: [{kind: Secret, name: vars}]}\n"), "more/map.yaml": domain,
		}, "", `
components/web/staging/web.yaml:11 [staging] variable: the variables of Kustomization 'web/more' from Secret 'vars' are not known
`},
		"another source": {tenant, files{file: strings.Replace(applying("more", "more", intoWeb), "name: web}", "name: other}", 1)}, "", `
components/web/staging/web.yaml:9 [staging] build: what Kustomization 'web/more' applies is not looked at: it is of OCIRepository 'web/other'
`},
		"missing folder": {tenant, files{file: applying("more", "mroe", intoWeb), "more/web.yaml": deployment}, `
components/web/staging/web.yaml:8 [staging] environment: a Kustomization must apply a folder of its artifact, got 'mroe' in Kustomization 'web/more'; correct it, or create the folder
`, ""},
		"foreign namespace in a tenant": {tenant, files{file: applying("more", "more", "  targetNamespace: shop\n"), "more/web.yaml": deployment}, `
components/web/staging/web.yaml:10 [staging] namespace: a tenant's Kustomization must apply to its namespace 'web', got 'shop' in Kustomization 'web/more'; correct it
`, ""},
		"another namespace in a component": {component, files{file: applying("more", "more", "  targetNamespace: shop\n"), "more/web.yaml": deployment}, "", ""},
		"cluster-scoped in a tenant": {tenant, files{file: applying("more", "more", intoWeb), "more/role.yaml": clusterRole}, `
components/web/more/role.yaml:2 [staging] scope: a tenant's objects must be in its namespace, got ClusterRole 'web', which is of the whole cluster; remove it, or have the platform team deliver it with a component
`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			answer := ask(t, test.folder(t, test.content))
			assertLines(t, answer.Problems, test.problems)
			assertLines(t, answer.Unchecked, test.note)
		})
	}
}

func TestChartOfANestedFolder(t *testing.T) {
	store := newStore(t)
	answer := store.ask(tenant(t, files{file: applying("more", "more", intoWeb), "more/web.yaml": store.artifact("tag: 1.0.0", "  values: {replicas: -1}\n")}))

	assertLines(t, answer.Problems, `
components/web/more/web.yaml:4 [staging] value: 'spec.replicas' in Deployment 'web/web' of 'web/templates/web.yaml' must be greater than or equal to 0, got '-1'; correct it
`)
}
