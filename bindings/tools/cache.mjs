// Keeps what was generated in the user's cache folder, under a key of all that it is made from.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const ABANDONED_MS = 60 * 60 * 1000;

/** A hash of the lock file, the tools, the schemas and the major version of Node.js. */
export function inputKey(bindings) {
  const hash = createHash('sha256').update(`node ${process.versions.node.split('.')[0]}`);
  for (const file of inputFiles(bindings)) {
    const content = readFileSync(join(bindings, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

function inputFiles(bindings) {
  const inFolder = (folder, ending) =>
    readdirSync(join(bindings, folder)).filter((file) => file.endsWith(ending)).map((file) => `${folder}/${file}`);
  const tools = inFolder('tools', '.mjs').filter((file) => !file.endsWith('.test.mjs'));
  return ['package.json', 'package-lock.json', ...tools, ...inFolder('schemas', '.json')].sort();
}

export function cacheEntry(key, environment = process.env) {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'flotilla', 'bindings', key);
}

/** Makes a folder all at once: `make` fills a temporary sibling, which is renamed into place. */
export async function makeOnce(folder, make) {
  if (existsSync(folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  removeAbandoned(dirname(folder));
  const temporary = mkdtempSync(`${folder}.tmp-`);
  const remove = () => rmSync(temporary, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await make(temporary);
    moveIntoPlace(temporary, folder);
  } finally {
    remove();
    process.removeListener('exit', remove);
  }
}

/** Copies a folder to another, once for a key; the key is written last. */
export function copyOnce(from, to, key) {
  const stamp = join(to, 'key');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  writeFileSync(stamp, key);
}

function moveIntoPlace(temporary, folder) {
  try {
    renameSync(temporary, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another process was faster, with the same result
  }
}

/** Removes the temporary folders of processes that were killed. */
function removeAbandoned(parent) {
  for (const name of readdirSync(parent).filter((file) => file.includes('.tmp-'))) {
    const folder = join(parent, name);
    const touched = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - touched > ABANDONED_MS) rmSync(folder, { recursive: true, force: true });
  }
}
