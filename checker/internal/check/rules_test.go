package check

import (
	"testing"

	"flotilla.dev/checker/internal/contract"
)

const (
	configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n"
	file      = "staging/web.yaml"
)

// Each rule has a mistake, and next to it what must pass.
func TestObjects(t *testing.T) {
	type folder func(*testing.T, files) contract.Folder
	for name, test := range map[string]struct {
		folder folder
		text   string
		want   string
	}{
		"right": {tenant, deployment, ""},
		"unknown field": {tenant, changed("replicas:", "replicaz:"), `
components/web/staging/web.yaml:6 [staging] field: a field must be one that its kind has, got 'spec.replicaz' in Deployment 'web/web'; there are: minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector strategy template for replicaz
`},
		"wrong type": {tenant, changed("replicas: 1", `replicas: "1"`), `
components/web/staging/web.yaml:6 [staging] value: 'spec.replicas' in Deployment 'web/web' must be a number, got '1'; correct it
`},
		"refused value": {tenant, changed("replicas: 1", "replicas: -1"), `
components/web/staging/web.yaml:6 [staging] value: 'spec.replicas' in Deployment 'web/web' must be greater than or equal to 0, got '-1'; correct it
`},
		"number that a server would cut": {tenant, changed("replicas: 1", "replicas: 99999999999"), `
components/web/staging/web.yaml:6 [staging] value: 'spec.replicas' in Deployment 'web/web' must be a number of 32 bits, got '99999999999'; lower it: an API server keeps only a part of it
`},
		"null": {tenant, "apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  url: oci://example.com/web\n  layerSelector: null\n", `
components/web/staging/web.yaml:8 [staging] value: 'spec.layerSelector' in OCIRepository 'web/web' must be of type object, got '<nil>'; correct it
`},
		"missing value": {tenant, changed("      containers:\n        - name: web\n          image: registry.example.com/web:1.0.0\n", "      restartPolicy: Always\n"), `
components/web/staging/web.yaml:14 [staging] value: Deployment 'web/web' must have 'spec.template.spec.containers', got none; set it
`},
		"misspelt kind": {tenant, changed("kind: Deployment", "kind: Deploymnet"), `
components/web/staging/web.yaml:2 [staging] kind: an object must be of a kind that its group has, got 'Deploymnet' in Deploymnet 'web/web'; apps/v1 has: ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet for Deploymnet
`},
		"misspelt group": {tenant, changed("apps/v1", "app/v1"), `
components/web/staging/web.yaml:1 [staging] kind: an object must be of a group that Kubernetes or Flux has, got 'app/v1' in Deployment 'web/web'; its kind is in: apps/v1 for app/v1
`},
		"removed version": {tenant, "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\n", `
components/web/staging/web.yaml:1 [staging] kind: an object must be of a version that Kubernetes 1.37 has, got 'policy/v1beta1' in PodDisruptionBudget 'web/web', removed in 1.25; use 'policy/v1'
`},
		"image without a version": {tenant, changed("web:1.0.0", "web"), `
components/web/staging/web.yaml:17 [staging] image: an image must have a version, got 'registry.example.com/web' in 'spec.template.spec.containers[0].image' in Deployment 'web/web'; name a tag other than 'latest', or a digest
`},
		"image by digest": {tenant, changed("web:1.0.0", "web@sha256:0123456789012345678901234567890123456789012345678901234567890123"), ""},
		"registry with a port": {tenant, changed("example.com/web:1.0.0", "example.com:5000/web"), `
components/web/staging/web.yaml:17 [staging] image: an image must have a version, got 'registry.example.com:5000/web' in 'spec.template.spec.containers[0].image' in Deployment 'web/web'; name a tag other than 'latest', or a digest
`},
		"cluster-scoped in a tenant": {tenant, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: web\nrules: []\n", `
components/web/staging/web.yaml:2 [staging] scope: a tenant's objects must be in its namespace, got ClusterRole 'web', which is of the whole cluster; remove it, or have the platform team deliver it with a component
`},
		"cluster-scoped in a component": {component, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: web\nrules: []\n", ""},
		"foreign namespace in a tenant": {tenant, changed("  name: web", "  name: web\n  namespace: shop"), `
components/web/staging/web.yaml:5 [staging] namespace: a tenant's objects must be in its namespace 'web', got 'shop' for Deployment 'web/web'; remove the namespace: Flux sets it
`},
		"own namespace in a tenant": {tenant, changed("  name: web", "  name: web\n  namespace: web"), ""},
		"undefined variable": {tenant, configMap + "data:\n  host: ${CLUSTER_DOMIAN}\n", `
components/web/staging/web.yaml:6 [staging] variable: a variable must be one that the cluster has, got '${CLUSTER_DOMIAN}' in 'data.host' in ConfigMap 'web/web', which becomes empty; write '$${CLUSTER_DOMIAN}' to keep it as it is; there are: CLUSTER_DOMAIN for CLUSTER_DOMIAN
`},
		"defined, escaped and optional variables": {tenant, configMap + "data:\n  host: ${CLUSTER_DOMAIN} $${HOME} ${SIZE:-small} $HOME\n", ""},
		"script that Flux would change": {tenant, configMap + "data:\n  run.sh: |\n    #!/bin/sh\n    echo ${HOSTNAME:-none}\n", `
components/web/staging/web.yaml:6 [staging] variable: Flux evaluates '${HOSTNAME:-}' in 'data.run.sh' in ConfigMap 'web/web', got no variable 'HOSTNAME' on the cluster, so its default replaces it; write '$$' in place of '$' if a script is to evaluate it
`},
		"expression that Flux cannot read": {tenant, configMap + "data:\n  run.sh: echo ${a b}\n", `
components/web/staging/web.yaml:6 [staging] variable: an expression must be one that Flux can evaluate, got '${a b}' in 'data.run.sh' in ConfigMap 'web/web' (missing closing brace); write '$${a b}' to keep it as it is
`},
		"no substitution": {tenant, configMap + "  annotations:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\ndata:\n  host: ${HOST}\n", ""},
		"plain Secret": {component, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  token: s3cr3t\n", `
components/web/staging/web.yaml:6 [staging] secret: 'stringData.token' in Secret 'web/web' must be encrypted by SOPS, or a certificate or public key, got something else, which everybody who can pull the artifact can read; encrypt it with 'sops', or create the Secret on the cluster with a Credential
`},
		"what verifies signatures in a Secret": {component, trusting(`{"mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1"}`, `{"trustPolicies": [{}]}`), ""},
		"other files under their names": {component, trusting("{}", "token"), `
components/web/staging/web.yaml:6 [staging] secret: 'stringData.trusted_root.json' in Secret 'web/web' must be encrypted by SOPS, or a certificate or public key, got something else, which everybody who can pull the artifact can read; encrypt it with 'sops', or create the Secret on the cluster with a Credential
components/web/staging/web.yaml:7 [staging] secret: 'stringData.trustpolicy.json' in Secret 'web/web' must be encrypted by SOPS, or a certificate or public key, got something else, which everybody who can pull the artifact can read; encrypt it with 'sops', or create the Secret on the cluster with a Credential
`},
		"public keys in a Secret": {component, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  keys.sshpub: |\n    ssh-ed25519 AAAAC3Nz ann@acme.example\n    ecdsa-sha2-nistp256 AAAAE2Vj\n", ""},
		"encrypted Secret":        {decrypted, encrypted, ""},
		"encrypted Secret without decryption": {component, encrypted, `
components/web/staging/web.yaml:7 [staging] secret: an encrypted object must be in an artifact that Flux decrypts, got Secret 'web/web', which would be applied as it is; give the artifact a decryption in the fleet
`},
		"rule of a definition of Flux": {tenant, "apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  url: https://example.com\n", `
components/web/staging/web.yaml:7 [staging] value: 'spec.url' in OCIRepository 'web/web' should match '^oci://.*$', got 'https://example.com'; correct it
`},
		"CEL rule of a definition of Flux": {tenant, "apiVersion: source.toolkit.fluxcd.io/v1\nkind: Bucket\nmetadata:\n  name: web\nspec:\n  interval: 5m\n  bucketName: web\n  endpoint: minio.example.com\n  provider: generic\n  sts:\n    provider: aws\n    endpoint: https://sts.example.com\n", `
components/web/staging/web.yaml:5 [staging] value: 'spec' in Bucket 'web/web' must be valid, got one that is not ('ldap' is the only supported STS provider for the 'generic' Bucket provider); correct it
`},
	} {
		t.Run(name, func(t *testing.T) {
			assertLines(t, ask(t, test.folder(t, files{file: test.text})).Problems, test.want)
		})
	}
}

func TestWhatIsNotLookedAtIsListed(t *testing.T) {
	release := "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  chartRef: {kind: OCIRepository, name: web}\n"
	answer := ask(t, decrypted(t, files{file: release + "---\n" + encrypted}))

	assertLines(t, answer.Problems, "")
	assertLines(t, answer.Unchecked, `
components/web/staging/web.yaml:7 [staging] chart: the chart of HelmRelease 'web/web' is not looked at
components/web/staging/web.yaml:9 [staging] kind: the encrypted values of Secret 'web/web' are not looked at
`)
}

const encrypted = `apiVersion: v1
kind: Secret
metadata:
  name: web
stringData:
  token: ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]
sops:
  mac: ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]
  version: 3.9.0
`

func trusting(root, policy string) string {
	return "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  trusted_root.json: '" + root + "'\n  trustpolicy.json: '" + policy + "'\n"
}
