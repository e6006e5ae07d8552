// Package opentofu compares what the fleet's libraries know of OpenTofu with its sources.
package opentofu

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strconv"
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

func TestTableIsThatOfThePinnedOpenTofu(t *testing.T) {
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

// goSource is one package of Go.
type goSource struct {
	files     []*ast.File
	functions map[string]*ast.FuncDecl
	types     map[string]*ast.StructType
}

func newSource(t *testing.T, directory string) *goSource {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(directory, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sources in %s: %v", directory, err)
	}
	source := &goSource{functions: map[string]*ast.FuncDecl{}, types: map[string]*ast.StructType{}}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok {
				source.functions[function.Name.Name] = function
			}
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if spec, ok := node.(*ast.TypeSpec); ok {
				if structure, ok := spec.Type.(*ast.StructType); ok {
					source.types[spec.Name.Name] = structure
				}
			}
			return true
		})
	}
	return source
}

// backend returns the names of a backend and, of credentials, the variable that they come by.
func (s *goSource) backend(t *testing.T) map[string]string {
	t.Helper()
	root := s.functions["ConfigSchema"]
	if root == nil {
		root = s.functions["New"]
	}
	var block *ast.CompositeLit
	ast.Inspect(root, func(node ast.Node) bool {
		if literal, ok := node.(*ast.CompositeLit); ok && block == nil {
			if kind := selected(literal.Type); kind == "schema.Backend" || kind == "configschema.Block" {
				block = literal
			}
		}
		return block == nil
	})
	if block == nil {
		t.Fatal("no schema of the backend")
	}
	names := map[string]string{}
	s.block(block, "", names)
	if len(names) == 0 {
		t.Fatal("a backend without names")
	}
	return names
}

func (s *goSource) block(block *ast.CompositeLit, prefix string, names map[string]string) {
	for _, field := range []string{"Schema", "Attributes", "BlockTypes"} {
		attributes := s.literal(value(block, field))
		if attributes == nil {
			continue
		}
		for _, element := range attributes.Elts {
			pair := element.(*ast.KeyValueExpr)
			name, err := strconv.Unquote(pair.Key.(*ast.BasicLit).Value)
			if err != nil {
				panic(err)
			}
			attribute := s.literal(pair.Value)
			inner := names
			before := len(inner)
			for _, nested := range []string{"Elem", "NestedType", "Block"} {
				if literal := s.literal(value(attribute, nested)); literal != nil && selected(literal.Type) != "schema.Schema" {
					s.block(literal, prefix+name+".", inner)
				}
			}
			if len(inner) == before {
				names[prefix+name] = variable(value(attribute, "DefaultFunc"))
			}
		}
	}
}

// literal returns the composite that an expression is, also by a function that returns it.
func (s *goSource) literal(expression ast.Expr) *ast.CompositeLit {
	switch node := expression.(type) {
	case *ast.UnaryExpr:
		return s.literal(node.X)
	case *ast.CompositeLit:
		return node
	case *ast.CallExpr:
		if name, ok := node.Fun.(*ast.Ident); ok && s.functions[name.Name] != nil {
			var result *ast.CompositeLit
			ast.Inspect(s.functions[name.Name], func(node ast.Node) bool {
				if statement, ok := node.(*ast.ReturnStmt); ok && result == nil && len(statement.Results) == 1 {
					result = s.literal(statement.Results[0])
				}
				return true
			})
			return result
		}
	}
	return nil
}

// structure returns the names that a struct's tags have for HCL.
func (s *goSource) structure(name, prefix string) map[string]string {
	names := map[string]string{}
	for _, field := range s.types[name].Fields.List {
		if field.Tag == nil {
			continue
		}
		tag, err := strconv.Unquote(field.Tag.Value)
		if err != nil {
			panic(err)
		}
		hcl := strings.Split(reflect.StructTag(tag).Get("hcl"), ",")[0]
		if hcl == "" {
			continue
		}
		if nested := elementName(field.Type); s.types[nested] != nil {
			for inner, variable := range s.structure(nested, prefix+hcl+".") {
				names[inner] = variable
			}
			continue
		}
		names[prefix+hcl] = ""
	}
	return names
}

func elementName(expression ast.Expr) string {
	switch node := expression.(type) {
	case *ast.StarExpr:
		return elementName(node.X)
	case *ast.ArrayType:
		return elementName(node.Elt)
	case *ast.Ident:
		return node.Name
	}
	return ""
}

func selected(expression ast.Expr) string {
	if selector, ok := expression.(*ast.SelectorExpr); ok {
		if name, ok := selector.X.(*ast.Ident); ok {
			return name.Name + "." + selector.Sel.Name
		}
	}
	return ""
}

func value(literal *ast.CompositeLit, field string) ast.Expr {
	if literal == nil {
		return nil
	}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if name, ok := pair.Key.(*ast.Ident); ok && name.Name == field {
				return pair.Value
			}
		}
	}
	return nil
}

// variable returns the first environment variable that a default is taken from.
func variable(expression ast.Expr) string {
	name := ""
	if call, ok := expression.(*ast.CallExpr); ok && len(call.Args) > 0 {
		ast.Inspect(call.Args[0], func(node ast.Node) bool {
			if literal, ok := node.(*ast.BasicLit); ok && name == "" {
				name, _ = strconv.Unquote(literal.Value)
			}
			return true
		})
	}
	return name
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

// java returns the table as a class, each line broken before it is too long.
func java(version string, backends, providers []string) []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, `package dev.flotilla.fleet.state;

/**
 * The names that OpenTofu %s takes, generated from its sources; {@code !} marks a credential,
 * and the variable that it comes by.
 */
final class OpenTofuTable {
  static final String BACKENDS =
      """
%s""";

  static final String KEY_PROVIDERS =
      """
%s""";

  private OpenTofuTable() {}
}
`, version, indented(backends), indented(providers))
	return text.Bytes()
}

func indented(lines []string) string {
	var text strings.Builder
	for _, line := range lines {
		length := 0
		for i, word := range strings.Split(line, " ") {
			if i == 0 {
				text.WriteString("      " + word)
				length = 6 + len(word)
			} else if length+1+len(word) > 98 {
				text.WriteString(" \\\n      " + word)
				length = 6 + len(word)
			} else {
				text.WriteString(" " + word)
				length += 1 + len(word)
			}
		}
		text.WriteString("\n")
	}
	return text.String() + "      "
}
