// Package pki makes the certificates and keys of one control plane: a certificate authority of its
// own, so that no sandbox accepts another one's users.
package pki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// A Folder holds the files; keys are readable by their owner alone.
type Folder string

// Certificate and Key are the files of one name.
func (f Folder) Certificate(name string) string { return filepath.Join(string(f), name+".crt") }
func (f Folder) Key(name string) string         { return filepath.Join(string(f), name+".key") }

// The names under which files are kept.
const (
	Authority         = "ca"
	APIServer         = "apiserver"
	ServiceAccounts   = "service-accounts" // the certificate file holds the bare public key
	Admin             = "admin"
	ControllerManager = "kube-controller-manager"
	Scheduler         = "kube-scheduler"
)

// ServiceIP is the first address of the service range, under which pods would reach the API server.
const ServiceIP = "10.0.0.1"

const validity = 10 * 365 * 24 * time.Hour

// Ensure makes what is missing: the folder comes into being complete or not at all.
func Ensure(folder string) (Folder, error) {
	if _, err := os.Stat(folder); err == nil {
		return Folder(folder), nil
	}
	temporary := folder + ".tmp"
	if err := os.RemoveAll(temporary); err != nil {
		return "", err
	}
	if err := os.MkdirAll(temporary, 0o700); err != nil {
		return "", err
	}
	if err := create(Folder(temporary)); err != nil {
		return "", fmt.Errorf("certificates not made: %w", err)
	}
	return Folder(folder), os.Rename(temporary, folder)
}

func create(f Folder) error {
	// 1. The authority signs itself
	authorityKey, err := newKey(f, Authority)
	if err != nil {
		return err
	}
	authority := template(pkix.Name{CommonName: "flotilla-sandbox"})
	authority.IsCA = true
	authority.BasicConstraintsValid = true
	authority.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	if err := sign(f, Authority, authority, authority, authorityKey.Public(), authorityKey); err != nil {
		return err
	}

	// 2. The API server and its clients
	server := template(pkix.Name{CommonName: "kube-apiserver"})
	server.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	server.DNSNames = []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"}
	server.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.ParseIP(ServiceIP)}
	certificates := map[string]*x509.Certificate{
		APIServer:         server,
		Admin:             client("admin", "system:masters"),
		ControllerManager: client("system:kube-controller-manager"),
		Scheduler:         client("system:kube-scheduler"),
	}
	for name, certificate := range certificates {
		key, err := newKey(f, name)
		if err != nil {
			return err
		}
		if err := sign(f, name, certificate, authority, key.Public(), authorityKey); err != nil {
			return err
		}
	}

	// 3. The pair that signs tokens of service accounts
	key, err := newKey(f, ServiceAccounts)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return write(f.Certificate(ServiceAccounts), "PUBLIC KEY", public)
}

func client(user string, groups ...string) *x509.Certificate {
	certificate := template(pkix.Name{CommonName: user, Organization: groups})
	certificate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	return certificate
}

func template(subject pkix.Name) *x509.Certificate {
	return &x509.Certificate{
		Subject:   subject,
		NotBefore: time.Now().Add(-time.Minute),
		NotAfter:  time.Now().Add(validity),
		KeyUsage:  x509.KeyUsageDigitalSignature,
	}
}

func newKey(f Folder, name string) (*ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	encoded, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, write(f.Key(name), "EC PRIVATE KEY", encoded)
}

func sign(f Folder, name string, certificate, issuer *x509.Certificate, public crypto.PublicKey, issuerKey crypto.Signer) error {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return err
	}
	certificate.SerialNumber = serial
	signed, err := x509.CreateCertificate(rand.Reader, certificate, issuer, public, issuerKey)
	if err != nil {
		return err
	}
	return write(f.Certificate(name), "CERTIFICATE", signed)
}

func write(path, kind string, content []byte) error {
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600)
}
