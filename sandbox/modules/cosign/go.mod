module flotilla.dev/sandbox/modules/cosign

go 1.27.0

replace flotilla.dev/sandbox/modules/common => ../common

require (
	flotilla.dev/sandbox/modules/common v0.0.0
	github.com/sigstore/cosign/v3 v3.1.3
)
