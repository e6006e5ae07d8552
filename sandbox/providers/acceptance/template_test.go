package acceptance

import (
	"strings"
	"testing"
)

// page has one of everything that a rendering can show.
var page = files{
	"values.yaml": "names: [a]\n",
	"templates/config.yaml": `{{- range .Values.names }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ . }}, namespace: {{ $.Release.Namespace }}}
data:
  kube: {{ $.Capabilities.KubeVersion.Version }}
  has: {{ $.Capabilities.APIVersions.Has "example.com/v1" | quote }}
  upgrade: {{ $.Release.IsUpgrade | quote }}
  live: {{ lookup "v1" "Namespace" "" "kube-system" | len | quote }}
{{- end }}
`,
	"templates/service.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: service}\n",
	"templates/hook.yaml":    "apiVersion: v1\nkind: Secret\nmetadata: {name: hook, annotations: {helm.sh/hook: pre-install}}\n",
	"templates/test.yaml":    "apiVersion: v1\nkind: Pod\nmetadata: {name: probe, annotations: {helm.sh/hook: test}}\n",
	"templates/NOTES.txt":    "Hello {{ .Release.Name }} in {{ .Release.Namespace }}",
	"crds/crd.yaml":          "kind: CustomResourceDefinition\napiVersion: apiextensions.k8s.io/v1\nmetadata: {name: crd}\n",
}

type template struct {
	*stack
	attributes object
}

func newTemplate(t *testing.T, content files, attributes object) *template {
	s := &template{stack: newStack(t)}
	s.attributes = object{"name": "page", "namespace": "there", "chart": s.localChart("page", "0.1.0", content)}
	for name, value := range attributes {
		s.attributes[name] = value
	}
	s.variables["kubeconfig"] = s.deadKubeconfig() // rendering needs no cluster
	s.configure()
	return s
}

func (s *template) configure() {
	s.t.Helper()
	outputs := object{}
	for _, name := range []string{"manifest", "manifests", "notes", "crds"} {
		outputs[name] = object{"value": "${data.helm_template.page." + name + "}"}
	}
	s.write(object{"data": object{"helm_template": object{"page": s.attributes}}, "output": outputs})
}

// render gives the data source's attributes.
func (s *template) render(changes object) object {
	s.t.Helper()
	for name, value := range changes {
		s.attributes[name] = value
	}
	s.configure()
	s.mustApply()
	return s.state("data.helm_template.page")
}

func TestTemplateRendersWithoutACluster(t *testing.T) {
	s := newTemplate(t, page, nil)
	rendered := s.render(nil)
	manifest := rendered["manifest"].(string)
	mustContain(t, manifest, "name: a, namespace: there", "kube: v1.20.0", `has: "false"`, `live: "0"`, "name: hook", "name: probe")
	mustNotContain(t, manifest, "name: crd")
	if notes := rendered["notes"]; notes != "Hello page in there" {
		t.Errorf("the notes are %q", notes)
	}
	if crds := rendered["crds"].([]any); len(crds) != 1 || !strings.Contains(crds[0].(string), "name: crd") {
		t.Errorf("the CRDs are %q", crds)
	}
	manifests := rendered["manifests"].(object)
	for name, part := range map[string]string{
		"templates/config.yaml": "kind: ConfigMap", "templates/service.yaml": "kind: Service", "templates/hook.yaml": "kind: Secret",
	} {
		text, _ := manifests[name].(string)
		mustContain(t, text, "---\n# Source: page/"+name+"\n", part)
	}
	if len(manifests) != 4 {
		t.Errorf("there are %d manifests", len(manifests))
	}
	for attribute, want := range map[string]any{
		"id": "page", "description": "", "keyring": "", "timeout": 300.0, "wait": false, "validate": false, "devel": nil, "version": nil,
		"include_crds": false, "kube_version": nil, "set": nil,
	} {
		if rendered[attribute] != want {
			t.Errorf("%s is %v, want %v", attribute, rendered[attribute], want)
		}
	}
}

func TestTemplateRendersForTheConfiguredCluster(t *testing.T) {
	s := newTemplate(t, page, nil)
	rendered := s.render(object{"kube_version": "1.33.0", "api_versions": []string{"example.com/v1"}})
	mustContain(t, rendered["manifest"].(string), "kube: v1.33.0", `has: "true"`)

	s.attributes["kube_version"] = "new"
	s.configure()
	s.mustFailPlan("Failed to parse Kubernetes version", `couldn't parse string "new" into kube-version`)
}

func TestTemplateOfAChartForANewerKubernetesNeedsAVersion(t *testing.T) {
	s := newTemplate(t, page, nil)
	s.appendToChart("page", "kubeVersion: \">=1.22.0-0\"\n")
	s.mustFailPlan("Error running Helm install", "chart requires kubeVersion: >=1.22.0-0 which is incompatible with Kubernetes v1.20.0")
	s.render(object{"kube_version": "1.33.0"})
}

