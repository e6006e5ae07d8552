package pki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"time"
)

const validity = 10 * 365 * 24 * time.Hour

// Complete makes a folder and what create puts into it, which comes into being whole or not at all.
func Complete(folder string, create func(temporary string) error) error {
	if _, err := os.Stat(folder); err == nil {
		return nil
	}
	temporary := folder + ".tmp"
	if err := os.RemoveAll(temporary); err != nil {
		return err
	}
	if err := os.MkdirAll(temporary, 0o700); err != nil {
		return err
	}
	if err := create(temporary); err != nil {
		return err
	}
	return os.Rename(temporary, folder)
}

// NewKey makes a key for a certificate.
func NewKey() (*ecdsa.PrivateKey, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }

// Template is a certificate that is valid from now on, and lacks what it is for.
func Template(subject pkix.Name) *x509.Certificate {
	return &x509.Certificate{
		Subject:   subject,
		NotBefore: time.Now().Add(-time.Minute),
		NotAfter:  time.Now().Add(validity),
		KeyUsage:  x509.KeyUsageDigitalSignature,
	}
}

// Sign gives a certificate its number and its signature.
func Sign(certificate, issuer *x509.Certificate, public crypto.PublicKey, issuerKey crypto.Signer) ([]byte, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	certificate.SerialNumber = serial
	return x509.CreateCertificate(rand.Reader, certificate, issuer, public, issuerKey)
}

// WritePEM writes blocks of one kind, which their owner alone can read.
func WritePEM(path, kind string, blocks ...[]byte) error {
	var content []byte
	for _, block := range blocks {
		content = append(content, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: block})...)
	}
	return os.WriteFile(path, content, 0o600)
}
