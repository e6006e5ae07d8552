// How long a synth takes, beside CDKTF's own.
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { installCdktfCli } from '../cdktf-cli/install.mjs';
import { PROJECT, javascript } from './reference.mjs';
import { inTurn, run } from './time.mjs';

const MANY = 500;

/** One cluster, as a whole process. */
export async function oneCluster(work) {
  const packages = await installCdktfCli();
  const ours = join(work, 'one-java');
  const theirs = join(work, 'one-javascript');
  const [node, ...script] = javascript(packages, theirs, ['staging']);
  const flotilla = () => void run('./flotilla', ['synth', 'staging', '--output', ours]);
  const plain = () => void run(node, script);
  const cdktf = () =>
    void run(join(packages, 'node_modules/.bin/cdktf'), ['synth', '--app', [node, ...script].join(' '), '--output', theirs], {
      cwd: PROJECT,
      env: { CI: 'true', CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1', CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1' },
    });

  flotilla(); // the first run after a build fills caches
  plain();
  assertSame(join(ours, 'stacks/staging/cdk.tf.json'), join(theirs, 'stacks/staging/cdk.tf.json'));
  const [seconds, cdktfSeconds, plainSeconds] = await inTurn(7, flotilla, cdktf, plain);
  const row = { figure: 'flotilla synth staging', seconds, target: 0.6 };
  return [
    { ...row, reference: 'cdktf synth, the same stack in JavaScript', referenceSeconds: cdktfSeconds },
    { ...row, reference: 'the same stack in JavaScript, no CLI', referenceSeconds: plainSeconds },
  ];
}

/** Many clusters in one process. */
export async function manyClusters(work) {
  const packages = await installCdktfCli();
  const names = Array.from({ length: MANY }, (_, index) => `cluster-${index}`);
  const [node, ...script] = javascript(packages, join(work, 'many-javascript'), names);
  const [seconds, referenceSeconds] = await inTurn(
    3,
    () => void fleet(work, MANY),
    () => void run(node, script),
  );
  const perStack = (kernelCalls(work, 101) - kernelCalls(work, 1)) / 100;
  return [
    {
      figure: `${MANY} clusters in one process, ${perStack} kernel calls a stack`,
      seconds,
      target: 9,
      reference: `the same ${MANY} stacks in JavaScript`,
      referenceSeconds,
    },
  ];
}

/** A user's own fleet of that many clusters, synthesized. */
function fleet(work, clusters, env = {}) {
  const classPath = ['flotilla.jar', 'lib/*'].map((jar) => join('main/target', jar)).join(delimiter);
  const program = join(import.meta.dirname, 'ManyClusters.java');
  const output = join(work, `many-java-${clusters}`);
  return run('java', ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath, program, `${clusters}`, output], { env });
}

/** The Java side traces each request that it sends to the jsii kernel. */
function kernelCalls(work, clusters) {
  const { stderr } = fleet(work, clusters, { JSII_DEBUG: '1' });
  return stderr.split('\n').filter((line) => line.startsWith('> ') && line.includes('"api":')).length;
}

function assertSame(ours, theirs) {
  const [left, right] = [ours, theirs].map((file) => withoutComments(JSON.parse(readFileSync(file, 'utf8'))));
  if (!isDeepStrictEqual(left, right)) {
    throw new Error(`the stack in JavaScript is not the same any more, so that the comparison would mean nothing: compare ${ours} with ${theirs}`);
  }
}

function withoutComments(value) {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').map(([key, child]) => [key, withoutComments(child)]));
}