func TestTemplateTakesValues(t *testing.T) {
	s := newTemplate(t, page, nil)
	rendered := s.render(object{
		"values": []string{"names: [b]\n"}, "set": []object{{"name": "names[1]", "value": "c"}},
		"set_sensitive": []object{{"name": "names[2]", "value": "d"}}, "set_wo": []object{{"name": "names[3]", "value": "e"}},
	})
	for _, name := range []string{"b", "c", "d", "e"} {
		mustContain(t, rendered["manifest"].(string), "metadata: {name: "+name+",")
	}
	rendered = s.render(object{"set_list": []object{{"name": "names", "value": []string{"f", "g"}}}})
	mustNotContain(t, rendered["manifest"].(string), "{name: b,")
}

func TestTemplateOrdersDocumentsByTheirKeysAsTexts(t *testing.T) {
	s := newTemplate(t, files{"templates/config.yaml": page["templates/config.yaml"]}, nil)
	names := strings.Split("n00 n01 n02 n03 n04 n05 n06 n07 n08 n09 n10 n11", " ")
	manifest := s.render(object{"values": []string{"names: [" + strings.Join(names, ", ") + "]"}})["manifest"].(string)
	var order []string
	for _, document := range strings.Split(manifest, "{name: ")[1:] {
		order = append(order, document[:3])
	}
	// manifest-0, manifest-1, manifest-10, manifest-11, manifest-2
	if got, want := strings.Join(order, " "), "n00 n01 n10 n11 n02 n03 n04 n05 n06 n07 n08 n09"; got != want {
		t.Errorf("the order is %s, want %s", got, want)
	}
}

func TestTemplateShowsTheRequestedDocuments(t *testing.T) {
	s := newTemplate(t, page, nil)
	manifest := s.render(object{"show_only": []string{"templates/s*.yaml", "templates/hook.yaml"}})["manifest"].(string)
	mustContain(t, manifest, "kind: Service", "kind: Secret")
	mustNotContain(t, manifest, "kind: ConfigMap", "kind: Pod")
	s.attributes["show_only"] = []string{"templates/none.yaml"}
	s.configure()
	s.mustFailPlan("Template Not Found", `Could not find template "templates/none.yaml" in chart`)

	delete(s.attributes, "show_only")
	mustNotContain(t, s.render(object{"skip_tests": true})["manifest"].(string), "kind: Pod")
	mustContain(t, s.render(object{"include_crds": true})["manifest"].(string), "name: crd")
	mustContain(t, s.render(object{"skip_crds": true})["manifest"].(string), "name: crd") // it changes nothing here
	mustNotContain(t, s.render(object{"disable_webhooks": true})["manifest"].(string), "kind: Secret", "kind: Pod")
}

func TestTemplateValidatesAgainstTheCluster(t *testing.T) {
	s := newTemplate(t, page, object{"validate": true})
	s.mustFailPlan("Error running Helm install", "Kubernetes cluster unreachable", "connection refused")
	s.variables["kubeconfig"] = shared.kubeconfig
	rendered := s.render(nil)
	mustNotContain(t, rendered["manifest"].(string), "kube: v1.20.0")

	s.attributes["chart"] = s.localChart("page", "0.1.0", page.with("templates/service.yaml", "apiVersion: v1\nkind: Servant\nmetadata: {name: x}\n"))
	s.configure()
	s.mustFailPlan("Error running Helm install", `no matches for kind "Servant" in version "v1"`)
}

func TestTemplateIsReadAtApplyWhenItsValuesAreUnknown(t *testing.T) {
	s := newTemplate(t, page, nil)
	s.attributes["values"] = []string{"${yamlencode({names=[kubernetes_namespace_v1.ns.metadata[0].uid]})}"}
	s.write(object{
		"data":     object{"helm_template": object{"page": s.attributes}},
		"resource": object{"kubernetes_namespace_v1": object{"ns": object{"metadata": []object{{"name": s.namespace}}}}},
	})
	s.variables["kubeconfig"] = shared.kubeconfig
	mustContain(t, s.mustPlan(map[string]string{"kubernetes_namespace_v1.ns": isCreated}).output, "(config refers to values not yet known)")
	s.mustApply()
	mustContain(t, s.state("data.helm_template.page")["manifest"].(string), string(s.mustLive(namespaces, s.namespace).GetUID()))
}

func TestTemplateHasNoPostRenderer(t *testing.T) {
	s := newTemplate(t, page, object{"postrender": object{"binary_path": "cat"}})
	_, r := s.plan()
	if shared.isOurs {
		s.mustFailWith(r, "the sandbox's stand-in for hashicorp/helm does not implement 'postrender.binary_path' of helm_template; remove it")
	}
}
