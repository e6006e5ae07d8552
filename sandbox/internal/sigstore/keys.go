// Package sigstore prepares the Sigstore of one sandbox: its keys, and what makes clients trust them. The services
// themselves are in modules/sigstore.
package sigstore

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"flotilla.dev/sandbox/internal/pki"
)

// A Folder holds the files, which are readable by their owner alone.
type Folder string

func (f Folder) join(name string) string { return filepath.Join(string(f), name) }

// The names of the services, under which their keys and data are kept, and of the two further listeners of the log.
const (
	Authority  = "authority"
	Log        = "log"
	LogGRPC    = "log-grpc"
	LogMetrics = "log-metrics"
	CTLog      = "ct-log"
	Timestamps = "timestamps"
	Issuer     = "issuer"
	Trust      = "trust"
)

// Key, PublicKey and Certificates are the files of a service's PEM; Data is the folder of a log's entries.
func (f Folder) Key(service string) string          { return f.keys().private(service) }
func (f Folder) PublicKey(service string) string    { return f.keys().public(service) }
func (f Folder) Certificates(service string) string { return f.keys().certificates(service) }
func (f Folder) Data(service string) string         { return f.join("data/" + service) }

// RequestToken is the file of the token with which a job asks the issuer who it is.
func (f Folder) RequestToken() string { return f.keys().requestToken() }

func (f Folder) keys() keys { return keys(f.join("keys")) }

// keys is the folder of what signs, and of what verifies it.
type keys string

func (k keys) private(service string) string      { return filepath.Join(string(k), service+".key") }
func (k keys) public(service string) string       { return filepath.Join(string(k), service+".pub") }
func (k keys) certificates(service string) string { return filepath.Join(string(k), service+".crt") }
func (k keys) requestToken() string               { return filepath.Join(string(k), "request-token") }

// Ensure makes the keys, all or none, and the folders of the logs.
func Ensure(folder string) (Folder, error) {
	f := Folder(folder)
	for _, log := range []string{Log, CTLog} {
		if err := os.MkdirAll(f.Data(log), 0o700); err != nil {
			return "", err
		}
	}
	if err := pki.Complete(string(f.keys()), func(temporary string) error { return keys(temporary).create() }); err != nil {
		return "", fmt.Errorf("keys of Sigstore not made: %w", err)
	}
	return f, nil
}

func (k keys) create() error {
	// 1. Who signs in a log
	_, logKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	ctKey, err := pki.NewKey()
	if err != nil {
		return err
	}
	for service, key := range map[string]crypto.Signer{Log: logKey, CTLog: ctKey} {
		if err := k.write(service, key); err != nil {
			return err
		}
	}

	// 2. Who certifies identities, and times
	if err := k.createAuthority(); err != nil {
		return err
	}
	if err := k.createTimestamps(); err != nil {
		return err
	}

	// 3. Who says which job asks
	issuerKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	if err := k.write(Issuer, issuerKey); err != nil {
		return err
	}
	token := make([]byte, 32)
	if _, err := rand.Read(token); err != nil {
		return err
	}
	return os.WriteFile(k.requestToken(), []byte(hex.EncodeToString(token)), 0o600)
}

func (k keys) createAuthority() error {
	key, err := pki.NewKey()
	if err != nil {
		return err
	}
	certificate := authority("fulcio")
	certificate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning}
	signed, err := pki.Sign(certificate, certificate, key.Public(), key)
	if err != nil {
		return err
	}
	if err := k.write(Authority, key); err != nil {
		return err
	}
	return k.writeCertificates(Authority, signed)
}

// createTimestamps makes an authority of two: RFC 3161 wants the key usage of the one that signs to be critical.
func (k keys) createTimestamps() error {
	rootKey, err := pki.NewKey()
	if err != nil {
		return err
	}
	root := authority("timestamps")
	rootSigned, err := pki.Sign(root, root, rootKey.Public(), rootKey)
	if err != nil {
		return err
	}
	key, err := pki.NewKey()
	if err != nil {
		return err
	}
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		return err
	}
	leaf := pki.Template(subject("timestamp authority"))
	leaf.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}}
	leafSigned, err := pki.Sign(leaf, root, key.Public(), rootKey)
	if err != nil {
		return err
	}
	if err := k.write(Timestamps, key); err != nil {
		return err
	}
	return k.writeCertificates(Timestamps, leafSigned, rootSigned)
}

func subject(name string) pkix.Name {
	return pkix.Name{CommonName: name, Organization: []string{"flotilla-sandbox"}}
}

func authority(name string) *x509.Certificate {
	certificate := pki.Template(subject(name))
	certificate.IsCA, certificate.BasicConstraintsValid = true, true
	certificate.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	return certificate
}

func (k keys) write(service string, key crypto.Signer) error {
	kind := "PRIVATE KEY"
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if curve, ok := key.(*ecdsa.PrivateKey); ok && service == CTLog { // which reads no other form
		kind = "EC PRIVATE KEY"
		private, err = x509.MarshalECPrivateKey(curve)
	}
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	if err := pki.WritePEM(k.private(service), kind, private); err != nil {
		return err
	}
	return pki.WritePEM(k.public(service), "PUBLIC KEY", public)
}

func (k keys) writeCertificates(service string, certificates ...[]byte) error {
	return pki.WritePEM(k.certificates(service), "CERTIFICATE", certificates...)
}
