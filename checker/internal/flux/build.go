package flux

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/yaml"
)

// ErrMissing means that an artifact has not got the folder that a Kustomization applies.
var ErrMissing = errors.New("folder missing")

// A Build is what kustomize makes of an artifact's folder, without the variables of a cluster.
type Build struct {
	// Remotes are what it would need from elsewhere; then nothing is built.
	Remotes []Remote

	kustomization unstructured.Unstructured
	folder        string
	resources     []*resource.Resource
	written       []string
}

// Folder is the folder of the artifact that a Kustomization applies.
func Folder(kustomization map[string]any) string {
	folder, _, _ := unstructured.NestedString(kustomization, "spec", "path")
	return path.Join("/", folder)[1:]
}

// NewBuild builds what a Kustomization applies of the artifact in root; asWritten also finds the namespaces that objects
// had before the Kustomization's target namespace replaced them.
func NewBuild(root string, kustomization map[string]any, asWritten bool) (*Build, error) {
	build := &Build{kustomization: unstructured.Unstructured{Object: kustomization}, folder: Folder(kustomization)}
	if info, err := os.Stat(build.at(root)); err != nil || !info.IsDir() {
		return nil, ErrMissing
	}
	if build.Remotes = remotes(root, build.folder, map[string]bool{}); len(build.Remotes) > 0 {
		return build, nil
	}
	var err error
	if build.resources, err = build.run(root, build.kustomization); err != nil || !asWritten {
		return build, err
	}
	untargeted := build.kustomization.DeepCopy()
	unstructured.RemoveNestedField(untargeted.Object, "spec", "targetNamespace")
	written, err := build.run(root, *untargeted)
	for _, resource := range written {
		build.written = append(build.written, resource.GetNamespace())
	}
	return build, err
}

func (b *Build) at(root string) string {
	return filepath.Join(root, filepath.FromSlash(b.folder))
}

// run runs kustomize as Flux does; each resource says where it comes from. The artifact's files are the same after it.
func (b *Build) run(root string, applied unstructured.Unstructured) ([]*resource.Resource, error) {
	manifest, file, action, err := kustomize.NewGenerator(root, applied).GenerateManifest(b.at(root))
	if err != nil {
		return nil, err
	}
	if manifest, err = withOrigins(manifest); err != nil {
		return nil, err
	}
	original, err := os.ReadFile(file)
	if err != nil && action == kustomize.UnchangedAction {
		return nil, err
	}
	defer func() {
		_ = os.Remove(file)
		if action == kustomize.UnchangedAction {
			_ = os.WriteFile(file, original, 0o600)
		}
	}()
	if err := os.WriteFile(file, manifest, 0o600); err != nil {
		return nil, err
	}
	built, err := kustomize.SecureBuild(root, b.at(root), false)
	if err != nil {
		return nil, err
	}
	return built.Resources(), nil
}

func withOrigins(manifest []byte) ([]byte, error) {
	var file types.Kustomization
	if err := yaml.Unmarshal(manifest, &file); err != nil {
		return nil, err
	}
	if !slices.Contains(file.BuildMetadata, types.OriginAnnotations) {
		file.BuildMetadata = append(file.BuildMetadata, types.OriginAnnotations)
	}
	return yaml.Marshal(file)
}

// Cause says why there is no build, without the folder of this machine.
func Cause(err error, root string) string {
	text := strings.ReplaceAll(err.Error(), root+"/", "")
	return strings.Join(strings.Fields(strings.ReplaceAll(text, root, ".")), " ")
}
