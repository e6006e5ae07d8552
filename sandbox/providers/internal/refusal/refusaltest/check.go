// Package refusaltest tests what a stand-in implements and what it refuses, against its own schema.
package refusaltest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"flotilla.dev/sandbox/providers/internal/refusal"
)

// Refused are the attributes that a stand-in is known not to implement, as users write them, by what has them: the
// provider's configuration, a resource or, with the prefix data., a data source.
type Refused map[string][]string

// ProviderConfig is the key of the provider's configuration.
const ProviderConfig = "provider"

const dataPrefix = "data."

// Check goes through every attribute of every schema that a configuration can set. It is implemented, and then not
// refused, or in the table, and then refused by its name. One that is in neither, because a later schema has it, is to be
// decided.
func Check(t *testing.T, server tfprotov6.ProviderServer, implemented refusal.Implemented, refused Refused) {
	t.Helper()
	c := newCaller(t, server)
	known := map[string][]string{ProviderConfig: implemented.Config}
	maps.Copy(known, implemented.Resources)
	for name, attributes := range implemented.DataSources {
		known[dataPrefix+name] = attributes
	}

	for _, of := range slices.Sorted(maps.Keys(c.schemas)) {
		var plain, shown []string
		for _, a := range settable(c.schemas[of]) {
			plain, shown = append(plain, a.plain()), append(shown, a.shown())
			isImplemented, isRefused := slices.Contains(known[of], a.plain()), slices.Contains(refused[of], a.shown())
			t.Run(of+"/"+a.shown(), func(t *testing.T) {
				switch {
				case isImplemented && isRefused:
					t.Errorf("%s is implemented and in the table of what is refused; remove it from one of them", a.shown())
				case isImplemented:
					mustPass(t, c.validate(of)(a.set(sample(a.kind()))))
				case isRefused:
					refusal := fmt.Sprintf("the sandbox's stand-in for %s does not implement '%s' of %s; remove it, or use HashiCorp's own provider",
						implemented.Provider, a.shown(), called(of))
					mustSay(t, c.validate(of)(a.set(sample(a.kind()))), refusal)
					mustSay(t, c.use(of)(a.set(sample(a.kind()))), refusal)
					mustPass(t, c.validate(of)(a.set(unknown(a.kind())))) // it may become null
				default:
					t.Errorf("%s is neither implemented nor in the table of what is refused; decide, and add it to one of them", a.shown())
				}
			})
		}
		mustExist(t, of, known[of], plain)
		mustExist(t, of, refused[of], shown)
	}
	for _, of := range slices.Concat(slices.Collect(maps.Keys(known)), slices.Collect(maps.Keys(refused))) {
		if c.schemas[of] == nil {
			t.Errorf("there is no schema of %s; remove it from the lists", of)
		}
	}
	for variable, attribute := range implemented.Variables {
		t.Run(variable, func(t *testing.T) {
			mustExist(t, ProviderConfig, []string{attribute}, refused[ProviderConfig])
			t.Setenv(variable, "x")
			mustSay(t, c.use(ProviderConfig)(empty(c.schemas[ProviderConfig].ValueType())),
				fmt.Sprintf("the sandbox's stand-in for %s does not implement %s, which stands for '%s'; unset it, or use HashiCorp's own provider",
					implemented.Provider, variable, attribute))
		})
	}
}

// called is what a message calls the owner of an attribute.
func called(of string) string {
	if of == ProviderConfig {
		return "the provider's configuration"
	}
	return strings.TrimPrefix(of, dataPrefix)
}

// mustExist finds what is in a list and not, or no longer, in the schema.
func mustExist(t *testing.T, of string, listed, existing []string) {
	t.Helper()
	for _, name := range listed {
		if !slices.Contains(existing, name) {
			t.Errorf("%s has no attribute %s; remove it from the list", of, name)
		}
	}
}

func mustSay(t *testing.T, problems []*tfprotov6.Diagnostic, want string) {
	t.Helper()
	var got []string
	for _, problem := range problems {
		got = append(got, problem.Detail)
	}
	if !slices.Equal(got, []string{want}) {
		t.Errorf("got %q, want %q alone", got, want)
	}
}

// mustPass is about refusals alone: other problems are those of a configuration that sets one attribute.
func mustPass(t *testing.T, problems []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, problem := range problems {
		if strings.Contains(problem.Detail, "does not implement") {
			t.Errorf("refused: %s", problem.Detail)
		}
	}
}
