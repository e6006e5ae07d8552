// Package build makes the binaries that a sandbox runs, from Go modules at pinned versions, into the
// user's cache folder: a second clone of the repository, or a second sandbox, builds nothing.
package build

import "context"

// A Part is one module of foreign code and what is made of it: one folder in the cache.
type Part struct {
	Name string
	// Revision rises when the recipe below changes in a way that its other fields do not show.
	Revision int
	// Module is the folder of the committed go.mod, below the sandbox's sources.
	Module   string
	Common   bool // its versions are raised to those of commonModule
	Programs []Program
	LDFlags  string
	Env      []string
	// prepare makes a module ready to compile where the committed one is not (nil: it is).
	prepare func(context.Context, *job) error
	// assets puts files of the upstream module beside the binary (nil: none).
	assets func(context.Context, *job) error
}

// A Program is one binary of a part.
type Program struct {
	Package string // its import path
	Output  string
}

// The versions that a binary reports of itself; those of go.mod, which a linker flag cannot read.
const (
	operatorVersion = "v0.59.0"
	kubernetesFlags = "-X k8s.io/component-base/version.gitVersion=v1.37.2" +
		" -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=37"
)

// commonModule is the folder of the versions that several parts share.
const commonModule = "modules/common"

// modules are the folders of the part's sources.
func (p Part) modules() []string {
	if p.Common {
		return []string{p.Module, commonModule}
	}
	return []string{p.Module}
}

// The names of the parts.
const (
	ControlPlane = "control-plane"
	Registry     = "registry"
	Operator     = "flux-operator"
	Controllers  = "flux-controllers"
	Cosign       = "cosign"
	Sigstore     = "sigstore"
	Tofu         = "opentofu"
	Providers    = "providers"
)

// Parts lists everything there is to build, what is needed first first.
func Parts() []Part {
	return []Part{
		{
			Name: Registry, Module: "modules/registry",
			Programs: []Program{{Package: "flotilla.dev/sandbox/modules/registry", Output: "registry"}},
		},
		{
			Name: ControlPlane, Module: "modules/control-plane",
			Programs: []Program{{Package: "flotilla.dev/sandbox/modules/control-plane", Output: "control-plane"}},
			LDFlags:  kubernetesFlags,
			assets:   kwokStages,
		},
		{
			Name: Operator, Module: "modules/flux-operator", Common: true,
			Programs: []Program{{Package: operatorModule + "/cmd/operator", Output: "flux-operator"}},
			LDFlags:  "-X main.VERSION=" + operatorVersion,
			Env:      []string{"GOFIPS140=latest"}, // the operator refuses to run without FIPS 140 mode
			prepare:  copyOperator,
			assets:   operatorAssets,
		},
		{
			Name: Controllers, Module: "modules/flux-controllers", Common: true,
			Programs: []Program{
				{Package: "github.com/fluxcd/source-controller", Output: "source-controller"},
				{Package: "github.com/fluxcd/kustomize-controller", Output: "kustomize-controller"},
				{Package: "github.com/fluxcd/helm-controller", Output: "helm-controller"},
				{Package: "github.com/fluxcd/notification-controller", Output: "notification-controller"},
				{Package: "github.com/fluxcd/source-watcher/v2/cmd", Output: "source-watcher"},
				{Package: "github.com/fluxcd/image-reflector-controller", Output: "image-reflector-controller"},
				{Package: "github.com/fluxcd/image-automation-controller", Output: "image-automation-controller"},
			},
		},
		{
			Name: Cosign, Module: "modules/cosign", Common: true,
			Programs: []Program{{Package: "github.com/sigstore/cosign/v3/cmd/cosign", Output: "cosign"}},
		},
		{
			Name: Sigstore, Module: "modules/sigstore", Common: true,
			Programs: []Program{
				{Package: "flotilla.dev/sandbox/modules/sigstore", Output: "sigstore"},
				{Package: "github.com/transparency-dev/tesseract/cmd/tesseract/posix", Output: "ct-log"},
			},
		},
		{
			Name: Tofu, Module: "modules/opentofu", Common: true,
			Programs: []Program{{Package: "github.com/opentofu/opentofu/cmd/tofu", Output: "tofu"}},
			LDFlags:  "-X github.com/opentofu/opentofu/version.dev=no",
		},
		{
			Name: Providers, Module: "providers",
			Programs: []Program{
				provider("kubernetes", "3.2.1"), provider("helm", "3.1.2"),
				// Most of it is in the provider already, which is Helm's.
				{Package: "flotilla.dev/sandbox/providers/cmd/kubectl", Output: "kubectl"},
			},
		},
	}
}

// provider places a stand-in where OpenTofu's filesystem mirror expects the real one. The suffix
// makes its origin visible wherever a version is printed; it matches the same constraints.
func provider(name, version string) Program {
	return Program{
		Package: "flotilla.dev/sandbox/providers/cmd/terraform-provider-" + name,
		Output: "registry.opentofu.org/hashicorp/" + name + "/" + version + "+sandbox.1/" + platform() +
			"/terraform-provider-" + name + "_v" + version,
	}
}
