package check

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// podFields and containerFields are what pods may have, most of which one of the levels refuses.
var (
	podFields = []string{
		"", "hostNetwork: true", "hostPID: true", "hostIPC: true", "hostUsers: false",
		"volumes: [{name: a, hostPath: {path: /}}]", "volumes: [{name: a, emptyDir: {}}]", "volumes: [{name: a, nfs: {server: a, path: /}}]",
		"securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}",
		"securityContext: {seccompProfile: {type: Unconfined}}", "securityContext: {runAsUser: 0}", "securityContext: {runAsNonRoot: false}",
		"securityContext: {sysctls: [{name: kernel.shm_rmid_forced, value: '1'}]}", "securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}]}",
		"securityContext: {seLinuxOptions: {type: container_t}}", "securityContext: {seLinuxOptions: {user: system_u}}",
		"securityContext: {windowsOptions: {hostProcess: true}}, hostNetwork: true", "securityContext: {appArmorProfile: {type: Unconfined}}",
		"hostAliases: [{ip: 10.1.1.1, hostnames: [a]}]",
	}
	containerFields = []string{
		"securityContext: {privileged: true}", "securityContext: {allowPrivilegeEscalation: true}", "securityContext: {procMount: Default}",
		"securityContext: {capabilities: {add: [NET_RAW]}}", "securityContext: {capabilities: {add: [CHOWN], drop: [ALL]}}",
		"securityContext: {capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}, allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile: {type: Localhost, localhostProfile: a}}",
		"securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}}",
		"ports: [{containerPort: 80, hostPort: 80}]", "ports: [{containerPort: 80}]",
		"livenessProbe: {httpGet: {port: 80, host: example.com}}", "livenessProbe: {httpGet: {port: 80}}",
		"lifecycle: {preStop: {tcpSocket: {port: 80, host: 127.0.0.1}}}",
	}
)

func generatedPods(t *testing.T) []*unstructured.Unstructured {
	var pods []*unstructured.Unstructured
	for _, namespace := range []string{"frontend", "frontend-open", "frontend-restricted", "frontend-old"} {
		for _, fields := range podFields {
			pods = append(pods, parsed(t, "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: %s}, spec: {containers: [{name: web, image: 'a:1'}], %s}}", namespace, fields))
		}
		for _, fields := range containerFields {
			pods = append(pods,
				parsed(t, "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: %s}, spec: {containers: [{name: web, image: 'a:1'}, {name: side, image: 'a:1', %s}]}}", namespace, fields),
				parsed(t, "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: %s}, spec: {hostNetwork: true, containers: [{name: web, image: 'a:1', %s}]}}", namespace, fields),
				parsed(t, "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: %s, annotations: {container.apparmor.security.beta.kubernetes.io/web: unconfined}}, spec: {initContainers: [{name: init, image: 'a:1', %s}], containers: [{name: web, image: 'a:1'}]}}", namespace, fields))
		}
	}
	return pods
}

