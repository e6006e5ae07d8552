package instance

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"
	"testing"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/restmapper"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/registry/remote"
)

// pullChart gets the operator's chart as Helm does: the one layer of the artifact.
func pullChart(t *testing.T, folder Folder, version string) *chart.Chart {
	t.Helper()
	state, err := folder.Load()
	must(t, err)
	repository, err := remote.NewRepository(loopback(state.Ports.Registry()) + "/controlplaneio-fluxcd/charts/flux-operator")
	must(t, err)
	repository.PlainHTTP = true
	_, manifest, err := oras.FetchBytes(context.Background(), repository, version, oras.DefaultFetchBytesOptions)
	must(t, err)
	layer := manifestLayer(t, manifest)
	archive, err := content.FetchAll(context.Background(), repository, layer)
	must(t, err)
	loaded, err := loader.LoadArchive(bytes.NewReader(archive))
	must(t, err)
	return loaded
}

// render gives the objects of release flux-operator in flux-system, in an order in which they can be applied.
func render(chart *chart.Chart, values map[string]any) ([]*unstructured.Unstructured, error) {
	options := chartutil.ReleaseOptions{Name: "flux-operator", Namespace: "flux-system", IsInstall: true}
	all, err := chartutil.ToRenderValues(chart, values, options, chartutil.DefaultCapabilities)
	if err != nil {
		return nil, err
	}
	files, err := engine.Render(chart, all)
	if err != nil {
		return nil, err
	}
	var objects []*unstructured.Unstructured
	for name, file := range files {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		documents := yaml.NewYAMLOrJSONDecoder(strings.NewReader(file), 4096)
		for {
			object := &unstructured.Unstructured{}
			if err := documents.Decode(&object.Object); err == io.EOF {
				break
			} else if err != nil {
				return nil, err
			}
			if len(object.Object) > 0 {
				objects = append(objects, object)
			}
		}
	}
	order := map[string]int{"CustomResourceDefinition": -2, "ServiceAccount": -1, "Deployment": 1}
	sort.Slice(objects, func(i, j int) bool {
		a, b := objects[i], objects[j]
		if order[a.GetKind()] != order[b.GetKind()] {
			return order[a.GetKind()] < order[b.GetKind()]
		}
		return a.GetKind()+a.GetName() < b.GetKind()+b.GetName()
	})
	return objects, nil
}

// apply puts objects into the cluster by server-side apply.
func (c cluster) apply(t *testing.T, objects ...*unstructured.Unstructured) {
	t.Helper()
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(c.typed.Discovery()))
	for _, object := range objects {
		mapping, err := mapper.RESTMapping(object.GroupVersionKind().GroupKind(), object.GroupVersionKind().Version)
		must(t, err)
		resource := c.dynamic.Resource(mapping.Resource)
		options := metav1.ApplyOptions{FieldManager: "test", Force: true}
		if mapping.Scope.Name() == meta.RESTScopeNameNamespace {
			_, err = resource.Namespace(object.GetNamespace()).Apply(context.Background(), object.GetName(), object, options)
		} else {
			_, err = resource.Apply(context.Background(), object.GetName(), object, options)
		}
		if err != nil {
			t.Fatalf("%s %s not applied: %v", object.GetKind(), object.GetName(), err)
		}
	}
}

func manifestLayer(t *testing.T, manifest []byte) ocispec.Descriptor {
	t.Helper()
	var parsed ocispec.Manifest
	must(t, json.Unmarshal(manifest, &parsed))
	if len(parsed.Layers) != 1 {
		t.Fatalf("expected one layer, got %d", len(parsed.Layers))
	}
	return parsed.Layers[0]
}

func TestChartTakesTheValuesOfTheOfficialOne(t *testing.T) {
	chart := pullChart(t, sharedCluster(t).folder, "0.59.0")
	objects, err := render(chart, map[string]any{
		"multitenancy": map[string]any{"enabled": true, "defaultServiceAccount": "tenant", "enabledForWorkloadIdentity": true},
		"reporting":    map[string]any{"interval": "45s"},
		"image":        map[string]any{"repository": "registry.example/flux-operator", "pullSecrets": []any{map[string]any{"name": "pull"}}},
		"commonLabels": map[string]any{"team": "platform"},
		"extraArgs":    []any{"--concurrent=20"},
		"extraEnvs":    []any{map[string]any{"name": "EXTRA", "value": "yes"}},
	})
	must(t, err)
	var kinds []string
	for _, object := range objects {
		kinds = append(kinds, object.GetKind())
		if object.GetLabels()["team"] != "platform" {
			t.Errorf("%s %s lacks the common label", object.GetKind(), object.GetName())
		}
		if object.GetKind() == "CustomResourceDefinition" && object.GetAnnotations()["helm.sh/resource-policy"] != "keep" {
			t.Errorf("%s would go with the chart", object.GetName())
		}
	}
	crd := "CustomResourceDefinition"
	wanted := []string{crd, crd, crd, crd, "ServiceAccount", "ClusterRoleBinding", "ClusterRole", "ClusterRole", "Service", "Deployment"}
	if !slices.Equal(kinds, wanted) {
		t.Errorf("kinds %v, wanted %v", kinds, wanted)
	}

	var deployment appsv1.Deployment
	must(t, runtime.DefaultUnstructuredConverter.FromUnstructured(objects[len(objects)-1].Object, &deployment))
	pod := deployment.Spec.Template.Spec
	container := pod.Containers[0]
	args := []string{"--log-level=info", "--default-service-account=tenant", "--default-workload-identity-service-account=flux-operator", "--concurrent=20"}
	if !slices.Equal(container.Args, args) {
		t.Errorf("arguments %q, wanted %q", container.Args, args)
	}
	if container.Image != "registry.example/flux-operator:v0.59.0" || pod.ImagePullSecrets[0].Name != "pull" {
		t.Errorf("image %q with %v", container.Image, pod.ImagePullSecrets)
	}
	variables := map[string]string{}
	for _, variable := range container.Env {
		variables[variable.Name] = variable.Value
	}
	if variables["REPORTING_INTERVAL"] != "45s" || variables["EXTRA"] != "yes" {
		t.Errorf("variables %v", variables)
	}
	selector := map[string]string{"app.kubernetes.io/name": "flux-operator", "app.kubernetes.io/instance": "flux-operator"}
	if !maps.Equal(deployment.Spec.Selector.MatchLabels, selector) {
		t.Errorf("selector %v, wanted %v", deployment.Spec.Selector.MatchLabels, selector)
	}
}

func TestChartRefusesUnknownValues(t *testing.T) {
	chart := pullChart(t, sharedCluster(t).folder, "0.59.0")
	_, err := render(chart, map[string]any{"multitenency": map[string]any{"enabled": true}})
	if err == nil {
		t.Fatal("a misspelt value was accepted")
	}
	mustContain(t, err.Error(), "multitenency")
	_, err = render(chart, map[string]any{"multitenancy": map[string]any{"enabled": true}})
	must(t, err)
}

func TestChartLeavesTheDefinitionsOutOnDemand(t *testing.T) {
	objects, err := render(pullChart(t, sharedCluster(t).folder, "0.58.1"), map[string]any{"installCRDs": false})
	must(t, err)
	for _, object := range objects {
		if object.GetKind() == "CustomResourceDefinition" {
			t.Errorf("%s is there", object.GetName())
		}
	}
	if len(objects) != 6 {
		t.Errorf("%d objects, wanted 6", len(objects))
	}
}
