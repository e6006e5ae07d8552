// Package refusal has a stand-in refuse what it does not implement. A stand-in has the whole schema of the original: an
// attribute that it took and ignored would look like one that works.
package refusal

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Implemented is what a stand-in implements. Everything else that a configuration can set is refused: an attribute that
// a later schema adds is refused until it is in here.
type Implemented struct {
	Provider string // whose stand-in it is, as hashicorp/helm

	// Attributes by their path without indexes: metadata.labels. An attribute that has attributes is not in here, they are.
	Config      []string
	Resources   map[string][]string
	DataSources map[string][]string

	// Variables are those of the environment that stand, in the original, for an attribute of the provider's configuration
	// that is not in Config.
	Variables map[string]string
}

// config refuses what value, the configuration of what, sets and implemented does not name. An unknown value is none
// yet: it is looked at again when it is known.
func (i Implemented) config(what string, implemented []string, value tftypes.Value) ([]*tfprotov6.Diagnostic, error) {
	var refused []*tfprotov6.Diagnostic
	err := tftypes.Walk(value, func(path *tftypes.AttributePath, value tftypes.Value) (bool, error) {
		switch {
		case value.IsNull(), !value.IsKnown():
			return false, nil
		case HasAttributes(value.Type()):
			return true, nil
		case !slices.Contains(implemented, plain(path)):
			refused = append(refused, i.diagnostic(path, fmt.Sprintf("'%s' of %s; remove it", shown(path), what)))
		}
		return false, nil
	})
	return refused, err
}

// environment refuses the variables that the original would read.
func (i Implemented) environment() []*tfprotov6.Diagnostic {
	var refused []*tfprotov6.Diagnostic
	for _, variable := range slices.Sorted(maps.Keys(i.Variables)) {
		if os.Getenv(variable) != "" {
			refused = append(refused, i.diagnostic(nil, fmt.Sprintf("%s, which stands for '%s'; unset it", variable, i.Variables[variable])))
		}
	}
	return refused
}

func (i Implemented) diagnostic(path *tftypes.AttributePath, refused string) *tfprotov6.Diagnostic {
	return &tfprotov6.Diagnostic{
		Severity:  tfprotov6.DiagnosticSeverityError,
		Summary:   "Unsupported attribute",
		Detail:    fmt.Sprintf("the sandbox's stand-in for %s does not implement %s, or use HashiCorp's own provider", i.Provider, refused),
		Attribute: path,
	}
}
