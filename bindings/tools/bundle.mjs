// Packs a jsii package for the Java side: its JavaScript in one file, so that Node.js loads it fast.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const readAssembly = (folder) => JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));

/** Writes the packed package to `target`; without `submodules` it is CDKTF's core, of which all is kept. */
export async function bundle(source, assembly, submodules, target, work) {
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const lib = join(source, dirname(manifest.main));
  mkdirSync(join(target, 'lib'), { recursive: true });
  await createRequire(join(work, 'package.json'))('esbuild').build({
    ...(submodules ? providerEntry(lib, submodules, target) : coreEntries(lib, target)),
    absWorkingDir: work, // the output names the files it is made of
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['cdktf', 'constructs'],
    resolveExtensions: ['.js', '.json'],
    minifyWhitespace: true,
    minifySyntax: true, // names stay: messages show them
    legalComments: 'none',
    logLevel: 'error',
  });
  const licence = join(source, 'LICENSE');
  if (existsSync(licence)) copyFileSync(licence, join(target, 'LICENSE'));
  const { readme, bundled, ...packed } = assembly; // what was bundled is in the one file now
  writeFileSync(join(target, '.jsii'), JSON.stringify(packed));
  writeFileSync(join(target, 'package.json'), JSON.stringify(packedManifest(manifest), null, 1));
}

/** An index of the kept submodules; each is loaded when it is asked for first. */
function providerEntry(lib, submodules, target) {
  const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const getter = (name) => `{ enumerable: true, get: () => require("./${kebab(name)}") }`;
  const contents = submodules.map((name) => `Object.defineProperty(exports, "${name}", ${getter(name)});`);
  return { stdin: { contents: contents.join('\n'), resolveDir: lib }, outfile: join(target, 'lib/index.js') };
}

/** The core's `private/fs` stays a file of its own: it starts itself as a program to zip an asset. */
function coreEntries(lib, target) {
  const entryPoints = { index: join(lib, 'index.js'), 'private/fs': join(lib, 'private/fs.js') };
  return { entryPoints, outdir: join(target, 'lib'), plugins: [zipProgram, noStackTraces] };
}

const zipProgram = {
  name: 'zip-program',
  setup(build) {
    build.onResolve({ filter: /^\.\/private\/fs$/ }, () => ({ path: './private/fs.js', external: true }));
    build.onLoad({ filter: /\/private\/fs\.js$/ }, ({ path }) => ({ contents: lazily('archiver', path) }));
  },
};

/** A token keeps where in JavaScript it was made. That tells a Java program nothing, and takes a twentieth of a synth. */
const noStackTraces = {
  name: 'no-stack-traces',
  setup(build) {
    build.onLoad({ filter: /\/private\/stack-trace\.js$/ }, () => ({ contents: 'exports.captureStackTrace = () => [];' }));
  },
};

/** Loads a big library when it is called; that saves a third of the core's own load time. */
function lazily(library, file) {
  const eager = `const ${library} = require("${library}");`;
  const text = readFileSync(file, 'utf8');
  if (!text.includes(eager)) throw new Error(`'${file}' loads ${library} in another way; adapt tools/bundle.mjs`);
  return text.replace(eager, `const ${library} = (...args) => require("${library}")(...args);`);
}

function packedManifest({ name, version, description, license, author, repository, peerDependencies, stability, jsii }) {
  const entry = { main: 'lib/index.js', types: 'lib/index.d.ts' };
  return { name, version, description, license, author, repository, ...entry, peerDependencies, stability, jsii };
}
