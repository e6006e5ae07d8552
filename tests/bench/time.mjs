// Runs commands and times them.
import { spawnSync } from 'node:child_process';

/** Runs a command to its end; a failure is an error with all that the command said. */
export function run(command, args, options = {}) {
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...options.env };
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30, ...options, env });
  if (result.error || result.status !== 0) {
    throw new Error(`'${command} ${args.slice(0, 9).join(' ')}' failed ${result.error ?? ''}\n${result.stdout}${result.stderr}`);
  }
  return result;
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
