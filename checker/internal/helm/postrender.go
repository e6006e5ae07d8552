package helm

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"helm.sh/helm/v4/pkg/postrenderer"
	"sigs.k8s.io/kustomize/api/builtins"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/resid"
	"sigs.k8s.io/yaml"

	v2 "github.com/fluxcd/helm-controller/api/v2"
)

// renderers change what Helm has templated, one after the other.
type renderers []func(manifests []byte) (resmap.ResMap, error)

// postRenderers are those of a release in their order, then its common metadata, then the labels of its origin.
func postRenderers(release *v2.HelmRelease) postrenderer.PostRenderer {
	var all renderers
	for _, each := range release.Spec.PostRenderers {
		if each.Kustomize != nil {
			kustomization := kustomization(*each.Kustomize)
			all = append(all, func(manifests []byte) (resmap.ResMap, error) { return kustomize(kustomization, manifests) })
		}
	}
	if common := release.Spec.CommonMetadata; common != nil {
		all = append(all, withLabels(common.Labels), withAnnotations(common.Annotations))
	}
	return append(all, withLabels(map[string]string{
		v2.GroupVersion.Group + "/name": release.Name, v2.GroupVersion.Group + "/namespace": release.Namespace,
	}))
}

// Run is called by Helm.
func (r renderers) Run(manifests *bytes.Buffer) (*bytes.Buffer, error) {
	for _, render := range r {
		rendered, err := render(manifests.Bytes())
		if err != nil {
			return nil, err
		}
		text, err := rendered.AsYaml()
		if err != nil {
			return nil, err
		}
		manifests = bytes.NewBuffer(text)
	}
	return manifests, nil
}

func withLabels(labels map[string]string) func([]byte) (resmap.ResMap, error) {
	return transformed(&builtins.LabelTransformerPlugin{
		Labels: labels, FieldSpecs: []types.FieldSpec{{Path: "metadata/labels", CreateIfNotPresent: true}},
	})
}

func withAnnotations(annotations map[string]string) func([]byte) (resmap.ResMap, error) {
	return transformed(&builtins.AnnotationsTransformerPlugin{
		Annotations: annotations, FieldSpecs: []types.FieldSpec{{Path: "metadata/annotations", CreateIfNotPresent: true}},
	})
}

func transformed(transformer resmap.Transformer) func([]byte) (resmap.ResMap, error) {
	return func(manifests []byte) (resmap.ResMap, error) {
		resources, err := resmap.NewFactory(provider.NewDefaultDepProvider().GetResourceFactory()).NewResMapFromBytes(manifests)
		if err != nil {
			return nil, err
		}
		return resources, transformer.Transform(resources)
	}
}

func kustomization(from v2.Kustomize) types.Kustomization {
	var to types.Kustomization
	for _, image := range from.Images {
		to.Images = append(to.Images, types.Image{Name: image.Name, NewName: image.NewName, NewTag: image.NewTag, Digest: image.Digest})
	}
	for _, patch := range from.Patches {
		wanted := types.Patch{Patch: patch.Patch}
		if target := patch.Target; target != nil {
			wanted.Target = &types.Selector{
				ResId: resid.ResId{
					Gvk:  resid.Gvk{Group: target.Group, Version: target.Version, Kind: target.Kind},
					Name: target.Name, Namespace: target.Namespace,
				},
				LabelSelector: target.LabelSelector, AnnotationSelector: target.AnnotationSelector,
			}
		}
		to.Patches = append(to.Patches, wanted)
	}
	return to
}

func kustomize(kustomization types.Kustomization, manifests []byte) (resmap.ResMap, error) {
	kustomization.APIVersion, kustomization.Kind = types.KustomizationVersion, types.KustomizationKind
	kustomization.Resources = []string{"manifests.yaml"}
	text, err := yaml.Marshal(kustomization)
	if err != nil {
		return nil, err
	}
	files := filesys.MakeFsInMemory()
	if err := files.WriteFile("kustomization.yaml", text); err != nil {
		return nil, err
	}
	if err := files.WriteFile("manifests.yaml", manifests); err != nil {
		return nil, err
	}
	return krusty.MakeKustomizer(&krusty.Options{
		LoadRestrictions: types.LoadRestrictionsNone, PluginConfig: types.DisabledPluginConfig(),
	}).Run(files, ".")
}

const (
	maxName = 53
	hashed  = 12
)

// shortened is the name of a release as helm-controller gives it to Helm.
func shortened(name string) string {
	if len(name) <= maxName {
		return name
	}
	return name[:maxName-hashed-1] + "-" + fmt.Sprintf("%x", sha256.Sum256([]byte(name)))[:hashed]
}
