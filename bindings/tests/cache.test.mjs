import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { copyOnce, inputKey, makeOnce } from '../tools/cache.mjs';

const bindings = resolve(import.meta.dirname, '..');
const target = join(bindings, 'target');
mkdirSync(target, { recursive: true });
const scratch = mkdtempSync(join(target, 'cache-test-'));
after(() => rmSync(scratch, { recursive: true }));

const fill = (content) => async (folder) => writeFileSync(join(folder, 'file'), content);

function copyOfInputs(name) {
  const copy = join(scratch, name);
  for (const input of ['package.json', 'package-lock.json', 'tools', 'schemas']) {
    cpSync(join(bindings, input), join(copy, input), { recursive: true });
  }
  return copy;
}

test('two clones have the same key', () => {
  assert.equal(inputKey(copyOfInputs('clone')), inputKey(bindings));
});

for (const input of ['package-lock.json', 'tools/trim.mjs', 'schemas/helm.json']) {
  test(`the key changes with ${input}`, () => {
    const copy = copyOfInputs(input.replace('/', '-'));
    writeFileSync(join(copy, input), ' ', { flag: 'a' });
    assert.notEqual(inputKey(copy), inputKey(bindings));
  });
}

test('what was made once is not made again', async () => {
  const folder = join(scratch, 'once/key');
  await makeOnce(folder, fill('first'));
  await makeOnce(folder, () => assert.fail('made again'));
  assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'first');
});

test('two makers at the same time both succeed and leave one result', async () => {
  const folder = join(scratch, 'both/key');
  await Promise.all([makeOnce(folder, fill('same')), makeOnce(folder, fill('same'))]);
  assert.deepEqual(readdirSync(join(scratch, 'both')), ['key']);
});

test('a maker that fails leaves nothing behind', async () => {
  const folder = join(scratch, 'failed/key');
  await assert.rejects(makeOnce(folder, () => Promise.reject(new Error('no registry'))), /no registry/);
  assert.deepEqual(readdirSync(join(scratch, 'failed')), []);
});

test('what a killed maker left is no result, and is removed in time', async () => {
  const folder = join(scratch, 'killed/key');
  const abandoned = `${folder}.tmp-1`;
  mkdirSync(abandoned, { recursive: true });
  utimesSync(abandoned, 0, 0);
  await makeOnce(folder, fill('whole'));
  assert.ok(existsSync(join(folder, 'file')));
  assert.ok(!existsSync(abandoned));
});

test('a copy that is complete is left alone, and one that is not is made anew', () => {
  const [from, to] = [join(scratch, 'from'), join(scratch, 'to')];
  mkdirSync(from);
  writeFileSync(join(from, 'file'), 'one');
  copyOnce(from, to, 'key-1');
  writeFileSync(join(to, 'file'), 'mark');
  copyOnce(from, to, 'key-1');
  assert.equal(readFileSync(join(to, 'file'), 'utf8'), 'mark');
  rmSync(join(to, 'key')); // as when it was killed
  copyOnce(from, to, 'key-1');
  assert.equal(readFileSync(join(to, 'file'), 'utf8'), 'one');
});
