// An S3 server for tests of states, by the library of a gateway that serves a folder: s3 FOLDER, with the login in
// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. It has the bucket "states". It prints its address once it listens. Its
// certificate is FOLDER/server.pem.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
)

func main() {
	if err := serve(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func serve(folder string) error {
	root, attributes := filepath.Join(folder, "buckets"), filepath.Join(folder, "attributes")
	for _, path := range []string{filepath.Join(root, "states"), attributes} {
		if err := os.MkdirAll(path, 0o700); err != nil {
			return err
		}
	}
	certificate, key := filepath.Join(folder, "server.pem"), filepath.Join(folder, "server.key")
	if err := writeCertificate(certificate, key); err != nil {
		return err
	}
	// Not every file system keeps attributes of its own.
	store, err := meta.NewSideCar(attributes)
	if err != nil {
		return err
	}
	backend, err := posix.New(root, store, posix.PosixOpts{SideCarDir: attributes, ValidateBucketNames: true})
	if err != nil {
		return err
	}
	address, err := freeAddress()
	if err != nil {
		return err
	}
	go announce(address)
	return embedgw.RunVersityGW(context.Background(), backend, &embedgw.Config{
		RootUserAccess:    os.Getenv("AWS_ACCESS_KEY_ID"),
		RootUserSecret:    os.Getenv("AWS_SECRET_ACCESS_KEY"),
		Region:            "us-east-1",
		Ports:             []string{address},
		CertFile:          certificate,
		KeyFile:           key,
		MaxConnections:    100,
		MaxRequests:       100,
		MultipartMaxParts: 10_000,
		Quiet:             true,
		KeepAlive:         true,
	})
}

func writeCertificate(certificate, key string) error {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		return err
	}
	bytes, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	if err := writePEM(certificate, "CERTIFICATE", signed); err != nil {
		return err
	}
	return writePEM(key, "PRIVATE KEY", bytes)
}

func writePEM(file, kind string, bytes []byte) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600)
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

func announce(address string) {
	for {
		if connection, err := net.Dial("tcp", address); err == nil {
			_ = connection.Close()
			fmt.Fprintln(os.Stderr, "listening on https://"+address)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}
