// Package opentofu compares what the fleet's libraries know of OpenTofu with its sources.
package opentofu

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table anew")

const table = "../../../fleet/src/main/java/dev/flotilla/fleet/state/OpenTofuTable.java"

// credential are the names whose values are secret, or nothing without one that is.
var credential = regexp.MustCompile(`(^|[_.])(access_key|secret_key|secret_id|token|password|client_secret|` +
	`web_identity_token|client_key|client_private_key_pem|client_certificate|sse_customer_key|customer_provided_key|` +
	`encryption_key|credentials|conn_str|http_auth|headers)$`)

// notCredential are names that look like one.
var notCredential = map[string]bool{"kms_encryption_key": true}

// variables are those that the sources name elsewhere than beside the name.
var variables = map[string]string{
	"s3 access_key":        "AWS_ACCESS_KEY_ID",
	"s3 secret_key":        "AWS_SECRET_ACCESS_KEY",
	"s3 token":             "AWS_SESSION_TOKEN",
	"s3 sse_customer_key":  "AWS_SSE_CUSTOMER_KEY",
	"aws_kms access_key":   "AWS_ACCESS_KEY_ID",
	"aws_kms secret_key":   "AWS_SECRET_ACCESS_KEY",
	"aws_kms token":        "AWS_SESSION_TOKEN",
	"gcs credentials":      "GOOGLE_BACKEND_CREDENTIALS",
	"gcp_kms credentials":  "GOOGLE_CREDENTIALS",
	"gcp_kms access_token": "GOOGLE_OAUTH_ACCESS_TOKEN",
	"openbao token":        "BAO_TOKEN",
	"remote token":         "TF_TOKEN_app_terraform_io",
}

func TestTableMatchesThePinnedOpenTofu(t *testing.T) {
	directory, version := source(t)
	backends := map[string]string{
		"azurerm": "remote-state/azure", "consul": "remote-state/consul", "cos": "remote-state/cos",
		"gcs": "remote-state/gcs", "http": "remote-state/http", "kubernetes": "remote-state/kubernetes",
		"oss": "remote-state/oss", "pg": "remote-state/pg", "remote": "remote", "s3": "remote-state/s3",
	}
	registered(t, filepath.Join(directory, "internal/backend/init/init.go"), backends)
	var lines, providers []string
	for _, name := range sorted(backends) {
		names := newSource(t, filepath.Join(directory, "internal/backend", backends[name])).backend(t)
		lines = append(lines, line(name, names))
	}
	for _, name := range []string{"aws_kms", "azure_vault", "gcp_kms", "openbao"} {
		names := newSource(t, filepath.Join(directory, "internal/encryption/keyprovider", name)).structure("Config", "")
		providers = append(providers, line(name, names))
	}
	want := java(version, lines, providers)
	got, err := os.ReadFile(table)
	if *update {
		if err := os.WriteFile(table, want, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what OpenTofu %s has; write it anew with: go -C sandbox test ./internal/opentofu -update\ngot:\n%s\nwant:\n%s", table, version, got, want)
	}
}

// source returns the folder and the version of the OpenTofu that the sandbox is built of.
func source(t *testing.T) (string, string) {
	t.Helper()
	command := exec.Command("go", "list", "-mod=mod", "-m", "-f", "{{.Dir}} {{.Version}}", "github.com/opentofu/opentofu")
	command.Dir = "../../modules/opentofu"
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(output))
	if len(fields) != 2 {
		t.Fatalf("the sources of OpenTofu must be in Go's module cache, got %q; run 'make sandbox'", output)
	}
	return fields[0], strings.TrimPrefix(fields[1], "v")
}

// registered checks that there is no other backend than those that are looked at, but for those of a machine and of tests.
func registered(t *testing.T, path string, backends map[string]string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile(`"(\w+)":\s+func\(enc`).FindAllStringSubmatch(string(text), -1) {
		name := match[1]
		if _, known := backends[name]; !known && name != "local" && name != "inmem" && name != "cloud" {
			t.Errorf("OpenTofu has a new backend %q; add it to this test", name)
		}
	}
}

func line(kind string, names map[string]string) string {
	var parts []string
	for _, name := range sorted(names) {
		part := name
		if credential.MatchString(name) && !notCredential[name] {
			variable := names[name]
			if known, ok := variables[kind+" "+name]; ok {
				variable = known
			}
			part += "!" + variable
		}
		parts = append(parts, part)
	}
	return kind + ": " + strings.Join(parts, " ")
}

func sorted(names map[string]string) []string {
	var keys []string
	for name := range names {
		keys = append(keys, name)
	}
	sort.Strings(keys)
	return keys
}
