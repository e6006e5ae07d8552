// Command terraform-provider-helm is the sandbox's stand-in for the provider hashicorp/helm.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"flotilla.dev/sandbox/providers/internal/helm"
)

func main() {
	server, err := helm.NewServer(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	err = tf6server.Serve("registry.opentofu.org/hashicorp/helm", func() tfprotov6.ProviderServer { return server })
	if err != nil {
		log.Fatal(err)
	}
}
