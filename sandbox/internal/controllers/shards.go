package controllers

import (
	"net"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// shardRole is the annotation of Deployments that the Flux Operator makes for shards.
const shardRole = "sharding.fluxcd.io/role"

// withShards returns the rows, and one for each shard that there is, or that still runs.
func (f *follower) withShards(rows []Row) []Row {
	all := slices.Clone(rows)
	known := map[string]bool{}
	for _, row := range rows {
		known[row.Deployment] = true
	}
	for name, running := range f.running {
		if !known[name] {
			known[name] = true
			all = append(all, running.row)
		}
	}
	for _, object := range f.deployments.List() {
		deployment := object.(*unstructured.Unstructured)
		name := deployment.GetName()
		if known[name] || deployment.GetAnnotations()[shardRole] != "shard" {
			continue
		}
		for _, row := range rows {
			if row.Sharded && row.Namespace == deployment.GetNamespace() && strings.HasPrefix(name, row.Deployment+"-") {
				shard, err := row.shard(name)
				if err != nil {
					f.host.Say("%s not started, trying again: %v", name, err)
					continue
				}
				all = append(all, shard)
				if shard.Address != "" {
					f.services[name+"."+shard.Namespace] = shard.Address
				}
			}
		}
	}
	return all
}

var loopbackAddress = regexp.MustCompile(`127\.0\.0\.1:[0-9]+`)

// shard returns the row of a shard: where this row has an address, it has one that is free.
func (r Row) shard(name string) (Row, error) {
	moved := map[string]string{}
	var failure error
	move := func(address string) string {
		if moved[address] == "" {
			free, err := freeAddress()
			if err != nil {
				failure = err
				return address
			}
			moved[address] = free
		}
		return moved[address]
	}
	shard := r
	shard.Deployment, shard.Sharded = name, false
	shard.Args = make([]string, len(r.Args))
	for i, arg := range r.Args {
		shard.Args[i] = loopbackAddress.ReplaceAllStringFunc(arg, move)
	}
	shard.Address = loopbackAddress.ReplaceAllStringFunc(r.Address, move)
	return shard, failure
}

// freeAddress finds a port that nobody listens at now.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	return listener.Addr().String(), nil
}
