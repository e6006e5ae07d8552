// Command sigstore is the Sigstore of a sandbox: one binary with the services that issue, log, time and distribute,
// each of which listens on one loopback address. The CT log is upstream's own program beside it.
package main

import (
	"fmt"
	"net/http"
	"os"
	"time"

	rekor "github.com/sigstore/rekor-tiles/v2/cmd/rekor-server/posix/app"
)

const usage = `  sigstore authority    Fulcio, which certifies an identity for ten minutes
  sigstore issuer       an OIDC issuer with the claims of GitHub Actions
  sigstore log          Rekor, with upstream's flags
  sigstore timestamps   a timestamp authority
  sigstore trust        a TUF repository, served
  sigstore repository   the same, written
`

func main() {
	services := map[string]func(args []string) error{
		"authority": authority, "issuer": issuer, "log": log, "timestamps": timestamps, "trust": trust, "repository": repository,
	}
	if len(os.Args) < 2 || services[os.Args[1]] == nil {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(1)
	}
	if err := services[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func log(args []string) error {
	os.Args = append([]string{"rekor-server"}, args...)
	rekor.Execute()
	return nil
}

func listen(address string, handler http.Handler) error {
	server := &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	return server.ListenAndServe()
}
