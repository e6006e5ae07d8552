package check

import (
	"slices"
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

func TestChartsAndImagesOfAFolderAreListed(t *testing.T) {
	store := newStore(t)
	digest := store.push("1.0.0", nil)
	folder := component(t, files{file: store.artifact("tag: 1.0.0", "  values: {image: registry.example.com/web:2}\n"), "staging/own.yaml": strings.ReplaceAll(deployment, "name: web", "name: own")})
	answer := store.ask(folder)
	want := contract.Content{
		Path:   "components/web",
		Charts: []contract.ChartContent{{URL: "oci://" + store.host + "/charts/web", Name: "web", Version: "1.0.0", Digest: digest}},
		Images: []contract.ImageContent{{Repository: "registry.example.com/web", Tag: "1.0.0"}, {Repository: "registry.example.com/web", Tag: "2"}},
	}
	if len(answer.Contents) != 1 {
		t.Fatalf("got %+v", answer.Contents)
	}
	got := answer.Contents[0]
	if got.Path != want.Path || got.Partial || !slices.Equal(got.Charts, want.Charts) || !slices.Equal(got.Images, want.Images) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	folder = component(t, files{file: strings.Replace(store.repository("oci://"+store.host+"/charts", "", ""), "kind: HelmRepository", "kind: GitRepository", 1)})
	if contents := store.ask(folder).Contents; len(contents) != 1 || !contents[0].Partial || len(contents[0].Charts) > 0 {
		t.Errorf("got %+v", contents)
	}
}

// With the values that nobody knows there may be other images, so what is listed is not all.
func TestListIsPartialWithoutTheValuesOfASecret(t *testing.T) {
	store := newStore(t)
	store.push("1.0.0", nil)
	known := []contract.ImageContent{{Repository: "registry.example.com/web", Tag: "1.0.0"}}
	for name, test := range map[string]struct {
		spec    string
		more    string
		partial bool
		images  []contract.ImageContent
	}{
		"values of a Secret":                   {"  valuesFrom: [{kind: Secret, name: login}]\n", "", true, known},
		"values of a Secret that may be there": {"  valuesFrom: [{kind: Secret, name: login, optional: true}]\n", "", true, known},
		"image of a Secret":                    {"  valuesFrom: [{kind: Secret, name: login, valuesKey: image, targetPath: image}]\n", "", true, nil},
		"ConfigMap that nothing has":           {valuesFrom, "", true, known},
		"ConfigMap that is there":              {valuesFrom, values("  values.yaml: 'replicas: 2'\n"), false, known},
	} {
		t.Run(name, func(t *testing.T) {
			contents := store.ask(component(t, files{file: store.artifact("tag: 1.0.0", test.spec) + test.more})).Contents
			if len(contents) != 1 || len(contents[0].Charts) != 1 {
				t.Fatalf("got %+v", contents)
			}
			if got := contents[0]; got.Partial != test.partial || !slices.Equal(got.Images, test.images) {
				t.Errorf("got %+v", got)
			}
		})
	}
}
