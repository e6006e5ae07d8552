// Installs the locked npm packages into a work folder.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

export async function install(bindings, work) {
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(bindings, file), join(work, file));
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await run('npm', ['ci', ...flags], { cwd: work });
  } catch (error) {
    throw new Error(
      `cannot install the npm packages that the bindings are made from (once; then they are in the cache): ` +
        `is npm on PATH, and its registry reachable ('npm config get registry' names it)?\n${error.message}`,
    );
  }
}
