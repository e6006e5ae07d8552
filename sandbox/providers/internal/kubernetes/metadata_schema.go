package kubernetes

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"k8s.io/apimachinery/pkg/api/validation"
	utilvalidation "k8s.io/apimachinery/pkg/util/validation"
)

func metadataSchema(kind string, namespaced bool) *schema.Schema {
	fields := map[string]*schema.Schema{
		"name": {
			Type: schema.TypeString, Optional: true, Computed: true, ForceNew: true,
			ValidateFunc: checkText(func(name string) []string { return validation.NameIsDNSSubdomain(name, false) }),
			Description:  "Name of the " + kind,
		},
		"generate_name": {
			Type: schema.TypeString, Optional: true, ForceNew: true,
			ValidateFunc: checkText(func(name string) []string { return validation.NameIsDNSLabel(name, true) }),
			Description:  "Prefix of a name that the server completes",
		},
		"labels": {
			Type: schema.TypeMap, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}, ValidateFunc: checkLabels,
			Description: "Labels of the " + kind,
		},
		"annotations": {
			Type: schema.TypeMap, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}, ValidateFunc: checkAnnotations,
			Description: "Annotations of the " + kind,
		},
		"generation":       {Type: schema.TypeInt, Computed: true, Description: "Counts the changes of the desired state"},
		"resource_version": {Type: schema.TypeString, Computed: true, Description: "Version of the stored object"},
		"uid":              {Type: schema.TypeString, Computed: true, Description: "Identity of the object in time and space"},
	}
	if namespaced {
		fields["namespace"] = &schema.Schema{
			Type: schema.TypeString, Optional: true, ForceNew: true, Default: "default",
			Description: "Namespace of the " + kind,
		}
	} else {
		// upstream's rule names the wrong path for namespaced kinds and so holds for the others only
		fields["name"].ConflictsWith = []string{"metadata.0.generate_name"}
		fields["generate_name"].ConflictsWith = []string{"metadata.0.name"}
	}
	return &schema.Schema{
		Type: schema.TypeList, Required: true, MaxItems: 1, Elem: &schema.Resource{Schema: fields},
		Description: "Metadata of the " + kind,
	}
}

func checkText(check func(string) []string) schema.SchemaValidateFunc {
	return func(value any, key string) (_ []string, problems []error) {
		for _, problem := range check(value.(string)) {
			problems = append(problems, fmt.Errorf("%s %s", key, problem))
		}
		return nil, problems
	}
}

func checkAnnotations(value any, key string) (_ []string, problems []error) {
	for name := range value.(map[string]any) {
		for _, problem := range utilvalidation.IsQualifiedName(strings.ToLower(name)) {
			problems = append(problems, fmt.Errorf("%s (%q) %s", key, name, problem))
		}
	}
	return nil, problems
}

func checkLabels(value any, key string) (_ []string, problems []error) {
	for name, label := range value.(map[string]any) {
		text, isText := label.(string)
		if !isText {
			return nil, append(problems, fmt.Errorf("%s.%s (%#v): Expected value to be string", key, name, label))
		}
		for _, problem := range utilvalidation.IsQualifiedName(name) {
			problems = append(problems, fmt.Errorf("%s (%q) %s", key, name, problem))
		}
		for _, problem := range utilvalidation.IsValidLabelValue(text) {
			problems = append(problems, fmt.Errorf("%s (%q) %s", key, text, problem))
		}
	}
	return nil, problems
}
