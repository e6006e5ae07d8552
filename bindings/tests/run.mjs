// Runs the tests of the tools; quiet when they pass. Maven starts it in its test phase.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../tools/run.mjs';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((file) => file.endsWith('.test.mjs'));

try {
  await run(process.execPath, ['--test', '--test-reporter=spec', ...files.map((file) => join(folder, file))]);
} catch (error) {
  process.stderr.write(`bindings: ${error.message}\n`);
  process.exitCode = 1;
}
