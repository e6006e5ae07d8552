module flotilla.dev/sandbox/modules/flux-controllers

go 1.27.0

// What the controllers' own go.mod files replace.
replace (
	github.com/opencontainers/go-digest => github.com/opencontainers/go-digest v1.0.1-0.20231025023718-d50d2fec9c98
	gopkg.in/yaml.v3 => gopkg.in/yaml.v3 v3.0.1
	sigs.k8s.io/kustomize/api => sigs.k8s.io/kustomize/api v0.21.1
	sigs.k8s.io/kustomize/kyaml => sigs.k8s.io/kustomize/kyaml v0.21.1
)

// The module proxy does not serve the version that source-controller requires.
replace github.com/fluxcd/pkg/artifact => github.com/fluxcd/pkg/artifact v0.18.1

replace flotilla.dev/sandbox/modules/common => ../common

require (
	flotilla.dev/sandbox/modules/common v0.0.0
	github.com/fluxcd/helm-controller v1.6.4
	github.com/fluxcd/image-automation-controller v1.2.4
	github.com/fluxcd/image-reflector-controller v1.2.4
	github.com/fluxcd/kustomize-controller v1.9.6
	github.com/fluxcd/notification-controller v1.9.3
	github.com/fluxcd/source-controller v1.9.6
	github.com/fluxcd/source-watcher/v2 v2.2.3
)
