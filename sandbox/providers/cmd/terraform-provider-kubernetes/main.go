// Command terraform-provider-kubernetes is the sandbox's stand-in for the provider hashicorp/kubernetes.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"flotilla.dev/sandbox/providers/internal/kubernetes"
)

func main() {
	server, err := kubernetes.NewServer(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	err = tf6server.Serve("registry.opentofu.org/hashicorp/kubernetes", func() tfprotov6.ProviderServer { return server })
	if err != nil {
		log.Fatal(err)
	}
}
