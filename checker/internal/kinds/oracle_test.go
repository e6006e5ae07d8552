package kinds

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"flotilla.dev/checker/internal/fixture"
)

// TestVerdictsAreThoseOfAnAPIServer changes right objects of all kinds at random, and compares what is found with what a
// server says to the same objects. CHECK_MUTATIONS says how many, CHECK_SEED which.
func TestVerdictsAreThoseOfAnAPIServer(t *testing.T) {
	server := fixture.Start(t)
	seeds := readSeeds(t)
	seed := number("CHECK_SEED", 1)
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	known := NewKnown(nil)
	for _, object := range seeds {
		compare(t, server, known, object, "as it is")
	}
	refused, skipped := 0, 0
	mutations := number("CHECK_MUTATIONS", 120)
	for i := range mutations {
		object := seeds[i%len(seeds)].DeepCopy()
		change := mutate(random, object.Object)
		refusal := compare(t, server, known, object, change)
		if refusal != nil {
			refused++
		}
		if notKnown(refusal) {
			skipped++
		}
	}
	t.Logf("seed %d: %d of %d changed objects of %d kinds are refused, %d of them for what a server has",
		seed, refused, mutations, len(seeds), skipped)
}

func number(variable string, otherwise int) int {
	if value, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return value
	}
	return otherwise
}

// compare returns why the server refuses an object, if it does.
func compare(t *testing.T, server *fixture.Server, known *Known, object *unstructured.Unstructured, change string) error {
	t.Helper()
	findings, _ := known.Findings(object.DeepCopy(), "")
	refusal := server.Refusal(t, "web", object)
	if (len(findings) > 0) != (refusal != nil) && !notKnown(refusal) && !stricter(findings) {
		text, _ := yaml.Marshal(object.Object)
		t.Errorf("%s %s: found %+v, the server says: %v\n%s", object.GetKind(), change, findings, refusal, text)
	}
	return refusal
}

// notKnown lists what a server refuses for what it has, not for what an object is: docs/check.md says so.
func notKnown(refusal error) bool {
	for _, of := range []string{
		"serviceaccount", "no API token found", // the admission of pods
		"no PriorityClass with name", "RuntimeClass", "IngressClass",
		"is attempting to grant RBAC permissions not currently held", "user not allowed",
		"provided IP is not in the valid range", "provided range",
		"must match the requested name", "is immutable",
	} {
		if refusal != nil && strings.Contains(refusal.Error(), of) {
			return true
		}
	}
	return false
}

// stricter is what only a check refuses: a server takes half of such a number, and says nothing.
func stricter(findings []Finding) bool {
	return len(findings) == 1 && strings.Contains(findings[0].Message, "must be a number of 32 bits")
}

func readSeeds(t *testing.T) []*unstructured.Unstructured {
	text, err := os.ReadFile(filepath.Join("testdata", "seeds.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var seeds []*unstructured.Unstructured
	for _, document := range strings.Split(string(text), "\n---\n") {
		var object map[string]any
		if err := yaml.Unmarshal([]byte(document), &object); err != nil {
			t.Fatal(err)
		}
		// As it comes from an API: whole numbers are integers.
		seed := &unstructured.Unstructured{}
		text, _ := json.Marshal(object)
		if err := seed.UnmarshalJSON(text); err != nil {
			t.Fatalf("%v: %s", err, document)
		}
		seeds = append(seeds, seed)
	}
	return seeds
}

// mutate changes one place of an object, and says how.
func mutate(random *rand.Rand, object map[string]any) string {
	type spot struct {
		parent any
		key    string
		index  int
		path   string
	}
	var spots []spot
	var walk func(value any, path string)
	walk = func(value any, path string) {
		switch value := value.(type) {
		case map[string]any:
			var keys []string
			for key := range value {
				keys = append(keys, key)
			}
			slices.Sort(keys)
			for _, key := range keys {
				here := strings.TrimPrefix(path+"."+key, ".")
				if here == "apiVersion" || here == "kind" || here == "metadata" || here == "metadata.name" || here == "metadata.namespace" {
					if here == "metadata" {
						walk(value[key], here)
					}
					continue
				}
				spots = append(spots, spot{parent: value, key: key, path: here})
				walk(value[key], here)
			}
		case []any:
			for i := range value {
				here := fmt.Sprintf("%s[%d]", path, i)
				spots = append(spots, spot{parent: value, index: i, path: here})
				walk(value[i], here)
			}
		}
	}
	walk(object, "")
	if len(spots) == 0 {
		object["unknown"] = "x"
		return "with 'unknown'"
	}
	at := spots[random.IntN(len(spots))]
	values := []any{"text", "", "Not A Name", int64(-1), int64(99999999999), true, 1.5, map[string]any{"a": "b"}, []any{"a"}, []any{}, map[string]any{}, nil}
	switch fields, isMap := at.parent.(map[string]any); {
	case isMap && random.IntN(4) == 0:
		delete(fields, at.key)
		return "without " + at.path
	case isMap && random.IntN(4) == 0:
		fields[at.key+"x"] = fields[at.key]
		delete(fields, at.key)
		return "with " + at.path + " misspelt"
	case isMap:
		value := values[random.IntN(len(values))]
		fields[at.key] = value
		return fmt.Sprintf("with %s %#v", at.path, value)
	default:
		items := at.parent.([]any)
		value := values[random.IntN(len(values))]
		items[at.index] = value
		return fmt.Sprintf("with %s %#v", at.path, value)
	}
}
