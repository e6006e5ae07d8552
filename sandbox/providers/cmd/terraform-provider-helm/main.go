// Command terraform-provider-helm is the sandbox's stand-in for the provider hashicorp/helm.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"flotilla.dev/sandbox/providers/internal/helm"
)

func main() {
	err := providerserver.Serve(context.Background(), helm.New, providerserver.ServeOpts{
		Address: "registry.opentofu.org/hashicorp/helm",
	})
	if err != nil {
		log.Fatal(err)
	}
}
