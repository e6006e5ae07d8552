// Package kinds knows what an object of each kind may have, from the libraries that API servers consist of.
package kinds

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/structured-merge-diff/v6/typed"
)

// Rules that an object can break here.
const (
	// Kind is broken by an object of a kind, or of a version of it, that the cluster does not have.
	Kind = "kind"
	// Field is broken by a field that the kind does not have.
	Field = "field"
	// Value is broken by a value of another type, or one that the API server refuses.
	Value = "value"
)

// A Finding is one mistake of an object.
type Finding struct {
	Rule string
	// Path is where in the object, as Kubernetes' libraries write it.
	Path string
	// Message says it of the object, whose name is to be put in for OBJECT, the path for PATH and the value there for VALUE.
	Message string
	// Quote ends the message, as the cluster itself says it.
	Quote  string
	Remedy string
	// Got is the value, if it is not what is at Path.
	Got string
	// Choices are what could have been meant instead of Typed.
	Typed   string
	Choices []string
	Others  string
}

func unknownField(path string, known []string) Finding {
	typed := path[strings.LastIndexByte(path, '.')+1:]
	return Finding{
		Rule: Field, Path: path,
		Message: "a field must be one that its kind has, got 'PATH' in OBJECT",
		Typed:   typed, Choices: known, Others: "there are: ",
	}
}

// tooLarge is what a decoder says of a number, of which server-side apply silently drops the upper half.
var tooLarge = regexp.MustCompile(`cannot unmarshal number (\S+) into Go struct field \w+\.(\S+) of type int32`)

// types are how messages name the types of structured merge.
var types = map[string]string{
	"expected string":  "a string",
	"expected numeric": "a number",
	"expected boolean": "a boolean",
	"expected list":    "a list",
	"expected map":     "a map",
}

// structure translates what structured merge, by which Flux applies objects, finds in an object.
func structure(err error, known func(path string) []string) []Finding {
	var all typed.ValidationErrors
	if !errors.As(err, &all) {
		if large := tooLarge.FindStringSubmatch(err.Error()); large != nil {
			return []Finding{{
				Rule: Value, Path: large[2], Message: "'PATH' in OBJECT must be a number of 32 bits, got '" + large[1] + "'",
				Remedy: "lower it: an API server keeps only a part of it",
			}}
		}
		return []Finding{{Rule: Value, Message: "OBJECT must be an object of its kind, got '" + err.Error() + "'", Remedy: "correct it"}}
	}
	var findings []Finding
	for _, one := range all {
		path := strings.TrimPrefix(one.Path, ".")
		if one.ErrorMessage == "field not declared in schema" {
			findings = append(findings, unknownField(path, known(path)))
			continue
		}
		finding := Finding{
			Rule: Value, Path: path,
			Message: "'PATH' in OBJECT must be valid, got 'VALUE' (" + one.ErrorMessage + ")", Remedy: "correct it",
		}
		for prefix, name := range types {
			if strings.Contains(one.ErrorMessage, prefix) {
				finding.Message = "'PATH' in OBJECT must be " + name + ", got 'VALUE'"
			}
		}
		if key, ok := strings.CutPrefix(one.ErrorMessage, "duplicate entries for key "); ok {
			finding.Message = "'PATH' in OBJECT must have each item once, got several of '" + strings.Trim(key, "[]") + "'"
			finding.Remedy = "keep one of them"
		}
		findings = append(findings, finding)
	}
	return findings
}

// validation translates what an API server's validation finds.
func validation(all field.ErrorList) []Finding {
	var findings []Finding
	for _, one := range all {
		if strings.HasPrefix(one.Detail, "some validation rules were not checked") {
			continue // the others say why
		}
		finding := Finding{Rule: Value, Path: one.Field, Remedy: "correct it", Got: scalar(one.BadValue)}
		subject, got := "'PATH' in OBJECT ", "got 'VALUE'"
		if isComposite(one.BadValue) {
			got = "got one that is not"
		}
		if one.Field == "" || one.Field == "<nil>" { // of the whole object
			finding.Path, subject = "", "OBJECT "
		}
		detail := strings.TrimPrefix(one.Detail, one.Field+" in body ")
		detail = strings.TrimSuffix(detail, fmt.Sprintf(": %q", scalar(one.BadValue)))
		because := ""
		if detail != "" {
			because = " (" + detail + ")"
		}
		if one.Type == field.ErrorTypeTypeInvalid {
			finding.Got = "" // the library has the name of the type there
		}
		switch {
		case one.Type == field.ErrorTypeRequired:
			finding.Message = "OBJECT must have 'PATH', got none" + strings.TrimSuffix(because, " (Required value)")
			finding.Remedy = "set it"
		case one.Type == field.ErrorTypeNotSupported:
			finding.Message = "'PATH' in OBJECT must be one of " + strings.TrimPrefix(detail, "supported values: ") + ", got 'VALUE'"
		case one.Type == field.ErrorTypeDuplicate:
			finding.Message = "'PATH' in OBJECT must be there once, got 'VALUE' again" + because
			finding.Remedy = "remove one of them"
		case one.Type == field.ErrorTypeForbidden:
			finding.Message = "OBJECT must not have 'PATH'" + because + ", got 'VALUE'"
			finding.Remedy = "remove it"
		case strings.HasPrefix(detail, "must ") || strings.HasPrefix(detail, "should "):
			finding.Message = subject + detail + ", " + got
		case isComposite(one.BadValue):
			finding.Message = subject + "must be valid, got one that is not" + because
		default:
			finding.Message = subject + "must be valid, " + got + because
		}
		findings = append(findings, finding)
	}
	return findings
}

// isComposite says that a value is too large for a message.
func isComposite(value any) bool {
	switch reflect.Indirect(reflect.ValueOf(value)).Kind() {
	case reflect.Map, reflect.Slice, reflect.Struct:
		return true
	}
	return false
}

// scalar is a value that a message can show; of others it shows what is at their path.
func scalar(value any) string {
	switch value.(type) {
	case string, bool, int, int32, int64, float64:
		return fmt.Sprint(value)
	}
	return ""
}
