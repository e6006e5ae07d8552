package main

import (
	"context"
	"crypto"
	"crypto/x509"
	_ "embed"
	"flag"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	ctclient "github.com/google/certificate-transparency-go/client"
	"github.com/google/certificate-transparency-go/jsonclient"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/sigstore/fulcio/pkg/ca"
	"github.com/sigstore/fulcio/pkg/ca/fileca"
	"github.com/sigstore/fulcio/pkg/config"
	"github.com/sigstore/fulcio/pkg/generated/protobuf"
	"github.com/sigstore/fulcio/pkg/identity"
	fulciolog "github.com/sigstore/fulcio/pkg/log"
	"github.com/sigstore/fulcio/pkg/server"
	protocommon "github.com/sigstore/protobuf-specs/gen/pb-go/common/v1"
	"github.com/sigstore/sigstore/pkg/signature"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
)

//go:embed issuers.yaml
var issuers []byte

// authority serves Fulcio's API over HTTP alone: upstream's own program opens further ports, on all interfaces. What it
// asks the issuer, it asks the one of this sandbox.
func authority(args []string) error {
	flags := flag.NewFlagSet("authority", flag.ExitOnError)
	address := flags.String("listen", "", "address")
	certificate := flags.String("certificate", "", "certificate, PEM")
	key := flags.String("key", "", "private key, PEM")
	issuer := flags.String("issuer", "", "address that stands for each issuer")
	logURL := flags.String("ct-log", "", "URL of the CT log")
	logKey := flags.String("ct-log-key", "", "public key of the CT log, PEM")
	flags.Parse(args)

	fulciolog.ConfigureLogger("prod")
	http.DefaultTransport = sandboxIssuer{address: *issuer, next: http.DefaultTransport}
	configuration, err := config.Read(issuers)
	if err != nil {
		return err
	}
	signer, err := fileca.NewFileCA(*certificate, *key, "", false)
	if err != nil {
		return err
	}
	publicKey, err := os.ReadFile(*logKey)
	if err != nil {
		return err
	}
	ctLog, err := ctclient.New(*logURL, &http.Client{}, jsonclient.Options{PublicKey: string(publicKey)})
	if err != nil {
		return err
	}
	algorithms, err := signature.NewAlgorithmRegistryConfig([]protocommon.PublicKeyDetails{
		protocommon.PublicKeyDetails_PKIX_ECDSA_P256_SHA_256, protocommon.PublicKeyDetails_PKIX_ED25519})
	if err != nil {
		return err
	}

	embedding, ok := signer.(ca.EmbeddedSCTCA)
	if !ok {
		return fmt.Errorf("the certificates of %T cannot be logged", signer)
	}
	mux := http.NewServeMux()
	for path, certifying := range map[string]ca.CertificateAuthority{"/": signer, expiredPath: expired{signer, embedding}} {
		service := runtime.NewServeMux(runtime.WithMetadata(identityToken), runtime.WithForwardResponseOption(status))
		server := server.NewGRPCCAServer(ctLog, certifying, algorithms, server.NewIssuerPool(configuration))
		if err := protobuf.RegisterCAHandlerServer(context.Background(), service, server); err != nil {
			return err
		}
		mux.Handle(path, http.StripPrefix(strings.TrimSuffix(path, "/"), service))
	}
	return listen(*address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mux.ServeHTTP(w, r.WithContext(config.With(r.Context(), configuration)))
	}))
}

// expiredPath is the path below which certificates are over when they are issued, for tests of who verifies them.
const expiredPath = "/expired/"

type expired struct {
	ca.CertificateAuthority
	ca.EmbeddedSCTCA
}

func (e expired) CreatePrecertificate(ctx context.Context, principal identity.Principal, key crypto.PublicKey) (*ca.CodeSigningPreCertificate, error) {
	return e.EmbeddedSCTCA.CreatePrecertificate(ctx, anHourAgo{principal}, key)
}

type anHourAgo struct{ identity.Principal }

func (a anHourAgo) Embed(ctx context.Context, certificate *x509.Certificate) error {
	certificate.NotBefore, certificate.NotAfter = certificate.NotBefore.Add(-time.Hour), certificate.NotAfter.Add(-time.Hour)
	return a.Principal.Embed(ctx, certificate)
}

// identityToken is where Fulcio looks for what clients put into a header.
func identityToken(_ context.Context, request *http.Request) metadata.MD {
	return metadata.Pairs(server.MetadataOIDCTokenKey, strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer "))
}

// status answers with the code that Fulcio has put into its metadata.
func status(ctx context.Context, w http.ResponseWriter, _ proto.Message) error {
	answer, found := runtime.ServerMetadataFromContext(ctx)
	if values := answer.HeaderMD.Get(server.HTTPResponseCodeMetadataKey); found && len(values) > 0 {
		code, err := strconv.Atoi(values[0])
		if err != nil {
			return fmt.Errorf("status of the answer not understood: %w", err)
		}
		w.WriteHeader(code)
	}
	return nil
}

// sandboxIssuer sends what is meant for an issuer on the internet to the one of this sandbox.
type sandboxIssuer struct {
	address string
	next    http.RoundTripper
}

func (s sandboxIssuer) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Scheme == "https" {
		issuer := request.URL.Host
		request = request.Clone(request.Context())
		request.URL.Scheme, request.URL.Host = "http", s.address
		request.URL.Path = "/" + issuer + request.URL.Path
		request.Host = s.address
	}
	return s.next.RoundTrip(request)
}
