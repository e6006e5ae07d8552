module flotilla.dev/sandbox/modules/opentofu

go 1.27.0

// The one replacement that OpenTofu's own go.mod has, and that `go install` therefore refuses.
replace github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828

replace flotilla.dev/sandbox/modules/common => ../common

require (
	flotilla.dev/sandbox/modules/common v0.0.0
	github.com/opentofu/opentofu v1.12.6
)

require dario.cat/mergo v1.0.2 // indirect
