// Package crds has the custom resource definitions of Flux and of its operator.
package crds

import "embed"

// Files has them by group and kind: flux/<group>/<kind>.json. The generator beside it writes them, at each build.
//
//go:embed flux
var Files embed.FS
