package opentofu

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

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
