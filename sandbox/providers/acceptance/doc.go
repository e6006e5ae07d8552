// Package acceptance tests the stand-in providers as a user meets them: OpenTofu runs the built binaries against a real
// API server and a real registry.
//
// FLOTILLA_SANDBOX names the sandbox program, which starts both; without it every test is skipped.
// FLOTILLA_PROVIDER_MIRROR, when set, is the filesystem mirror whose providers are tested instead of ours: the tests
// say what HashiCorp's providers do, so they hold for those too.
package acceptance
