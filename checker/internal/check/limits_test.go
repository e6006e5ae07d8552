package check

import (
	"strings"
	"testing"

	"flotilla.dev/checker/internal/contract"
)

// rendered are objects of a fleet, as the program gives them for a cluster.
type rendered []map[string]any

func namespace(name string, labels map[string]any) map[string]any {
	return map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name, "labels": labels}}
}

func enforcing(level string) rendered {
	return rendered{namespace("web", map[string]any{"pod-security.kubernetes.io/enforce": level})}
}

// askOn asks for folders of a cluster on which the fleet has these objects.
func askOn(t *testing.T, cluster rendered, folders ...contract.Folder) contract.Answer {
	t.Helper()
	request := contract.Request{Folders: folders, Objects: map[string][]map[string]any{"staging-1": cluster}}
	answer, err := Answer(request, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// hardened is a deployment of which even the level restricted has nothing to say.
var hardened = strings.Replace(deployment, "      containers:\n", `      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
`, 1) + `          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
`

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
`

const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: web
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          volumes:
            - name: state
              emptyDir: {}
            - name: node
              hostPath:
                path: /
          containers:
            - name: web
              image: registry.example.com/web:1.0.0
`

const podTemplate = `apiVersion: v1
kind: PodTemplate
metadata:
  name: web
template:
  spec:
    containers:
      - name: side
        image: registry.example.com/web:1.0.0
      - name: web
        image: registry.example.com/web:1.0.0
        securityContext:
          capabilities:
            add: [CHOWN, SYS_ADMIN]
`

func TestPodSecurity(t *testing.T) {
	privileged := deployment + "          securityContext:\n            privileged: true\n"
	substituted := deployment + "          securityContext:\n            privileged: ${PRIVILEGED:-true}\n"
	for name, test := range map[string]struct {
		cluster rendered
		text    string
		want    string
	}{
		"what the level allows":     {enforcing("baseline"), deployment, ""},
		"what the strictest allows": {enforcing("restricted"), hardened, ""},
		"no level":                  {rendered{namespace("web", nil)}, privileged, ""},
		"level of another namespace": {
			rendered{namespace("shop", map[string]any{"pod-security.kubernetes.io/enforce": "restricted"})}, privileged, "",
		},
		"level that only warns": {rendered{namespace("web", map[string]any{"pod-security.kubernetes.io/warn": "restricted"})}, privileged, ""},
		"privileged container": {enforcing("baseline"), privileged, `
components/web/staging/web.yaml:19 [staging] podsecurity: 'spec.template.spec.containers[0].securityContext.privileged' in Deployment 'web/web' must keep to the Pod Security level 'baseline' of namespace 'web', got privileged (container "web" must not set securityContext.privileged=true); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`},
		"value of a variable": {enforcing("baseline"), substituted, `
components/web/staging/web.yaml:19 [staging] podsecurity: 'spec.template.spec.containers[0].securityContext.privileged' in Deployment 'web/web' must keep to the Pod Security level 'baseline' of namespace 'web', got privileged (container "web" must not set securityContext.privileged=true); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`},
		"pod": {enforcing("baseline"), pod, `
components/web/staging/web.yaml:6 [staging] podsecurity: 'spec.hostNetwork' in Pod 'web/web' must keep to the Pod Security level 'baseline' of namespace 'web', got host namespaces (hostNetwork=true); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`},
		"CronJob": {enforcing("baseline"), cronJob, `
components/web/staging/web.yaml:16 [staging] podsecurity: 'spec.jobTemplate.spec.template.spec.volumes[1].hostPath' in CronJob 'web/web' must keep to the Pod Security level 'baseline' of namespace 'web', got hostPath volumes (volume "node"); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`},
		"one item of a PodTemplate": {enforcing("baseline"), podTemplate, `
components/web/staging/web.yaml:14 [staging] podsecurity: 'template.spec.containers[1].securityContext.capabilities.add[1]' in PodTemplate 'web/web' must keep to the Pod Security level 'baseline' of namespace 'web', got non-default capabilities (container "web" must not include "SYS_ADMIN" in securityContext.capabilities.add); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`},
		"beside another mistake": {enforcing("baseline"), with(pod, "spec:\n", "spec:\n  terminationGracePeriodSeconds: long\n"), `
components/web/staging/web.yaml:6 [staging] value: 'spec.terminationGracePeriodSeconds' in Pod 'web/web' must be a number, got 'long'; correct it
components/web/staging/web.yaml:7 [staging] podsecurity: 'spec.hostNetwork' in Pod 'web/web' must keep to the Pod Security level 'baseline' of namespace 'web', got host namespaces (hostNetwork=true); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`},
		"what the strictest wants": {enforcing("restricted"), deployment, `
components/web/staging/web.yaml:16 [staging] podsecurity: 'spec.template.spec.containers[0]' in Deployment 'web/web' must keep to the Pod Security level 'restricted' of namespace 'web', got allowPrivilegeEscalation != false (container "web" must set securityContext.allowPrivilegeEscalation=false); correct it, or allow it in the fleet with the podSecurity of the tenant or component
components/web/staging/web.yaml:16 [staging] podsecurity: 'spec.template.spec.containers[0]' in Deployment 'web/web' must keep to the Pod Security level 'restricted' of namespace 'web', got unrestricted capabilities (container "web" must set securityContext.capabilities.drop=["ALL"]); correct it, or allow it in the fleet with the podSecurity of the tenant or component
components/web/staging/web.yaml:16 [staging] podsecurity: 'spec.template.spec.containers[0]' in Deployment 'web/web' must keep to the Pod Security level 'restricted' of namespace 'web', got runAsNonRoot != true (pod or container "web" must set securityContext.runAsNonRoot=true); correct it, or allow it in the fleet with the podSecurity of the tenant or component
components/web/staging/web.yaml:16 [staging] podsecurity: 'spec.template.spec.containers[0]' in Deployment 'web/web' must keep to the Pod Security level 'restricted' of namespace 'web', got seccompProfile (pod or container "web" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`},
		"level of an old version": {
			rendered{namespace("web", map[string]any{
				"pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/enforce-version": "v1.18",
			})},
			strings.Replace(hardened, "          type: RuntimeDefault\n", "          type: Unconfined\n", 1), "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			assertLines(t, askOn(t, test.cluster, tenant(t, files{file: test.text})).Problems, test.want)
		})
	}
}

func TestPodSecurityOfAPatchIsFoundInThePatch(t *testing.T) {
	folder := component(t, files{
		"base/kustomization.yaml": "resources: [web.yaml]", "base/web.yaml": deployment,
		"staging/kustomization.yaml": "resources: [../base]\npatches: [{path: host.yaml}]",
		"staging/host.yaml":          "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      hostPID: true\n",
	})

	assertLines(t, askOn(t, enforcing("baseline"), folder).Problems, `
components/web/staging/host.yaml:8 [staging] podsecurity: 'spec.template.spec.hostPID' in Deployment 'web/web' must keep to the Pod Security level 'baseline' of namespace 'web', got host namespaces (hostPID=true); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`)
}

func TestPodSecurityIsThatOfTheClustersVersion(t *testing.T) {
	text := strings.Replace(hardened, "          type: RuntimeDefault\n", "          type: Unconfined\n", 1)
	folder := tenant(t, files{file: text})
	folder.Consumers[0].Kubernetes = "1.18"

	assertLines(t, askOn(t, enforcing("restricted"), folder).Problems, "")
	folder.Consumers[0].Kubernetes = "1.19"
	assertLines(t, askOn(t, enforcing("restricted"), folder).Problems, `
components/web/staging/web.yaml:18 [staging] podsecurity: 'spec.template.spec.securityContext.seccompProfile.type' in Deployment 'web/web' must keep to the Pod Security level 'restricted:v1.19' of namespace 'web', got seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined"); correct it, or allow it in the fleet with the podSecurity of the tenant or component
`)
}
