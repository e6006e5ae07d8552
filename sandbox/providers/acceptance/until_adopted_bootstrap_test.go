package acceptance

import (
	"context"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// The chosen form of the bootstrap: objects are applied until Flux has adopted them. `operator` renders the official
// chart at plan, the until-adopted chart applies each object that nobody owns yet.

// untilAdopted takes one object, or a manifest, and emits what carries no ownership label.
const untilAdopted = `{{- $documents := list -}}
{{- if .Values.object }}{{ $documents = append $documents .Values.object }}{{ end -}}
{{- range $text := splitList "\n---\n" (.Values.manifest | default "" | trimPrefix "---\n") -}}
{{- $document := fromYaml $text -}}
{{- if $document }}{{ $documents = append $documents $document }}{{ end -}}
{{- end -}}
{{- range $document := $documents -}}
{{- $live := lookup $document.apiVersion $document.kind ($document.metadata.namespace | default "") $document.metadata.name -}}
{{- $labels := dig "metadata" "labels" (dict) ($live | default dict) -}}
{{- if not (or (hasKey $labels "kustomize.toolkit.fluxcd.io/name") (hasKey $labels "helm.toolkit.fluxcd.io/name")) }}
{{- $kept := dict "metadata" (dict "annotations" (dict "helm.sh/resource-policy" "keep")) }}
---
{{ toYaml (mergeOverwrite $document $kept) }}
{{- end -}}
{{- end }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
`

// operatorChart stands for the official one: a CRD, a ServiceAccount and a Deployment.
func operatorChart(group string) files {
	return files{
		"values.yaml": "replicas: 1\n",
		"templates/operator.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: instances.` + group + `
  annotations: {helm.sh/resource-policy: keep}
spec:
  group: ` + group + `
  names: {kind: Instance, listKind: InstanceList, plural: instances, singular: instance}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: operator, namespace: {{ .Release.Namespace }}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: operator, namespace: {{ .Release.Namespace }}, labels: {version: {{ .Chart.Version | quote }}}}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: operator}}
  template:
    metadata: {labels: {app: operator}}
    spec: {serviceAccountName: operator, containers: [{name: manager, image: "operator:{{ .Chart.Version }}"}]}
`,
	}
}

type bootstrap struct {
	*stack
	group   string
	version string // of the operator's chart
	ref     string // in the instance
	adopt   bool
}

func newBootstrap(t *testing.T) *bootstrap {
	s := newStack(t)
	b := &bootstrap{stack: s, group: s.namespace + ".example.com", version: "0.1.0", ref: "latest"}
	for _, version := range []string{"0.1.0", "0.1.1"} {
		s.pushChart("operator", version, operatorChart(b.group))
	}
	s.localChart("until-adopted", "1.0.0", files{"templates/objects.yaml": untilAdopted})
	s.variables["token"] = "s3cr3t-of-the-registry"
	b.configure()
	return b
}

func (b *bootstrap) instances() schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: b.group, Version: "v1", Resource: "instances"}
}

func (b *bootstrap) configure() {
	b.t.Helper()
	detach := object{"destroy": false}
	release := func(name string, values []string, dependsOn ...string) object {
		return object{
			"name": name, "namespace": b.namespace, "chart": "./charts/until-adopted", "version": "1.0.0",
			"upgrade_install": true, "take_ownership": true, "wait": true, "values": values,
			"lifecycle": detach, "depends_on": dependsOn,
		}
	}
	b.write(object{
		"variable": object{
			"token": object{"type": "string", "sensitive": true, "ephemeral": true},
			"adopt": object{"type": "bool", "default": false},
		},
		"data": object{"helm_template": object{"operator": object{
			"name": "operator", "namespace": b.namespace, "repository": b.repository(), "chart": "operator",
			"version": b.version, "kube_version": "1.33.0", "values": []string{"replicas: 2"},
		}}},
		"resource": object{
			"kubernetes_namespace_v1": object{"system": object{
				"metadata": []object{{"name": b.namespace}},
				"lifecycle": object{
					"ignore_changes": []string{"metadata[0].labels", "metadata[0].annotations"}, "destroy": false,
				},
			}},
			"kubernetes_secret_v1": object{"auth": object{
				"metadata":         []object{{"name": "auth", "namespace": b.namespace}},
				"type":             "kubernetes.io/dockerconfigjson",
				"data_wo":          object{".dockerconfigjson": `${jsonencode({auths={"ghcr.io"={auth=base64encode("flux:${var.token}")}}})}`},
				"data_wo_revision": 1,
				"lifecycle":        detach,
				"depends_on":       []string{"kubernetes_namespace_v1.system"},
			}},
			"helm_release": object{
				"operator": release("operator-bootstrap", []string{
					`${yamlencode({shown={chart="operator",version="` + b.version + `"}})}`,
					"${sensitive(yamlencode({manifest=data.helm_template.operator.manifest}))}",
				}, "kubernetes_namespace_v1.system"),
				"instance": release("instance-bootstrap", []string{
					`${yamlencode({object={apiVersion="` + b.group + `/v1",kind="Instance",metadata={name="flux",namespace="` +
						b.namespace + `"},spec={sync={ref="` + b.ref + `"}}}})}`,
				}, "helm_release.operator", "kubernetes_secret_v1.auth"),
			},
		},
		"import": []object{{
			"for_each": `${var.adopt ? toset(["` + b.namespace + `"]) : toset([])}`,
			"to":       "kubernetes_namespace_v1.system", "id": "${each.value}",
		}},
	})
}

// adoptAll does what Flux does: it labels what it applies, and upgrades its operator.
func (b *bootstrap) adoptAll() {
	b.t.Helper()
	label := func(key string) object {
		return object{"metadata": object{"labels": object{key: "flux-operator"}}}
	}
	b.patch(b.instances(), "flux", label("kustomize.toolkit.fluxcd.io/name"))
	b.patch(deployments, "operator", label("helm.toolkit.fluxcd.io/name"))
	b.patch(deployments, "operator", object{"metadata": object{"labels": object{"version": "0.1.1"}}})
	b.patch(serviceAccounts, "operator", label("helm.toolkit.fluxcd.io/name"))
	crd := schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}
	_, err := shared.dynamic.Resource(crd).Patch(context.Background(), "instances."+b.group, "application/merge-patch+json",
		[]byte(`{"metadata":{"labels":{"helm.toolkit.fluxcd.io/name":"flux-operator"}}}`), metav1.PatchOptions{})
	b.check(err)
}
