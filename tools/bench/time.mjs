// Runs commands and times them.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const SAMPLE_MS = 500;

/** Runs a command to its end; a failure is an error with all that the command said. */
export function run(command, args, options = {}) {
  const env = { ...process.env, ...options.env };
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30, ...options, env });
  if (result.error || result.status !== 0) {
    throw new Error(`'${command} ${args.slice(0, 9).join(' ')}' failed ${result.error ?? ''}\n${result.stdout}${result.stderr}`);
  }
  return result;
}

/** Runs a command to its end, with the exit code `expected`; returns the mebibytes that it and what it started had at most, each by itself. */
export async function peakMemory(command, args, expected = 0) {
  const child = spawn(command, args, { stdio: 'ignore' });
  const peaks = new Map();
  const timer = setInterval(() => descendants(child.pid).forEach((pid) => sample(pid, peaks)), SAMPLE_MS);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
  clearInterval(timer);
  if (code !== expected) throw new Error(`'${command} ${args.slice(0, 9).join(' ')}' failed with ${code}`);
  return [...peaks.values()].reduce((sum, kibibytes) => sum + kibibytes, 0) / 1024;
}

/** The kernel keeps each process's own peak, so that no sample has to hit it. */
function sample(pid, peaks) {
  const peak = statusOf(pid).match(/VmHWM:\s+(\d+)/);
  if (peak) peaks.set(pid, Number(peak[1]));
}

function descendants(root) {
  const found = new Set([root]);
  for (const pid of readdirSync('/proc').filter(Number).map(Number)) {
    const parent = statusOf(pid).match(/PPid:\s+(\d+)/);
    if (parent && found.has(Number(parent[1]))) found.add(pid);
  }
  return found;
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

/** Runs the actions in turn, several times, and returns the median of each: of what it returns, else of its seconds. */
export async function inTurn(rounds, ...actions) {
  const times = actions.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, action] of actions.entries()) {
      let own;
      const whole = await seconds(async () => (own = await action()));
      times[index].push(own ?? whole);
    }
  }
  return times.map(median);
}

export async function seconds(action) {
  const start = process.hrtime.bigint();
  await action();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
