// Turns a jsii package into Java sources and the resources that the jsii runtime loads.
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

export async function generateJava(folder, target, work) {
  const out = join(folder, 'dist');
  const flags = ['--targets', 'java', '--code-only', '--no-npmignore', '--rosetta-unknown-snippets', 'verbatim'];
  await run(process.execPath, [join(work, 'node_modules/jsii-pacmak/bin/jsii-pacmak'), folder, '--outdir', out, ...flags]);
  renameSync(join(out, 'java/src/main'), target);
  for (const file of readdirSync(target, { recursive: true })) {
    if (file.endsWith('.java')) removeDate(join(target, file));
  }
}

/** So that two generations are equal. */
function removeDate(file) {
  const dated = /^(@javax\.annotation\.Generated\(value = "[^"]*"), date = "[^"]*"\)/gm;
  writeFileSync(file, readFileSync(file, 'utf8').replace(dated, '$1)'));
}
