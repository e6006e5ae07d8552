package check

import (
	"slices"

	v2 "github.com/fluxcd/helm-controller/api/v2"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/kinds"
	"flotilla.dev/checker/internal/rules"
)

// A release is what a HelmRelease installs on its cluster.
type release struct {
	flux.Object
	objects  []flux.Object
	findings []kinds.Finding
	// notes say what is not looked at.
	notes []string
	// failure says why the chart could not be got.
	failure error
	// demand is the signature that clusters demand of the chart, or nil.
	demand *contract.Demand
	// chart is what was templated, or nil.
	chart *contract.ChartContent
	// isPartial means that it was templated without all of its values: with them there may be other objects.
	isPartial bool
}

// releases templates the charts of all HelmReleases. A template may ask what its cluster serves, so those of a cluster
// for which charts define kinds are templated once more.
func (r *run) releases(deliveries []*delivery) {
	r.fetch(deliveries)
	r.define(deliveries)
	r.templateAll(deliveries)
	if !r.knowsAll(deliveries) {
		r.define(deliveries)
		r.templateAll(deliveries)
	}
	r.define(deliveries)
	for _, delivery := range deliveries {
		if !delivery.folder.Definitions {
			r.report(delivery)
		}
	}
}

// fetch gets the charts of all releases at once; those of releases in charts come when these are templated.
func (r *run) fetch(deliveries []*delivery) {
	if r.charts == nil {
		return
	}
	var named []contract.Chart
	for _, delivery := range deliveries {
		for _, object := range delivery.objects {
			if !isRelease(object) {
				continue
			}
			if spec, err := helm.Release(object.Object); err == nil && spec.Spec.KubeConfig == nil {
				if chart, unseen := helm.ChartOf(spec, r.cluster(delivery.consumer.Cluster).find); unseen == "" {
					named = append(named, chart.Chart)
				}
			}
		}
	}
	r.charts.Fetch(named)
}

func isRelease(object flux.Object) bool {
	return isOf(object, v2.GroupVersion.Group, v2.HelmReleaseKind)
}

func (r *run) templateAll(deliveries []*delivery) {
	for _, delivery := range deliveries {
		delivery.releases = r.releasesOf(delivery)
	}
}

// knowsAll says that clusters knew each kind that charts define when these were templated.
func (r *run) knowsAll(deliveries []*delivery) bool {
	for _, delivery := range deliveries {
		known := r.cluster(delivery.consumer.Cluster).known
		for _, release := range delivery.releases {
			for _, object := range release.objects {
				if isDefinition(object) && !known.Defines(object.Unstructured) {
					return false
				}
			}
		}
	}
	return true
}

func isDefinition(object flux.Object) bool { return object.GetKind() == "CustomResourceDefinition" }

func isOf(object flux.Object, group, kind string) bool {
	return object.GroupVersionKind().Group == group && object.GetKind() == kind
}

func (r *run) releasesOf(delivery *delivery) []release {
	var found []release
	seen := map[string]bool{}
	for waiting := slices.Clone(delivery.objects); len(waiting) > 0; waiting = waiting[1:] {
		object := waiting[0]
		name := rules.Name(object)
		if !isRelease(object) || seen[name] {
			continue
		}
		seen[name] = true
		release := r.release(delivery, object)
		found = append(found, release)
		waiting = append(waiting, release.objects...) // a chart may have releases of its own
	}
	return found
}

func (r *run) release(delivery *delivery, object flux.Object) release {
	found := release{Object: object}
	about := "the chart of " + rules.Name(object) + " is not looked at"
	if r.charts == nil {
		found.notes = []string{about}
		return found
	}
	spec, err := helm.Release(object.Object)
	switch {
	case err != nil:
		return found // its own kind says what is wrong
	case spec.Spec.KubeConfig != nil:
		found.notes = []string{about + ": it goes to another cluster"}
		return found
	}
	chart, unseen := helm.ChartOf(spec, r.cluster(delivery.consumer.Cluster).find)
	if unseen != "" {
		found.notes = []string{about + ": " + unseen}
		return found
	}
	if chart.Chart, err = r.charts.Resolve(chart.Chart); err == nil {
		chart.Archive, err = r.charts.Load(chart.Chart)
	}
	if missing, ok := charts.IsMissing(err); ok {
		found.findings = []kinds.Finding{rules.MissingChart(object, chart, missing)}
		return found
	}
	if err != nil {
		found.failure = err
		return found
	}
	consumer := delivery.rules(r.cluster(delivery.consumer.Cluster))
	var moves string
	if found.findings, moves = rules.Versions(object, chart); moves != "" {
		found.notes = append(found.notes, moves)
	}
	r.demand(delivery, &found, chart)
	if target := spec.GetReleaseNamespace(); delivery.consumer.Tenant && target != delivery.target {
		found.findings = append(found.findings, rules.TenantRelease(target, delivery.target))
	}
	r.template(&found, spec, chart, consumer)
	return found
}

// report adds what is wrong with the releases of a delivery, and not with their objects.
func (r *run) report(delivery *delivery) {
	for _, release := range delivery.releases {
		for _, finding := range release.findings {
			r.answers.finding(delivery, release.Object, finding)
		}
		for _, note := range release.notes {
			r.answers.note(delivery, release.Object, rules.ChartPath(release.Object), rules.Chart, note, "")
		}
		if release.demand != nil {
			r.answers.demands.add(delivery, *release.demand)
		}
		if release.failure != nil {
			r.answers.failure(release.failure)
		}
	}
}
