// What Flotilla is compared with: the CDKTF CLI and the same stacks in JavaScript, installed once into the user's cache folder.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './time.mjs';

const SOURCES = join(import.meta.dirname, 'reference');
const CHART = join(import.meta.dirname, '../../constructs/src/main/resources/dev/flotilla/constructs/flux/until-adopted');

/** Returns the folder with the packages. */
export function installReference() {
  const files = ['package.json', 'cdktf.json'];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(SOURCES, file)));
  const key = hash.digest('hex').slice(0, 16);
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'flotilla/bench', key);
  if (!existsSync(folder)) {
    console.error('installing the CDKTF CLI, once');
    const temporary = `${folder}.tmp-${process.pid}`;
    mkdirSync(temporary, { recursive: true });
    for (const file of files) copyFileSync(join(SOURCES, file), join(temporary, file));
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: temporary });
    if (existsSync(folder)) rmSync(temporary, { recursive: true });
    else renameSync(temporary, folder);
  }
  return folder;
}

/** The command that synthesizes stacks in JavaScript; it runs in the folder with the packages. */
export function javascript(output, clusters) {
  return ['node', join(SOURCES, 'stacks.mjs'), output, CHART, ...clusters];
}