func generatedObjects(t *testing.T) []*unstructured.Unstructured {
	var objects []*unstructured.Unstructured
	add := func(apiVersion, kind, spec string, values ...any) {
		objects = append(objects, parsed(t, "{apiVersion: "+apiVersion+", kind: "+kind+", metadata: {name: a, namespace: frontend}, spec: {"+spec+"}}", values...))
	}
	for _, path := range []string{"controlplaneio-fluxcd/a", "controlplaneio-fluxcd-evil/a", "controlplaneio-fluxcd/../evil", "evil/a", ""} {
		add("source.toolkit.fluxcd.io/v1", "GitRepository", "interval: 1h, url: 'https://github.com/%s'", path)
		add("source.toolkit.fluxcd.io/v1", "GitRepository", "interval: 1h, url: 'https://user@github.com/%s'", path)
		add("source.toolkit.fluxcd.io/v1", "OCIRepository", "interval: 1h, url: 'oci://ghcr.io/%s'", path)
		add("source.toolkit.fluxcd.io/v1", "OCIRepository", "interval: 1h, url: 'oci://ghcr.io/%s', verify: {provider: cosign, matchOIDCIdentity: [{issuer: a, subject: b}]}", path)
		add("source.toolkit.fluxcd.io/v1", "HelmRepository", "interval: 1h, type: oci, url: 'oci://ghcr.io/%s'", path)
	}
	add("source.toolkit.fluxcd.io/v1", "OCIRepository", "interval: 1h, url: 'oci://ghcr.io/stefanprodan/charts/a'")
	add("source.toolkit.fluxcd.io/v1", "OCIRepository", "interval: 1h, url: 'oci://ghcr.io/stefanprodan/charts/a', proxySecretRef: {name: a}")
	add("source.toolkit.fluxcd.io/v1", "Bucket", "interval: 1h, bucketName: a, endpoint: minio.example.com")
	add("source.toolkit.fluxcd.io/v1", "HelmChart", "interval: 1h, chart: ../a, sourceRef: {kind: HelmRepository, name: a}")
	add("source.toolkit.fluxcd.io/v1", "HelmChart", "interval: 1h, chart: a, sourceRef: {kind: HelmRepository, name: a}")
	for _, namespace := range []string{"", "frontend", "backend"} {
		add("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "interval: 1h, prune: true, sourceRef: {kind: GitRepository, name: a, namespace: '%s'}", namespace)
		add("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "interval: 1h, prune: true, sourceRef: {kind: GitRepository, name: a}, dependsOn: [{name: b, namespace: '%s'}]", namespace)
		add("helm.toolkit.fluxcd.io/v2", "HelmRelease", "interval: 1h, chartRef: {kind: OCIRepository, name: a, namespace: '%s'}", namespace)
		add("notification.toolkit.fluxcd.io/v1beta3", "Alert", "providerRef: {name: a}, eventSources: [{kind: Kustomization, name: a}, {kind: GitRepository, name: '*', namespace: '%s'}]", namespace)
		add("image.toolkit.fluxcd.io/v1", "ImagePolicy", "imageRepositoryRef: {name: a, namespace: '%s'}, policy: {semver: {range: 1.x}}", namespace)
	}
	add("helm.toolkit.fluxcd.io/v2", "HelmRelease", "interval: 1h, chartRef: {kind: OCIRepository, name: a}, kubeConfig: {secretRef: {name: a}}")
	add("notification.toolkit.fluxcd.io/v1beta3", "Provider", "type: slack, address: 'https://hooks.example.com/a'")
	add("notification.toolkit.fluxcd.io/v1beta3", "Provider", "type: slack, secretRef: {name: a}")
	add("fluxcd.controlplane.io/v1", "ResourceSet", "resources: []")
	for _, kind := range []string{"ClusterIP", "NodePort", "LoadBalancer", "ExternalName, externalName: example.com", "ClusterIP, externalIPs: [10.1.1.1]"} {
		add("v1", "Service", "ports: [{port: 80}], type: %s", kind)
	}
	for _, host := range []string{"'*.example.com'", "web.preview1.example.com", "shop.example.com", "example.com"} {
		add("networking.k8s.io/v1", "Ingress", "rules: [{host: %s, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]", host)
		add("networking.k8s.io/v1", "Ingress", "rules: [{host: web.preview1.example.com}], defaultBackend: {service: {name: a, port: {number: 80}}}, tls: [{hosts: [%s]}]", host)
	}
	for _, from := range []string{"", "podSelector: {}", "namespaceSelector: {}", "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}", "ipBlock: {cidr: 0.0.0.0/0}"} {
		add("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {}, ingress: [{from: [{%s}]}]", from)
		add("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{%s}]}]", from)
	}
	for _, class := range []string{"''", "system-node-critical", "own"} {
		add("apps/v1", "Deployment", "selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {priorityClassName: %s, containers: [{name: a, image: 'a:1'}]}}", class)
		add("batch/v1", "CronJob", "schedule: '@daily', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, priorityClassName: %s, containers: [{name: a, image: 'a:1'}]}}}}", class)
	}
	objects = append(objects,
		parsed(t, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: frontend, labels: {resourceset.fluxcd.controlplane.io/namespace: flux-system}}}"),
		parsed(t, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: frontend, labels: {resourceset.fluxcd.controlplane.io/namespace: other}}}"),
	)
	return objects
}
