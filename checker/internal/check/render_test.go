package check

import (
	"slices"
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

func TestRenderedObjectsAreThoseOfTheCluster(t *testing.T) {
	store := newStore(t)
	store.push("1.0.0", files{"templates/web.yaml": "", "templates/role.yaml": clusterRole})
	folder := component(t, files{
		"staging/map.yaml": configMap + "data:\n  host: ${CLUSTER_DOMAIN}\n", "staging/web.yaml": store.artifact("tag: 1.0.0", ""),
		"staging/more.yaml": applying("more", "more", intoWeb), "more/map.yaml": strings.Replace(configMap, "web", "more", 1),
	})
	answer := store.request(contract.Request{Folders: []contract.Folder{folder}, Render: true})

	assertLines(t, answer.Problems, "")
	var places, appliers []string
	texts := map[string]string{}
	for _, object := range answer.Objects {
		place := strings.Trim(object.File+" "+object.Template, " ")
		places = append(places, place)
		appliers = append(appliers, object.Cluster+" "+object.AppliedBy)
		texts[place] = object.YAML
	}
	want := []string{
		"components/web/staging/map.yaml", "components/web/staging/more.yaml", "components/web/staging/web.yaml", "components/web/staging/web.yaml",
		"components/web/staging/web.yaml web/templates/role.yaml", "components/web/more/map.yaml",
	}
	if strings.Join(places, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q", places)
	}
	own := "staging-1 Kustomization/web/apps"
	wantAppliers := []string{own, own, own, own, "staging-1 HelmRelease/web/web", "staging-1 Kustomization/web/more"}
	if !slices.Equal(appliers, wantAppliers) {
		t.Errorf("got %q", appliers)
	}
	if text := texts["components/web/staging/map.yaml"]; text != "apiVersion: v1\ndata:\n  host: staging.example.com\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: web\n" {
		t.Errorf("got %s", text)
	}
	if text := texts["components/web/staging/web.yaml web/templates/role.yaml"]; strings.Contains(text, "\n  namespace:") ||
		!strings.Contains(text, "helm.toolkit.fluxcd.io/name: web\n") {
		t.Errorf("got %s", text)
	}
}

func TestCommonMetadataOfAKustomizationIsOnEachObject(t *testing.T) {
	folder := component(t, files{"staging/map.yaml": configMap + "data: {}\n"})
	folder.Consumers[0].Kustomization["spec"].(map[string]any)["commonMetadata"] = map[string]any{
		"labels": map[string]any{"team": "web"}, "annotations": map[string]any{"owner": "${NOT_SUBSTITUTED}"},
	}
	answer, err := Answer(contract.Request{Folders: []contract.Folder{folder}, Render: true}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}

	want := "metadata:\n  annotations:\n    owner: ${NOT_SUBSTITUTED}\n  labels:\n    team: web\n  name: web\n"
	if len(answer.Objects) != 1 || !strings.Contains(answer.Objects[0].YAML, want) {
		t.Errorf("got %+v", answer)
	}
}

func TestOnlyWhatKeepsObjectsAwayIsAProblemOfRendering(t *testing.T) {
	store := newStore(t)
	folder := component(t, files{
		file: changed("replicas:", "replicaz:"), "staging/any.yaml": store.artifact("semver: '*'", ""),
		"staging/none.yaml": strings.ReplaceAll(store.artifact("tag: 3.0.0", ""), "name: web", "name: none"),
	})
	answer := store.request(contract.Request{Folders: []contract.Folder{folder}, Render: true})

	assertLines(t, store.masked(answer.Problems), `
components/web/staging/none.yaml:7 [staging] chart: a chart must be one that its repository has, got 'oci://registry/charts/web:3.0.0' in HelmRelease 'web/none'; correct it; the newest are: 1.0.0 for 3.0.0
`)
}
