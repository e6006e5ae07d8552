// How long it takes from nothing to Flux on a cluster, beside the least that it can take.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { leastControlPlane } from './control-plane.mjs';
import { inTurn, run, seconds } from './time.mjs';

const SANDBOX = 'target/bin/sandbox';
const ROUNDS = 3;

/** A sandbox, in an empty folder. */
export async function sandboxUp(work) {
  run(SANDBOX, ['build']);
  const folder = join(work, 'up/staging');
  const [up, reference] = await inTurn(
    ROUNDS,
    () => inSandbox(folder, () => {}).then(({ up }) => up),
    () => leastControlPlane(join(work, 'least')),
  );
  return [
    { figure: 'sandbox up', value: up, target: 10, reference: 'etcd and kube-apiserver alone', referenceValue: reference },
  ];
}

/** Flux, onto an empty cluster. */
export async function deploy(work) {
  const folder = join(work, 'deploy/staging');
  const [ours, reference] = await inTurn(
    ROUNDS,
    () => inSandbox(folder, (env) => seconds(() => flotillaDeploy(env))).then(({ value }) => value),
    () => inSandbox(folder, (env) => openTofu(folder, env)).then(({ value }) => value),
  );
  return [
    {
      figure: 'flotilla deploy staging, to FluxInstance Ready',
      value: ours,
      target: 10,
      reference: 'tofu init and apply alone, not waiting for Flux',
      referenceValue: reference,
    },
  ];
}

/** The command of the README, with everything built. */
export async function bootstrap(work) {
  run('make', ['build', 'sandbox']);
  const [ours, reference] = await inTurn(
    ROUNDS,
    async () => {
      forget('target/sandbox/staging');
      try {
        return await seconds(() => run('make', ['bootstrap-staging']));
      } finally {
        forget('target/sandbox/staging');
      }
    },
    async () => {
      const { up, value } = await inSandbox(join(work, 'parts/staging'), (env) => seconds(() => flotillaDeploy(env)));
      return up + value;
    },
  );
  return [
    {
      figure: 'make bootstrap-staging',
      value: ours,
      target: 60,
      reference: 'sandbox up and flotilla deploy --flux-only, without make',
      referenceValue: reference,
    },
  ];
}

/** Starts a sandbox, acts in it, stops it; returns the seconds that the start took and what the action returned. */
async function inSandbox(folder, action) {
  forget(folder);
  try {
    const up = await seconds(() => run(SANDBOX, ['up', '--dir', folder]));
    const env = JSON.parse(run(SANDBOX, ['env', '--dir', folder, '--json']).stdout);
    const value = await action({ ...env, TF_VAR_ghcr_auth_password: 'bench', CDKTF_OUTDIR: join(folder, 'cdktf.out') });
    return { up, value };
  } finally {
    forget(folder);
  }
}

function flotillaDeploy(env) {
  run('./flotilla', ['deploy', 'staging', '--flux-only'], { env });
}

/** The same stack, applied by hand; its synth is not counted. */
function openTofu(folder, env) {
  run('./flotilla', ['synth', 'staging'], { env });
  const options = { cwd: join(folder, 'cdktf.out/stacks/staging'), env: { ...env, TF_VAR_kubeconfig: env.KUBECONFIG } };
  return seconds(() => {
    run(env.TERRAFORM_BINARY_NAME, ['init', '-input=false'], options);
    run(env.TERRAFORM_BINARY_NAME, ['apply', '-auto-approve', '-input=false'], options);
  });
}

function forget(folder) {
  run(SANDBOX, ['down', '--dir', folder]);
  rmSync(folder, { recursive: true, force: true });
}
