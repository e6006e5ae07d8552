// Prints a table of what users wait for, each figure beside a reference that ran in turn with it, so on a machine as busy or idle.
// With names it measures only these: bench.mjs oneCluster manyClusters
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { bootstrap, deploy, sandboxUp } from './cluster.mjs';
import { manyClusters, oneCluster } from './synth.mjs';

const root = join(import.meta.dirname, '../..');
const work = join(root, 'target/bench');
process.chdir(root);
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const all = [oneCluster, manyClusters, sandboxUp, deploy, bootstrap];
const asked = process.argv.slice(2);
const rows = [];
for (const measure of all.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  console.error(`measuring ${measure.name}`);
  rows.push(...(await measure(work)));
}
print([
  ['figure', 'median', 'target', 'reference', 'median', 'ratio'],
  ...rows.map(({ figure, seconds, target, reference, referenceSeconds }) => [
    figure,
    `${seconds.toFixed(2)} s`,
    `${seconds <= target ? '<=' : 'MISSED'} ${target} s`,
    reference,
    `${referenceSeconds.toFixed(2)} s`,
    (seconds / referenceSeconds).toFixed(2),
  ]),
]);
console.log(`\n${availableParallelism()} cores; the load of the last five minutes was ${loadavg()[1].toFixed(1)}`);

function print(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}
