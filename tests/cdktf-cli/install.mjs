// Installs the locked CDKTF CLI into the user's cache folder, once, and prints where: tests and bench share it.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { makeOnce } from '../../bindings/tools/cache.mjs';
import { run } from '../../bindings/tools/run.mjs';

const FILES = ['package.json', 'package-lock.json'];

/** Returns the folder with the packages. */
export async function installCdktfCli() {
  const hash = createHash('sha256').update(`node ${process.versions.node.split('.')[0]}`);
  for (const file of FILES) hash.update(readFileSync(join(import.meta.dirname, file)));
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'flotilla/cdktf-cli', hash.digest('hex').slice(0, 32));
  await makeOnce(folder, install);
  return folder;
}

async function install(folder) {
  console.error('installing the CDKTF CLI; later runs take it from the cache');
  for (const file of FILES) copyFileSync(join(import.meta.dirname, file), join(folder, file));
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', ...flags], { cwd: folder });
}

if (realpathSync(process.argv[1]) === import.meta.filename) console.log(await installCdktfCli());
