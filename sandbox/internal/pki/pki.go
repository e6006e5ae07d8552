// Package pki makes the certificates and keys of one control plane: a certificate authority of its
// own, so that no sandbox accepts another one's users.
package pki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"net"
	"path/filepath"
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

// Ensure makes what is missing: the folder comes into being complete or not at all.
func Ensure(folder string) (Folder, error) {
	if err := Complete(folder, func(temporary string) error { return create(Folder(temporary)) }); err != nil {
		return "", fmt.Errorf("certificates not made: %w", err)
	}
	return Folder(folder), nil
}

func create(f Folder) error {
	// 1. The authority signs itself
	authorityKey, err := newKey(f, Authority)
	if err != nil {
		return err
	}
	authority := Template(pkix.Name{CommonName: "flotilla-sandbox"})
	authority.IsCA = true
	authority.BasicConstraintsValid = true
	authority.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	if err := sign(f, Authority, authority, authority, authorityKey.Public(), authorityKey); err != nil {
		return err
	}

	// 2. The API server and its clients
	server := Template(pkix.Name{CommonName: "kube-apiserver"})
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
	return WritePEM(f.Certificate(ServiceAccounts), "PUBLIC KEY", public)
}

func client(user string, groups ...string) *x509.Certificate {
	certificate := Template(pkix.Name{CommonName: user, Organization: groups})
	certificate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	return certificate
}

func newKey(f Folder, name string) (*ecdsa.PrivateKey, error) {
	key, err := NewKey()
	if err != nil {
		return nil, err
	}
	encoded, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, WritePEM(f.Key(name), "EC PRIVATE KEY", encoded)
}

func sign(f Folder, name string, certificate, issuer *x509.Certificate, public crypto.PublicKey, issuerKey crypto.Signer) error {
	signed, err := Sign(certificate, issuer, public, issuerKey)
	if err != nil {
		return err
	}
	return WritePEM(f.Certificate(name), "CERTIFICATE", signed)
}
