package main

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// trust serves a TUF repository, from which clients take whom to trust.
func trust(args []string) error {
	flags := flag.NewFlagSet("trust", flag.ExitOnError)
	address := flags.String("listen", "", "address")
	dir := flags.String("dir", "", "folder of the repository")
	flags.Parse(args)
	return listen(*address, http.FileServer(http.Dir(*dir)))
}

// repository writes a TUF repository with the given files as its targets: one key, which is forgotten, for all roles.
func repository(args []string) error {
	flags := flag.NewFlagSet("repository", flag.ExitOnError)
	dir := flags.String("dir", "", "folder of the repository")
	flags.Parse(args)
	if err := os.MkdirAll(filepath.Join(*dir, "targets"), 0o700); err != nil {
		return err
	}

	// 1. Targets
	expires := time.Now().AddDate(10, 0, 0).UTC()
	targets := metadata.Targets(expires)
	for _, path := range flags.Args() {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name := filepath.Base(path)
		if targets.Signed.Targets[name], err = metadata.TargetFile().FromBytes(name, content, "sha256"); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(*dir, "targets", name), content, 0o600); err != nil {
			return err
		}
	}

	// 2. The key of all roles
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	key, err := metadata.KeyFromPublicKey(public)
	if err != nil {
		return err
	}
	signer, err := signature.LoadSigner(private, crypto.Hash(0))
	if err != nil {
		return err
	}
	root, snapshot, timestamp := metadata.Root(expires), metadata.Snapshot(expires), metadata.Timestamp(expires)
	root.Signed.ConsistentSnapshot = false
	for _, role := range []string{metadata.ROOT, metadata.TARGETS, metadata.SNAPSHOT, metadata.TIMESTAMP} {
		err = errors.Join(err, root.Signed.AddKey(key, role))
	}

	// 3. Signed metadata
	for _, sign := range []func(signature.Signer) error{
		func(s signature.Signer) error { _, err := root.Sign(s); return err },
		func(s signature.Signer) error { _, err := targets.Sign(s); return err },
		func(s signature.Signer) error { _, err := snapshot.Sign(s); return err },
		func(s signature.Signer) error { _, err := timestamp.Sign(s); return err },
	} {
		err = errors.Join(err, sign(signer))
	}
	return errors.Join(err,
		root.ToFile(filepath.Join(*dir, "1.root.json"), false), root.ToFile(filepath.Join(*dir, "root.json"), false),
		targets.ToFile(filepath.Join(*dir, "targets.json"), false), snapshot.ToFile(filepath.Join(*dir, "snapshot.json"), false),
		timestamp.ToFile(filepath.Join(*dir, "timestamp.json"), false))
}
