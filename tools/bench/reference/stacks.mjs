// The clusters' stacks as one writes them in JavaScript, for the bench: node stacks.mjs PACKAGES OUTPUT CHART CLUSTER…
// Packages are loaded class by class, the fastest way: a whole provider package takes a second.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [packages, outdir, chart, ...clusters] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const { App, AssetType, LocalBackend, TerraformAsset, TerraformOutput, TerraformStack, TerraformVariable } = require('cdktf');
const { KubernetesProvider } = require('@cdktf/provider-kubernetes/lib/provider');
const { NamespaceV1 } = require('@cdktf/provider-kubernetes/lib/namespace-v1');
const { SecretV1 } = require('@cdktf/provider-kubernetes/lib/secret-v1');
const { HelmProvider } = require('@cdktf/provider-helm/lib/provider');
const { Release } = require('@cdktf/provider-helm/lib/release');
const { DataHelmTemplate } = require('@cdktf/provider-helm/lib/data-helm-template');
const { Construct } = require('constructs');

const REGISTRY = 'registry.opentofu.org/hashicorp/';
const PUBLISHER = 'oci://ghcr.io/controlplaneio-fluxcd';
const NAMESPACE = 'flux-system';

class ClusterStack extends TerraformStack {
  constructor(scope, name, chart) {
    super(scope, name);
    this.addOverride('terraform.required_version', '>= 1.12.4');
    this.addOverride('terraform.required_providers.kubernetes', { source: `${REGISTRY}kubernetes`, version: '>= 3.2.1, < 4.0.0' });
    this.addOverride('terraform.required_providers.helm', { source: `${REGISTRY}helm`, version: '>= 3.1.2, < 4.0.0' });
    new LocalBackend(this, { path: `../../../.flotilla/state/${name}.tfstate` });
    const file = text(this, 'kubeconfig', '~/.kube/config', 'The kubeconfig file.');
    const context = text(this, 'kube_context', name, 'The context in the kubeconfig.');
    new KubernetesProvider(this, 'kubernetes', { configPath: file, configContext: context });
    new HelmProvider(this, 'helm', { kubernetes: { configPath: file, configContext: context } });
    new FluxBootstrap(this, 'FluxBootstrap', name, chart);
    new TerraformOutput(this, 'flux', {
      value: { namespace: NAMESPACE, instance: 'flux', sync: '${yamldecode(helm_release.flux.values[0]).object.spec.sync}' },
    });
  }
}

class FluxBootstrap extends Construct {
  constructor(scope, id, cluster, chart) {
    super(scope, id);
    const annotations = { 'flotilla.dev/owner': `${PUBLISHER}/d2-fleet clusters/${cluster}` };
    const namespace = forget('flux_system', new NamespaceV1(this, 'Namespace', {
      metadata: { name: NAMESPACE, annotations },
      lifecycle: {
        ignoreChanges: ['metadata[0].labels', 'metadata[0].annotations'],
        precondition: [{
          condition: '${!terraform.applying || var.ghcr_auth_password != ""}',
          errorMessage: "an apply needs credential 'ghcr-auth'; set TF_VAR_ghcr_auth_password: Password or token of flux at ghcr.io.",
        }],
      },
    }));
    new TerraformVariable(scope, 'adopt', {
      type: 'bool',
      default: false,
      description: 'Take over a namespace that exists although the state does not know it.',
    });
    scope.addOverride('import', [{
      for_each: '${var.adopt ? toset(["flux-system"]) : toset([])}',
      to: 'kubernetes_namespace_v1.flux_system',
      id: '${each.value}',
    }]);
    const password = new TerraformVariable(scope, 'ghcr_auth_password', {
      type: 'string',
      default: '',
      sensitive: true,
      description: 'Password or token of flux at ghcr.io.',
    });
    password.addOverride('ephemeral', true);
    const secret = forget('ghcr_auth', new SecretV1(this, 'ghcr-auth', {
      metadata: { name: 'ghcr-auth', namespace: NAMESPACE, annotations },
      type: 'kubernetes.io/dockerconfigjson',
      dataWo: {
        '.dockerconfigjson':
          '${jsonencode({auths = {"ghcr.io" = {username = "flux", password = var.ghcr_auth_password, auth = base64encode(join(":", ["flux", var.ghcr_auth_password]))}}})}',
      },
      dataWoRevision: 1,
      dependsOn: [namespace],
    }));
    const untilAdopted = new TerraformAsset(this, 'UntilAdopted', { path: chart, type: AssetType.DIRECTORY, assetHash: '1.0.0' });
    const manifest = new DataHelmTemplate(this, 'OperatorManifest', {
      name: 'flux-operator',
      namespace: NAMESPACE,
      repository: `${PUBLISHER}/charts`,
      chart: 'flux-operator',
      version: '0.59.0',
      kubeVersion: '1.33.0',
      values: ['multitenancy:\n  enabled: true\n  defaultServiceAccount: flux-operator\nreporting:\n  interval: 45s\n'],
    });
    manifest.overrideLogicalId('flux_operator');
    const operator = release(this, untilAdopted, 'Operator', 'flux_operator', 'flux-operator-bootstrap', [
      `shown:\n  chart: ${PUBLISHER}/charts/flux-operator\n  version: 0.59.0\n`,
      '${sensitive(yamlencode({manifest = ' + manifest.fqn + '.manifest}))}',
    ], [namespace]);
    release(this, untilAdopted, 'Instance', 'flux', 'flux-bootstrap', [fluxInstance(cluster)], [secret, operator]);
  }
}

