// The recipe: what is generated goes to the user's cache once, and from there to target/generated.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle, readAssembly } from './bundle.mjs';
import { cacheEntry, copyOnce, inputKey, makeOnce } from './cache.mjs';
import { checkSchema } from './check-schema.mjs';
import { packageFromSchema } from './from-schema.mjs';
import { install } from './install.mjs';
import { generateJava } from './java.mjs';
import { packages } from './packages.mjs';
import { say, step } from './run.mjs';
import { trim } from './trim.mjs';

const bindings = resolve(import.meta.dirname, '..');

export async function generate() {
  const key = inputKey(bindings);
  const entry = cacheEntry(key);
  await makeOnce(entry, generateAll);
  copyOnce(entry, join(bindings, 'target/generated'), key);
}

/** Fills a folder with `<artifact>/java` and `<artifact>/resources`. */
async function generateAll(folder) {
  const work = join(folder, 'work');
  mkdirSync(work);
  say('generating the Java bindings; later builds take them from the cache');
  await step('npm packages', () => install(bindings, work));
  const all = packages.map((spec) => step(spec.artifact, () => generateArtifact(spec, folder, work)));
  const failed = (await Promise.allSettled(all)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  rmSync(work, { recursive: true });
}

async function generateArtifact(spec, folder, work) {
  const facts = spec.schema && JSON.parse(readFileSync(join(bindings, `schemas/${spec.schema}.json`), 'utf8'));
  // 1. The jsii package: published, or made from the schema.
  const source = spec.fromSchema
    ? await packageFromSchema(spec, facts, bindings, work)
    : join(work, 'node_modules', spec.npm);
  // 2. Only the parts that are kept, and they as the provider has them.
  const submodules = spec.keep && Object.keys(spec.keep);
  const assembly = submodules ? trim(readAssembly(source), submodules) : readAssembly(source);
  if (spec.keep) checkSchema(assembly, spec.keep, facts);
  // 3. Its JavaScript in one file, then its Java.
  const packed = join(work, 'packed', spec.artifact);
  await bundle(source, assembly, submodules, packed, work);
  await generateJava(packed, join(folder, spec.artifact), work);
}
