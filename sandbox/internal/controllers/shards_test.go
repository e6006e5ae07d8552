package controllers

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/tools/cache"
)

func TestShardsAreRowsOfTheirOwn(t *testing.T) {
	source := Row{Namespace: "flux-system", Deployment: "source-controller", Sharded: true, Address: "127.0.0.1:1",
		Args: []string{"--storage-addr=127.0.0.1:1", "--health-addr=127.0.0.1:2", "--enable-leader-election=false"}}
	watcher := Row{Namespace: "flux-system", Deployment: "source-watcher"}
	f := &follower{services: map[string]string{}, running: map[string]*controller{},
		deployments: deploymentStore(t, map[string]string{"source-controller": "", "source-controller-tenants": "shard",
			"source-controller-other": "", "source-watcher-tenants": "shard"})}

	rows := f.withShards([]Row{source, watcher})

	if len(rows) != 3 || rows[2].Deployment != "source-controller-tenants" || rows[2].Sharded {
		t.Fatalf("%+v", rows)
	}
	shard := rows[2]
	if shard.Address == source.Address || !strings.HasPrefix(shard.Address, "127.0.0.1:") {
		t.Errorf("address %s", shard.Address)
	}
	if shard.Args[0] != "--storage-addr="+shard.Address || shard.Args[1] == source.Args[1] || shard.Args[2] != source.Args[2] {
		t.Errorf("arguments %q", shard.Args)
	}
	if f.services["source-controller-tenants.flux-system"] != shard.Address {
		t.Errorf("services %v", f.services)
	}
}

func TestShardThatRunsKeepsItsRowWhenItsDeploymentHasGone(t *testing.T) {
	shard := Row{Namespace: "flux-system", Deployment: "source-controller-tenants", Address: "127.0.0.1:3"}
	f := &follower{services: map[string]string{}, running: map[string]*controller{"source-controller-tenants": {row: shard}},
		deployments: deploymentStore(t, nil)}

	rows := f.withShards([]Row{{Namespace: "flux-system", Deployment: "source-controller", Sharded: true}})

	if len(rows) != 2 || rows[1].Address != "127.0.0.1:3" {
		t.Errorf("%+v", rows)
	}
}

// deploymentStore holds Deployments by name, each with its role.
func deploymentStore(t *testing.T, roles map[string]string) cache.Store {
	store := cache.NewStore(cache.MetaNamespaceKeyFunc)
	for name, role := range roles {
		deployment := &unstructured.Unstructured{}
		deployment.SetNamespace("flux-system")
		deployment.SetName(name)
		if role != "" {
			deployment.SetAnnotations(map[string]string{shardRole: role})
		}
		if err := store.Add(deployment); err != nil {
			t.Fatal(err)
		}
	}
	return store
}
