// Generates the Java bindings into target/generated; Maven starts it before it compiles, by `tools/generate`.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');

try {
  if (process.versions.node.localeCompare(needed, 'en', { numeric: true }) < 0) {
    throw new Error(
      `the Node.js on PATH is too old, got '${process.versions.node}'; install ${needed} or newer, or put it first on PATH`,
    );
  }
  const { generate } = await import('./recipe.mjs'); // only now: it needs a Node.js of that age
  await generate();
} catch (error) {
  process.stderr.write(`bindings: ${error.message}\n`);
  process.exitCode = 1;
}
