package check

import "testing"

const (
	ociRepository  = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  timeout: 1m\n  url: URL\n"
	helmRepository = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  type: oci\n  url: URL\n"
	bucket         = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: Bucket\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  endpoint: minio.example.com\n  bucketName: web\n"
	helmChart      = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmChart\nmetadata:\n  name: web\nspec:\n  interval: 10m\n  chart: CHART\n  sourceRef: {kind: HelmRepository, name: web}\n"
	signed         = "  verify:\n    provider: cosign\n    matchOIDCIdentity:\n      - issuer: ^https://token\\.actions\\.githubusercontent\\.com$\n        subject: SUBJECT\n"
	signer         = `^https://github\.com/controlplaneio-fluxcd/d2-apps/\.github/workflows/push-artifact\.yaml@refs/heads/main$`
)

// The source policy is made of admission policies, which therefore say what is wrong with a tenant's own sources.
func TestSourcesOfTenants(t *testing.T) {
	own := with(ociRepository, "URL", "oci://ghcr.io/controlplaneio-fluxcd/d2-apps/web")
	for name, test := range map[string]struct{ text, want string }{
		"registry of a stranger": {with(ociRepository, "URL", "oci://ghcr.io/evil/web"), `
components/web/staging/web.yaml:8 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-sources' refuses OCIRepository 'frontend/web': a tenant's source must be one that the fleet allows, got 'oci://ghcr.io/evil/web'; name a plain URL below [https://github.com/controlplaneio-fluxcd/, oci://ghcr.io/controlplaneio-fluxcd/, oci://ghcr.io/stefanprodan/charts/, oci://registry-1.docker.io/bitnamicharts/]
`},
		"registry that is allowed": {with(ociRepository, "URL", "oci://ghcr.io/stefanprodan/charts/podinfo"), ""},
		"path that leaves what is allowed": {with(ociRepository, "URL", "oci://ghcr.io/stefanprodan/charts/../evil"), `
components/web/staging/web.yaml:8 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-sources' refuses OCIRepository 'frontend/web': a tenant's source must be one that the fleet allows, got 'oci://ghcr.io/stefanprodan/charts/../evil'; name a plain URL below [https://github.com/controlplaneio-fluxcd/, oci://ghcr.io/controlplaneio-fluxcd/, oci://ghcr.io/stefanprodan/charts/, oci://registry-1.docker.io/bitnamicharts/]
`},
		"without the signature": {own, `
components/web/staging/web.yaml:8 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-signatures-ocirepositories' refuses OCIRepository 'frontend/web': a tenant's source must demand a signature that the fleet wants below 'oci://ghcr.io/controlplaneio-fluxcd/', got 'nobody' in 'web'; set spec.verify to provider cosign and one of [^https://token\.actions\.githubusercontent\.com$ ^https://github\.com/controlplaneio-fluxcd/d2-apps/\.github/workflows/push-artifact\.yaml@refs/heads/main$]
`},
		"signature of somebody else": {own + with(signed, "SUBJECT", "^https://github\\.com/evil/"), `
components/web/staging/web.yaml:8 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-signatures-ocirepositories' refuses OCIRepository 'frontend/web': a tenant's source must demand a signature that the fleet wants below 'oci://ghcr.io/controlplaneio-fluxcd/', got '^https://token\.actions\.githubusercontent\.com$ ^https://github\.com/evil/' in 'web'; set spec.verify to provider cosign and one of [^https://token\.actions\.githubusercontent\.com$ ^https://github\.com/controlplaneio-fluxcd/d2-apps/\.github/workflows/push-artifact\.yaml@refs/heads/main$]
`},
		"signature of the tenant": {own + with(signed, "SUBJECT", signer), ""},
		"repository that cannot be verified": {with(helmRepository, "URL", "oci://ghcr.io/controlplaneio-fluxcd/charts"), `
components/web/staging/web.yaml:8 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-signatures-helmrepositories' refuses HelmRepository 'frontend/web': a HelmRepository cannot demand signatures, which the fleet wants below 'oci://ghcr.io/controlplaneio-fluxcd/', got 'oci://ghcr.io/controlplaneio-fluxcd/charts'; use an OCIRepository with spec.verify, and spec.chartRef in the HelmRelease, or allow this folder unsigned with SourcePolicyProps.allowing
`},
		"Helm repository that is allowed": {with(helmRepository, "URL", "oci://ghcr.io/stefanprodan/charts"), ""},
		"bucket": {bucket, `
components/web/staging/web.yaml:8 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-buckets' refuses Bucket 'frontend/web': a tenant's bucket must be one that the fleet allows, got 'minio.example.com/web'; name one of []
`},
		"chart that leaves its repository": {with(helmChart, "CHART", "../web"), `
components/web/staging/web.yaml:7 [staging] policy: ValidatingAdmissionPolicy 'flux-tenant-helmcharts' refuses HelmChart 'frontend/web': a tenant's chart must be inside its source, got '../web'; name it without '..'
`},
		"chart": {with(helmChart, "CHART", "web"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			cluster := fleet(t)
			assertLines(t, askOn(t, cluster, frontend(t, cluster, files{file: test.text})).Problems, test.want)
		})
	}
}
