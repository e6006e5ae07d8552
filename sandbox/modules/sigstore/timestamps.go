package main

import (
	"flag"
	"net"
	"strconv"
	"time"

	"github.com/sigstore/timestamp-authority/v2/pkg/server"
	"github.com/spf13/viper"
)

// policy is the arc under which Sigstore's own authority issues timestamps.
const policy = "1.3.6.1.4.1.57264.2"

// timestamps serves the timestamp authority; upstream's own program also opens a fixed port for metrics.
func timestamps(args []string) error {
	flags := flag.NewFlagSet("timestamps", flag.ExitOnError)
	address := flags.String("listen", "", "address")
	key := flags.String("key", "", "private key, PEM")
	chain := flags.String("chain", "", "certificates, leaf first, PEM")
	flags.Parse(args)
	host, port, err := net.SplitHostPort(*address)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return err
	}

	for name, value := range map[string]any{
		"timestamp-signer": "file", "timestamp-signer-hash": "sha256", "file-signer-key-path": *key,
		"certificate-chain-path": *chain, "enforce-intermediate-eku": true, "default-policy-oid": policy,
		"accepted-policy-oids": []string{policy}, "max-request-body-size": uint64(1 << 20),
	} {
		viper.Set(name, value)
	}
	return server.NewRestAPIServer(host, number, []string{"http"}, false, 10*time.Second, 10*time.Second).Serve()
}
