import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { requireNode } from '../tools/node-version.mjs';
import { trim } from '../tools/trim.mjs';

test('a machine without Node.js is told what to install', () => {
  const generate = resolve(import.meta.dirname, '../tools/generate');
  const { status, stderr } = spawnSync(generate, { env: { PATH: '/nonexistent' }, encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /^bindings: there is no Node\.js on PATH; install Node\.js 20\.11 or newer/);
});

test('a Node.js that is too old is refused with its version', () => {
  assert.throws(() => requireNode('>=20.11', '20.9.0'), /^Error: the Node\.js on PATH is too old, got '20\.9\.0'; install 20\.11 or newer/);
});

test('newer versions of Node.js are accepted', () => {
  for (const version of ['20.11.0', '20.20.2', '24.1.0', '100.0.0']) requireNode('>=20.11', version);
});

test('trimming keeps the chosen submodules alone', () => {
  const trimmed = trim(assembly({ fqn: 'pkg.a.Part' }), ['a']);
  assert.deepEqual(Object.keys(trimmed.types), ['pkg.a.Whole', 'pkg.a.Part']);
  assert.deepEqual(Object.keys(trimmed.submodules), ['pkg.a']);
});

test('trimming refuses to cut off what a kept type needs', () => {
  assert.throws(() => trim(assembly({ fqn: 'pkg.b.Other' }), ['a']), /a kept type needs 'pkg\.b\.Other'/);
});

test('trimming refuses a submodule that the package lacks', () => {
  assert.throws(() => trim(assembly({ primitive: 'string' }), ['c']), /no submodule 'pkg\.c'/);
});

function assembly(type) {
  return {
    name: 'pkg',
    submodules: { 'pkg.a': {}, 'pkg.b': {} },
    types: {
      'pkg.a.Whole': { fqn: 'pkg.a.Whole', namespace: 'a', properties: [{ name: 'part', type }] },
      'pkg.a.Part': { fqn: 'pkg.a.Part', namespace: 'a' },
      'pkg.b.Other': { fqn: 'pkg.b.Other', namespace: 'b' },
    },
  };
}
