package check

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/util/version"

	v2 "github.com/fluxcd/helm-controller/api/v2"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/kinds"
	"flotilla.dev/checker/internal/rules"
)

// template adds the objects of a chart, or why there are none.
func (r *run) template(found *release, spec *v2.HelmRelease, chart helm.Chart, consumer rules.Consumer) {
	kubernetes := r.kubernetes(found, chart, consumer)
	if kubernetes == "" {
		return
	}
	values, unknown, err := helm.Values(spec, r.cluster(consumer.Consumer.Cluster).find)
	if err != nil {
		found.findings = append(found.findings, rules.Untemplated(err)...)
		return
	}
	key, _ := json.Marshal([]any{spec.Name, spec.Namespace, spec.Spec, values, chart.Chart, kubernetes, consumer.Known.Served(kubernetes)})
	known, ok := r.templated[string(key)]
	if !ok {
		objects, err := helm.Template(spec, chart, values, helm.Cluster{Kubernetes: kubernetes, Versions: consumer.Known.Served(kubernetes)})
		known = templated{objects, err}
		r.templated[string(key)] = known
	}
	secrets := references(unknown)
	switch {
	case known.err != nil && len(unknown) > 0:
		found.notes = append(found.notes, fmt.Sprintf("the chart of %s is not looked at: Helm cannot template it without the values of %s (%s)",
			rules.Name(found.Object), secrets, rules.Cause(known.err)))
	case known.err != nil:
		found.findings = append(found.findings, rules.Untemplated(known.err)...)
	default:
		if len(unknown) > 0 {
			found.isPartial = true
			found.notes = append(found.notes, fmt.Sprintf("the chart of %s is looked at without the values of %s", rules.Name(found.Object), secrets))
		}
		for _, object := range known.objects {
			found.objects = append(found.objects, inside(found.Object, object, spec.GetReleaseNamespace()))
		}
		content := chart.Content()
		found.chart = &content
	}
}

type templated struct {
	objects []helm.Object
	err     error
}

func references(all []v2.ValuesReference) string {
	var names []string
	for _, reference := range all {
		names = append(names, reference.Kind+" '"+reference.Name+"'")
	}
	return strings.Join(names, " and ")
}

// inside is an object of a chart as the rules have it; what is wrong with it is said of the release in the folder.
func inside(release flux.Object, object helm.Object, namespace string) flux.Object {
	outermost := &release
	if release.Release != nil {
		outermost = release.Release
	}
	found := flux.Object{
		Unstructured: *object.DeepCopy(), Place: outermost.Place, Written: object.GetNamespace(),
		Release: outermost, Template: object.Template, Once: object.Once,
	}
	found.SetNamespace(cmp.Or(found.GetNamespace(), namespace))
	return found
}

// kubernetes is the version that a chart is templated for: that of the cluster or, as long as nobody has said which that
// is, the newest that the chart is for. It is empty if there is none.
func (r *run) kubernetes(found *release, chart helm.Chart, consumer rules.Consumer) string {
	needed := chart.Needs()
	asked := cmp.Or(consumer.Kubernetes, kinds.Newest)
	if helm.RunsOn(needed, asked) {
		return asked
	}
	if consumer.Kubernetes == "" {
		newest := version.MustParseGeneric(kinds.Newest)
		for minor := newest.Minor(); minor > 0; minor-- {
			older := fmt.Sprintf("%d.%d", newest.Major(), minor-1)
			if helm.RunsOn(needed, older) {
				found.notes = append(found.notes, fmt.Sprintf("the chart of %s is looked at for Kubernetes %s only: it needs '%s'",
					rules.Name(found.Object), older, needed))
				return older
			}
		}
	}
	found.findings = append(found.findings, rules.ChartNeeds(found.Object, needed, asked))
	return ""
}
