package main

import (
	"context"
	"strings"
	"testing"
)

func TestRefusesWrongCalls(t *testing.T) {
	for call, want := range map[string]string{
		"fly":                         "unknown command, got 'fly': see 'sandbox help'",
		"up":                          "folder of the sandbox is missing: name one, as in '--dir target/sandbox/staging'",
		"down --dir a b":              "unexpected argument, got 'b': see 'sandbox help'",
		"status --dri a":              "flag provided but not defined: -dri: see 'sandbox help'",
		"env --dir /nowhere/at/it":    "no sandbox in the folder, got '/nowhere/at/it': run 'sandbox up --dir /nowhere/at/it'",
		"status --dir a --keyless":    "flag provided but not defined: -keyless: see 'sandbox help'",
		"identity --dir a --ref main": "the job of an identity needs --repository, --workflow and --ref, or --project and --ref: see 'sandbox help'",
		"whoami staging":              "a context and kubeconfigs must be given: see 'sandbox help'",
		"build nothing":               "unknown part, got 'nothing': use one of registry, control-plane, flux-operator, flux-controllers, cosign, sigstore, opentofu, providers",
	} {
		err := run(context.Background(), strings.Fields(call))
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v, wanted %s", call, err, want)
		}
	}
}
