// What a review is compared with: OpenTofu's plan of the bootstraps of many clusters, as one root with a module for each.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run, seconds } from './time.mjs';

const SANDBOX = 'target/bin/sandbox';
const CHART = resolve('sandbox/charts/flux-operator');

/** Prepares the root in a folder, and returns what plans it and returns the seconds; no cluster is reached, and no registry. */
export function plannedByOneRoot(folder, stack, count) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'cluster'), { recursive: true });
  const { data, resource, terraform, variable } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  cpSync(join(stack, 'assets'), join(folder, 'cluster/assets'), { recursive: true });
  const charts = [...Object.values(data.helm_template), ...Object.values(resource.helm_release)];
  for (const release of charts) {
    Object.assign(release, release.repository ? { chart: CHART, version: '0.0.0' } : { chart: release.chart.replace(/^assets/, '${path.module}/assets') });
    delete release.repository;
  }
  write(folder, 'cluster/main.tf.json', { data, resource, variable: { ...variable, cluster: { type: 'string' } }, ...providers(terraform) });
  write(folder, 'kubeconfig', { clusters: [{ name: 'no', cluster: { server: 'https://127.0.0.1:1' } }], contexts: [{ name: 'no', context: { cluster: 'no' } }] });
  const access = { config_path: 'kubeconfig', config_context: 'no' };
  write(folder, 'main.tf.json', {
    ...providers(terraform),
    provider: { kubernetes: access, helm: { kubernetes: access } },
    module: { cluster: { source: './cluster', for_each: `\${toset([for i in range(${count}) : tostring(i)])}`, cluster: '${each.key}' } },
  });
  const [tofu, mirror] = ['opentofu', 'providers'].map((part) => run(SANDBOX, ['build', part]).stdout.trim());
  writeFileSync(join(folder, 'tofurc'), `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  const options = { cwd: folder, env: { TF_CLI_CONFIG_FILE: resolve(folder, 'tofurc'), TF_IN_AUTOMATION: '1' } };
  run(tofu, ['init', '-input=false'], options);
  return () => seconds(() => void run(tofu, ['plan', '-input=false', '-concise'], options));
}

function providers({ required_version, required_providers }) {
  return { terraform: { required_version, required_providers } };
}

function write(folder, file, content) {
  writeFileSync(join(folder, file), JSON.stringify(content));
}
