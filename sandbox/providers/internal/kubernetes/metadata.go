package kubernetes

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// objectMeta reads the metadata block of a configuration.
func objectMeta(d *schema.ResourceData) metav1.ObjectMeta {
	namespace, _ := d.Get("metadata.0.namespace").(string) // kinds without a namespace have no such field
	return metav1.ObjectMeta{
		Name:         d.Get("metadata.0.name").(string),
		GenerateName: d.Get("metadata.0.generate_name").(string),
		Namespace:    namespace,
		Labels:       stringMap(d.Get("metadata.0.labels")),
		Annotations:  stringMap(d.Get("metadata.0.annotations")),
	}
}

// setMetadata writes an object's metadata to the state, without the keys that are not the configuration's to manage.
func setMetadata(d *schema.ResourceData, object metav1.ObjectMeta, c *cluster) error {
	block := map[string]any{
		"annotations":      visible(object.Annotations, d.Get("metadata.0.annotations"), c.ignoreAnnotations),
		"labels":           visible(object.Labels, d.Get("metadata.0.labels"), c.ignoreLabels),
		"generation":       object.Generation,
		"name":             object.Name,
		"resource_version": object.ResourceVersion,
		"uid":              string(object.UID),
	}
	if object.GenerateName != "" {
		block["generate_name"] = object.GenerateName
	}
	if object.Namespace != "" {
		block["namespace"] = object.Namespace
	}
	return d.Set("metadata", []any{block})
}

// visible drops the keys that Kubernetes itself sets and those that the provider is to ignore, unless the
// resource names them.
func visible(live map[string]string, configured any, ignored []string) map[string]string {
	named := configured.(map[string]any)
	kept := map[string]string{}
	for key, value := range live {
		_, isNamed := named[key]
		if isNamed || !isInternal(key) && !matchesAny(ignored, key) {
			kept[key] = value
		}
	}
	return kept
}

func isInternal(key string) bool {
	parsed, err := url.Parse("//" + key)
	if err != nil {
		return false
	}
	switch host := parsed.Hostname(); {
	case host == "app.kubernetes.io", host == "service.beta.kubernetes.io":
		return false // users set these
	case strings.HasSuffix(host, "kubernetes.io"):
		return true
	default:
		return strings.Contains(key, "deprecated.daemonset.template.generation")
	}
}

func matchesAny(expressions []string, key string) bool {
	for _, expression := range expressions {
		if matched, _ := regexp.MatchString(expression, key); matched {
			return true
		}
	}
	return false
}

func stringMap(value any) map[string]string {
	texts := map[string]string{}
	for key, text := range value.(map[string]any) {
		texts[key] = text.(string)
	}
	return texts
}
