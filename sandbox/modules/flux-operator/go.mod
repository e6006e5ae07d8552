module flotilla.dev/sandbox/modules/flux-operator

go 1.27.0

// The module proxy does not serve the version that the operator requires; this one of the same module builds and runs.
replace github.com/google/go-containerregistry/pkg/authn/kubernetes => github.com/google/go-containerregistry/pkg/authn/kubernetes v0.0.0-20250225234217-098045d5e61f

replace flotilla.dev/sandbox/modules/common => ../common

require (
	flotilla.dev/sandbox/modules/common v0.0.0
	github.com/controlplaneio-fluxcd/flux-operator v0.59.0
)