function text(scope, name, defaultValue, description) {
  return new TerraformVariable(scope, name, { type: 'string', default: defaultValue, description }).stringValue;
}

function release(scope, chart, id, resource, name, values, dependsOn) {
  return forget(resource, new Release(scope, id, {
    name, namespace: NAMESPACE, chart: chart.path, version: '1.0.0', upgradeInstall: true, takeOwnership: true, wait: true, values, dependsOn,
  }));
}

function forget(id, resource) {
  resource.overrideLogicalId(id);
  resource.addOverride('lifecycle.destroy', false);
  return resource;
}

function fluxInstance(cluster) {
  return `object:
  apiVersion: fluxcd.controlplane.io/v1
  kind: FluxInstance
  metadata:
    name: flux
    namespace: flux-system
  spec:
    distribution:
      version: 2.x
      registry: ghcr.io/fluxcd
      artifact: ${PUBLISHER}/flux-operator-manifests:latest
    components:
    - source-controller
    - source-watcher
    - kustomize-controller
    - helm-controller
    - notification-controller
    cluster:
      type: kubernetes
      size: medium
      multitenant: true
      tenantDefaultServiceAccount: flux
      networkPolicy: true
      domain: cluster.local
    sync:
      kind: OCIRepository
      url: ${PUBLISHER}/d2-fleet
      ref: latest
      path: clusters/${cluster}
      pullSecret: ghcr-auth
    kustomize:
      patches:
      - target:
          kind: OCIRepository
          name: flux-system
        patch: |
          - op: add
            path: /spec/verify
            value:
              provider: cosign
              matchOIDCIdentity:
              - issuer: ^https://token\\.actions\\.githubusercontent\\.com$
                subject: ^https://github\\.com/controlplaneio-fluxcd/d2-fleet/\\.github/workflows/push-artifact\\.yaml@refs/heads/main$
      - target:
          kind: Deployment
          name: kustomize-controller(-.+)?
        patch: |
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: kustomize-controller
          spec:
            template:
              spec:
                containers:
                - name: manager
                  env:
                  - name: HTTP_PROXY
                    value: http://127.0.0.1:9
                  - name: HTTPS_PROXY
                    value: http://127.0.0.1:9
                  - name: NO_PROXY
                    value: ${reachedByBuilds()}
    wait: false
`;
}

function reachedByBuilds() {
  const services = ['source-controller', 'source-watcher', 'notification-controller'];
  const names = services.flatMap((service) =>
    ['.cluster.local.', '.cluster.local', ''].map((domain) => `${service}.${NAMESPACE}.svc${domain}`));
  return ['$(KUBERNETES_SERVICE_HOST)', ...names].join(',');
}

const app = new App({ outdir });
for (const cluster of clusters) new ClusterStack(app, cluster, chart);
app.synth();
