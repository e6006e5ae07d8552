// The least that a Kubernetes API needs: its store and its server, from start to ready.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run, seconds } from './time.mjs';

const LIMIT_MS = 60_000;

/** Returns the seconds until the API server is ready. */
export async function leastControlPlane(folder) {
  const binary = run('target/bin/sandbox', ['build', 'control-plane']).stdout.split('\n').find((path) => path.endsWith('/control-plane'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const key = join(folder, 'key.pem');
  writeFileSync(key, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const [client, peer, api] = await freePorts(3);
  const [store, peers] = [client, peer].map((port) => `http://127.0.0.1:${port}`);
  const processes = [];
  const start = (argv0, ...args) => processes.push(spawn(binary, args, { argv0, stdio: 'ignore' }));
  try {
    return await seconds(async () => {
      start('etcd', `--data-dir=${join(folder, 'etcd')}`, '--unsafe-no-fsync', `--listen-client-urls=${store}`,
        `--advertise-client-urls=${store}`, `--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`,
        `--initial-cluster=default=${peers}`);
      start('kube-apiserver', '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${api}`, `--etcd-servers=${store}`,
        `--cert-dir=${join(folder, 'certificates')}`, '--authorization-mode=RBAC', '--service-account-issuer=https://bench',
        `--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`,
        '--service-cluster-ip-range=10.0.0.0/24', '--endpoint-reconciler-type=none');
      const limit = Date.now() + LIMIT_MS;
      while (!(await isReady(api))) {
        const ended = processes.some(({ exitCode }) => exitCode !== null);
        if (ended || Date.now() > limit) throw new Error(`the reference's etcd or kube-apiserver ${ended ? 'ended' : 'is not ready'}`);
        await pause(20);
      }
    });
  } finally {
    for (const process of processes.reverse()) process.kill('SIGKILL');
  }
}

/** Its certificate is of its own making, and this only asks for a word. */
function isReady(port) {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/readyz', rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
