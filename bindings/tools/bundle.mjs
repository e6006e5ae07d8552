// Packs a jsii package for the Java side: its JavaScript in one file, so that Node.js loads it fast.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const readAssembly = (folder) => JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));

/** Writes a package of one file to `target`; `submodules` undefined means all of the package. */
export async function bundle(source, assembly, submodules, target, work) {
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const lib = join(source, dirname(manifest.main));
  mkdirSync(join(target, 'lib'), { recursive: true });
  await createRequire(join(work, 'package.json'))('esbuild').build({
    stdin: { contents: submodules ? lazyIndex(submodules) : 'module.exports = require("./index")', resolveDir: lib },
    absWorkingDir: work, // the output names the files it is made of
    resolveExtensions: ['.js', '.json'],
    outfile: join(target, 'lib/index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['cdktf', 'constructs'],
    minifyWhitespace: true,
    minifySyntax: true, // names stay: messages show them
    legalComments: 'none',
    logLevel: 'error',
  });
  const { readme, bundled, ...packed } = assembly; // what was bundled is in the one file now
  const licence = join(source, 'LICENSE');
  if (existsSync(licence)) copyFileSync(licence, join(target, 'LICENSE'));
  writeFileSync(join(target, '.jsii'), JSON.stringify(packed));
  writeFileSync(join(target, 'package.json'), JSON.stringify(packedManifest(manifest), null, 1));
}

/** A submodule is loaded when it is asked for first. */
function lazyIndex(submodules) {
  const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const getter = (name) => `{ enumerable: true, get: () => require("./${kebab(name)}") }`;
  return submodules.map((name) => `Object.defineProperty(exports, "${name}", ${getter(name)});`).join('\n');
}

function packedManifest({ name, version, description, license, author, repository, peerDependencies, stability, jsii }) {
  const entry = { main: 'lib/index.js', types: 'lib/index.d.ts' };
  return { name, version, description, license, author, repository, ...entry, peerDependencies, stability, jsii };
}
