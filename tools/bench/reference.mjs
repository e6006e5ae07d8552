// What Flotilla is compared with: the CDKTF CLI, and the same stacks in JavaScript.
import { join } from 'node:path';

/** The folder of the project whose stacks they are. */
export const PROJECT = join(import.meta.dirname, 'reference');
const CHART = join(import.meta.dirname, '../../constructs/src/main/resources/dev/flotilla/constructs/chart/until-adopted');

/** The command that synthesizes stacks in JavaScript, with the packages of a folder. */
export function javascript(packages, output, clusters) {
  return ['node', join(PROJECT, 'stacks.mjs'), packages, output, CHART, ...clusters];
}
