// Command kubectl is the part of kubectl that releases a cluster, for machines that have no kubectl: the commands
// themselves are kubectl's own.
package main

import (
	"os"

	"github.com/spf13/cobra"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/cli-runtime/pkg/genericiooptions"
	"k8s.io/kubectl/pkg/cmd/annotate"
	"k8s.io/kubectl/pkg/cmd/delete"
	"k8s.io/kubectl/pkg/cmd/patch"
	cmdutil "k8s.io/kubectl/pkg/cmd/util"
)

func main() {
	streams := genericiooptions.IOStreams{In: os.Stdin, Out: os.Stdout, ErrOut: os.Stderr}
	flags := genericclioptions.NewConfigFlags(true)
	factory := cmdutil.NewFactory(cmdutil.NewMatchVersionFlags(flags))
	kubectl := &cobra.Command{Use: "kubectl", SilenceUsage: true}
	flags.AddFlags(kubectl.PersistentFlags())
	kubectl.AddCommand(
		annotate.NewCmdAnnotate("kubectl", factory, streams),
		delete.NewCmdDelete(factory, streams),
		patch.NewCmdPatch(factory, streams),
	)
	if kubectl.Execute() != nil {
		os.Exit(1)
	}
}
