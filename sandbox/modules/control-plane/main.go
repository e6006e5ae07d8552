// Command control-plane is the whole Kubernetes control plane of a sandbox in one binary: it runs
// the component whose name it is started under (argv[0]). One binary instead of five, because they
// share most of their code, and linking is what takes time and space.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

func main() {
	components := map[string]func() int{
		"etcd":                    func() int { etcdmain.Main(os.Args); return 0 },
		"kube-apiserver":          kubernetes(apiserver.NewAPIServerCommand),
		"kube-controller-manager": kubernetes(controllermanager.NewControllerManagerCommand),
		"kube-scheduler":          kubernetes(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
		"kwok":                    kwok,
	}

	name := filepath.Base(os.Args[0])
	run, found := components[name]
	if !found {
		names := make([]string, 0, len(components))
		for component := range components {
			names = append(names, component)
		}
		slices.Sort(names)
		fmt.Fprintf(os.Stderr, "unknown component, got '%s': start this program under one of the names %v\n", name, names)
		os.Exit(1)
	}
	os.Exit(run())
}

func kubernetes(newCommand func() *cobra.Command) func() int {
	return func() int { return cli.Run(newCommand()) }
}
