// Prints a table of what users wait for, each figure beside a reference that ran in turn with it, so on a machine as busy or idle.
// With names it measures only these: bench.mjs oneCluster manyClusters
import { mkdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { bootstrap, deploy, sandboxUp } from './cluster.mjs';
import { manyChanges, manyClusters, manyTenants, oneCluster } from './synth.mjs';

const HEADINGS = ['figure', 'median', 'target', 'reference', 'median', 'ratio'];
const MEASURES = [oneCluster, manyClusters, manyTenants, manyChanges, sandboxUp, deploy, bootstrap];

process.chdir(join(import.meta.dirname, '../..'));
try {
  print([HEADINGS, ...(await measure(process.argv.slice(2)))]);
  console.log(`\n${availableParallelism()} cores; the load of the last five minutes was ${loadavg()[1].toFixed(1)}`);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

async function measure(names) {
  const work = resolve('target/bench');
  mkdirSync(work, { recursive: true });
  const rows = [];
  for (const measure of MEASURES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    console.error(`measuring ${measure.name}`);
    rows.push(...(await measure(work)));
  }
  return rows.map(({ figure, value, unit = 's', target, reference, referenceValue }) => [
    figure,
    `${value.toFixed(2)} ${unit}`,
    `${value <= target ? '<=' : 'MISSED'} ${Number(target.toFixed(2))} ${unit}`,
    reference,
    `${referenceValue.toFixed(2)} ${unit}`,
    (value / referenceValue).toFixed(2),
  ]);
}

function print(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}
