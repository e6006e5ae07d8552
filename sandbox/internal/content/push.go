package content

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/content/memory"
	"oras.land/oras-go/v2/registry/remote"
	"sigs.k8s.io/yaml"

	"flotilla.dev/sandbox/internal/build"
)

// OperatorVersions are the versions of the operator's chart: the one to install and, for trying
// upgrades, the one before it.
var OperatorVersions = []string{"0.58.1", "0.59.0"}

// WorkloadVersions are the versions of the sample components' chart, which differ in nothing else: the one that they
// release and, for trying upgrades, the next.
var WorkloadVersions = []string{"1.0.0", "1.1.0"}

// The repositories, as on ghcr.io. The chart of the sample components is ours; it is where the d2 fleet lets tenants get
// charts from.
const (
	operatorChart = "controlplaneio-fluxcd/charts/flux-operator"
	workloadChart = "stefanprodan/charts/workload"
	fluxManifests = "controlplaneio-fluxcd/flux-operator-manifests"
)

// An artifact has one configuration and one layer.
type artifact struct {
	repository, tag       string
	configType, layerType string
	config, layer         []byte
	annotations           map[string]string
}

// Push fills the registry at a loopback address; what is there already stays as it is.
func Push(ctx context.Context, address string, binaries build.Binaries) error {
	var artifacts []artifact
	for _, version := range OperatorVersions {
		chart, err := packOperator(binaries, version)
		if err != nil {
			return fmt.Errorf("chart flux-operator %s not packed: %w", version, err)
		}
		artifacts = append(artifacts, chart)
	}
	for _, version := range WorkloadVersions {
		chart, err := packChart(binaries, workloadChart, version, nil)
		if err != nil {
			return fmt.Errorf("chart workload %s not packed: %w", version, err)
		}
		artifacts = append(artifacts, chart)
	}
	manifests, err := packManifests(binaries)
	if err != nil {
		return fmt.Errorf("manifests of Flux not packed: %w", err)
	}
	for _, artifact := range append(artifacts, manifests) {
		if err := artifact.push(ctx, address); err != nil {
			return err
		}
	}
	return nil
}

// packOperator packs our chart as one version, with the CRDs of the operator that runs here.
func packOperator(binaries build.Binaries, version string) (artifact, error) {
	return packChart(binaries, operatorChart, version, func(files *tarball) error {
		return files.addFolder("flux-operator/files/crds", binaries.CRDs)
	})
}

// packChart packs the chart that a repository is named after as one version, with what more adds to its files.
func packChart(binaries build.Binaries, repository, version string, more func(*tarball) error) (artifact, error) {
	name := path.Base(repository)
	folder := filepath.Join(binaries.Charts, name)
	content, err := os.ReadFile(filepath.Join(folder, "Chart.yaml"))
	if err != nil {
		return artifact{}, err
	}
	var metadata map[string]any
	if err := yaml.Unmarshal(content, &metadata); err != nil {
		return artifact{}, err
	}
	metadata["version"], metadata["appVersion"] = version, "v"+version
	if content, err = yaml.Marshal(metadata); err != nil {
		return artifact{}, err
	}
	config, err := json.Marshal(metadata)
	if err != nil {
		return artifact{}, err
	}

	files := newTarball()
	if err := files.add(name+"/Chart.yaml", content); err != nil {
		return artifact{}, err
	}
	if err := files.addFolder(name, folder, "Chart.yaml"); err != nil {
		return artifact{}, err
	}
	if more != nil {
		if err := more(files); err != nil {
			return artifact{}, err
		}
	}
	layer, err := files.close()
	return artifact{
		repository: repository, tag: version,
		configType: "application/vnd.cncf.helm.config.v1+json", config: config,
		layerType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip", layer: layer,
		annotations: map[string]string{ocispec.AnnotationTitle: name, ocispec.AnnotationVersion: version},
	}, err
}

// packManifests packs the Flux distribution that the operator installs.
func packManifests(binaries build.Binaries) (artifact, error) {
	files := newTarball()
	if err := files.addFolder("", binaries.FluxData); err != nil {
		return artifact{}, err
	}
	layer, err := files.close()
	return artifact{
		repository: fluxManifests, tag: "latest",
		configType: "application/vnd.cncf.flux.config.v1+json", config: []byte("{}"),
		layerType: "application/vnd.cncf.flux.content.v1.tar+gzip", layer: layer,
		annotations: map[string]string{ocispec.AnnotationRevision: "latest"},
	}, err
}

func (a artifact) push(ctx context.Context, address string) error {
	repository, err := remote.NewRepository(address + "/" + a.repository)
	if err != nil {
		return err
	}
	repository.PlainHTTP = true
	if err := a.copyTo(ctx, repository); err != nil {
		return fmt.Errorf("artifact not pushed, got '%s:%s': %w", a.repository, a.tag, err)
	}
	return nil
}

func (a artifact) copyTo(ctx context.Context, repository *remote.Repository) error {
	store := memory.New()
	config, layer := content.NewDescriptorFromBytes(a.configType, a.config), content.NewDescriptorFromBytes(a.layerType, a.layer)
	if err := store.Push(ctx, config, bytes.NewReader(a.config)); err != nil {
		return err
	}
	if err := store.Push(ctx, layer, bytes.NewReader(a.layer)); err != nil {
		return err
	}

	// The moment of packing would give the same content another digest each time.
	annotations := map[string]string{ocispec.AnnotationCreated: "2000-01-01T00:00:00Z"}
	for name, value := range a.annotations {
		annotations[name] = value
	}
	manifest, err := oras.PackManifest(ctx, store, oras.PackManifestVersion1_0, "", oras.PackManifestOptions{
		ConfigDescriptor: &config, Layers: []ocispec.Descriptor{layer}, ManifestAnnotations: annotations})
	if err != nil {
		return err
	}
	if err := store.Tag(ctx, manifest, a.tag); err != nil {
		return err
	}
	_, err = oras.Copy(ctx, store, a.tag, repository, a.tag, oras.DefaultCopyOptions)
	return err
}
