// Runs programs, and tells the user about steps that take long.
import { spawn } from 'node:child_process';

const HEARTBEAT_MS = 10_000;

/** Runs a program quietly; its output is shown when it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', (error) => reject(new Error(`cannot run '${command}': ${error.message}`)));
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(failure(command, args, code, output))));
  });
}

/** Runs one step of the recipe under a name: a line at its end, and one every ten seconds. */
export async function step(name, work) {
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
  const heartbeat = setInterval(() => say(`${name}: ${seconds()} s so far`), HEARTBEAT_MS);
  try {
    const result = await work();
    say(`${name}: ${seconds()} s`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

export const say = (line) => process.stderr.write(`bindings: ${line}\n`);

function failure(command, args, code, output) {
  const lines = output.trim().split('\n').filter((line) => !/^(npm error)?\s+at /.test(line)); // no stack traces
  const tail = lines.slice(-30).join('\n');
  return new Error(`'${[command, ...args].join(' ')}' ended with ${code}:\n${tail}`);
}
