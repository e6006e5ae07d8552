package sigstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Addresses are where the services listen, by name.
type Addresses map[string]string

// URL is where a service answers.
func (a Addresses) URL(service string) string { return "http://" + a[service] }

// Port is that of a service.
func (a Addresses) Port(service string) string {
	_, port, _ := strings.Cut(a[service], ":")
	return port
}

// Programs are the paths of what writes down whom to trust.
type Programs struct {
	Cosign   string
	Sigstore string
}

// The files that clients read.
const (
	trustedRoot   = "trusted_root.json"
	signingConfig = "signing_config.v0.2.json"
)

// Publish writes whom clients trust and where they ask, unless it is there and says the same.
func (f Folder) Publish(ctx context.Context, programs Programs, addresses Addresses) error {
	written := fmt.Sprintln(addresses)
	if former, err := os.ReadFile(f.join("trust/addresses")); err == nil && string(former) == written {
		return nil
	}

	// 1. Afresh, also for the clients: they would compare it with what they remember
	if err := errors.Join(os.RemoveAll(f.join("trust")), os.RemoveAll(f.join("clients"))); err != nil {
		return err
	}
	if err := errors.Join(os.MkdirAll(f.join("trust"), 0o700), os.MkdirAll(f.join("clients"), 0o700)); err != nil {
		return err
	}

	// 2. Keys, from when they were made on, and addresses
	made, err := os.Stat(f.Key(Log))
	if err != nil {
		return err
	}
	since := "start-time=" + made.ModTime().Add(-time.Minute).UTC().Format(time.RFC3339)
	timestamps := addresses.URL(Timestamps) + "/api/v1/timestamp"
	err = run(ctx, programs.Cosign, "trusted-root", "create", "--out="+f.join(trustedRoot),
		"--fulcio=url="+addresses.URL(Authority)+",certificate-chain="+f.Certificates(Authority),
		"--ctfe=url="+addresses.URL(CTLog)+",public-key="+f.PublicKey(CTLog)+","+since,
		"--rekor=url="+addresses.URL(Log)+",public-key="+f.PublicKey(Log)+",origin="+LogOrigin+","+since,
		"--tsa=url="+timestamps+",certificate-chain="+f.Certificates(Timestamps))
	if err != nil {
		return err
	}
	err = run(ctx, programs.Cosign, "signing-config", "create", "--out="+f.join(signingConfig),
		"--fulcio=url="+addresses.URL(Authority)+",api-version=1,operator=sandbox,"+since,
		"--rekor=url="+addresses.URL(Log)+",api-version=2,operator=sandbox,"+since, "--rekor-config=EXACT:1",
		"--tsa=url="+timestamps+",api-version=1,operator=sandbox,"+since, "--tsa-config=EXACT:1")
	if err != nil {
		return err
	}

	// 3. A repository of both
	err = run(ctx, programs.Sigstore, "repository", "-dir="+f.join("trust/repository"), f.join(trustedRoot), f.join(signingConfig))
	if err != nil {
		return err
	}
	return os.WriteFile(f.join("trust/addresses"), []byte(written), 0o600)
}

// LogOrigin is the name of the log, and of the CT log, in what they sign.
const LogOrigin = "127.0.0.1"

// Repository is the folder of the TUF repository.
func (f Folder) Repository() string { return f.join("trust/repository") }

// Clients point cosign, and each controller of Flux that has a name here, at the repository. Those have a cache each.
func (f Folder) Client(name string, addresses Addresses) []string {
	return []string{"TUF_MIRROR=" + addresses.URL(Trust), "TUF_ROOT_JSON=" + f.join("trust/repository/1.root.json"),
		"TUF_ROOT=" + f.join("clients/"+name)}
}

// Controller adds what source-controller needs beside: it knows neither of its logs from the repository.
func (f Folder) Controller(name string, addresses Addresses) []string {
	return append(f.Client(name, addresses), "SIGSTORE_ROOT_FILE="+f.Certificates(Authority),
		"SIGSTORE_REKOR_PUBLIC_KEY="+f.PublicKey(Log), "SIGSTORE_CT_LOG_PUBLIC_KEY_FILE="+f.PublicKey(CTLog))
}

func run(ctx context.Context, program string, args ...string) error {
	command := exec.CommandContext(ctx, program, args...)
	var complaint bytes.Buffer
	command.Stdout, command.Stderr = &complaint, &complaint
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s failed: %w\n%s", args[0], err, complaint.String())
	}
	return nil
}
