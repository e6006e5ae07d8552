package acceptance

import (
	"encoding/json"
	"flag"
	"maps"
	"slices"
	"sync"
	"testing"

	"flotilla.dev/sandbox/providers/internal/helm"
	"flotilla.dev/sandbox/providers/internal/kubernetes"
	"flotilla.dev/sandbox/providers/internal/refusal"
)

// usage is what the configurations of a run set, by paths without indexes. What is implemented has a test that sets it:
// nothing else would show that it works.
type usage struct {
	lock  sync.Mutex
	paths map[string]bool
}

var used = &usage{paths: map[string]bool{}}

func (u *usage) record(t *testing.T, configuration object) {
	t.Helper()
	text, err := json.Marshal(configuration)
	if err != nil {
		t.Fatal(err)
	}
	var parsed struct {
		Provider map[string]any
		Resource map[string]map[string]any
		Data     map[string]map[string]any
	}
	if err := json.Unmarshal(text, &parsed); err != nil {
		t.Fatal(err)
	}
	u.lock.Lock()
	defer u.lock.Unlock()
	for name, block := range parsed.Provider {
		u.add("hashicorp/"+name, block)
	}
	for _, kinds := range []map[string]map[string]any{parsed.Resource, parsed.Data} {
		for kind, blocks := range kinds {
			for _, block := range blocks {
				u.add(kind, block)
			}
		}
	}
}

// add notes the keys of maps such as labels too: nobody asks for them.
func (u *usage) add(path string, value any) {
	u.paths[path] = true
	switch value := value.(type) {
	case object:
		for name, inner := range value {
			u.add(path+"."+name, inner)
		}
	case []any:
		for _, element := range value {
			u.add(path, element)
		}
	}
}

func (u *usage) unused() []string {
	var unused []string
	for _, implemented := range []refusal.Implemented{helm.Implemented, kubernetes.Implemented} {
		byOwner := map[string][]string{implemented.Provider: implemented.Config}
		maps.Copy(byOwner, implemented.Resources)
		maps.Copy(byOwner, implemented.DataSources)
		for owner, attributes := range byOwner {
			for _, attribute := range attributes {
				if path := owner + "." + attribute; !u.paths[path] {
					unused = append(unused, path)
				}
			}
		}
	}
	slices.Sort(unused)
	return unused
}

func isWholeRun() bool {
	return flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.skip").Value.String() == ""
}

func TestAttributeThatIsNotImplementedIsRefusedOnceItIsKnown(t *testing.T) {
	s := newStack(t)
	s.write(object{"resource": object{
		"kubernetes_namespace_v1": object{"ns": object{"metadata": []object{{"name": s.namespace}}}},
		"helm_release": object{"app": object{
			"name": "app", "namespace": s.namespace, "chart": s.localChart("app", "0.1.0", app),
			"repository_ca_file": "${kubernetes_namespace_v1.ns.metadata[0].uid}",
		}},
	}})
	s.mustPlan(map[string]string{onlyNamespace: isCreated, onlyRelease: isCreated})
	if !shared.isOurs {
		return
	}
	s.mustFailApply("the sandbox's stand-in for hashicorp/helm does not implement 'repository_ca_file' of helm_release; remove it")
	if s.live(configMaps, "app") != nil {
		t.Error("the release was installed")
	}
}
