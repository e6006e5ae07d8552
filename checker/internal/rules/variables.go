package rules

import (
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// variables finds ${…} that the cluster replaces by nothing, that a script was to have, or that stops Flux.
func variables(object flux.Object, consumer Consumer) []kinds.Finding {
	var findings []kinds.Finding
	for _, use := range object.Variables {
		if consumer.HasMore && use.Broken == "" {
			continue
		}
		finding := kinds.Finding{Rule: Variable, Path: use.Path}
		switch {
		case use.Broken != "":
			finding.Message = "an expression must be one that Flux can evaluate, got '" + use.Text + "' in 'PATH' in OBJECT (" + use.Broken + ")"
			finding.Remedy = "write '$" + use.Text + "' to keep it as it is"
		case use.Default:
			finding.Message = "Flux evaluates '" + use.Text + "' in 'PATH' in OBJECT, got no variable '" + use.Name + "' on the cluster, so its default replaces it"
			finding.Remedy = "write '$$' in place of '$' if a script is to evaluate it"
		default:
			finding.Message = "a variable must be one that the cluster has, got '" + use.Text + "' in 'PATH' in OBJECT, which becomes empty"
			finding.Typed, finding.Choices = use.Name, names(consumer)
			finding.Others = "write '$" + use.Text + "' to keep it as it is; there are: "
		}
		findings = append(findings, finding)
	}
	if object.Unsubstituted != nil {
		findings = append(findings, kinds.Finding{
			Rule: Variable, Message: "OBJECT must be YAML after its variables are put in, got '" + object.Unsubstituted.Error() + "'",
			Remedy: "quote where they stand",
		})
	}
	return findings
}

func names(consumer Consumer) []string {
	own, _, _ := unstructured.NestedStringMap(consumer.Kustomization, "spec", "postBuild", "substitute")
	all := map[string]string{}
	maps.Copy(all, consumer.Variables)
	maps.Copy(all, own)
	return slices.Sorted(maps.Keys(all))
}
