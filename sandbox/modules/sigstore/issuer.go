package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"math/big"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// The issuers of the tokens that a job of GitHub Actions asks for, and that one of GitLab is given.
const (
	github = "token.actions.githubusercontent.com"
	gitlab = "gitlab.com"
)

// lifetime is how long a token of a job is valid.
const lifetime = 5 * time.Minute

// issuer serves below /HOST what the issuer of that name serves, and at /token what ACTIONS_ID_TOKEN_REQUEST_URL leads to
// in a job, or what a pipeline of GitLab is given. The query says which one asks; the request token is what keeps other
// users of this machine from asking.
func issuer(args []string) error {
	flags := flag.NewFlagSet("issuer", flag.ExitOnError)
	address := flags.String("listen", "", "address")
	keyFile := flags.String("key", "", "private key, PEM")
	tokenFile := flags.String("request-token", "", "file of the token that jobs ask with")
	flags.Parse(args)
	key, err := readKey(*keyFile)
	if err != nil {
		return err
	}
	requestToken, err := os.ReadFile(*tokenFile)
	if err != nil {
		return err
	}

	mux := http.NewServeMux()
	for _, host := range []string{github, gitlab} {
		serveKeys(mux, host, key)
	}
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(scheme, "bearer") || subtle.ConstantTimeCompare([]byte(token), requestToken) != 1 {
			http.Error(w, "the request token is wrong", http.StatusUnauthorized)
			return
		}
		run, err := parseRun(r.URL.Query())
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		signed, err := sign(key, run.claims(r.URL.Query().Get("audience"), time.Now()))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		reply(w, map[string]any{"count": len(signed), "value": signed})
	})
	return listen(*address, mux)
}

// A run is what a token is issued to.
type run interface {
	claims(audience string, now time.Time) map[string]any
}

// registered are the claims that each token has, whoever issues it.
func registered(issuer, audience, subject string, now time.Time) map[string]any {
	return map[string]any{
		"iss": "https://" + issuer, "aud": audience, "sub": subject, "iat": now.Unix(), "nbf": now.Add(-time.Second).Unix(),
		"exp": now.Add(lifetime).Unix(), "jti": fmt.Sprint(now.UnixNano()),
	}
}

// commit stands for the one that a repository has at a ref.
func commit(repository, ref string) string {
	sum := sha1.Sum([]byte(repository + ref))
	return hex.EncodeToString(sum[:])
}

func parseRun(query url.Values) (run, error) {
	if query.Has("project") {
		return parsePipeline(query)
	}
	return parseJob(query)
}

func serveKeys(mux *http.ServeMux, host string, key *rsa.PrivateKey) {
	mux.HandleFunc("/"+host+"/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, map[string]any{"issuer": "https://" + host, "jwks_uri": "https://" + host + "/.well-known/jwks",
			"subject_types_supported": []string{"public"}, "response_types_supported": []string{"id_token"},
			"id_token_signing_alg_values_supported": []string{"RS256"}, "scopes_supported": []string{"openid"}})
	})
	mux.HandleFunc("/"+host+"/.well-known/jwks", func(w http.ResponseWriter, _ *http.Request) {
		exponent := big.NewInt(int64(key.E)).Bytes()
		reply(w, map[string]any{"keys": []any{map[string]string{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": keyID(key),
			"n": encode(key.N.Bytes()), "e": encode(exponent)}}})
	})
}

func reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(value)
}

func readKey(path string) (*rsa.PrivateKey, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(content)
	if block == nil {
		return nil, fmt.Errorf("no PEM in %s", path)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	private, ok := key.(*rsa.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("no RSA key in %s", path)
	}
	return private, nil
}

func keyID(key *rsa.PrivateKey) string {
	sum := sha256.Sum256(x509.MarshalPKCS1PublicKey(&key.PublicKey))
	return encode(sum[:8])
}

// sign makes a JSON Web Token of claims.
func sign(key *rsa.PrivateKey, claims map[string]any) (string, error) {
	header, err := json.Marshal(map[string]string{"alg": "RS256", "typ": "JWT", "kid": keyID(key)})
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	text := encode(header) + "." + encode(body)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	return text + "." + encode(signature), err
}

func encode(bytes []byte) string { return base64.RawURLEncoding.EncodeToString(bytes) }
