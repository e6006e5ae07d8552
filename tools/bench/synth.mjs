// How long a synth takes, beside CDKTF's own.
import { readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { installCdktfCli } from '../../tests/cdktf-cli/install.mjs';
import { plannedByOneRoot } from './plan.mjs';
import { PROJECT, javascript } from './reference.mjs';
import { inTurn, peakMemory, run, seconds } from './time.mjs';

const MANY = 500;
const TENANTS = 20;

/** One cluster, as a whole process. */
export async function oneCluster(work) {
  const packages = await installCdktfCli();
  const ours = join(work, 'one-java');
  const theirs = join(work, 'one-javascript');
  const [node, ...script] = javascript(packages, theirs, ['staging']);
  const flotilla = () => {
    rmSync(ours, { recursive: true, force: true }); // else the stack of the run before is kept
    void run('./flotilla', ['synth', 'staging', '--output', ours]);
  };
  const plain = () => void run(node, script);
  const cdktf = () =>
    void run(join(packages, 'node_modules/.bin/cdktf'), ['synth', '--app', [node, ...script].join(' '), '--output', theirs], {
      cwd: PROJECT,
      env: { CI: 'true', CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1', CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1' },
    });

  flotilla(); // the first run after a build fills caches
  plain();
  assertSame(join(ours, 'stacks/staging/cdk.tf.json'), join(theirs, 'stacks/staging/cdk.tf.json'));
  const [value, cdktfValue, plainValue] = await inTurn(7, flotilla, cdktf, plain);
  const row = { figure: 'flotilla synth staging', value, target: 0.6 };
  return [
    { ...row, reference: 'cdktf synth, the same stack in JavaScript', referenceValue: cdktfValue },
    { ...row, reference: 'the same stack in JavaScript, no CLI', referenceValue: plainValue },
  ];
}

/** Many clusters in one process. */
export async function manyClusters(work) {
  const packages = await installCdktfCli();
  const names = Array.from({ length: MANY }, (_, index) => `cluster-${index}`);
  const [node, ...script] = javascript(packages, join(work, 'many-javascript'), names);
  const program = compile(work, 'ManyClusters');
  const fleet = (count) => {
    const output = join(work, `many-java-${count}`);
    rmSync(output, { recursive: true, force: true });
    return program(count, output);
  };
  const [value, referenceValue] = await inTurn(
    3,
    () => void run(...fleet(MANY)),
    () => void run(node, script),
  );
  const perStack = (kernelCalls(fleet(101)) - kernelCalls(fleet(1))) / 100;
  return [
    {
      figure: `${MANY} clusters in one process, ${perStack} kernel calls a stack`,
      value,
      target: 9,
      reference: `the same ${MANY} stacks in JavaScript`,
      referenceValue,
    },
  ];
}

/** A whole fleet, rendered and checked; the ratio to half of it is at most 2 as long as it is linear. */
export async function manyTenants(work) {
  const program = compile(work, 'ManyTenants');
  const [whole, half] = [2 * MANY, MANY].map((count) => ({ count, outputs: [], memory: [] }));
  const synth = ({ count, outputs, memory }) => {
    // A file system is slow to create files where as many have just been removed, so that comes last.
    outputs.push(join(work, `many-tenants-${count}-${outputs.length}`));
    return seconds(async () => memory.push(await peakMemory(...program(count, TENANTS, 50, 'synth', '--output', outputs.at(-1)))));
  };
  const [value, referenceValue] = await inTurn(3, () => synth(whole), () => synth(half));
  const bytes = run('sh', ['-c', 'tar -c "$0" | gzip | wc -c', join(whole.outputs[0], 'fleet')]).stdout;
  [whole, half].flatMap(({ outputs }) => outputs).forEach((output) => rmSync(output, { recursive: true }));
  const figure = `${whole.count} clusters x ${TENANTS} tenants`;
  const reference = `${half.count} clusters`;
  return [
    { figure: `${figure}, packed ${(bytes / 2 ** 20).toFixed(1)} MiB`, value, target: 20, reference, referenceValue },
    {
      figure: `${figure}, memory of all processes`,
      unit: 'MiB',
      value: Math.max(...whole.memory),
      target: 1024,
      reference,
      referenceValue: Math.max(...half.memory),
    },
  ];
}

/** One line of one tenant, on all clusters, compared with the folder that was rendered before; the reference plans their bootstraps. */
export async function manyChanges(work) {
  const program = compile(work, 'ManyTenants');
  const before = join(work, 'many-changes');
  run(...program(2 * MANY, TENANTS, 50, 'synth', '--output', before));
  const plan = plannedByOneRoot(join(work, 'one-root'), join(before, 'stacks/cluster-0'), 2 * MANY);
  const memory = [];
  const diff = () => seconds(async () => memory.push(await peakMemory(...program(2 * MANY, TENANTS, 60, 'diff', '--against', before), 2)));
  const [value, referenceValue] = await inTurn(3, diff, plan);
  rmSync(before, { recursive: true });
  const figure = `one line of ${2 * MANY} clusters x ${TENANTS} tenants in diff`;
  const reference = 'tofu plan of their bootstraps, one root with a module for each';
  return [
    { figure, value, target: Math.min(8, referenceValue / 3), reference, referenceValue },
    { figure: `${figure}, memory`, unit: 'MiB', value: Math.max(...memory), target: 1024, reference: 'the target', referenceValue: 1024 },
  ];
}

/** The Java side traces each request that it sends to the jsii kernel. */
function kernelCalls(command) {
  const { stderr } = run(...command, { env: { JSII_DEBUG: '1' } });
  return stderr.split('\n').filter((line) => line.startsWith('> ') && line.includes('"api":')).length;
}

/** Compiles a user's own program on the libraries; returns what makes the command that runs it. */
function compile(work, program) {
  const libraries = ['d2.jar', 'lib/*'].map((jar) => join('d2/target', jar));
  const classes = join(work, 'classes');
  run('javac', ['-cp', libraries.join(delimiter), '-d', classes, join(import.meta.dirname, `${program}.java`)]);
  const options = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', [...libraries, classes].join(delimiter), program];
  return (...args) => ['java', [...options, ...args.map(String)]];
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
