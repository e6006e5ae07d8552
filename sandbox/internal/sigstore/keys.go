// Package sigstore prepares the Sigstore of one sandbox: its keys, and what tells clients to trust them. The services
// themselves are in modules/sigstore.
package sigstore

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"time"
)

// A Folder holds the files, which are readable by their owner alone.
type Folder string

func (f Folder) join(name string) string { return filepath.Join(string(f), name) }

// The names of the services, under which their keys and data are kept.
const (
	Authority  = "authority"
	Log        = "log"
	CTLog      = "ct-log"
	Timestamps = "timestamps"
	Issuer     = "issuer"
	Trust      = "trust"
)

// Key, PublicKey and Certificates are the files of a service's PEM; Data is the folder of a log's entries.
func (f Folder) Key(service string) string          { return f.join("keys/" + service + ".key") }
func (f Folder) PublicKey(service string) string    { return f.join("keys/" + service + ".pub") }
func (f Folder) Certificates(service string) string { return f.join("keys/" + service + ".crt") }
func (f Folder) Data(service string) string         { return f.join("data/" + service) }

// RequestToken is the file of the token with which a job asks the issuer who it is.
func (f Folder) RequestToken() string { return f.join("keys/request-token") }

const validity = 10 * 365 * 24 * time.Hour

// Ensure makes the keys, all or none, and the folders of the logs.
func Ensure(folder string) (Folder, error) {
	f := Folder(folder)
	for _, log := range []string{Log, CTLog} {
		if err := os.MkdirAll(f.Data(log), 0o700); err != nil {
			return "", err
		}
	}
	if _, err := os.Stat(f.join("keys")); err == nil {
		return f, nil
	}
	temporary := Folder(f.join("tmp"))
	if err := os.RemoveAll(string(temporary)); err != nil {
		return "", err
	}
	if err := os.MkdirAll(temporary.join("keys"), 0o700); err != nil {
		return "", err
	}
	if err := temporary.create(); err != nil {
		return "", fmt.Errorf("keys of Sigstore not made: %w", err)
	}
	if err := os.Rename(temporary.join("keys"), f.join("keys")); err != nil {
		return "", err
	}
	return f, os.Remove(string(temporary))
}

func (f Folder) create() error {
	// 1. Who signs in a log
	_, logKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	ctKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	for service, key := range map[string]crypto.Signer{Log: logKey, CTLog: ctKey} {
		if err := f.writeKeys(service, key); err != nil {
			return err
		}
	}

	// 2. Who certifies identities, and times
	if err := f.createAuthority(); err != nil {
		return err
	}
	if err := f.createTimestamps(); err != nil {
		return err
	}

	// 3. Who says which job asks
	issuerKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	if err := f.writeKeys(Issuer, issuerKey); err != nil {
		return err
	}
	token := make([]byte, 32)
	if _, err := rand.Read(token); err != nil {
		return err
	}
	return os.WriteFile(f.RequestToken(), []byte(hex.EncodeToString(token)), 0o600)
}

func (f Folder) createAuthority() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	certificate := authority("fulcio")
	certificate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning}
	signed, err := sign(certificate, certificate, key.Public(), key)
	if err != nil {
		return err
	}
	if err := f.writeKeys(Authority, key); err != nil {
		return err
	}
	return f.writeCertificates(Authority, signed)
}

// createTimestamps makes an authority of two: RFC 3161 wants the key usage of the one that signs to be critical.
func (f Folder) createTimestamps() error {
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	root := authority("timestamps")
	rootSigned, err := sign(root, root, rootKey.Public(), rootKey)
	if err != nil {
		return err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		return err
	}
	leaf := template("timestamp authority")
	leaf.KeyUsage = x509.KeyUsageDigitalSignature
	leaf.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}}
	leafSigned, err := sign(leaf, root, key.Public(), rootKey)
	if err != nil {
		return err
	}
	if err := f.writeKeys(Timestamps, key); err != nil {
		return err
	}
	return f.writeCertificates(Timestamps, leafSigned, rootSigned)
}

func template(name string) *x509.Certificate {
	return &x509.Certificate{Subject: pkix.Name{CommonName: name, Organization: []string{"flotilla-sandbox"}},
		NotBefore: time.Now().Add(-time.Minute), NotAfter: time.Now().Add(validity)}
}

func authority(name string) *x509.Certificate {
	certificate := template(name)
	certificate.IsCA, certificate.BasicConstraintsValid = true, true
	certificate.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	return certificate
}

func sign(certificate, issuer *x509.Certificate, public crypto.PublicKey, issuerKey crypto.Signer) ([]byte, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	certificate.SerialNumber = serial
	return x509.CreateCertificate(rand.Reader, certificate, issuer, public, issuerKey)
}

func (f Folder) writeKeys(service string, key crypto.Signer) error {
	kind := "PRIVATE KEY"
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if elliptic, ok := key.(*ecdsa.PrivateKey); ok && service == CTLog { // which reads no other form
		kind = "EC PRIVATE KEY"
		private, err = x509.MarshalECPrivateKey(elliptic)
	}
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	if err := write(f.Key(service), kind, private); err != nil {
		return err
	}
	return write(f.PublicKey(service), "PUBLIC KEY", public)
}

func (f Folder) writeCertificates(service string, certificates ...[]byte) error {
	return write(f.Certificates(service), "CERTIFICATE", certificates...)
}

func write(path, kind string, blocks ...[]byte) error {
	var content []byte
	for _, block := range blocks {
		content = append(content, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: block})...)
	}
	return os.WriteFile(path, content, 0o600)
}
