package check

import (
	"path"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/rules"
)

// incomplete are the rules of what keeps objects from being there.
var incomplete = []string{rules.Environment, rules.Build, rules.Remote, rules.Chart}

// render answers with what clusters get. Its problems are only those for which something is not there.
func (r *run) render(deliveries []*delivery) (contract.Answer, error) {
	answer := r.answers.answer(r.charts)
	answer.Problems = slices.DeleteFunc(answer.Problems, func(problem contract.Problem) bool {
		return !slices.Contains(incomplete, problem.Rule)
	})
	for _, delivery := range deliveries {
		if delivery.folder.Definitions {
			continue
		}
		for _, object := range delivery.all() {
			scope(object, r.cluster(delivery.consumer.Cluster).known)
			text, err := yaml.Marshal(object.Object)
			if err != nil {
				return contract.Answer{}, err
			}
			answer.Objects = append(answer.Objects, contract.Object{
				Cluster: delivery.consumer.Cluster, AppliedBy: appliedBy(delivery, object),
				File: at(delivery, object, "kind").File, Template: object.Template, YAML: string(text),
			})
		}
	}
	return answer, nil
}

func appliedBy(delivery *delivery, object flux.Object) string {
	by := unstructured.Unstructured{Object: delivery.consumer.Kustomization}
	if object.Release != nil {
		by = object.Release.Unstructured
	}
	return path.Join(by.GetKind(), by.GetNamespace(), by.GetName())
}
