package controllers

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"

	"flotilla.dev/sandbox/internal/watch"
)

var (
	deployments = appsv1.SchemeGroupVersion.WithResource("deployments")
	crds        = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}
)

const grace = 5 * time.Second

// A follower keeps the processes as their Deployments are.
type follower struct {
	host        Host
	client      dynamic.Interface
	deployments cache.Store
	crds        cache.Store
	services    map[string]string      // address by NAME.NAMESPACE
	running     map[string]*controller // by Deployment
}

// A controller is a process that runs, and what it was started from.
type controller struct {
	row      Row
	revision string
	stop     func()
}

// Follow starts, restarts and stops the processes until the context ends, and then stops them all.
func Follow(ctx context.Context, config *rest.Config, host Host, rows []Row) error {
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	// 1. Any change of a Deployment or of a CRD wakes the loop
	wake := make(chan struct{}, 1)
	f := &follower{host: host, client: client, services: services(rows), running: map[string]*controller{}}
	if f.deployments, err = watch.Mirror(ctx, client.Resource(deployments), wake); err != nil {
		return err
	}
	if f.crds, err = watch.Mirror(ctx, client.Resource(crds), wake); err != nil {
		return err
	}

	// 2. The loop compares what is with what should be
	defer f.stopAll()
	watch.Loop(ctx, wake, func() bool {
		done := true
		for _, row := range f.withShards(rows) {
			if err := f.reconcile(ctx, row); err != nil && ctx.Err() == nil {
				host.Say("%s not started, trying again: %v", row.Deployment, err)
				done = false
			}
		}
		return done
	})
	return nil
}

func (f *follower) reconcile(ctx context.Context, row Row) error {
	deployment, err := f.deployment(row)
	if err != nil {
		return err
	}
	wanted := revision(deployment)
	running := f.running[row.Deployment]
	if running != nil && running.revision == wanted {
		return nil
	}
	if running != nil {
		running.stop()
		delete(f.running, row.Deployment)
		f.host.Say("%s stopped", row.Deployment)
	}
	if wanted == "" || !f.served(row.CRDs) {
		return nil
	}
	stop, err := f.start(ctx, row, deployment)
	if err != nil {
		return err
	}
	f.running[row.Deployment] = &controller{row: row, revision: wanted, stop: stop}
	f.host.Say("%s started", row.Deployment)
	return nil
}

// deployment returns the row's Deployment, or nil where there is none.
func (f *follower) deployment(row Row) (*appsv1.Deployment, error) {
	object, found, err := f.deployments.GetByKey(row.Namespace + "/" + row.Deployment)
	if err != nil || !found {
		return nil, err
	}
	deployment := &appsv1.Deployment{}
	err = runtime.DefaultUnstructuredConverter.FromUnstructured(object.(*unstructured.Unstructured).Object, deployment)
	return deployment, err
}

// revision names what a process is started from; empty when none should run.
func revision(deployment *appsv1.Deployment) string {
	if deployment == nil || deployment.DeletionTimestamp != nil {
		return ""
	}
	if replicas := deployment.Spec.Replicas; replicas != nil && *replicas == 0 {
		return ""
	}
	template, err := json.Marshal(deployment.Spec.Template)
	if err != nil {
		return "" // cannot be: it came as JSON
	}
	return fmt.Sprintf("%s %x", deployment.UID, sha256.Sum256(template))
}

// served reports whether the API server knows all these CRDs.
func (f *follower) served(names []string) bool {
	for _, name := range names {
		object, found, err := f.crds.GetByKey(name)
		if err != nil || !found || !established(object.(*unstructured.Unstructured)) {
			return false
		}
	}
	return true
}

func established(crd *unstructured.Unstructured) bool {
	conditions, _, _ := unstructured.NestedSlice(crd.Object, "status", "conditions")
	for _, condition := range conditions {
		fields, ok := condition.(map[string]any)
		if ok && fields["type"] == "Established" {
			return fields["status"] == "True"
		}
	}
	return false
}

// stopAll ends them at the same time: each may take its whole grace.
func (f *follower) stopAll() {
	var all sync.WaitGroup
	for _, running := range f.running {
		all.Go(running.stop)
	}
	all.Wait()
}
