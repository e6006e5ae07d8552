package acceptance

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// recorded is the folder with the schemas that HashiCorp's providers reported, beside the repository.
const recorded = "../../../../shared/schemas"

type providerSchema struct {
	Config      object            `json:"config"`
	Resources   map[string]object `json:"resources"`
	DataSources map[string]object `json:"data_sources"`
}

// extra are attributes that the providers have and the recorded files lack: whoever recorded them removed every
// description, and with it these attributes, which are called that.
var extra = []string{
	"helm_release/block/attributes/description", "helm_template/block/attributes/description",
}

func TestSchemasEqualTheRecordedOnes(t *testing.T) {
	if _, err := os.Stat(recorded); err != nil {
		t.Skipf("there are no recorded schemas to compare with: %v", err)
	}
	s := newStack(t)
	s.required = required
	s.write(object{})
	s.tofu("version")
	var reported struct {
		Schemas map[string]struct {
			Provider    object            `json:"provider"`
			Resources   map[string]object `json:"resource_schemas"`
			DataSources map[string]object `json:"data_source_schemas"`
		} `json:"provider_schemas"`
	}
	s.check(json.Unmarshal([]byte(s.raw("providers", "schema", "-json")), &reported))

	for provider, ours := range map[string]struct{ resources, dataSources []string }{
		"kubernetes": {resources: []string{"kubernetes_namespace_v1", "kubernetes_secret_v1"}},
		"helm":       {resources: []string{"helm_release"}, dataSources: []string{"helm_template"}},
	} {
		text, err := os.ReadFile(filepath.Join(recorded, provider+".json"))
		s.check(err)
		var want providerSchema
		s.check(json.Unmarshal(text, &want))
		got := reported.Schemas["registry.opentofu.org/hashicorp/"+provider]

		compare(t, provider, want.Config, got.Provider)
		for _, name := range ours.resources {
			compare(t, name, want.Resources[name], got.Resources[name])
		}
		for _, name := range ours.dataSources {
			compare(t, name, want.DataSources[name], got.DataSources[name])
		}
	}
}

// compare reports every difference between two schemas but for descriptions.
func compare(t *testing.T, path string, want, got any) {
	t.Helper()
	wantObject, isObject := want.(object)
	gotObject, isAlso := got.(object)
	if !isObject || !isAlso {
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
		return
	}
	keys := maps.Clone(wantObject)
	maps.Copy(keys, gotObject)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		below := path + "/" + key
		isDescription := (key == "description" || key == "description_kind") && filepath.Base(path) != "attributes"
		if !isDescription && !slices.Contains(extra, below) {
			compare(t, below, wantObject[key], gotObject[key])
		}
	}
}
