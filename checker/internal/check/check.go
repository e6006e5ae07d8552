// Package check answers a request: it builds each folder for each consumer, and applies the rules to what comes out.
package check

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"flotilla.dev/checker/internal/admission"
	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
	"flotilla.dev/checker/internal/place"
	"flotilla.dev/checker/internal/rules"
)

// A run is one request under way.
type run struct {
	scratch string
	builds  map[string]*built
	answers *answers
	// charts is nil if none is looked at.
	charts    *charts.Charts
	templated map[string]templated
	clusters  map[string]*cluster
	rendered  *admission.Clusters
	// roots are the trusted roots that the fleet has on clusters, by the names of their Secrets.
	roots map[string]string
}

// A built is what a consumer applies, without the variables of its cluster; consumers share it.
type built struct {
	*flux.Build
	err error
	// hostile is why nothing is built.
	hostile []contract.Problem
}

// A delivery is what one Kustomization applies to its cluster.
type delivery struct {
	folder   contract.Folder
	consumer contract.Consumer
	root     string
	files    *place.Files
	// source is that of the artifact, as the cluster names it.
	source source
	// target is the namespace that objects of a tenant must be in.
	target   string
	objects  []flux.Object
	releases []release
	// hasMore means that there are variables whose names are not known.
	hasMore bool
	// isPartial means that it applies something which was not looked at.
	isPartial bool
}

// all are the objects of a delivery with those of its charts.
func (d *delivery) all() []flux.Object {
	all := slices.Clone(d.objects)
	for _, release := range d.releases {
		all = append(all, release.objects...)
	}
	return all
}

// rules is for whom the rules check a delivery.
func (d *delivery) rules(cluster *cluster) rules.Consumer {
	_, decrypts, _ := unstructured.NestedMap(d.consumer.Kustomization, "spec", "decryption")
	return rules.Consumer{
		Consumer: d.consumer, Known: cluster.known, Cluster: cluster.admitting,
		Target: d.target, Decrypts: decrypts, HasMore: d.hasMore,
	}
}

// Answer checks all folders of a request; scratch is an empty folder to work in.
func Answer(request contract.Request, scratch string) (contract.Answer, error) {
	// The same file whatever links lead to it, because errors name files.
	scratch, err := filepath.EvalSymlinks(scratch)
	if err != nil {
		return contract.Answer{}, err
	}
	run := &run{
		scratch: scratch, builds: map[string]*built{}, answers: newAnswers(),
		templated: map[string]templated{}, clusters: map[string]*cluster{}, rendered: admission.NewClusters(request.Objects),
		roots: request.TrustedRoots,
	}
	if request.Charts != nil {
		run.charts = charts.New(*request.Charts)
		defer run.charts.Prune()
		if len(request.Passed) > 0 && run.charts.AreSame(request.Passed) {
			answer := run.answers.answer(run.charts)
			answer.Unchanged = true
			return answer, nil
		}
	}
	var deliveries []*delivery
	for i, folder := range request.Folders {
		found, err := run.folder(i, folder)
		if err != nil {
			return contract.Answer{}, err
		}
		deliveries = append(deliveries, found...)
	}
	run.know(request, deliveries)
	deliveries = run.nested(deliveries)
	run.releases(deliveries)
	if request.Render {
		return run.render(deliveries)
	}
	run.rules(deliveries)
	answer := run.answers.answer(run.charts)
	answer.Contents = contents(request.Folders, deliveries)
	return answer, nil
}

func (r *run) folder(number int, folder contract.Folder) ([]*delivery, error) {
	root := filepath.Join(r.scratch, fmt.Sprint(number))
	if err := os.MkdirAll(root, 0o700); err != nil {
		return nil, err
	}
	if err := flux.Unpack(folder.Archive, root); err != nil {
		return nil, err
	}
	if err := r.markers(folder, root); err != nil {
		return nil, err
	}
	files := place.In(root)
	var deliveries []*delivery
	for _, consumer := range folder.Consumers {
		target, _, _ := unstructured.NestedString(consumer.Kustomization, "spec", "targetNamespace")
		made := &delivery{
			folder: folder, consumer: consumer, root: root, files: files, target: target, source: sourceOf(consumer.Kustomization),
		}
		r.fill(made)
		deliveries = append(deliveries, made)
	}
	return deliveries, nil
}

// fill builds what a delivery applies.
func (r *run) fill(delivery *delivery) {
	objects, problems := r.objects(delivery.root, delivery.consumer)
	delivery.objects = objects
	for _, problem := range problems {
		if !delivery.folder.Definitions {
			r.answers.problem(delivery.folder, delivery.consumer, problem)
		}
	}
}

