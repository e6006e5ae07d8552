package check

import (
	"cmp"
	"encoding/json"
	"slices"

	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/rules"
)

// demands collects the signatures that clusters demand, each once for all clusters that do.
type demands struct {
	all   []*contract.Demand
	byKey map[string]*contract.Demand
}

func (d *demands) add(delivery *delivery, demand contract.Demand) {
	key, _ := json.Marshal(demand)
	known, ok := d.byKey[string(key)]
	if !ok {
		if d.byKey == nil {
			d.byKey = map[string]*contract.Demand{}
		}
		known = &demand
		d.byKey[string(key)] = known
		d.all = append(d.all, known)
	}
	join(&known.Problem, delivery.consumer)
}

// sorted are the demands in the order of their problems.
func (d *demands) sorted() []contract.Demand {
	sorted := []contract.Demand{}
	for _, demand := range d.all {
		sorted = append(sorted, *demand)
	}
	slices.SortStableFunc(sorted, func(one, other contract.Demand) int {
		return cmp.Or(cmp.Compare(one.Problem.File, other.Problem.File), cmp.Compare(one.Problem.Line, other.Problem.Line))
	})
	return sorted
}

// demand finds the signature that a release's chart must have, or why it cannot be verified.
func (r *run) demand(delivery *delivery, found *release, chart helm.Chart) {
	if chart.Demand == nil {
		return
	}
	signature, refusal, unseen := chart.Demand.Of(chart, r.cluster(delivery.consumer.Cluster).find, r.roots)
	if refusal == nil && unseen == "" && !chart.Demand.TakesBundles() {
		hasBundle, err := r.charts.HasBundle(chart.Chart)
		if err != nil {
			found.failure = err
			return
		}
		if hasBundle {
			refusal = &helm.Refusal{Reason: helm.Bundled, Identities: len(chart.Demand.Identities)}
		}
	}
	switch {
	case refusal != nil:
		found.findings = append(found.findings, rules.Unsignable(found.Object, refusal))
		return
	case unseen != "" && len(signature.Keys) == 0:
		found.notes = append(found.notes, "the signature of the chart of "+rules.Name(found.Object)+" is not verified: "+unseen)
		return
	case unseen != "":
		found.notes = append(found.notes, "the trusted root beside the keys of "+rules.Name(found.Object)+" is not looked at: "+unseen)
	}
	var err error
	if signature.Reference, signature.Insecure, err = r.charts.Reference(chart.Chart); err != nil {
		found.failure = err
		return
	}
	found.demand = &contract.Demand{Signature: signature, Problem: problemOf(delivery, found.Object, rules.Unsigned(found.Object, chart))}
}
