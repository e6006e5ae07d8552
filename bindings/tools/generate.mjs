// Generates the Java bindings into target/generated; Maven starts it before it compiles, by `tools/generate`.
import { readFileSync } from 'node:fs';
import { requireNode } from './node-version.mjs';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1)); // temporary files go

try {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  requireNode(engines.node);
  const { generate } = await import('./recipe.mjs'); // only now: it needs a Node.js of that age
  await generate();
} catch (error) {
  process.stderr.write(`bindings: ${error.message}\n`);
  process.exitCode = 1;
}
