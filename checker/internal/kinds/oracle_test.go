package kinds

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/yaml"

	"flotilla.dev/checker/crds"
)

// A server is the API server of a sandbox, which has Flux's definitions.
type server struct {
	client dynamic.Interface
	mapper meta.RESTMapper
}

// TestVerdictsAreThoseOfAnAPIServer changes right objects of all kinds at random, and compares what is found with what a
// server says to the same objects. CHECK_MUTATIONS says how many, CHECK_SEED which.
func TestVerdictsAreThoseOfAnAPIServer(t *testing.T) {
	sandbox := os.Getenv("FLOTILLA_SANDBOX")
	if sandbox == "" {
		t.Skip("needs a sandbox, FLOTILLA_SANDBOX")
	}
	server := start(t, sandbox)
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
func compare(t *testing.T, server server, known *Known, object *unstructured.Unstructured, change string) error {
	t.Helper()
	findings, _ := known.Findings(object.DeepCopy(), "")
	refusal := server.refusal(t, object)
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

// start starts a sandbox with the definitions of Flux on it.
func start(t *testing.T, sandbox string) server {
	folder, err := os.MkdirTemp("", "check-")
	if err != nil {
		t.Fatal(err)
	}
	run := func(command string, arguments ...string) []byte {
		output, err := exec.Command(sandbox, append([]string{command, "--dir", folder}, arguments...)...).Output()
		if err != nil {
			t.Fatalf("sandbox %s: %v", command, err)
		}
		return output
	}
	t.Cleanup(func() {
		run("down")
		_ = os.RemoveAll(folder)
	})
	run("up")
	var environment map[string]string
	if err := json.Unmarshal(run("env", "--json"), &environment); err != nil {
		t.Fatal(err)
	}
	config, err := clientcmd.BuildConfigFromFlags("", environment["KUBECONFIG"])
	if err != nil {
		t.Fatal(err)
	}
	config.QPS, config.Burst, config.WarningHandler = 1000, 1000, rest.NoWarnings{}
	client := dynamic.NewForConfigOrDie(config)
	server := server{client: client}
	definitions := server.define(t)
	server.create(t, schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}, "v1", "Namespace", "web")
	asked := discovery.NewDiscoveryClientForConfigOrDie(config)
	deadline := time.Now().Add(time.Minute)
	for {
		resources, err := restmapper.GetAPIGroupResources(asked)
		if err == nil {
			server.mapper = restmapper.NewDiscoveryRESTMapper(resources)
			if !slices.ContainsFunc(definitions, func(kind schema.GroupKind) bool {
				_, err := server.mapper.RESTMapping(kind)
				return err != nil
			}) {
				return server
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("the server must serve Flux's kinds, got %v", err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func (s server) define(t *testing.T) []schema.GroupKind {
	var kinds []schema.GroupKind
	folders, _ := crds.Files.ReadDir("flux")
	for _, folder := range folders {
		files, _ := crds.Files.ReadDir("flux/" + folder.Name())
		for _, file := range files {
			text, _ := crds.Files.ReadFile("flux/" + folder.Name() + "/" + file.Name())
			definition := &unstructured.Unstructured{}
			if err := definition.UnmarshalJSON(text); err != nil {
				t.Fatal(err)
			}
			s.apply(t, schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}, definition)
			kinds = append(kinds, schema.GroupKind{Group: folder.Name(), Kind: strings.TrimSuffix(file.Name(), ".json")})
		}
	}
	return kinds
}

func (s server) create(t *testing.T, resource schema.GroupVersionResource, apiVersion, kind, name string) {
	object := &unstructured.Unstructured{}
	object.SetAPIVersion(apiVersion)
	object.SetKind(kind)
	object.SetName(name)
	s.apply(t, resource, object)
}

func (s server) apply(t *testing.T, resource schema.GroupVersionResource, object *unstructured.Unstructured) {
	options := metav1.ApplyOptions{FieldManager: "test", Force: true}
	if _, err := s.client.Resource(resource).Apply(context.Background(), object.GetName(), object, options); err != nil {
		t.Fatal(err)
	}
}

// refusal is what the server says to an object that Flux would apply, or nil.
func (s server) refusal(t *testing.T, object *unstructured.Unstructured) error {
	kind := object.GroupVersionKind()
	mapping, err := s.mapper.RESTMapping(kind.GroupKind(), kind.Version)
	if err != nil {
		return err
	}
	var client dynamic.ResourceInterface = s.client.Resource(mapping.Resource)
	if mapping.Scope.Name() == meta.RESTScopeNameNamespace {
		client = s.client.Resource(mapping.Resource).Namespace("web")
	}
	name := object.GetName()
	if name == "" || strings.Contains(name, "/") {
		return fmt.Errorf("name '%s'", name) // no request can be made
	}
	options := metav1.ApplyOptions{FieldManager: "kustomize-controller", Force: true, DryRun: []string{metav1.DryRunAll}}
	_, err = client.Apply(context.Background(), name, object.DeepCopy(), options)
	if errors.IsTimeout(err) || errors.IsServerTimeout(err) || errors.IsTooManyRequests(err) {
		t.Fatal(err)
	}
	return err
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