// objects returns what a consumer applies, or why there is nothing.
func (r *run) objects(root string, consumer contract.Consumer) ([]flux.Object, []contract.Problem) {
	build := r.build(root, consumer)
	folder := flux.Folder(consumer.Kustomization)
	if len(build.hostile) > 0 {
		return nil, build.hostile
	}
	if errors.Is(build.err, flux.ErrMissing) {
		return nil, []contract.Problem{{
			File: folder, Rule: rules.Environment,
			Message: fmt.Sprintf("an artifact must have the folder that its clusters apply, got no '%s'", folder),
			Remedy:  "create it with a kustomization.yaml",
		}}
	}
	if build.err != nil {
		return nil, []contract.Problem{notBuilt(folder, build.err, root)}
	}
	var problems []contract.Problem
	for _, remote := range build.Remotes {
		problems = append(problems, contract.Problem{
			File: remote.File, Rule: rules.Remote,
			Message: fmt.Sprintf("a kustomization.yaml must name files of its artifact only, got '%s'", remote.Base),
			Remedy:  "copy what it has into the artifact: Flux fetches nothing else",
		})
	}
	objects, err := build.Objects(consumer.Variables)
	if err != nil {
		problems = append(problems, notBuilt(folder, err, root))
	}
	return objects, problems
}

func notBuilt(folder string, err error, root string) contract.Problem {
	return contract.Problem{
		File: path.Join(folder, "kustomization.yaml"), Rule: rules.Build,
		Message: fmt.Sprintf("kustomize must build '%s', got '%s'", folder, flux.Cause(err, root)), Remedy: "correct it",
	}
}

// build builds once for all clusters that apply the same.
func (r *run) build(root string, consumer contract.Consumer) *built {
	spec, _, _ := unstructured.NestedMap(consumer.Kustomization, "spec")
	key := root + "\x00" + fmt.Sprint(spec)
	found, ok := r.builds[key]
	if endless := r.builds[root]; endless != nil {
		return endless // it may still write there
	}
	if !ok {
		if hostile := hostileFile(root); len(hostile) > 0 {
			return &built{hostile: hostile}
		}
		found = inTime(func() *built {
			build, err := flux.NewBuild(root, consumer.Kustomization, consumer.Tenant)
			return &built{Build: build, err: err}
		})
		if errors.Is(found.err, errEndless) {
			r.builds[root] = found
		}
		r.builds[key] = found
	}
	return found
}

// rules applies the rules to what clusters get, cluster by cluster, because a cluster has the definitions of all of it.
func (r *run) rules(deliveries []*delivery) {
	seen := map[string]string{}
	for name, cluster := range r.clusters {
		for _, object := range cluster.rendered {
			seen[identity(name, object)] = "the fleet"
		}
	}
	for _, delivery := range deliveries {
		if !delivery.folder.Definitions {
			r.delivery(delivery, r.cluster(delivery.consumer.Cluster), seen)
		}
	}
}

func (r *run) delivery(delivery *delivery, cluster *cluster, seen map[string]string) {
	consumer := delivery.rules(cluster)
	for _, object := range delivery.all() {
		scope(object, cluster.known)
		findings, isKnown := rules.Object(object, consumer)
		findings = append(findings, duplicate(delivery, object, seen)...)
		for _, finding := range findings {
			r.answers.finding(delivery, object, finding)
		}
		if ring := delivery.consumer.Ring; ring != "" {
			for _, finding := range rules.OutsideRings(object, ring) {
				r.answers.outside(delivery, object, finding)
			}
		}
		r.answers.switches(delivery, object)
		r.answers.unchecked(delivery, object, isKnown)
	}
}

// scope takes the namespace from what is of the whole cluster: kustomize and Helm do not know the scopes of others' kinds.
func scope(object flux.Object, known *kinds.Known) {
	if known.Scope(object.GroupVersionKind()) == kinds.ClusterScoped {
		object.SetNamespace("")
	}
}

func identity(cluster string, object *unstructured.Unstructured) string {
	kind := object.GroupVersionKind()
	return fmt.Sprint(cluster, "\x00", kind.Group, "\x00", kind.Kind, "\x00", object.GetNamespace(), "\x00", object.GetName())
}

// duplicate finds objects that two Kustomizations or releases of a cluster apply, or the fleet too, in turns.
func duplicate(delivery *delivery, object flux.Object, seen map[string]string) []kinds.Finding {
	if object.Once {
		return nil
	}
	key := identity(delivery.consumer.Cluster, &object.Unstructured)
	message, place := "an object must be in one folder", "'"+delivery.folder.Path+"/"+flux.Folder(delivery.consumer.Kustomization)+"'"
	if object.Release != nil {
		message, place = "an object must be in one folder or release", "the chart of "+rules.Name(*object.Release)
	}
	first, ok := seen[key]
	if !ok {
		seen[key] = place
		return nil
	}
	return []kinds.Finding{{
		Rule: rules.Duplicate, Path: "metadata.name",
		Message: message + ", got OBJECT in " + first + " and " + place, Remedy: "remove one of them",
	}}
}
